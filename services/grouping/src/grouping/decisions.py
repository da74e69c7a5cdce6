"""
What owners decided about groups, remembered by content, and looked up while matching.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum


class DecisionKind(StrEnum):
    """
    What an owner decided.
    """

    PRIMARY = "primary"
    SPLIT = "split"
    MERGE = "merge"
    DISSOLVE = "dissolve"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Decision:
    """
    One decision, about contents rather than files.

    :ivar subjects: the chosen one; those put apart; all of the group; the RAW.
    :ivar others: the rest of the group; those left behind; nothing; the rejected candidate.
    :ivar order: of two decisions about the same files the later, greater one holds.
    """

    kind: DecisionKind
    subjects: tuple[bytes, ...]
    others: tuple[bytes, ...] = ()
    order: int = 0


class Link(Enum):
    """
    What an owner decided about two contents.
    """

    TOGETHER = "together"
    APART = "apart"


class Decisions:
    """
    Decisions made ready for looking up.
    """

    __slots__ = ("_about", "_decisions")

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._decisions = sorted(
            decisions, key=lambda one: (one.order, one.kind, one.subjects, one.others)
        )
        self._about: dict[bytes, list[int]] = {}
        for place, decision in enumerate(self._decisions):
            for content in dict.fromkeys((*decision.subjects, *decision.others)):
                self._about.setdefault(content, []).append(place)

    def __bool__(self) -> bool:
        return bool(self._decisions)

    def link(self, one: bytes, two: bytes) -> Link | None:
        """
        Give what the latest decision that speaks of both says, or None.
        """
        if one == two or one not in self._about or two not in self._about:
            return None
        both = set(self._about[one]) & set(self._about[two])
        for place in sorted(both, reverse=True):
            link = _link(self._decisions[place], one, two)
            if link is not None:
                return link
        return None

    def apart(self, one: bytes, two: bytes) -> bool:
        """
        Whether two contents must never be in one group.
        """
        return self.link(one, two) is Link.APART

    def rejected(self, raw: bytes, candidate: bytes) -> bool:
        """
        Whether a suggested partner was rejected, and not accepted later.
        """
        return self.apart(raw, candidate)

    def merges(self) -> list[Decision]:
        """
        Give the merges, the latest first.
        """
        found = [one for one in self._decisions if one.kind is DecisionKind.MERGE]
        return found[::-1]

    def chosen(self, contents: Collection[bytes]) -> frozenset[bytes]:
        """
        Give the content that was chosen last to stand for a group of these, or nothing.
        """
        places = {place for content in contents for place in self._about.get(content, ())}
        for place in sorted(places, reverse=True):
            decision = self._decisions[place]
            if decision.kind is DecisionKind.PRIMARY:
                held = frozenset(decision.subjects) & frozenset(contents)
                if held:
                    return held
        return frozenset()


def _link(decision: Decision, one: bytes, two: bytes) -> Link | None:
    inside = one in decision.subjects, two in decision.subjects
    if decision.kind is DecisionKind.MERGE:
        return Link.TOGETHER if all(inside) else None
    if decision.kind is DecisionKind.DISSOLVE:
        return Link.APART if all(inside) else None
    if decision.kind in {DecisionKind.SPLIT, DecisionKind.REJECT}:
        across = (one in decision.subjects and two in decision.others) or (
            two in decision.subjects and one in decision.others
        )
        return Link.APART if across else None
    return None


NO_DECISIONS = Decisions()
