"""
Borders and panels.
"""

import numpy as np
import pytest

from dedup.borders import Box, Grey, cut, panel, trim, whole

RANDOM = np.random.default_rng(1)


def canvas(value: float, photo: Box, width: int = 200, height: int = 160) -> Grey:
    """
    Give an even picture with a lively part.
    """
    left, top, right, bottom = photo
    grey = np.full((height, width), value, dtype=np.float32)
    grey[top:bottom, left:right] = RANDOM.uniform(0, 255, (bottom - top, right - left))
    return grey


@pytest.mark.parametrize("value", [0, 128, 255])
def test_borders_of_any_colour_are_trimmed(value: float) -> None:
    """
    What is left is exactly the picture.
    """
    assert trim(canvas(value, (20, 10, 180, 150))) == (20, 10, 180, 150)


def test_borders_with_noise_are_trimmed() -> None:
    """
    A JPEG's borders are not quite even.
    """
    grey = canvas(0, (0, 30, 200, 130))
    grey += RANDOM.normal(0, 1, grey.shape).astype(np.float32)

    assert trim(grey) == (0, 30, 200, 130)


def test_picture_without_borders_is_whole() -> None:
    """
    Nothing is cut from a lively picture.
    """
    grey = canvas(0, (0, 0, 200, 160))

    assert trim(grey) == whole(grey)


@pytest.mark.parametrize("photo", [(0, 0, 0, 0), (50, 50, 60, 60), (0, 40, 200, 50)])
def test_picture_that_is_all_border_stays_whole(photo: Box) -> None:
    """
    Where next to nothing would be left, nothing is cut.
    """
    grey = canvas(9, photo)

    assert trim(grey) == whole(grey)


def test_even_columns_alone_are_no_picture() -> None:
    """
    Lines that vary downwards only leave no columns to keep: the picture stays whole.
    """
    grey = np.repeat(np.arange(160, dtype=np.float32)[:, None], 200, axis=1)

    assert trim(grey) == whole(grey)


def test_photo_on_a_screen_is_a_panel() -> None:
    """
    Bars with something written in them do not belong to it.
    """
    grey = canvas(18, (0, 60, 200, 130))
    grey[8:14, 20:60] = 255
    grey[150:155, 20:60] = 255

    assert panel(grey) == (0, 60, 200, 130)


def test_thin_line_does_not_split_a_panel() -> None:
    """
    One flat line in the middle of a photo is part of it.
    """
    grey = canvas(18, (10, 60, 190, 130))
    grey[100] = 18

    assert panel(grey) == (10, 60, 190, 130)


@pytest.mark.parametrize("photo", [(0, 0, 0, 0), (0, 40, 200, 50), (40, 0, 50, 160)])
def test_nothing_of_some_size_is_no_panel(photo: Box) -> None:
    """
    Thin stripes do not stand alone.
    """
    assert panel(canvas(18, photo)) is None


def test_cut_gives_the_part() -> None:
    """
    Boxes are left, top, right, bottom.
    """
    grey = np.arange(12, dtype=np.float32).reshape(3, 4)

    assert cut(grey, (1, 0, 3, 2)).tolist() == [[1, 2], [5, 6]]
