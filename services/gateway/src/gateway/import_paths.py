"""
What an admin of Immich was last told of everybody's external libraries.
"""

from collections.abc import Callable

from psycopg.types.json import Jsonb

from gateway.removal_rules import ImportPath
from mediacore.database import ReadSession, WriteSession, raw

MAX_AGE_HOURS = 24

ToLibrary = Callable[[str], str | None]


def remember(session: WriteSession, paths: tuple[tuple[str, str], ...]) -> None:
    """
    Keep owner and folder of all libraries, in the place of what was known.
    """
    raw(session).execute(
        "INSERT INTO import_paths (one, paths) VALUES (true, %s) ON CONFLICT (one)"
        " DO UPDATE SET paths = excluded.paths, told_at = now()",
        (Jsonb([list(pair) for pair in paths]),),
    )


def is_told(session: ReadSession | WriteSession, hours: float) -> bool:
    """
    Tell whether an admin has told it within some hours.
    """
    query = "SELECT FROM import_paths WHERE told_at > now() - %s * interval '1 hour'"
    return raw(session).execute(query, (hours,)).fetchone() is not None


def known(
    session: ReadSession | WriteSession, to_library: ToLibrary
) -> tuple[ImportPath, ...] | None:
    """
    Give the folders of all libraries, or nothing when no admin told them for a day.
    """
    row = (
        raw(session)
        .execute(
            "SELECT paths FROM import_paths WHERE told_at > now() - %s * interval '1 hour'",
            (MAX_AGE_HOURS,),
        )
        .fetchone()
    )
    if row is None:
        return None
    return tuple(ImportPath(owner, path, _in_library(to_library, path)) for owner, path in row[0])


def _in_library(to_library: ToLibrary, folder: str) -> str | None:
    """
    Give a folder in the library's own words; the library's root is the empty one.
    """
    inside = to_library(f"{folder.rstrip('/')}/x")
    return None if inside is None else inside.removesuffix("x").rstrip("/")
