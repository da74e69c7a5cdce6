"""
What the engines said of their groups, as rows; and how far each engine was followed.

A group that is stored as it is fed is left alone, so reading everything again is cheap.
"""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.fed_groups import FedGroup
from gateway.file_ids import file_ids
from gateway.read_models import Touched
from mediacore.database import ReadSession, WriteSession, raw

_GROUPS = """
INSERT INTO engine_groups (kind, group_id, view, type, switchable, burst, revision, decided,
  levels, similarity, created_at, digest)
SELECT %s, g.group_id, g.view, g.type, g.switchable, g.burst, g.revision, g.decided,
  CASE g.levels WHEN '' THEN ARRAY[''] ELSE string_to_array(g.levels, ' ') END,
  g.similarity, g.created_at, g.digest
FROM unnest(%b::uuid[], %b::text[], %b::text[], %b::bool[], %b::bool[], %b::int[], %b::bool[],
  %b::text[], %b::float8[], %b::timestamptz[], %b::bytea[])
  AS g(group_id, view, type, switchable, burst, revision, decided, levels, similarity, created_at,
    digest)
ON CONFLICT (group_id) DO UPDATE SET kind = excluded.kind, view = excluded.view,
  type = excluded.type, switchable = excluded.switchable, burst = excluded.burst,
  revision = excluded.revision, decided = excluded.decided, levels = excluded.levels,
  similarity = excluded.similarity, created_at = excluded.created_at, digest = excluded.digest
"""
_MEMBERS = """
INSERT INTO engine_members (group_id, file_id, place, main, file_type, size, score, preselected,
  taken_at)
SELECT * FROM unnest(%b::uuid[], %b::bigint[], %b::int[], %b::bool[], %b::text[], %b::bigint[],
  %b::float8[], %b::bool[], %b::timestamp[])
"""
_HIDDEN = """
INSERT INTO engine_hidden (group_id, view, file_id)
SELECT * FROM unnest(%b::uuid[], %b::text[], %b::bigint[])
"""
_MISSING = """
SELECT group_id FROM engine_groups WHERE kind = %(kind)s AND group_id <> ALL(%(there)s::uuid[])
  AND (%(after)s::uuid IS NULL OR group_id > %(after)s)
  AND (%(last)s::uuid IS NULL OR group_id <= %(last)s)
"""


@dataclass(frozen=True, slots=True)
class Position:
    """
    How far an engine was followed.

    :ivar filled_to: while all of its groups are read, the last one that is here.
    """

    position: int
    filled_to: uuid.UUID | None = None


def position_of(session: ReadSession | WriteSession, service: str) -> Position | None:
    """
    Give how far a service was followed; nothing when it never was.
    """
    row = (
        raw(session)
        .execute("SELECT position, filled_to FROM positions WHERE service = %s", (service,))
        .fetchone()
    )
    return Position(*row) if row else None


def keep_position(session: WriteSession, service: str, position: Position | None) -> None:
    """
    Remember how far a service was followed; nothing means that it must be read from the beginning.
    """
    connection = raw(session)
    if position is None:
        connection.execute("DELETE FROM positions WHERE service = %s", (service,))
        return
    connection.execute(
        "INSERT INTO positions (service, position, filled_to) VALUES (%s, %s, %s)"
        " ON CONFLICT (service) DO UPDATE SET position = excluded.position,"
        " filled_to = excluded.filled_to, at = now()",
        (service, position.position, position.filled_to),
    )


def missing(
    session: WriteSession,
    kind: str,
    there: Collection[uuid.UUID],
    after: uuid.UUID | None,
    last: uuid.UUID | None,
) -> list[uuid.UUID]:
    """
    Give the stored groups behind one, up to a last one, that are not among those that are there.
    """
    values = {"kind": kind, "there": list(there), "after": after, "last": last}
    return [row[0] for row in raw(session).execute(_MISSING, values)]


def store(
    session: WriteSession, kind: str, groups: Sequence[FedGroup], gone: Collection[uuid.UUID] = ()
) -> Touched:
    """
    Put groups in the place of what was known of them; give what differs.
    """
    connection = raw(session)
    known = dict(
        connection.execute(
            "SELECT group_id, digest FROM engine_groups WHERE group_id = ANY(%s)",
            ([group.group_id for group in groups],),
            binary=True,
        ).fetchall()
    )
    changed = [group for group in groups if known.get(group.group_id) != group.digest]
    ids = [*(group.group_id for group in changed), *gone]
    if not ids:
        return Touched()
    numbers = file_ids(session, (member.path for group in changed for member in group.members))
    before = connection.execute(
        "DELETE FROM engine_members WHERE group_id = ANY(%s) RETURNING file_id", (ids,)
    )
    touched = {row[0] for row in before} | set(numbers.values())
    connection.execute("DELETE FROM engine_hidden WHERE group_id = ANY(%s)", (ids,))
    connection.execute("DELETE FROM engine_groups WHERE group_id = ANY(%s)", (list(gone),))
    _insert(session, _GROUPS, map(_head, changed), kind)
    _insert(session, _MEMBERS, _lines(changed, numbers))
    _insert(session, _HIDDEN, _out(changed, numbers))
    return Touched(ids, touched)


def _insert(
    session: WriteSession, query: str, rows: Iterable[tuple[Any, ...]], *first: object
) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)]
    if columns:
        raw(session).execute(query.encode(), (*first, *columns))


def _head(group: FedGroup) -> tuple[Any, ...]:
    return (
        group.group_id,
        group.view,
        group.type,
        group.switchable,
        group.burst,
        group.revision,
        group.decided,
        " ".join(group.levels),
        group.similarity,
        group.created_at,
        group.digest,
    )


def _lines(groups: Iterable[FedGroup], numbers: dict[str, int]) -> Iterable[tuple[Any, ...]]:
    for group in groups:
        for member in group.members:
            yield (
                group.group_id,
                numbers[member.path],
                member.place,
                member.main,
                member.file_type,
                member.size,
                member.score,
                member.preselected,
                member.taken_at,
            )


def _out(groups: Iterable[FedGroup], numbers: dict[str, int]) -> Iterable[tuple[Any, ...]]:
    for group in groups:
        for view, path in group.hidden:
            yield group.group_id, view, numbers[path]
