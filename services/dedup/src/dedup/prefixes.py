"""
The range of texts that begin with a prefix, in the order of code points.
"""

from dedup.tables import PREFIX_CHARACTERS

_LAST = "\U0010ffff"
_BEYOND = 8 * _LAST  # no path goes on like this


def path_range(prefix: str) -> dict[str, str]:
    """
    Give the ends between which the index of members' paths has all that begin with a prefix.
    """
    low = prefix[:PREFIX_CHARACTERS]
    return {"low": low, "high": low + _BEYOND}
