"""
What every stage says of two files.
"""

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dedup.explaining import Finding, explain
from dedup.memory_read import ReadFile, look_at
from dedup.records import Likeness, PictureSource, Reason, Relation
from dedup.stages import Stages
from mediacore.errors import TwinlensError
from tests.unit.dedup.memory_folder import put, stages

LIKE = Likeness(0.96, Relation.CROPPED, (Reason("aligned", "all of it"),))


@dataclass
class Print:
    """
    A fingerprint.
    """

    phash: int = -1
    informative: bool = True
    vectors: tuple[Any, ...] = (np.zeros(4),)
    source: PictureSource = PictureSource.THUMBNAIL


def looking(likeness: Likeness = LIKE, *, near: bool = True, dull: bool = False) -> Stages:
    """
    Make stages that say one thing.
    """
    return replace(
        stages(),
        fingerprint=lambda path, _kind: (
            Print(1, informative=not dull, vectors=() if dull else (np.ones(4),))
            if path.endswith(b"b.jpg")
            else Print()
        ),
        candidates=lambda _seen: [(0, 1)] if near else [],
        compare=lambda _one, _other: likeness,
        compare_clips=lambda _one, _other: likeness,
    )


def look(place: Path) -> ReadFile:
    """
    Read a file.
    """
    return look_at(b"/", 1, os.fsencode(place).lstrip(b"/"))


def told(one: ReadFile, other: ReadFile, seeing: Stages | None = None) -> dict[str, Finding]:
    """
    Give the findings by their stage.
    """
    return {finding.stage: finding for finding in explain(b"/", one, other, seeing)}


def test_equal_bytes_share_every_level(tmp_path: Path) -> None:
    """
    Both files are read whole for that.
    """
    found = told(look(put(tmp_path, "a.jpg", "x")), look(put(tmp_path, "b.jpg", "x")))

    assert list(found) == ["file on disk", "size", "quick id", "SHA-256", "taken", "level"]
    assert (found["SHA-256"].alike, found["level"].text) == (True, "exact")


def test_two_names_of_a_file_are_no_duplicates(tmp_path: Path) -> None:
    """
    There is nothing to free.
    """
    place = put(tmp_path, "a.jpg", "x")
    (tmp_path / "b.jpg").hardlink_to(place)

    found = told(look(place), look(tmp_path / "b.jpg"))

    assert "nothing to free" in found["file on disk"].text
    assert found["level"].alike is False


def test_unreadable_file_is_nobodys_duplicate(tmp_path: Path) -> None:
    """
    The reason is told.
    """
    found = told(look(put(tmp_path, "a.jpg", "x")), look(tmp_path / "gone.jpg"))

    assert found["reading"].text.endswith("gone.jpg: No such file or directory")
    assert found["level"].alike is False


def test_sizes_tell_bytes_apart(tmp_path: Path) -> None:
    """
    Nothing more is read then.
    """
    found = told(look(put(tmp_path, "a.jpg", "x")), look(put(tmp_path, "b.jpg", "longer")))

    assert found["size"].alike is False
    assert "SHA-256" not in found


def test_quick_ids_tell_bytes_apart(tmp_path: Path) -> None:
    """
    Equal sizes are read at three places.
    """
    found = told(look(put(tmp_path, "a.jpg", "x")), look(put(tmp_path, "b.jpg", "y")))

    assert found["quick id"].alike is False


def test_whole_hashes_tell_bytes_apart(tmp_path: Path) -> None:
    """
    A quick id only proposes.
    """
    one, other = look(put(tmp_path, "a.jpg", "x")), look(put(tmp_path, "b.jpg", "y"))
    assert one.record is not None
    assert other.record is not None
    forged = replace(other, record=replace(other.record, quick_id=one.record.quick_id))

    assert told(one, forged)["SHA-256"].alike is False


def test_file_that_changes_meanwhile_is_told(tmp_path: Path) -> None:
    """
    Its hash would be of something else.
    """
    one, other = look(put(tmp_path, "a.jpg", "x")), look(put(tmp_path, "b.jpg", "x"))
    put(tmp_path, "b.jpg", "else")

    assert "has changed" in told(one, other)["SHA-256"].text


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (("jpeg", "raw"), "versions"),
        (("video", "jpeg"), "with clips only"),
        (("sidecar", "jpeg"), "neither a picture nor a clip"),
    ],
)
def test_kinds_that_are_never_compared(tmp_path: Path, kinds: tuple[str, str], words: str) -> None:
    """
    RAW and JPEG are versions, clips stand apart, other files are nothing.
    """
    files = []
    for kind in kinds:
        file = look(put(tmp_path, f"{kind}.jpg", kind))
        assert file.record is not None
        files.append(replace(file, record=replace(file.record, kind=kind)))

    found = told(files[0], files[1], looking())

    assert words in found["kind"].text
    assert found["level"].alike is False


def test_every_stage_of_pictures_is_told(tmp_path: Path) -> None:
    """
    Hash distance and source, vectors, whether a scan would compare them, the score and why.
    """
    one, other = look(put(tmp_path, "a.jpg", "x")), look(put(tmp_path, "b.jpg", "other"))

    found = told(one, other, looking())

    assert found["fingerprint"].text == "63 of 64 bits differ, from thumbnail and thumbnail"
    assert found["vectors"].text == "2.000 apart, as they stand"
    assert found["candidates"].text == "near enough to be compared"
    assert found["comparing"].text == "score 0.9600, cropped; all of it"
    assert found["level"].text == "0.95"


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        (0, "as they stand"),
        (3, "the first one turned left by 270°"),
        (4, "the first one mirrored"),
        (5, "the first one mirrored and turned left by 90°"),
    ],
)
def test_nearest_turn_of_the_vectors_is_told(turn: int, words: str, tmp_path: Path) -> None:
    """
    A turned or mirrored copy is near in one of the eight only.
    """
    one, other = look(put(tmp_path, "a.jpg", "x")), look(put(tmp_path, "b.jpg", "other"))

    def turns(vector: Any) -> list[Any]:
        return [np.full_like(vector, number == turn) for number in range(8)]

    found = told(one, other, replace(looking(), turns=turns))

    assert found["vectors"].text == f"0.000 apart, {words}"


def test_dull_pictures_have_no_vectors(tmp_path: Path) -> None:
    """
    And a scan would not compare them; other pictures share no level.
    """
    one, other = look(put(tmp_path, "a.jpg", "x")), look(put(tmp_path, "b.jpg", "other"))
    unlike = Likeness(0.3, Relation.DIFFERENT, ())

    found = told(one, other, looking(unlike, near=False, dull=True))

    assert found["fingerprint"].text.endswith("one of them shows nothing")
    assert "vectors" not in found
    assert "would not compare" in found["candidates"].text
    assert (found["comparing"].alike, found["level"].alike) == (False, False)


def test_clips_are_compared_as_clips(tmp_path: Path) -> None:
    """
    By their frames.
    """
    files = []
    for name in ("a.jpg", "bb.jpg"):
        file = look(put(tmp_path, name, name))
        assert file.record is not None
        files.append(replace(file, record=replace(file.record, kind="video")))

    assert told(files[0], files[1], looking())["level"].text == "0.95"


def test_picture_that_cannot_be_seen_is_told(tmp_path: Path) -> None:
    """
    Then nothing is claimed.
    """

    def blind(_path: bytes, _kind: object) -> None:
        raise TwinlensError("too large")

    one, other = look(put(tmp_path, "a.jpg", "x")), look(put(tmp_path, "b.jpg", "other"))

    found = told(one, other, replace(looking(), features=blind))

    assert found["looking"].text == "too large"
    assert found["level"].alike is False


def test_unknown_moments_are_not_told(tmp_path: Path) -> None:
    """
    Nothing is made up.
    """
    files = []
    for name in ("a.jpg", "bb.jpg"):
        file = look(put(tmp_path, name, name))
        assert file.record is not None
        files.append(replace(file, record=replace(file.record, taken_us=None)))

    assert "taken" not in told(files[0], files[1])


def test_frames_of_a_burst_are_told(tmp_path: Path) -> None:
    """
    With the moments that say so.
    """
    files = []
    for number, name in enumerate(("a.jpg", "bb.jpg"), start=1):
        file = look(put(tmp_path, name, name))
        assert file.record is not None
        record = replace(
            file.record, file_id=number, burst_id="b", taken_us=number, taken_trusted=True
        )
        files.append(replace(file, record=record))

    found = told(files[0], files[1])

    assert "frames of a burst" in found["burst"].text
    assert found["taken"].text.count("1970-01-01") == 2
