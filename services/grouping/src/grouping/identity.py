"""
Which group a regrouped group was before: ids outlive changes of their members.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

GroupId = TypeVar("GroupId", bound=Hashable)


def inherit_ids(
    old: Mapping[GroupId, frozenset[int]], new: Sequence[frozenset[int]]
) -> list[GroupId | None]:
    """
    Give each new group the id of the predecessor it overlaps most, or None.

    One id goes to one group: the one that kept most of its files, then the one with the lowest
    file id.
    """
    homes: dict[int, list[GroupId]] = {}
    for group_id, file_ids in old.items():
        for file_id in file_ids:
            homes.setdefault(file_id, []).append(group_id)
    claims: list[tuple[int, int, str, int, GroupId]] = []
    for place, file_ids in enumerate(new):
        shared = Counter(home for file_id in file_ids for home in homes.get(file_id, ()))
        claims.extend(
            (-count, min(file_ids), str(group_id), place, group_id)
            for group_id, count in shared.items()
        )
    claims.sort(key=lambda claim: claim[:4])
    given: list[GroupId | None] = [None] * len(new)
    taken: set[GroupId] = set()
    for _, _, _, place, group_id in claims:
        if given[place] is None and group_id not in taken:
            given[place] = group_id
            taken.add(group_id)
    return given
