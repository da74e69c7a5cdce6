"""
What a look at the whole installation found: each with a level, what it is, and what to do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """
    How bad it is.
    """

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


SEVERITY = (Level.OK, Level.WARNING, Level.ERROR)


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One thing that was looked at.

    :ivar id: what was looked at, by which the troubleshooting page explains it.
    :ivar what: how it is, in one sentence.
    :ivar todo: what to do about it; empty when it is fine.
    :ivar part: whose it is: a service, or Immich.
    """

    id: str
    level: Level
    what: str
    todo: str = ""
    part: str = ""

    def body(self) -> dict[str, str]:
        """
        Give the JSON form.
        """
        return {
            "id": self.id,
            "level": self.level.value,
            "part": self.part,
            "what": self.what,
            "todo": self.todo,
        }

    @classmethod
    def told(cls, body: Mapping[str, Any]) -> "Finding":
        """
        Read the JSON form.

        :raises ValueError: when it is in another shape.
        """
        try:
            texts = {key: str(body[key]) for key in ("id", "part", "what", "todo")}
            return cls(level=Level(body["level"]), **texts)
        except (KeyError, TypeError) as error:
            raise ValueError("This is no finding") from error


def fine(name: str, part: str, what: str) -> Finding:
    """
    Make the finding that something is as it should be.
    """
    return Finding(name, Level.OK, what, part=part)


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """
    Put the worst first; within a level the order stays.
    """
    return sorted(findings, key=lambda finding: -SEVERITY.index(finding.level))


def worst(findings: Iterable[Finding]) -> Level:
    """
    Give the worst level of all.
    """
    return max((finding.level for finding in findings), key=SEVERITY.index, default=Level.OK)
