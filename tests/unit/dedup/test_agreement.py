"""
How far two pictures agree where one lies on the other.
"""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from dedup.agreement import Agreement, _Blocks, _levels, agreement
from dedup.alignment import Placement
from dedup.features import extract
from tests.samples.edits import (
    bordered,
    brighter,
    captioned,
    compressed,
    contrasty,
    cropped,
    gamma,
    resized,
    vintage,
)
from tests.samples.scenes import scene

PICTURE = scene(1, 360, 270)


def asked(
    left: Image.Image, right: Image.Image, scale: float = 1, x: float = 0, y: float = 0
) -> Agreement | None:
    """
    Lay the right picture on the left one, enlarged and moved.
    """
    matrix = np.array([[scale, 0, x + (scale - 1) / 2], [0, scale, y + (scale - 1) / 2]])
    return agreement(extract(left), extract(right), Placement(matrix))


def told(
    left: Image.Image, right: Image.Image, scale: float = 1, x: float = 0, y: float = 0
) -> Agreement:
    """
    Do the same where there is something to be said.
    """
    found = asked(left, right, scale, x, y)
    assert found is not None
    return found


def test_equal_pictures_agree_everywhere() -> None:
    """
    All blocks, even the worst; nothing has moved, and each covers the other.
    """
    found = told(PICTURE, PICTURE)

    assert found.level > 0.98
    assert found.worst > 0.9
    assert found.moved == 0
    assert found.blocks > 200
    assert (found.left_covered, found.right_covered) == (1, 1)


@pytest.mark.parametrize(
    "edited",
    [
        brighter(PICTURE, 0.8),
        contrasty(PICTURE, 0.7),
        gamma(PICTURE, 0.7),
        compressed(PICTURE, 40),
    ],
)
def test_tones_do_not_matter(edited: Image.Image) -> None:
    """
    Brightness, contrast and gamma are the same for all pixels of a block.
    """
    assert told(PICTURE, edited).level > 0.97


def test_vignette_is_not_something_that_moved() -> None:
    """
    The corners' blocks are less lively, all of the same picture.
    """
    assert told(PICTURE, vintage(PICTURE)).moved < 0.005


@pytest.mark.parametrize("scale", [0.25, 0.5, 0.75])
def test_smaller_copy_is_compared_in_its_own_pixels(scale: float) -> None:
    """
    The larger one is smoothed and laid on it, whichever comes first.
    """
    small = resized(PICTURE, scale)
    enlarged, reduced = told(PICTURE, small, 1 / scale), told(small, PICTURE, scale)

    assert enlarged.level > 0.97
    assert enlarged.level == pytest.approx(reduced.level, abs=1e-3)
    assert enlarged.left_covered == pytest.approx(1, abs=0.02)
    assert reduced.right_covered == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5])
def test_crop_covers_a_part_of_the_one_and_all_of_the_other(share: float) -> None:
    """
    Shares are of areas.
    """
    found = told(PICTURE, cropped(PICTURE, share, 1, 1), 1, 360 * share, 270 * share)

    assert found.level > 0.97
    assert found.left_covered == pytest.approx((1 - share) ** 2, abs=0.02)
    assert found.right_covered == pytest.approx(1, abs=0.02)


def test_borders_are_not_missing() -> None:
    """
    Shares are of the pictures without their borders.
    """
    found = told(bordered(PICTURE, 0.04, "black"), PICTURE, 1, 11, 11)

    assert found.left_covered == pytest.approx(1, abs=0.01)


def test_tiny_copy_is_covered() -> None:
    """
    Pixels lost at the edges do not count, however few there are.
    """
    small = resized(PICTURE, 0.1)

    assert told(small, small).left_covered == 1


def test_caption_spoils_a_few_blocks_of_one_picture() -> None:
    """
    The worst blocks differ; the others agree, and nothing has moved.
    """
    found = told(PICTURE, captioned(PICTURE))

    assert found.level > 0.95
    assert found.worst < 0.5
    assert found.moved == 0


@pytest.mark.parametrize("number", range(1, 7))
def test_shapes_that_moved_are_missed_here_and_new_there(number: int) -> None:
    """
    Blocks are livelier now in the one, now in the other picture.
    """
    assert told(scene(number), scene(number, moved=5)).moved > 0.02


def test_contrast_is_not_something_that_moved() -> None:
    """
    A flatter copy is less lively everywhere, and that is taken into account.
    """
    assert told(PICTURE, captioned(contrasty(PICTURE, 0.5))).moved == 0


def test_negative_agrees_nowhere() -> None:
    """
    Where all blocks differ nothing has stayed.
    """
    negative = PICTURE.point([255 - value for value in range(256)] * 3)
    found = told(PICTURE, negative)

    assert found.level < -0.9
    assert found.moved == 1


def test_pictures_side_by_side_have_no_overlap() -> None:
    """
    There is nothing to compare.
    """
    assert asked(PICTURE, PICTURE, 1, 400, 0) is None


def test_narrow_overlap_says_nothing() -> None:
    """
    A strip of less than three blocks is no picture.
    """
    assert asked(PICTURE, PICTURE, 1, 340, 0) is None


def test_flat_overlap_says_nothing() -> None:
    """
    Too few blocks vary.
    """
    flat = Image.new("RGB", (360, 270), "grey")
    ImageDraw.Draw(flat).ellipse((170, 120, 190, 140), fill="red")

    assert asked(flat, flat) is None


def test_heavy_block_is_not_left_out() -> None:
    """
    Where the worst block alone has more than an eighth of the weight, none is left out.
    """
    spreads = np.array([10, 1, 1], dtype=np.float32)
    blocks = _Blocks(np.array([0.2, 0.9, 0.9], dtype=np.float32), spreads, spreads)
    level, worst = _levels(blocks)

    assert level == worst == pytest.approx(0.36, abs=0.01)
