"""
What verifying compares.
"""

import pickle
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from dedup.features import BYTE_SCALE, EDGE, KEYPOINTS, Features, extract, read_features
from mediacore.formats import Kind
from mediacore.previews import PreviewError
from tests.samples.edits import bordered, grey, letterboxed, on_screen, saturated, sepia, warmer
from tests.samples.scenes import scene, sky


def same(one: Features, other: Features) -> bool:
    """
    Tell whether all fields hold the same values.
    """
    return all(
        np.array_equal(getattr(one, field.name), getattr(other, field.name))
        for field in fields(Features)
    )


def noise(size: tuple[int, int]) -> Image.Image:
    """
    Give random pixels: as lively as a picture can be.
    """
    shape = size[1], size[0], 3
    return Image.fromarray(np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8))


def test_large_picture_is_made_smaller() -> None:
    """
    Its longer edge has as many pixels as are compared, its shape stays.
    """
    assert extract(scene(1, 1200, 800)).grey.shape == (EDGE * 2 // 3, EDGE)


def test_small_picture_keeps_its_size() -> None:
    """
    Pixels are not made up.
    """
    assert extract(scene(1, 100, 80)).grey.shape == (80, 100)


def test_picture_given_is_not_changed() -> None:
    """
    The caller's picture keeps its size.
    """
    picture = scene(1, 800, 600)
    extract(picture)

    assert picture.size == (800, 600)


def test_scene_has_keypoints_within() -> None:
    """
    Each has a place in the picture and 128 bytes; there are not many more than asked for.
    """
    found = extract(scene(1))

    assert found.points.shape == (len(found.descriptors), 2)
    assert found.descriptors.shape[1] == 128
    assert 100 < len(found.points) < KEYPOINTS + 20
    assert (found.points >= 0).all()
    assert (found.points < found.grey.shape[::-1]).all()


def test_descriptors_are_rooted() -> None:
    """
    Their squares sum to one, so that a product of two is a likeness.
    """
    lengths = np.linalg.norm(extract(scene(2)).descriptors / BYTE_SCALE, axis=1)

    assert lengths == pytest.approx(1, abs=0.02)


def test_looking_twice_gives_the_same() -> None:
    """
    Nothing in the features is random.
    """
    assert same(extract(scene(3)), extract(scene(3)))


def test_features_can_be_sent_to_another_process() -> None:
    """
    Pickled and back they are what they were.
    """
    found = extract(on_screen(scene(3)))

    assert same(pickle.loads(pickle.dumps(found)), found)  # noqa: S301 - what was just made


def test_features_are_small() -> None:
    """
    Two hundred thousand bytes, so that many can wait to be compared.
    """
    assert len(pickle.dumps(extract(scene(3, 1200, 900)))) < 200 * 1024


def test_scene_fills_its_picture() -> None:
    """
    Without borders the box is the picture's.
    """
    assert extract(scene(4, 320, 240)).whole == (0, 0, 320, 240)


@pytest.mark.parametrize("colour", ["black", "white", "navy"])
def test_borders_are_outside_of_the_box(colour: str) -> None:
    """
    The picture within its frame is found, without the pixels beside the frame.
    """
    found = extract(bordered(scene(4, 320, 240), 0.1, colour))

    assert found.whole == (25, 25, 343, 263)


def test_letterbox_bars_are_outside_of_the_box() -> None:
    """
    Bars above and below are borders.
    """
    assert extract(letterboxed(scene(4, 320, 240), 1.0)).whole == (0, 41, 320, 279)


def test_photo_on_a_screen_stands_alone() -> None:
    """
    It is the largest part between flat lines.
    """
    left, top, right, bottom = extract(on_screen(scene(5))).alone or (0, 0, 0, 0)

    assert (left, right) == (0, 177)
    assert bottom - top == pytest.approx(177 * 3 / 4, abs=2)


def test_flat_picture_has_no_keypoints() -> None:
    """
    Empty arrays of the right shapes stand for none.
    """
    found = extract(Image.new("RGB", (200, 150), "teal"))

    assert found.points.shape == (0, 2)
    assert found.descriptors.shape == (0, 128)
    assert found.alone is None
    assert not found.informative


@pytest.mark.parametrize(
    "size", [(1, 1), (1, 300), (5000, 1), (2, 2), (7, 5), (15, 15), (16, 16), (17, 33)]
)
@pytest.mark.parametrize("lively", [False, True])
def test_tiny_pictures_have_features(size: tuple[int, int], lively: bool) -> None:
    """
    A single pixel, a line of pixels, and less than anything worth looking at has.
    """
    picture = noise(size) if lively else Image.new("RGB", size)

    found = extract(picture)

    assert found.whole == (0, 0, found.grey.shape[1], found.grey.shape[0])


def test_grey_picture_has_no_colour() -> None:
    """
    Be it stored as grey or as colours.
    """
    assert extract(scene(6).convert("L")).colour == 0
    assert extract(grey(scene(6))).colour < 0.5


def test_colours_spread_with_saturation() -> None:
    """
    Half of the saturation is about half of the spread.
    """
    full, half = extract(scene(6)).colour, extract(saturated(scene(6), 0.5)).colour

    assert half == pytest.approx(full / 2, rel=0.15)


def test_tint_is_no_colour() -> None:
    """
    An old print's is the stronger the brighter it is, and the same everywhere.
    """
    assert extract(sepia(scene(6))).colour < 0.8
    assert extract(warmer(grey(scene(6)))).colour < 0.8
    assert extract(Image.new("RGB", (64, 64), "orange")).colour == 0


def test_hues_of_one_brightness_are_other_pixels() -> None:
    """
    Grey alone would not tell these two apart.
    """
    red, green = (extract(Image.new("RGB", (64, 64), hue)) for hue in ((255, 0, 0), (0, 130, 0)))

    assert np.array_equal(red.grey, green.grey)
    assert red.pixels != green.pixels


def test_smooth_picture_is_not_informative() -> None:
    """
    A clear sky looks like every other one.
    """
    assert not extract(sky(1)).informative
    assert extract(scene(1)).informative


def test_file_is_looked_at(tmp_path: Path) -> None:
    """
    A file's preview is described.
    """
    path = tmp_path / "a.png"
    scene(7, 300, 200).save(path)

    assert same(read_features(str(path).encode(), Kind.PNG), extract(scene(7, 300, 200)))


def test_damaged_file_is_refused(tmp_path: Path) -> None:
    """
    A file that gives no picture has no features.
    """
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n broken")

    with pytest.raises(PreviewError):
        read_features(str(path).encode(), Kind.PNG)
