"""
Which of several copies is worth keeping, and why. A suggestion: nothing is ever done by it.

The rules stand in order: each leaves those that are best by it, and the next chooses among them.
"""

from collections.abc import Sequence

from dedup.keeper_rules import Rule, rules_for
from dedup.preferences import NO_PREFERENCES, Preferences
from dedup.records import Copy, FileRecord, Keeper, Reason


def suggest_keeper(copies: Sequence[Copy], preferences: Preferences = NO_PREFERENCES) -> Keeper:
    """
    Give the best of at least one copy, with every reason in which it is better than another.
    """
    files = sorted((copy.record for copy in copies), key=lambda file: file.path)
    rules = rules_for(preferences)
    left = files
    for rule in rules:
        left = rule.best(left)
    best = left[0]
    reasons = [_reason(rule, best, files) for rule in rules]
    # Two rules may say the same of a file, as that it is larger: it is told once.
    told = {reason.text: reason for reason in reversed(reasons) if reason is not None}
    return Keeper(best.file_id, tuple(reversed(told.values())))


def _reason(rule: Rule, best: FileRecord, files: Sequence[FileRecord]) -> Reason | None:
    """
    Give the reason when a rule finds the best file better than some other, and worse than none.
    """
    worse = [file for file in files if rule.beats(best, file)]
    if not worse or any(rule.beats(file, best) for file in files):
        return None
    return Reason(rule.name, rule.words(best, min(worse, key=rule.measure)))
