"""
Keeping the read models true to what happens within the gateway's own database.

Each function does a share of the work in a transaction of its own, and may run twice.
"""

import uuid
from typing import cast

from gateway import feed_store, read_models
from gateway.feed_store import Position
from gateway.read_models import NIL, Touched
from mediacore.database import Database, raw

AT_ONCE = 5000
GROUPS_AT_ONCE = 2000
UNMATCHED = "unmatched"  # the position that says whether groups of the nil owner are made

_TAKE = """
DELETE FROM dirty_files WHERE id IN (SELECT id FROM dirty_files ORDER BY id LIMIT %s)
RETURNING file_id, asset_id
"""
_UNMATCHED = """
SELECT m.group_id FROM engine_members m WHERE (%(after)s::uuid IS NULL OR m.group_id > %(after)s)
  AND NOT EXISTS (SELECT FROM assets a WHERE a.file_id = m.file_id)
GROUP BY m.group_id HAVING count(DISTINCT m.place) > 1 ORDER BY m.group_id LIMIT %(limit)s
"""
_GROUPS = """
SELECT group_id FROM owner_groups EXCEPT SELECT group_id FROM engine_groups
UNION (SELECT group_id FROM asset_groups EXCEPT SELECT group_id FROM engine_groups)
UNION (SELECT group_id FROM owner_cards WHERE group_id IS NOT NULL
  EXCEPT SELECT group_id FROM engine_groups)
"""
_ASSETS = """
SELECT card_id FROM owner_cards WHERE group_id IS NULL EXCEPT SELECT asset_id FROM assets
UNION SELECT asset_id FROM asset_groups p
  WHERE NOT EXISTS (SELECT FROM engine_groups g WHERE g.group_id = p.group_id)
"""
_MISPLACED = """
SELECT DISTINCT p.group_id FROM asset_groups p
WHERE NOT EXISTS (SELECT FROM assets a WHERE a.asset_id = p.asset_id)
"""


def settle_some(database: Database, at_once: int = AT_ONCE) -> bool:
    """
    Bring the read models up to date with a share of what was noted; tell whether there may be more.
    """
    with database.write() as session:
        read_models.take_turn(session)
        rows = raw(session).execute(_TAKE, (at_once,)).fetchall()
        files = {row[0] for row in rows if row[0] is not None}
        assets = {row[1] for row in rows if row[1] is not None}
        if rows:
            read_models.refresh(session, Touched((), files, assets))
            read_models.notice(session, (), files, assets)
    return len(rows) == at_once


def follow_completeness(database: Database, at_once: int = GROUPS_AT_ONCE) -> None:
    """
    Make the groups of files that no asset lies at when every index is complete; drop them when not.
    """
    with database.read() as session:
        complete = read_models.is_complete(session)
        made = feed_store.position_of(session, UNMATCHED) == Position(1)
    if complete == made:
        return
    if complete:
        after: uuid.UUID | None = None
        while groups := _refresh_unmatched(database, after, at_once):
            after = groups[-1]
    with database.write() as session:
        read_models.take_turn(session)
        if not complete:
            raw(session).execute("DELETE FROM owner_groups WHERE owner_id = %s", (NIL,))
        feed_store.keep_position(session, UNMATCHED, Position(int(complete)))


def _refresh_unmatched(
    database: Database, after: uuid.UUID | None, at_once: int
) -> list[uuid.UUID]:
    with database.write() as session:
        read_models.take_turn(session)
        rows = raw(session).execute(_UNMATCHED, {"after": after, "limit": at_once})
        groups = [cast("uuid.UUID", row[0]) for row in rows]
        read_models.refresh(session, Touched(groups))
    return groups


def drop_orphans(database: Database) -> None:
    """
    Drop rows of groups and assets that are gone, should any have been left behind.
    """
    with database.write() as session:
        read_models.take_turn(session)
        connection = raw(session)
        groups = {row[0] for row in connection.execute(_GROUPS)}
        groups |= {row[0] for row in connection.execute(_MISPLACED)}
        assets = {row[0] for row in connection.execute(_ASSETS)}
        if groups or assets:
            read_models.refresh(session, Touched(groups, (), assets))
