"""
The range of texts that begin with a prefix, in the order of code points.
"""

PATH_HEAD = 512  # characters of a path that the index carries: a B-tree row holds about 2,700 bytes
_LAST = "\U0010ffff"
_BEYOND = 8 * _LAST  # no path goes on like this


def path_range(prefix: str) -> dict[str, str]:
    """
    Give the ends between which the index of members' paths has all that begin with a prefix.
    """
    low = prefix[:PATH_HEAD]
    return {"low": low, "high": low + _BEYOND}
