"""
Why two files are not one group, in words for people.
"""

import re

from grouping.candidates import Candidate, reference_order
from grouping.decisions import NO_DECISIONS, Decisions
from grouping.judging import judge
from grouping.moments import compare_moments
from grouping.relations import Surroundings
from grouping.rules import Rules

_LAST_NUMBER = re.compile(r"(\d+)\D*$")


def is_near(one: Candidate, two: Candidate) -> bool:
    """
    Whether two names are near enough that a person may ask why they are not together.
    """
    if one.name.base == two.name.base:
        return True
    mine, theirs = _LAST_NUMBER.search(one.name.base), _LAST_NUMBER.search(two.name.base)
    return bool(mine and theirs and mine[1].lstrip("0") == theirs[1].lstrip("0"))


def why_not(
    one: Candidate, two: Candidate, rules: Rules, decisions: Decisions = NO_DECISIONS
) -> str:
    """
    Say why two media files are not in one group.
    """
    if decisions.apart(one.record.content, two.record.content):
        return "the owner decided that they are not the same shot"
    if one.name.base != two.name.base:
        apart = compare_moments(one.record, two.record, rules.timestamp_tolerance_seconds)
        return f"the names differ, {one.file_name} and {two.file_name}; {apart.evidence.text}"
    reference, new = sorted((one, two), key=reference_order)
    around = Surroundings({one.name.stem, two.name.stem})
    judgement = judge(new, reference, rules, around)
    if not judgement.joined:
        return judgement.reason
    if one.place.logical != two.place.logical:
        return f"they lie in folders that do not belong together, {_folder(one)} and {_folder(two)}"
    return "they would fit, but another file fits better or several fit equally well"


def _folder(candidate: Candidate) -> str:
    return candidate.record.path.rpartition("/")[0] or "the library's root"
