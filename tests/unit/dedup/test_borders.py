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
    What is left is the picture but for the lines beside the border.
    """
    assert trim(canvas(value, (20, 10, 180, 150))) == (21, 11, 179, 149)


def test_borders_with_noise_are_trimmed() -> None:
    """
    A JPEG's borders are not quite even.
    """
    grey = canvas(0, (0, 30, 200, 130))
    grey += RANDOM.normal(0, 1, grey.shape).astype(np.float32)

    assert trim(grey) == (0, 31, 200, 129)


def test_border_hides_no_sky() -> None:
    """
    A flat sky is trimmed with a frame around it as without one.
    """
    photo = canvas(200, (0, 40, 200, 160))
    framed = np.full((180, 220), 0, dtype=np.float32)
    framed[10:170, 10:210] = photo
    framed[10:170, 9] = 60

    left, top, right, bottom = trim(framed)

    assert trim(photo) == (0, 41, 200, 160)
    assert abs(top - 51) <= 1
    assert (left, right, bottom) == (11, 209, 169)


def test_frames_in_frames_are_trimmed() -> None:
    """
    A white margin, a black line and the picture.
    """
    grey = canvas(0, (20, 20, 180, 140))
    framed = np.full((180, 220), 255, dtype=np.float32)
    framed[10:170, 10:210] = grey

    assert trim(framed) == (31, 31, 189, 149)


def test_frames_without_end_are_left() -> None:
    """
    Whoever draws frames in frames in frames is trimmed only so far.
    """
    grey = canvas(0, (60, 60, 140, 100))
    for inset in range(0, 60, 4):
        grey[inset : 160 - inset, inset : 200 - inset] = 255 if inset % 8 else 0
    grey[70:90, 70:130] = canvas(0, (0, 0, 60, 20), 60, 20)

    left, _, right, _ = trim(grey)

    assert 0 < left < 60
    assert 140 < right < 200


def test_picture_without_borders_is_whole() -> None:
    """
    Nothing is cut from a lively picture.
    """
    grey = canvas(0, (0, 0, 200, 160))

    assert trim(grey) == whole(grey)


@pytest.mark.parametrize(
    "photo", [(0, 0, 0, 0), (50, 50, 60, 60), (0, 40, 200, 50), (50, 40, 60, 120)]
)
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
