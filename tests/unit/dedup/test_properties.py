"""
What holds for every picture that is compared.
"""

import os
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from dedup.features import extract, read_features
from dedup.records import Likeness, Relation
from dedup.verify import compare
from mediacore.formats import Kind
from tests.samples.edits import (
    brighter,
    compressed,
    cropped,
    resized,
)
from tests.samples.scenes import scene
from tests.unit.dedup.looks import HEIGHT, WIDTH, against, looked_at, original, rules

TESTDATA = os.environ.get("TWINLENS_TESTDATA", "")


def test_equal_pixels_score_one() -> None:
    """
    Whatever there is to see in them.
    """
    found = compare(looked_at(1), extract(scene(1, WIDTH, HEIGHT)))

    assert found == Likeness(1.0, Relation.SAME, found.reasons)
    assert rules(found) == ["same_pixels"]


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (3000, 1), (9, 7), (24, 24), (64, 48)])
def test_tiny_picture_is_the_same_as_itself(size: tuple[int, int]) -> None:
    """
    Even a single pixel is.
    """
    one, two = (extract(original(1).resize(size)) for _ in range(2))

    assert compare(one, two).score == 1


def test_comparing_twice_gives_the_same() -> None:
    """
    What is drawn at random in it is drawn from a fixed number.
    """
    one, two = looked_at(1), extract(cropped(original(1), 0.2))

    assert len({compare(one, two).score for _ in range(3)}) == 1


def falls(scores: list[float]) -> bool:
    """
    Tell whether none is larger than the one before it, but for a rounding.
    """
    return all(later <= earlier + 0.005 for earlier, later in pairwise(scores))


@pytest.mark.parametrize("number", [1, 2])
def test_smaller_crops_score_less(number: int) -> None:
    """
    The more is cut away, the less it is the same picture.
    """
    shares = [0.02, 0.05, 0.1, 0.2, 0.3]
    scores = [against(number, cropped(original(number), share)).score for share in shares]

    assert falls(scores)
    assert scores[0] > scores[-1]


def test_lower_qualities_score_less() -> None:
    """
    The more a copy has lost, the less it agrees.
    """
    assert falls([against(2, compressed(original(2), q)).score for q in (90, 70, 50, 30)])


def test_darker_copies_score_less() -> None:
    """
    Tones do not matter until they are lost.
    """
    scores = [against(3, brighter(original(3), share)).score for share in (0.9, 0.6, 0.3, 0.1)]

    assert falls(scores)
    assert scores[1] >= 0.95


REAL = [
    pytest.mark.testdata,
    pytest.mark.skipif(not TESTDATA, reason="TWINLENS_TESTDATA is not set"),
]


@pytest.mark.parametrize("folder", ["made", pytest.param("near/photos/base", marks=REAL)])
def test_photos_are_themselves_and_no_other(folder: str, tmp_path: Path) -> None:
    """
    Small, recompressed and cropped copies of a dozen are found, and none in another.
    """
    for number in range(12):
        scene(number, 600, 400).save(tmp_path / f"{number}.jpg")
    paths = sorted((tmp_path if folder == "made" else Path(TESTDATA) / folder).glob("*.jpg"))
    paths = paths[:: len(paths) // 12][:12]
    found = [read_features(os.fsencode(path), Kind.JPEG) for path in paths]
    images = [ImageOps.exif_transpose(Image.open(path)).convert("RGB") for path in paths]

    assert len(paths) == 12
    for place, (features, image) in enumerate(zip(found, images, strict=True)):
        assert compare(features, extract(compressed(resized(image, 0.25), 75))).score >= 0.95
        assert compare(features, extract(cropped(image, 0.1))).score >= 0.80
        assert all(compare(features, other).score < 0.80 for other in found[:place])
