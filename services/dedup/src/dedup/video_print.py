"""
What clips are compared by: their length, and frames at times that all clips of a length share.
"""

import math
from dataclasses import dataclass

LOOK_SIDE = 16

MOST_FRAMES = 16
LONGEST_STEP = 8192.0


@dataclass(frozen=True, slots=True)
class Frame:
    """
    One frame of a clip, without the clip's bars.

    :ivar at_s: seconds since the first frame.
    :ivar phash: a signed 64-bit perceptual hash.
    :ivar informative: there is something to see; black and flat frames show nothing.
    :ivar look: 16 by 16 grey values, row by row.
    """

    at_s: float
    phash: int
    informative: bool
    look: bytes


@dataclass(frozen=True, slots=True)
class VideoPrint:
    """
    What clips are compared by; width and height are those of the upright picture.
    """

    duration_s: float
    width: int
    height: int
    frames: tuple[Frame, ...]


def sample_times(duration_s: float) -> tuple[float, ...]:
    """
    Give the times to look at: 8 to 16 of them, the same for clips of about the same length.

    Clips whose lengths lie on both sides of a step's border share every second time.
    """
    if not 0 < duration_s < LONGEST_STEP * MOST_FRAMES:
        return (0.0,)
    step = 2.0 ** math.ceil(math.log2(duration_s / (MOST_FRAMES + 1)))
    count = math.ceil(duration_s / step) - 1
    return tuple(step * number for number in range(1, count + 1))
