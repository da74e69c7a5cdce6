"""
How two names meet: the part they share, and what each has beside it.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from grouping.candidates import Candidate
from grouping.naming import Name, Step, StepKind

_FRAME, _COPY = StepKind.FRAME, StepKind.COPY
NEEDS_BASE = (_COPY, StepKind.WORD)
NOTHING: frozenset[str] = frozenset()


class Relation(NamedTuple):
    """
    What two names share, and what each has beside it.
    """

    shared: str
    mine: tuple[Step, ...]
    theirs: tuple[Step, ...]

    @property
    def is_plain(self) -> bool:
        """
        Whether the names differ in nothing but the extension.
        """
        return not self.mine and not self.theirs

    @property
    def steps(self) -> tuple[Step, ...]:
        """
        Give the parts of both names beside what they share.
        """
        return (*self.mine, *self.theirs)

    def has(self, *kinds: StepKind) -> bool:
        """
        Whether either name has a part of one of these kinds.
        """
        for step in self.mine:
            if step.kind in kinds:
                return True
        for step in self.theirs:
            if step.kind in kinds:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """
    What lies in the same folder under the same base.

    :ivar stems: the stems that exist.
    :ivar series: the bases whose numbers count a series of shots rather than copies.
    """

    stems: AbstractSet[str]
    series: AbstractSet[str] = NOTHING


def relation_of(mine: Name, theirs: Name) -> Relation | None:
    """
    Find the longest part that two names share, or None.
    """
    if mine.stem == theirs.stem:
        return Relation(mine.stem, (), ())
    others = theirs.chain
    for taken, stem in enumerate(mine.chain):
        if stem in others:
            return Relation(stem, mine.steps[:taken], theirs.steps[: others.index(stem)])
    return None


def name_objection(
    new: Candidate, reference: Candidate, relation: Relation, around: Surroundings
) -> str | None:
    """
    Say why a shared name means nothing here, or give None.
    """
    if new.name.alone or reference.name.alone:
        return "messengers make such names, which say nothing about versions"
    if not relation.mine and not relation.theirs:
        return None
    frames = [step.kind is _FRAME for step in (*relation.mine[-1:], *relation.theirs[-1:])]
    if any(frames) and frames != [True, True]:
        return "a burst frame is a shot of its own"
    if any(step.kind in NEEDS_BASE for step in relation.theirs):
        return f"{reference.file_name} is itself a numbered or renamed copy"
    return _base_objection(relation.mine, around)


def _base_objection(steps: tuple[Step, ...], around: Surroundings) -> str | None:
    """
    Say why a number or unknown word does not lead to another file, or give None.
    """
    for place, step in enumerate(steps):
        if step.kind not in NEEDS_BASE:
            continue
        if step.kind is _COPY and step.rest in around.series:
            return f"the numbers after {step.rest} count a series of different shots"
        if not any(later.rest in around.stems for later in steps[place:]):
            return f"there is no file named {step.rest} beside it"
    return None
