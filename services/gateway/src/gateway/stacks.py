"""
Who takes the top of a native stack whose primary goes: Immich would hide the others; pure.
"""

from collections.abc import Collection, Sequence


def successor(
    members: Sequence[str], going: Collection[str], preferred: Sequence[str]
) -> str | None:
    """
    Name who comes on top: a kept copy if the stack has one, else the first that stays, if any.
    """
    staying = [member for member in members if member not in going]
    kept = [member for member in preferred if member in staying]
    return next(iter([*kept, *staying]), None)
