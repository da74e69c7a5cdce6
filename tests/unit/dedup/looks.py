"""
Scenes that are looked at and compared: drawn once for all tests.
"""

from functools import cache

from PIL import Image

from dedup.features import Features, extract
from dedup.records import Likeness
from dedup.verify import compare
from tests.samples.scenes import scene

WIDTH, HEIGHT = 720, 540  # more than is compared


@cache
def original(number: int) -> Image.Image:
    """
    Draw a scene once.
    """
    return scene(number, WIDTH, HEIGHT)


@cache
def looked_at(number: int) -> Features:
    """
    Look at it once.
    """
    return extract(original(number))


def against(number: int, other: Image.Image) -> Likeness:
    """
    Compare a scene with another picture, both ways.
    """
    one, two = looked_at(number), extract(other)
    found = compare(one, two)
    assert compare(two, one) == found
    return found


def rules(found: Likeness) -> list[str]:
    """
    Give the names of its reasons.
    """
    return [reason.rule for reason in found.reasons]
