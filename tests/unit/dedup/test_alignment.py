"""
How one picture lies on another.
"""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageOps

from dedup.alignment import (
    MIN_INLIERS,
    Placement,
    by_keypoints,
    edge_on_edge,
    supported,
)
from dedup.features import Features, extract
from tests.samples.edits import bordered, cropped, on_screen, resized, turned
from tests.samples.scenes import document, scene

PICTURE = scene(1, 360, 270)
LEFT = extract(PICTURE)


def corners(features: Features) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """
    Give the places of a picture's corners, in pixels: upper left and right, lower right and left.
    """
    height, width = features.grey.shape
    return np.array([[0, 0], [width, 0], [width, height], [0, height]]) - 0.5


def laid(placement: Placement, features: Features) -> list[list[int]]:
    """
    Give where the right picture's corners come to lie on the left one.
    """
    places = corners(features) @ placement.matrix[:, :2].T + placement.matrix[:, 2]
    return [[round(value) for value in place] for place in places + 0.5]


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (PICTURE, [[0, 0], [360, 0], [360, 270], [0, 270]]),
        (turned(PICTURE, 1), [[360, 0], [360, 270], [0, 270], [0, 0]]),
        (turned(PICTURE, 2), [[360, 270], [0, 270], [0, 0], [360, 0]]),
        (turned(PICTURE, 3), [[0, 270], [0, 0], [360, 0], [360, 270]]),
        (ImageOps.mirror(PICTURE), [[360, 0], [0, 0], [0, 270], [360, 270]]),
        (ImageOps.flip(PICTURE), [[0, 270], [360, 270], [360, 0], [0, 0]]),
        (PICTURE.transpose(Image.Transpose.TRANSPOSE), [[0, 0], [0, 270], [360, 270], [360, 0]]),
        (
            PICTURE.transpose(Image.Transpose.TRANSVERSE),
            [[360, 270], [360, 0], [0, 0], [0, 270]],
        ),
    ],
)
def test_turned_and_mirrored_corners_lie_where_they_were(
    picture: Image.Image, expected: list[list[int]]
) -> None:
    """
    Each of the eight turns and mirrors is undone.
    """
    right = extract(picture)

    assert [laid(found, right) for found in edge_on_edge(LEFT, right)] == [expected]


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("mirrored", [False, True])
def test_turn_is_known_by_its_right_angles(quarters: int, mirrored: bool) -> None:
    """
    A placement says whether the picture is mirrored, and how far it is turned then.
    """
    picture = ImageOps.mirror(PICTURE) if mirrored else PICTURE
    (found,) = edge_on_edge(LEFT, extract(turned(picture, quarters)))

    assert found.mirrored is mirrored
    assert found.quarter_turns in {quarters, -quarters % 4}
    assert (found.quarter_turns == 0) is (quarters == 0)


def test_scale_is_the_length_of_a_pixel() -> None:
    """
    A copy of half the size has pixels of twice the length.
    """
    (found,) = edge_on_edge(LEFT, extract(resized(PICTURE, 0.5)))

    assert found.scale == pytest.approx(2)


def test_other_scene_does_not_lie_on_the_edges() -> None:
    """
    Pictures whose small squares differ are not worth a look.
    """
    assert list(edge_on_edge(LEFT, extract(scene(2)))) == []


def test_flat_picture_does_not_lie_on_anything() -> None:
    """
    A square that varies by nothing is like no other, and nothing is divided by zero.
    """
    flat = extract(Image.new("RGB", (100, 100), "grey"))

    assert list(edge_on_edge(LEFT, flat)) == []
    assert list(edge_on_edge(flat, flat)) == []


def test_frame_is_left_out() -> None:
    """
    The picture lies on the part inside the frame, give or take the pixel beside it.
    """
    framed, right = extract(bordered(scene(1, 300, 200), 0.1, "white")), extract(scene(1, 300, 200))
    places = [laid(found, right) for found in edge_on_edge(framed, right)]

    assert [place[0] for place in places] == [[21, 21], [20, 20]]


def test_photo_on_a_screen_is_found_by_its_edges() -> None:
    """
    What stands alone on the screen is a part with edges of its own.
    """
    screen = extract(on_screen(PICTURE))
    places = [laid(found, LEFT) for found in edge_on_edge(screen, LEFT)]

    assert [place[0][0] for place in places] == [0]
    assert [place[1][0] for place in places] == [177]


def test_part_that_is_the_whole_is_asked_once() -> None:
    """
    A picture that stands alone in itself has one part.
    """
    assert LEFT.alone == LEFT.whole
    assert len(list(edge_on_edge(LEFT, LEFT))) == 1


def test_crop_is_found_by_keypoints() -> None:
    """
    A fifth cut away leaves enough of them to say where the rest was.
    """
    right = extract(cropped(PICTURE, 0.2))
    (found,) = by_keypoints(LEFT, right)

    assert laid(found, right)[0] == pytest.approx([22, 43], abs=1)
    assert found.agreeing > 0.9
    assert found.residual < 0.3
    assert found.inliers > 50


def test_mirrored_crop_is_found_by_keypoints() -> None:
    """
    Descriptors are mirrored with the picture.
    """
    right = extract(ImageOps.mirror(cropped(PICTURE, 0.2)))
    (found,) = by_keypoints(LEFT, right)

    assert found.mirrored
    assert found.inliers > 30


def test_other_scene_agrees_on_nothing() -> None:
    """
    Chance matches do not lie on one map.
    """
    assert list(by_keypoints(LEFT, extract(scene(2)))) == []


@pytest.mark.parametrize("left", [True, False])
def test_picture_without_keypoints_agrees_on_nothing(left: bool) -> None:
    """
    Whichever of the two it is.
    """
    flat = extract(Image.new("RGB", (100, 100), "grey"))

    assert list(by_keypoints(*((flat, LEFT) if left else (LEFT, flat)))) == []


def squeezed(features: Features, across: float, down: float) -> Features:
    """
    Move the keypoints as if the picture had been stretched, and leave all else.
    """
    points = features.points * np.array([across, down], dtype=np.float32)
    return replace(features, points=points)


@pytest.mark.parametrize(("across", "down"), [(0.05, 0.05), (15, 15), (1, 2), (0.5, 1.2)])
def test_implausible_maps_are_refused(across: float, down: float) -> None:
    """
    Copies are not that small, that large, nor that much stretched in one direction.
    """
    assert list(by_keypoints(LEFT, squeezed(LEFT, across, down))) == []


def test_plausible_stretch_is_taken() -> None:
    """
    A copy squashed by a third is still one.
    """
    (found,) = by_keypoints(LEFT, squeezed(LEFT, 0.67, 1))

    assert found.matrix[0, 0] == pytest.approx(1.49, abs=0.02)


def test_keypoints_on_a_line_give_no_map() -> None:
    """
    All in one place or in a row they do not say how the picture lies.
    """
    points = LEFT.points * np.array([1, 0], dtype=np.float32)

    assert list(by_keypoints(LEFT, replace(LEFT, points=points))) == []
    assert list(by_keypoints(LEFT, replace(LEFT, points=points * 0))) == []


def test_repeated_letters_do_not_match() -> None:
    """
    A keypoint that looks like several others says nothing about where it lies.
    """
    assert list(by_keypoints(extract(document(1)), extract(document(2)))) == []


def test_right_placement_is_supported() -> None:
    """
    Nearly all keypoints say the same as the edges.
    """
    (placement,) = edge_on_edge(LEFT, extract(resized(PICTURE, 0.8)))
    found = supported(LEFT, extract(resized(PICTURE, 0.8)), placement)

    assert found.agreeing > 0.95
    assert found.residual < 0.3
    assert found.inliers > 50


def test_mirrored_placement_is_supported_by_mirrored_keypoints() -> None:
    """
    They are asked as the picture lies.
    """
    right = extract(ImageOps.mirror(PICTURE))
    (placement,) = edge_on_edge(LEFT, right)

    assert supported(LEFT, right, placement).agreeing > 0.9


def test_wrong_placement_is_not_supported() -> None:
    """
    Without a keypoint that agrees the residual is as large as one may be.
    """
    away = Placement(np.array([[1.0, 0.0, 80.0], [0.0, 1.0, 60.0]]))
    found = supported(LEFT, LEFT, away)

    assert found.agreeing < 0.05
    assert found.inliers < MIN_INLIERS


def test_far_placement_has_the_largest_residual() -> None:
    """
    Where no keypoint is near, none says how far.
    """
    found = supported(LEFT, LEFT, Placement(np.array([[1.0, 0.0, 900.0], [0.0, 1.0, 900.0]])))

    assert (found.agreeing, found.residual, found.inliers) == (0, 3.0, 0)


def test_placement_stays_where_keypoints_are_few() -> None:
    """
    Five keypoints neither support nor refuse.
    """
    few = replace(LEFT, points=LEFT.points[:5], descriptors=LEFT.descriptors[:5])
    placement = Placement(np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]))

    assert supported(LEFT, few, placement) is placement
