"""
The stages that look at pictures, over real ones.
"""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from dedup.cli_settings import CliSettings
from dedup.cli_stages import near_clips, opened_stages
from dedup.memory_scan import Scanning, scan_folder
from dedup.records import Level
from dedup.video_print import Frame, VideoPrint
from mediacore.exclusions import Exclusions
from tests.unit.dedup.memory_folder import Heard


def scene(seed: int) -> Image.Image:
    """
    Make a picture with much to see.
    """
    noise = np.random.default_rng(seed).integers(0, 255, (48, 64, 3), dtype=np.uint8)
    return Image.fromarray(noise).resize((640, 480)).filter(ImageFilter.GaussianBlur(3))


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> CliSettings:
    """
    Settings of the command line alone.
    """
    for key in CliSettings.model_fields:
        monkeypatch.delenv(key.upper(), raising=False)
    return CliSettings()


def test_alike_pictures_are_found_in_a_folder(tmp_path: Path, settings: CliSettings) -> None:
    """
    A smaller, recompressed copy is found; another picture, and a damaged one, are not.
    """
    scene(1).save(tmp_path / "large.jpg", quality=92)
    scene(1).resize((480, 360)).save(tmp_path / "small.jpg", quality=70)
    scene(2).save(tmp_path / "other.jpg")
    (tmp_path / "bad.jpg").write_bytes((tmp_path / "large.jpg").read_bytes()[:300])

    with opened_stages(settings, 2) as stages:
        scanning = Scanning(Exclusions(), Level.L95, workers=1, stages=stages)
        found = scan_folder(os.fsencode(tmp_path), scanning, Heard())

    (group,) = found.groups
    assert {member.copy.record.path for member in group.members} == {"large.jpg", "small.jpg"}
    assert "bad.jpg" in {problem.path.decode() for problem in found.problems}


def test_nothing_looks_where_that_is_switched_off(settings: CliSettings) -> None:
    """
    Then only equal bytes are found.
    """
    exact = settings.model_copy(update={"enable_perceptual_match": False})

    with opened_stages(exact, 2) as stages:
        assert list(stages) == []


def clip(seconds: float, width: int = 1920) -> VideoPrint:
    """
    Make a clip with something to see.
    """
    frames = tuple(
        Frame(at_s=float(at), phash=at + 1, informative=True, look=bytes(range(256)))
        for at in range(8)
    )
    return VideoPrint(seconds, width, 1080, frames)


def test_clips_of_a_length_are_worth_comparing() -> None:
    """
    In whichever order they come; a much longer one is not.
    """
    assert near_clips([clip(60.0), clip(600.0), clip(60.01)]) == [(0, 2)]
