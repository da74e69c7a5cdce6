"""
Looking at pictures in a child process.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dedup.eyes import ExhaustedError, SandboxedEyes, UnseenError
from dedup.records import PictureSource
from mediacore.formats import Kind
from mediacore.sandbox import Sandbox
from tests.samples.media import clip
from tests.samples.scenes import scene

GIGABYTE = 1 << 30


@pytest.fixture
def eyes() -> Iterator[SandboxedEyes]:
    """
    Eyes with plenty of memory and time.
    """
    with Sandbox(2 * GIGABYTE, 60.0) as sandbox:
        yield SandboxedEyes(sandbox)


def test_picture_is_seen_in_every_way(eyes: SandboxedEyes, tmp_path: Path) -> None:
    """
    Fingerprints and features come back whole from the other process.
    """
    path = tmp_path / "a.png"
    scene(1).save(path)

    found = eyes.fingerprint(os.fsencode(path), Kind.PNG)
    features = eyes.features(os.fsencode(path), Kind.PNG)

    assert (found.source, found.informative, len(found.vectors)) == (PictureSource.FULL, True, 1)
    assert features.grey.shape == (288, 384)
    assert len(features.points) == len(features.descriptors) > 10


def test_clip_is_seen(eyes: SandboxedEyes, tmp_path: Path) -> None:
    """
    Its frames come back.
    """
    path = tmp_path / "a.mp4"
    clip(path)

    assert eyes.clip(os.fsencode(path)).frames


def test_what_is_no_picture_is_not_seen(eyes: SandboxedEyes, tmp_path: Path) -> None:
    """
    The reason is a sentence.
    """
    path = tmp_path / "a.png"
    path.write_bytes(b"no picture")

    with pytest.raises(UnseenError, match="cannot be decoded"):
        eyes.fingerprint(os.fsencode(path), Kind.PNG)


def test_missing_file_is_the_disks_problem(eyes: SandboxedEyes, tmp_path: Path) -> None:
    """
    It is no fault of the picture, so it is tried again.
    """
    with pytest.raises(FileNotFoundError):
        eyes.fingerprint(os.fsencode(tmp_path / "gone.jpg"), Kind.JPEG)


def test_error_without_a_text_is_told_by_its_name() -> None:
    """
    Nobody is left with an empty reason.
    """

    class Failing:
        """
        A sandbox in which everything fails silently.
        """

        def call(self, *_args: object) -> None:
            """
            Fail.
            """
            raise MemoryError

    failing: object = Failing()

    with pytest.raises(UnseenError, match="MemoryError"):
        SandboxedEyes(failing).clip(b"a.mp4")  # type: ignore[arg-type]  # a sandbox that only fails


@pytest.mark.parametrize(("gigabytes", "seconds"), [(2.0, 0.0), (0.04, 60.0)])
def test_too_little_time_or_memory_is_no_fault_of_the_picture(
    gigabytes: float, seconds: float, tmp_path: Path
) -> None:
    """
    It may be seen another time.
    """
    path = tmp_path / "a.png"
    scene(1).resize((4000, 3000)).save(path)

    memory = int(gigabytes * GIGABYTE)
    with Sandbox(memory, seconds, ("dedup.features",)) as sandbox, pytest.raises(ExhaustedError):
        SandboxedEyes(sandbox).features(os.fsencode(path), Kind.PNG)
