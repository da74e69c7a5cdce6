"""
Learning how Immich's folders lie in the library, from files of one name in both; pure.

Each of Immich's paths votes for the rules that would lead it to a file of its name: what differs
before the longest common ending. Of several mounts each has its own rule.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gateway.path_map import PathMap, Rule, as_display

MIN_VOTES = 2
LEAST_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Learned:
    """
    A rule, and how many paths it led to a file.
    """

    rule: Rule
    votes: int


def learn(originals: Iterable[str], known: Iterable[str]) -> list[Learned]:
    """
    Find rules that lead Immich's paths to known library paths, the strongest first.

    A rule needs two votes, and half of what lies under its folder: one coincidence proves nothing.
    """
    library = frozenset(known)
    namesakes: Mapping[str, Sequence[str]] = _by_name(library)
    left = dict.fromkeys(originals)
    learned: list[Learned] = []
    refused: set[Rule] = set()
    while True:
        votes = Counter(
            rule for original in left for rule in _rules(original, namesakes) if rule not in refused
        )
        best = min(votes, key=lambda rule: _rank(rule, votes[rule]), default=None)
        if best is None or votes[best] < MIN_VOTES:
            return learned
        under = [path for path in left if path.startswith(f"{best.container}/")]
        led = [path for path in under if PathMap((best,)).to_library(path) in library]
        if len(led) < LEAST_SHARE * len(under):
            refused.add(best)
            continue
        learned.append(Learned(best, len(led)))
        for path in under:
            del left[path]


def _rank(rule: Rule, votes: int) -> tuple[int, int, int, str]:
    return (-votes, len(rule.container), len(rule.library), rule.container)


def _by_name(library: Iterable[str]) -> Mapping[str, Sequence[str]]:
    found = defaultdict(list)
    for path in library:
        found[path.rpartition("/")[2]].append(path)
    return found


def _rules(original: str, namesakes: Mapping[str, Sequence[str]]) -> set[Rule]:
    """
    Give the rules for which a path votes: the one of each file that bears its name.
    """
    theirs = original.lstrip("/").split("/")
    shown = [as_display(part) for part in theirs]
    rules = set()
    for path in namesakes.get(shown[-1], ()):
        ours = path.split("/")
        common = 1
        while common < min(len(shown), len(ours)) and shown[-common - 1] == ours[-common - 1]:
            common += 1
        container = "".join(f"/{part}" for part in theirs[: len(theirs) - common])
        rules.add(Rule(container, "/".join(ours[: len(ours) - common])))
    return rules
