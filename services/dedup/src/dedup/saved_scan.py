"""
What a scan without a database found, as a file that other commands take up.
"""

from pathlib import Path
from typing import Any

import orjson

from dedup.draft_answers import draft_answers
from dedup.memory_scan import MemoryScan
from mediacore.errors import InvalidRequestError
from mediacore.paths import display

SAVED_VERSION = 2
_KEYS = {"version", "library", "level", "groups"}


def scan_answer(found: MemoryScan, root: bytes) -> dict[str, Any]:
    """
    Give what a scan found for programs.
    """
    return {
        "version": SAVED_VERSION,
        "library": display(root),
        "level": found.level.value,
        "files": found.files,
        "seconds": round(found.seconds, 3),
        "failed": len(found.problems),
        "problems": [
            {"path": display(problem.path), "problem": problem.reason} for problem in found.problems
        ],
        "groups": draft_answers(found.groups, found.pairs, found.hashes),
    }


def save(answer: dict[str, Any], place: Path) -> None:
    """
    Write what a scan found.

    :raises InvalidRequestError: when the file cannot be written.
    """
    try:
        place.write_bytes(orjson.dumps(answer, option=orjson.OPT_INDENT_2))
    except OSError as error:
        raise InvalidRequestError(f"{place}: {error.strerror or error}.") from error


def load(place: Path) -> dict[str, Any]:
    """
    Read what a scan found.

    :raises InvalidRequestError: when there is no such file, or something else in it.
    """
    try:
        answer = orjson.loads(place.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise InvalidRequestError(f"{place}: {error}.") from error
    if not isinstance(answer, dict) or not answer.keys() >= _KEYS:
        raise InvalidRequestError(f"{place} was not written by `dedup scan --save`.")
    return answer
