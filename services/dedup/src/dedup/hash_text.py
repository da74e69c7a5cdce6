"""
The forms of a 64-bit hash: Postgres knows signed numbers only, people know 16 hex digits.
"""

BITS = 64


def to_signed(value: int) -> int:
    """
    Give an unsigned 64-bit number as the signed one with the same bits.
    """
    return value - (1 << BITS) if value >> (BITS - 1) else value


def hash_text(value: int | None) -> str | None:
    """
    Give a stored hash as people know it: 16 hex digits.
    """
    return None if value is None else f"{value % (1 << BITS):016x}"
