"""
The forms of a 64-bit hash.
"""

import pytest

from dedup.hash_text import hash_text, to_signed


@pytest.mark.parametrize("value", [0, 1, (1 << 63) - 1, 1 << 63, (1 << 64) - 1])
def test_no_bit_is_lost_in_a_signed_number(value: int) -> None:
    """
    What Postgres keeps is shown with the same 64 bits.
    """
    signed = to_signed(value)

    assert -(1 << 63) <= signed < 1 << 63
    assert hash_text(signed) == f"{value:016x}"


def test_no_hash_is_shown_as_none() -> None:
    """
    A picture that was never decoded has no hash.
    """
    assert hash_text(None) is None
