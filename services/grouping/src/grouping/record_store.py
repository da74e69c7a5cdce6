"""
Reading the files that must be looked at together: those a change touches, and all they may join.
"""

from collections.abc import Iterable
from typing import Any

from grouping.decision_store import related_contents
from grouping.eligibility import may_group
from grouping.records import FileRecord, TimeSource
from grouping.told import TAKEN_EXACT, TAKEN_SOURCE, TAKEN_TRUSTED, TAKEN_US, told_path
from mediacore.database import WriteSession, raw
from mediacore.formats import Kind

# What `to_record` reads, and how many columns that is.
RECORD = (
    f"id, display, kind, size, {TAKEN_US}, {TAKEN_SOURCE}, {TAKEN_EXACT}, {TAKEN_TRUSTED}, camera,"
    " content_identifier, burst_id, unique_id, duration_s, width, height, motion, content_id,"
    " told_folder, told_name"
)
RECORD_COLUMNS = 19
_COLUMNS = f"{RECORD}, problem, match_key, state"

KeyedRecord = tuple[FileRecord, bytes]


class Neighbourhood:
    """
    The files of some match keys, closed over embedded ids and remembered merges.

    :ivar records: the files that can be grouped, by id.
    :ivar keys: the match key of each of them.
    :ivar file_ids: every file met, missing ones included: their old groups change too.
    """

    def __init__(self) -> None:
        self.records: dict[int, FileRecord] = {}
        self.keys: dict[int, bytes] = {}
        self.file_ids: set[int] = set()


def load_neighbourhood(session: WriteSession, match_keys: Iterable[bytes]) -> Neighbourhood:
    """
    Load the files that share a match key, or are tied to those by an id or a decision.
    """
    found = Neighbourhood()
    wanted, seen = set(match_keys), set[bytes]()
    ids_seen: set[str] = set()
    contents_seen: set[bytes] = set()
    while wanted:
        seen |= wanted
        fresh = _load(session, found, "match_key = ANY(%s)", (list(wanted),))
        wanted = set()
        ids = {
            value
            for record in fresh
            for value in (record.content_identifier, record.burst_id)
            if value is not None
        } - ids_seen
        if ids:
            ids_seen |= ids
            wanted |= _keys_where(
                session,
                "content_identifier = ANY(%(ids)s) OR burst_id = ANY(%(ids)s)",
                {"ids": list(ids)},
            )
        contents = {record.content for record in fresh} - contents_seen
        contents_seen |= contents
        tied = related_contents(session, contents) - contents_seen
        if tied:
            wanted |= _keys_where(session, "content_id = ANY(%(ids)s)", {"ids": list(tied)})
        wanted -= seen
    return found


def keys_of(session: WriteSession, file_ids: Iterable[int]) -> set[bytes]:
    """
    Give the match keys of files.
    """
    return _keys_where(session, "id = ANY(%(ids)s)", {"ids": list(file_ids)})


def _keys_where(session: WriteSession, condition: str, values: dict[str, Any]) -> set[bytes]:
    query = f"SELECT DISTINCT match_key FROM files WHERE match_key IS NOT NULL AND ({condition})"  # noqa: S608 - conditions are constants of this module
    return {bytes(row[0]) for row in raw(session).execute(query.encode(), values)}


def _load(
    session: WriteSession, found: Neighbourhood, condition: str, values: tuple[Any, ...]
) -> list[FileRecord]:
    query = f"SELECT {_COLUMNS} FROM files WHERE {condition}"  # noqa: S608 - conditions are constants of this module
    fresh = []
    for row in raw(session).execute(query.encode(), values):
        found.file_ids.add(row[0])
        if row[-1] != "ready":
            continue
        record = to_record(row)
        if not may_group(record, row[-3]):
            continue
        found.records[record.file_id] = record
        found.keys[record.file_id] = bytes(row[-2])
        fresh.append(record)
    return fresh


def to_record(row: tuple[Any, ...]) -> FileRecord:
    """
    Make the domain's record of a row with the columns above.
    """
    (
        file_id,
        path,
        kind,
        size,
        taken_us,
        taken_source,
        taken_exact,
        taken_trusted,
        camera,
        content_identifier,
        burst_id,
        unique_id,
        duration_s,
        width,
        height,
        motion,
        content_id,
        told_folder,
        told_name,
    ) = row[:RECORD_COLUMNS]
    source = TimeSource(taken_source) if taken_source else None
    if source is not None and not taken_trusted:
        source = TimeSource.MTIME  # a time that cannot be trusted may order, and never prove
    return FileRecord(
        file_id=file_id,
        path=path,
        kind=Kind(kind),
        size=size,
        taken_us=taken_us,
        taken_source=source,
        taken_exact=bool(taken_exact),
        camera=camera,
        content_identifier=content_identifier,
        burst_id=burst_id,
        unique_id=unique_id,
        duration_s=duration_s,
        width=width,
        height=height,
        motion=bool(motion),
        content=bytes(content_id),
        told_path="" if told_name is None else told_path(told_folder, told_name),
    )


def records_by_path(session: WriteSession, path_keys: Iterable[bytes]) -> list[FileRecord]:
    """
    Give the records of files by their path keys, those that can be grouped only.
    """
    return _load(session, Neighbourhood(), "path_key = ANY(%s)", (list(path_keys),))
