"""
Which file of the library is the path that Immich tells; pure, no file is looked at.

Immich sees the library through its own mount, so `/mnt/nas/photos/a.jpg` there may be `a.jpg` of
our library. Rules translate a prefix; where none fits, a vote over suffixes finds the prefix.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from mediacore.paths import display, undisplay

MIN_VOTES = 2
MAX_CANDIDATE_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Rule:
    """
    Immich's folder `container`, and the library's folder (relative, may be empty) it shows.
    """

    container: str
    library: str


def parse_rules(text: str) -> tuple[Rule, ...]:
    """
    Read `/container/prefix=library/folder`, several separated by commas.

    :raises ValueError: when a rule has no `=` or its container prefix is not absolute.
    """
    return tuple(_parse_rule(part.strip()) for part in text.split(",") if part.strip())


def _parse_rule(text: str) -> Rule:
    container, equals, library = text.partition("=")
    if not equals or not container.startswith("/"):
        raise ValueError(f"path_map wants /immich/prefix=library/folder, got {text!r}")
    return Rule(container.rstrip("/"), library.strip("/"))


@dataclass(frozen=True, slots=True)
class PathMap:
    """
    The rules in the order of their length, so that the most specific one speaks.
    """

    rules: tuple[Rule, ...]

    def to_library(self, original_path: str) -> str | None:
        """
        Give the library-relative path in display form, or nothing when no rule fits.
        """
        for rule in sorted(self.rules, key=lambda rule: -len(rule.container)):
            if original_path.startswith(f"{rule.container}/"):
                rest = original_path.removeprefix(f"{rule.container}/")
                return as_display(f"{rule.library}/{rest}" if rule.library else rest)
        return None

    def to_container(self, library_path: str) -> str | None:
        """
        Give Immich's path of a library path in display form, or nothing when no rule fits.
        """
        name = undisplay(library_path).decode("utf-8", "replace")
        for rule in sorted(self.rules, key=lambda rule: -len(rule.library)):
            if not rule.library:
                return f"{rule.container}/{name}"
            if name.startswith(f"{rule.library}/"):
                return f"{rule.container}/{name.removeprefix(f'{rule.library}/')}"
        return None

    def with_rule(self, rule: Rule) -> "PathMap":
        """
        Give a map that knows one rule more, and trusts it most.
        """
        return PathMap((rule, *self.rules))


def as_display(path: str) -> str:
    """
    Give the display form of a path that Immich told as text.
    """
    return display(path.encode("utf-8", "surrogatepass"))


def candidates(original_path: str) -> Iterator[tuple[str, str]]:
    """
    Give each (prefix, library path) that a path could mean, the longest library path first.
    """
    parts = original_path.strip("/").split("/")
    for depth in range(min(len(parts), MAX_CANDIDATE_DEPTH)):
        prefix = "".join(f"/{part}" for part in parts[:depth])
        yield prefix, as_display("/".join(parts[depth:]))


def vote(original_paths: Iterable[str], known: Collection[str]) -> Rule | None:
    """
    Find the prefix under which most paths are known files; nothing when fewer than two agree.

    Of prefixes with as many votes the shortest wins: it explains the longest suffixes.
    """
    votes = Counter(
        prefix for path in original_paths for prefix, suffix in candidates(path) if suffix in known
    )
    best = max(votes.items(), key=lambda vote: (vote[1], -len(vote[0])), default=None)
    if best is None or best[1] < MIN_VOTES:
        return None
    return Rule(best[0], "")
