"""
Which file of the library is the path that Immich tells; pure, no file is looked at.

Immich sees the library through its own mount, so `/mnt/nas/photos/a.jpg` there may be `a.jpg` of
our library. Rules translate a prefix; `path_votes` learns them.
"""

from dataclasses import dataclass

from mediacore.paths import display, undisplay


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


def as_display(path: str) -> str:
    """
    Give the display form of a path that Immich told as text.
    """
    return display(path.encode("utf-8", "surrogatepass"))
