"""
How many of Immich's assets lead to a file of the library, and why others do not.
"""

from dataclasses import dataclass

from mediacore.database import ReadSession, WriteSession, raw

EXAMPLES = 20
NO_RULE = "no rule"
NOT_IN_LIBRARY = "not in the library"

_COUNT = """
SELECT count(*), count(*) FILTER (WHERE f.in_library),
    count(*) FILTER (WHERE a.file_id IS NOT NULL AND f.in_library IS NULL)
FROM assets a LEFT JOIN files f USING (file_id)
"""
_EXAMPLES = """
SELECT a.original_path, a.file_id IS NULL
FROM assets a LEFT JOIN files f USING (file_id)
WHERE a.file_id IS NULL OR NOT f.in_library ORDER BY a.asset_id LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """
    An asset that leads nowhere: Immich's path, and the reason.
    """

    original_path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """
    How many of all assets lead to a file that grouping knows.

    :ivar unknown: those of which grouping was not yet asked.
    """

    matched: int
    total: int
    unknown: int
    examples: tuple[Unmatched, ...]


def coverage(session: ReadSession | WriteSession) -> Coverage:
    """
    Count the assets in the index that match, with up to twenty examples of those that do not.
    """
    row = raw(session).execute(_COUNT).fetchone()
    assert row is not None  # noqa: S101 - count(*) always gives a row
    total, matched, unknown = row
    examples = raw(session).execute(_EXAMPLES, (EXAMPLES,))
    return Coverage(
        matched,
        total,
        unknown,
        tuple(
            Unmatched(path, NO_RULE if is_unled else NOT_IN_LIBRARY) for path, is_unled in examples
        ),
    )
