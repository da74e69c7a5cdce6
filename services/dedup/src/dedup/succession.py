"""
Which id a perceptual group has: that of the predecessor it overlaps most, or a new one.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from dedup.records import Level

NAMESPACE = uuid.UUID("1f0d7a53-6f5e-5b0c-9d53-64656475702e")


@dataclass(frozen=True, slots=True)
class Lineage:
    """
    What a group is recognised by: its contents (quick ids) and the levels it stands at.
    """

    contents: frozenset[bytes]
    levels: frozenset[Level]


def inherited(heirs: Sequence[Lineage], before: dict[uuid.UUID, Lineage]) -> dict[int, uuid.UUID]:
    """
    Give the ids of former groups to those that follow them, by place in `heirs`.

    A group follows one that is equal; else one that shared contents with it at a common level: the
    greatest share goes first, then the fewest differences. Each id is given once.
    """
    same = {lineage: key for key, lineage in before.items()}
    given = {place: same.pop(heir) for place, heir in enumerate(heirs) if heir in same}
    used = set(given.values())
    for *_, place, key in sorted(
        _claims(
            {place: heir for place, heir in enumerate(heirs) if place not in given},
            {key: lineage for key, lineage in before.items() if key not in used},
        )
    ):
        if place not in given and key not in used:
            given[place] = key
            used.add(key)
    return given


def _claims(
    heirs: dict[int, Lineage], before: dict[uuid.UUID, Lineage]
) -> Iterator[tuple[int, int, int, int, uuid.UUID]]:
    """
    Give every group's claim on every former one that it may follow, the best first when sorted.
    """
    holders: dict[bytes, list[uuid.UUID]] = defaultdict(list)
    for key, lineage in before.items():
        for content in lineage.contents:
            holders[content].append(key)
    for place, heir in heirs.items():
        shared = Counter(key for content in heir.contents for key in holders.get(content, ()))
        for key, count in shared.items():
            common = len(heir.levels & before[key].levels)
            if common:
                yield -count, len(before[key].contents), -common, place, key


def fresh_ids(
    newcomers: Sequence[Collection[bytes]],
    taken: Callable[[Sequence[uuid.UUID]], Collection[uuid.UUID]],
) -> list[uuid.UUID]:
    """
    Give new groups an id that follows from their contents and that no other group has.

    :param taken: tells which of some ids are in use.
    """
    given: list[uuid.UUID] = []
    turn = [0] * len(newcomers)
    used: set[uuid.UUID] = set()
    names = [b"".join(sorted(contents)).hex() for contents in newcomers]
    while len(given) < len(newcomers):
        first = len(given)
        wanted = [
            uuid.uuid5(NAMESPACE, f"perceptual:{turn[place]}:{names[place]}")
            for place in range(first, len(newcomers))
        ]
        used |= set(taken(wanted))
        for place, key in enumerate(wanted, first):
            if key in used:
                turn[place] += 1
                break
            used.add(key)
            given.append(key)
    return given
