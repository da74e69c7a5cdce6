"""
A plan of which files could go, for people who remove them themselves. Pure: groups in, lines out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dedup.records import DuplicateType
from mediacore.paths import undisplay


@dataclass(frozen=True, slots=True)
class PlanLine:
    """
    One file that could go, and what stays for it.

    :ivar root: the library's folder; both paths are relative to it.
    :ivar exact: whether both have the same bytes.
    :ivar reasons: why the other one is kept.
    """

    group: str
    root: bytes
    path: bytes
    keeper: bytes
    exact: bool
    size: int
    similarity: float
    reasons: tuple[str, ...]


def plan(groups: Iterable[Mapping[str, Any]], root: bytes) -> list[PlanLine]:
    """
    Give the preselected files of groups in the form of the API's answers.

    What nobody may tick unseen, e.g. frames of a burst, is in no plan.
    """
    return [
        line
        for number, group in enumerate(groups, start=1)
        for line in _lines(str(group.get("group_id", number)), group, root)
    ]


def _lines(name: str, group: Mapping[str, Any], root: bytes) -> Iterable[PlanLine]:
    members = group["members"]
    (keeper,) = [member for member in members if member["is_suggested_keeper"]]
    for member in members:
        if member["preselected"] and member is not keeper:
            yield PlanLine(
                group=name,
                root=root,
                path=undisplay(member["path"]),
                keeper=undisplay(keeper["path"]),
                exact=group["duplicate_type"] == DuplicateType.EXACT,
                size=member["size"],
                similarity=member["similarity_score"],
                reasons=tuple(reason["text"] for reason in group["reasons"]),
            )
