"""
Apple's maker note.
"""

import pytest

from mediacore.makernotes import apple_ids
from tests.samples.media import APPLE_HEADER, Order, apple_note


@pytest.mark.parametrize("order", ["big", "little"])
def test_both_ids_are_read(order: Order) -> None:
    """
    Burst UUID and content identifier stand in one directory.
    """
    note = apple_note("4B0D-BURST", "1EA799FF-8384", order)

    assert apple_ids(note) == ("4B0D-BURST", "1EA799FF-8384")


def test_a_missing_id_is_none() -> None:
    """
    Most pictures are no burst.
    """
    assert apple_ids(apple_note(content="ABCD-1234")) == (None, "ABCD-1234")


@pytest.mark.parametrize("note", [b"", b"Nikon\0\2", APPLE_HEADER, APPLE_HEADER[:12]])
def test_what_is_no_apple_note_has_no_ids(note: bytes) -> None:
    """
    Another maker's note, and one cut short, give nothing.
    """
    assert apple_ids(note) == (None, None)
