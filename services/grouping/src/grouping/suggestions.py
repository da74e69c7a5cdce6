"""
RAWs without a partner, with the nearest candidates and the reason they did not match.
"""

from collections.abc import Sequence
from typing import Any

from grouping.decision_store import EVERYBODY, decisions_about
from grouping.decisions import Decisions
from grouping.keys import stem_of
from grouping.orphans import suggest
from grouping.record_store import RECORD, RECORD_COLUMNS, to_record
from grouping.records import FileRecord
from grouping.rules import Rules
from grouping.told import TAKEN_US
from mediacore.database import ReadSession, WriteSession, raw
from mediacore.errors import InvalidRequestError
from mediacore.pagination import Page, decode_cursor, page_of
from mediacore.paths import path_key, undisplay
from mediacore.wall_time import wall_time

# What two owners uploaded is never suggested.
_MAY_MEET = "AND coalesce(told_folder, %(told)s, '') = coalesce(%(told)s, told_folder, '')"
CANDIDATES = 24  # near each RAW, before they are judged


def orphan_raws(
    session: ReadSession | WriteSession,
    rules: Rules,
    *,
    owner: str = EVERYBODY,
    cursor: str | None = None,
    limit: int = 100,
) -> Page[dict[str, Any]]:
    """
    Give a page of RAWs that stand alone, each with up to three candidates and why they failed.
    """
    after = decode_cursor(cursor, (int,))[0] if cursor else 0
    query = (
        f"SELECT {RECORD}, folder_key FROM files WHERE ungrouped AND kind = 'raw' AND id > %s"  # noqa: S608 - a constant column list
        " AND NOT EXISTS (SELECT 1 FROM group_members m WHERE m.owner = %s"
        " AND m.file_id = files.id AND m.group_id IS NOT NULL) ORDER BY id LIMIT %s"
    )
    rows = raw(session).execute(query.encode(), (after, owner, limit + 1)).fetchall()
    page = page_of(rows, limit, lambda row: (row[0],))
    return Page(tuple(_answers(session, rules, owner, page.items)), page.next_cursor)


def orphans_of(
    session: ReadSession | WriteSession, rules: Rules, owner: str, paths: Sequence[str]
) -> list[dict[str, Any]]:
    """
    Give those of some paths that are RAWs standing alone in an owner's view, each with up to three
    candidates and why they failed.
    """
    query = (
        f"SELECT {RECORD}, folder_key FROM files WHERE path_key = ANY(%s)"  # noqa: S608 - a constant column list
        " AND ungrouped AND kind = 'raw' AND NOT EXISTS (SELECT 1 FROM group_members m"
        " WHERE m.owner = %s AND m.file_id = files.id AND m.group_id IS NOT NULL) ORDER BY id"
    )
    keys = [path_key(undisplay(path)) for path in paths]
    rows = raw(session).execute(query.encode(), (keys, owner)).fetchall()
    return _answers(session, rules, owner, rows)


def _answers(
    session: ReadSession | WriteSession, rules: Rules, owner: str, rows: Sequence[Any]
) -> list[dict[str, Any]]:
    items = []
    for row in rows:
        orphan = to_record(row)
        near = _near(session, orphan, bytes(row[RECORD_COLUMNS]), row[RECORD_COLUMNS - 2])
        contents = {orphan.content, *(record.content for record in near)}
        decisions = Decisions(
            [
                owned.decision
                for owned in decisions_about(session, contents)
                if owned.owner in (EVERYBODY, owner)
            ]
        )
        items.append(_answer(orphan, near, rules, decisions))
    return items


def _near(
    session: ReadSession | WriteSession,
    orphan: FileRecord,
    folder_key: bytes,
    told_folder: str | None,
) -> list[FileRecord]:
    """
    Give the files of the same folder that were taken nearest, and those of the same name anywhere.
    """
    query = (
        f"(SELECT {RECORD} FROM files WHERE folder_key = %(folder)s AND state = 'ready'"  # noqa: S608 - a constant column list
        "  AND kind NOT IN ('raw', 'sidecar', 'other') AND id <> %(id)s"
        f"  {_MAY_MEET}"
        f"  ORDER BY abs(coalesce({TAKEN_US}, 0) - %(taken)s), display LIMIT %(limit)s)"
        f" UNION (SELECT {RECORD} FROM files WHERE left(stem, 200) = left(%(stem)s, 200)"
        f"  AND told_stem IS NULL AND state = 'ready'"
        "  AND kind NOT IN ('raw', 'sidecar', 'other') AND id <> %(id)s LIMIT %(limit)s)"
        f" UNION (SELECT {RECORD} FROM files WHERE left(told_stem, 200) = left(%(stem)s, 200)"
        f"  AND state = 'ready' {_MAY_MEET}"
        "  AND kind NOT IN ('raw', 'sidecar', 'other') AND id <> %(id)s LIMIT %(limit)s)"
    )
    rows = raw(session).execute(
        query.encode(),
        {
            "folder": folder_key,
            "told": told_folder,
            "id": orphan.file_id,
            "taken": orphan.taken_us or 0,
            "stem": stem_of(orphan.known_path),
            "limit": CANDIDATES,
        },
    )
    return [to_record(row) for row in rows]


def _answer(
    orphan: FileRecord, near: list[FileRecord], rules: Rules, decisions: Decisions
) -> dict[str, Any]:
    by_id = {record.file_id: record for record in near}
    candidates = []
    for suggestion in suggest(orphan, near, rules):
        record = by_id[suggestion.file_id]
        if decisions.rejected(orphan.content, record.content):
            continue
        candidates.append(
            {
                "suggestion_id": f"{orphan.file_id}-{record.file_id}",
                "path": record.path,
                "type": record.kind.value,
                "size": record.size,
                "taken_at": wall_time(record.taken_us),
                "camera": record.camera,
                "confidence": suggestion.confidence,
                "reason": suggestion.reason,
            }
        )
    return {
        "path": orphan.path,
        "size": orphan.size,
        "taken_at": wall_time(orphan.taken_us),
        "camera": orphan.camera,
        "candidates": candidates,
    }


def parse_suggestion_id(text: str) -> tuple[int, int]:
    """
    Give the ids of the RAW and the candidate that a suggestion id stands for.

    :raises InvalidRequestError: when it is none of ours.
    """
    left, _, right = text.partition("-")
    if not (left.isdecimal() and right.isdecimal()):
        raise InvalidRequestError("That is not the id of a suggestion")
    return int(left), int(right)
