"""
Where in a picture the picture is: inside of uniform borders, or as the largest panel of a screen.

Pictures are grey arrays of floats, 0 to 255, height by width. Boxes are left, top, right, bottom.
"""

import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.float32]
Box = tuple[int, int, int, int]

FLAT = 4.0  # a border's line varies less than this (standard deviation), noise of JPEGs included
LAYERS = 4  # a frame in a frame in a frame
QUIET = 6.0  # between panels there may be a little more: shadows, hair lines
LEAST = 16  # pixels that anything worth looking at has in each direction


def whole(picture: Grey) -> Box:
    """
    Give the box of the whole picture.
    """
    return 0, 0, picture.shape[1], picture.shape[0]


def cut(picture: Grey, box: Box) -> Grey:
    """
    Give a part of a picture, not copied.
    """
    left, top, right, bottom = box
    return picture[top:bottom, left:right]


def trim(picture: Grey) -> Box:
    """
    Give what is left without uniform borders of any colour: letterbox bars, frames, margins.

    A picture that has nothing else keeps its borders.
    """
    box = whole(picture)
    for _ in range(LAYERS):
        left, top, right, bottom = box
        first, last = _inside(picture[top:bottom, left:right], 1)
        top, bottom = top + first, top + last
        if bottom - top < LEAST:
            return whole(picture)
        first, last = _inside(picture[top:bottom, left:right], 0)
        found = left + first, top, left + last, bottom
        if last - first < LEAST:
            return whole(picture)
        if found == box:
            break
        box = found
    return box


def panel(picture: Grey) -> Box | None:
    """
    Give the largest part that flat lines separate from the rest, as a photo on a screen is.

    `None` when nothing of some size stands alone.
    """
    left, top, right, bottom = whole(picture)
    for _ in range(2):
        first, last = _longest(_variation(picture[top:bottom, left:right], 1) > QUIET)
        top, bottom = top + first, top + last
        if bottom - top < LEAST:
            return None
        first, last = _longest(_variation(picture[top:bottom, left:right], 0) > QUIET)
        left, right = left + first, left + last
        if right - left < LEAST:
            return None
    return left, top, right, bottom


def _inside(picture: Grey, axis: int) -> tuple[int, int]:
    """
    Give start and end of the lines between two borders; none when all is border.

    The line beside a border goes with it: it has caught some of it when the picture was scaled.
    """
    lively = np.flatnonzero(_variation(picture, axis) > FLAT)
    if not lively.size:
        return 0, 0
    first, last = int(lively[0]), int(lively[-1]) + 1
    return first + (first > 0), last - (last < picture.shape[1 - axis])


def _variation(picture: Grey, axis: int) -> Grey:
    """
    Give the standard deviation of each line; several times as fast as numpy's own.
    """
    mean = picture.mean(axis=axis)
    squares = np.einsum("ij,ij->i" if axis else "ij,ij->j", picture, picture)
    spread: Grey = np.sqrt(np.maximum(squares / picture.shape[axis] - mean * mean, 0))
    return spread


def _longest(lively: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """
    Give start and end of the longest run of lively lines; one flat line does not end it.
    """
    lines = np.flatnonzero(lively)
    if not lines.size:
        return 0, 0
    breaks = np.flatnonzero(np.diff(lines) > 2)  # noqa: PLR2004 - one flat line between two
    starts = lines[np.concatenate(([0], breaks + 1))]
    ends = lines[np.concatenate((breaks, [lines.size - 1]))] + 1
    longest = int(np.argmax(ends - starts))
    return int(starts[longest]), int(ends[longest])
