"""
Which file stands for its group, where somebody prefers some formats to others; pure.
"""

from collections.abc import Sequence


def preferred(files: Sequence[tuple[str, str]], order: Sequence[str]) -> int | None:
    """
    Give the place of the file to stand for its group; nothing when none is of a preferred format.

    The first format of the order that the group has decides. Of several files of it the group's own
    primary stands, else the one that has the primary's name, else the first.

    :param files: kind and name of each, the group's own primary first.
    :param order: kinds, the most preferred first.
    """
    kinds = [kind for kind, _ in files]
    wanted = next((kind for kind in order if kind in kinds), None)
    if wanted is None:
        return None
    places = [place for place, kind in enumerate(kinds) if kind == wanted]
    stem = _stem(files[0][1])
    siblings = (place for place in places if _stem(files[place][1]) == stem)
    return 0 if places[0] == 0 else next(siblings, places[0])


def _stem(name: str) -> str:
    return name.rpartition(".")[0]
