"""
The read models: what each owner sees, made of the engines' groups and of the owner's assets.

`refresh` brings exactly those rows up to date that some groups, files and assets concern. A row is
a function of the state of `engine_groups`, `engine_members`, `engine_hidden` and `assets` alone, so
that refreshing bit by bit and rebuilding from nothing give the same.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

import psycopg

from mediacore.database import ReadSession, WriteSession, raw

NIL = uuid.UUID(int=0)  # owns the files that no asset lies at; admins see them
TURN = 0x74776C6D  # of whoever writes read models
MANY = 500

# The tables may have been empty a moment ago: each plan is made anew, by their sizes now. And what
# is touched is little beside what is there: a look into an index is cheaper than reading all of it.
_PREPARE = """
SET LOCAL jit = off;
SET LOCAL plan_cache_mode = force_custom_plan;
SET LOCAL work_mem = '64MB';
SET LOCAL random_page_cost = 1.1;
CREATE TEMP TABLE IF NOT EXISTS touched_groups (group_id uuid PRIMARY KEY)
  ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS touched_assets (asset_id uuid PRIMARY KEY)
  ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS touched_copies (owner_id uuid, group_id uuid, kind text,
  place integer, chosen boolean, asset_id uuid, file_id bigint, filename text, local_at timestamp,
  file_type text, size bigint, score float8, preselected boolean) ON COMMIT DELETE ROWS;
CREATE INDEX IF NOT EXISTS ix_touched_copies ON touched_copies (group_id, owner_id);
DELETE FROM touched_groups; DELETE FROM touched_assets; DELETE FROM touched_copies;
"""

_GROUPS = """
INSERT INTO touched_groups SELECT unnest(%(groups)s::uuid[])
UNION SELECT group_id FROM engine_members WHERE file_id = ANY(%(files)s)
"""

# What each owner sees of the touched groups, before it is counted. Of several assets of an owner
# at one physical file the first counts as the copy; all of them are in the group.
_OWNED = """
SELECT a.owner_id, g.group_id, g.kind, m.place,
  row_number() OVER (PARTITION BY g.group_id, a.owner_id, m.place
    ORDER BY m.main DESC, m.file_id, a.asset_id) = 1 AS chosen,
  a.asset_id, m.file_id, a.original_file_name AS filename, a.local_at,
  m.file_type, m.size, m.score, m.preselected
FROM touched_groups JOIN engine_groups g USING (group_id) JOIN engine_members m USING (group_id)
JOIN assets a ON a.file_id = m.file_id AND a.shown
WHERE g.view IN ('', a.owner_id::text) AND NOT EXISTS (SELECT FROM engine_hidden h
  WHERE h.group_id = m.group_id AND h.file_id = m.file_id AND h.view IN ('', a.owner_id::text))
"""
_UNMATCHED = """
SELECT %(nil)s::uuid, g.group_id, g.kind, m.place, true, NULL::uuid, m.file_id,
  substring(f.path FROM '[^/]*$'), coalesce(m.taken_at, g.created_at AT TIME ZONE 'UTC'),
  m.file_type, m.size, m.score, m.preselected
FROM touched_groups JOIN engine_groups g USING (group_id) JOIN engine_members m USING (group_id)
JOIN files f USING (file_id)
WHERE m.main AND g.view IN ('', %(nil)s::text)
  AND NOT EXISTS (SELECT FROM engine_hidden h WHERE h.group_id = m.group_id
    AND h.file_id = m.file_id AND h.view IN ('', %(nil)s::text))
  AND NOT EXISTS (SELECT FROM engine_members o JOIN assets a ON a.file_id = o.file_id
    WHERE o.group_id = m.group_id AND o.place = m.place)
"""
_COPIES = """
INSERT INTO touched_copies
SELECT owner_id, group_id, kind, place, chosen, asset_id, file_id, filename, local_at, file_type,
  size, score, preselected
FROM (SELECT *, count(*) FILTER (WHERE chosen) OVER (PARTITION BY group_id, owner_id) AS copies
  FROM ({found}) AS found) AS counted WHERE copies > 1
"""

_STANDING = """
FROM touched_copies c JOIN engine_groups g ON g.group_id = c.group_id
WHERE c.group_id = {0}.group_id AND c.owner_id = {0}.owner_id AND c.kind = {0}.kind
  AND {0}.level = ANY(g.levels)
"""
_DROP_GROUPS = f"""
DELETE FROM owner_groups o USING touched_groups t WHERE o.group_id = t.group_id
  AND NOT EXISTS (SELECT {_STANDING.format("o")})
"""  # noqa: S608 - constants of this module
_PUT_GROUPS = """
INSERT INTO owner_groups AS o (owner_id, kind, level, group_id, type, switchable, burst, revision,
  count, size, savings, similarity, newest, earliest, cover_id, path, members)
WITH shared AS (
  SELECT c.owner_id, c.group_id, v.group_id AS version_id, array_agg(c.place) AS places
  FROM touched_copies c JOIN engine_members m ON m.file_id = c.file_id
  JOIN engine_groups v ON v.group_id = m.group_id AND v.kind = 'version'
    AND v.view IN ('', c.owner_id::text)
  WHERE c.kind = 'duplicate' AND c.chosen AND NOT EXISTS (SELECT FROM engine_hidden h
    WHERE h.group_id = m.group_id AND h.file_id = m.file_id AND h.view IN ('', c.owner_id::text))
  GROUP BY 1, 2, 3 HAVING count(*) > 1
), shot AS (
  SELECT owner_id, group_id, place, min(version_id::text) AS version_id
  FROM shared, unnest(places) AS place GROUP BY 1, 2, 3
), copies AS (
  SELECT c.*, f.path, s.version_id, e.decided,
    row_number() OVER (PARTITION BY c.owner_id, c.group_id ORDER BY c.place) AS rank
  FROM touched_copies c JOIN files f ON f.file_id = c.file_id
  JOIN engine_groups e ON e.group_id = c.group_id
  LEFT JOIN shot s ON s.owner_id = c.owner_id AND s.group_id = c.group_id AND s.place = c.place
  WHERE c.chosen
), seen AS (
  SELECT owner_id, group_id, count(*) AS count, sum(size) AS size,
    coalesce(sum(size) FILTER (WHERE rank > 1 AND version_id IS NULL), 0) AS savings,
    coalesce(sum(size) FILTER (WHERE rank > 1 AND version_id IS NULL AND preselected), 0) AS sure,
    min(score) AS similarity,
    max(local_at) AS newest, min(local_at) AS earliest,
    (array_agg(asset_id) FILTER (WHERE rank = 1))[1] AS cover_id,
    min(path) FILTER (WHERE rank = 1) AS path,
    jsonb_agg(CASE kind WHEN 'version' THEN jsonb_build_object('id', asset_id,
      'filename', filename, 'type', file_type, 'size', size, 'path', path,
      'decided', decided AND place = 0)
    ELSE jsonb_build_object('id', asset_id, 'filename', filename, 'type', file_type,
      'size', size, 'path', path, 'score', score, 'versionGroupId', version_id,
      'preselected', preselected AND rank > 1 AND version_id IS NULL) END ORDER BY rank) AS members
  FROM copies GROUP BY 1, 2
)
SELECT s.owner_id, g.kind, l.level, g.group_id, g.type, g.switchable, g.burst, g.revision,
  s.count, s.size, CASE WHEN g.kind = 'version' THEN 0 WHEN g.burst THEN s.sure ELSE s.savings END,
  CASE g.kind WHEN 'version' THEN g.similarity ELSE s.similarity END,
  s.newest, s.earliest, coalesce(s.cover_id, s.owner_id), s.path, s.members
FROM seen s JOIN engine_groups g USING (group_id) CROSS JOIN LATERAL unnest(g.levels) AS l(level)
ON CONFLICT (group_id, owner_id, kind, level) DO UPDATE SET type = excluded.type,
  switchable = excluded.switchable, burst = excluded.burst, revision = excluded.revision,
  count = excluded.count, size = excluded.size, savings = excluded.savings,
  similarity = excluded.similarity, newest = excluded.newest, earliest = excluded.earliest,
  cover_id = excluded.cover_id, path = excluded.path, members = excluded.members
WHERE (o.type, o.switchable, o.burst, o.revision, o.size, o.similarity, o.newest, o.earliest,
  o.cover_id, o.members) IS DISTINCT FROM (excluded.type, excluded.switchable, excluded.burst,
  excluded.revision, excluded.size, excluded.similarity, excluded.newest, excluded.earliest,
  excluded.cover_id, excluded.members)
"""
_DROP_PLACES = f"""
DELETE FROM asset_groups p USING touched_groups t WHERE p.group_id = t.group_id
  AND NOT EXISTS (SELECT {_STANDING.format("p")} AND c.asset_id = p.asset_id)
"""  # noqa: S608 - constants of this module
_PUT_PLACES = """
INSERT INTO asset_groups (asset_id, kind, level, group_id, owner_id)
SELECT c.asset_id, c.kind, l.level, c.group_id, c.owner_id
FROM touched_copies c JOIN engine_groups g USING (group_id)
CROSS JOIN LATERAL unnest(g.levels) AS l(level)
WHERE c.asset_id IS NOT NULL ON CONFLICT DO NOTHING
"""

_DROP_CARDS = """
DELETE FROM owner_cards k USING touched_groups t WHERE k.card_id = t.group_id
  AND NOT EXISTS (SELECT FROM owner_groups o WHERE o.group_id = k.card_id
    AND o.owner_id = k.owner_id AND o.kind = 'version' AND o.switchable)
"""
_PUT_CARD = """
INSERT INTO owner_cards AS k (owner_id, card_id, month, at, cover_id, count, group_id) {rows}
ON CONFLICT (card_id, owner_id) DO UPDATE SET month = excluded.month, at = excluded.at,
  cover_id = excluded.cover_id, count = excluded.count
WHERE (k.at, k.cover_id, k.count) IS DISTINCT FROM (excluded.at, excluded.cover_id, excluded.count)
"""
_PUT_CARDS = _PUT_CARD.format(
    rows="""
SELECT o.owner_id, o.group_id, date_trunc('month', o.earliest)::date, o.earliest, o.cover_id,
  o.count, o.group_id
FROM touched_groups JOIN owner_groups o USING (group_id)
WHERE o.kind = 'version' AND o.switchable AND o.owner_id <> %(nil)s
"""
)
_ASSETS = """
INSERT INTO touched_assets SELECT unnest(%(assets)s::uuid[])
UNION SELECT asset_id FROM assets WHERE file_id = ANY(%(files)s)
UNION SELECT a.asset_id FROM touched_groups
  JOIN engine_groups g ON g.group_id = touched_groups.group_id AND g.kind = 'version'
  JOIN engine_members m ON m.group_id = g.group_id JOIN assets a ON a.file_id = m.file_id
"""
_IN_A_CARD = """
SELECT FROM asset_groups p JOIN engine_groups g ON g.group_id = p.group_id AND g.switchable
WHERE p.asset_id = t.asset_id AND p.kind = 'version' OFFSET 0
"""
_DROP_SINGLES = f"""
DELETE FROM owner_cards k USING touched_assets t WHERE k.card_id = t.asset_id
  AND (EXISTS ({_IN_A_CARD}) OR NOT EXISTS (SELECT FROM assets a WHERE a.asset_id = t.asset_id
    AND a.owner_id = k.owner_id AND a.shown))
"""  # noqa: S608 - constants of this module
_PUT_SINGLES = _PUT_CARD.format(
    rows=f"""
SELECT a.owner_id, a.asset_id, date_trunc('month', a.local_at)::date, a.local_at, a.asset_id, 1,
  NULL::uuid
FROM touched_assets t JOIN assets a USING (asset_id) WHERE a.shown AND NOT EXISTS ({_IN_A_CARD})
"""  # noqa: S608 - constants of this module
)
_STEPS = (
    *(_DROP_GROUPS, _PUT_GROUPS, _DROP_PLACES, _PUT_PLACES),
    *(_DROP_CARDS, _PUT_CARDS, _ASSETS, _DROP_SINGLES, _PUT_SINGLES),
)


@dataclass(frozen=True, slots=True)
class Touched:
    """
    What changed: groups, the files in them now and before, assets.
    """

    group_ids: Collection[uuid.UUID] = ()
    file_ids: Collection[int] = ()
    asset_ids: Collection[uuid.UUID] = ()


def take_turn(session: WriteSession) -> None:
    """
    Wait until nobody else writes read models, and keep others waiting until the end.
    """
    raw(session).execute("SELECT pg_advisory_xact_lock(%s)", (TURN,))


def is_complete(session: ReadSession | WriteSession) -> bool:
    """
    Tell whether every user's index is complete, so that a file without an asset is known as such.
    """
    row = raw(session).execute("SELECT bool_and(index_state = 'complete') FROM users").fetchone()
    return row == (True,)


def refresh(session: WriteSession, touched: Touched) -> set[uuid.UUID]:
    """
    Bring the read models up to date with what was touched; give the owners who see a difference.

    The caller has taken its turn. What owners see got a new `users.version`.
    """
    if not (touched.group_ids or touched.file_ids or touched.asset_ids):
        return set()
    connection = raw(session)
    connection.execute(_PREPARE)
    values = {
        "groups": list(touched.group_ids),
        "files": list(touched.file_ids),
        "assets": list(touched.asset_ids),
        "nil": NIL,
    }
    found = f"{_OWNED} UNION ALL {_UNMATCHED}" if is_complete(session) else _OWNED
    _note(connection, _GROUPS, values)
    _note(connection, _COPIES.format(found=found), values)
    owners: set[uuid.UUID] = set()
    for step in _STEPS:
        owners |= _run(connection, step, values)
    connection.execute(
        "UPDATE users SET version = version + 1 WHERE user_id = ANY(%s)", (list(owners),)
    )
    return owners


def notice(
    session: WriteSession,
    group_ids: Collection[uuid.UUID] = (),
    file_ids: Collection[int] = (),
    asset_ids: Collection[uuid.UUID] = (),
) -> None:
    """
    Raise `users.version` of owners whose answers differ though their read models do not: a copy was
    marked as kept, an asset is a favourite now.
    """
    raw(session).execute(
        "UPDATE users SET version = version + 1 WHERE user_id IN ("
        "SELECT owner_id FROM owner_groups WHERE group_id = ANY(%s)"
        " UNION SELECT owner_id FROM assets WHERE file_id = ANY(%s)"
        " UNION SELECT owner_id FROM assets WHERE asset_id = ANY(%s))",
        (list(group_ids), list(file_ids), list(asset_ids)),
    )


def _note(
    connection: psycopg.Connection[tuple[uuid.UUID]], query: str, values: dict[str, object]
) -> None:
    """
    Fill one of our own tables; the planner is told of much, of little it need not know.
    """
    if connection.execute(query.encode(), values).rowcount >= MANY:
        connection.execute("ANALYZE touched_groups, touched_copies, touched_assets")


def _run(
    connection: psycopg.Connection[tuple[uuid.UUID]], step: str, values: dict[str, object]
) -> set[uuid.UUID]:
    """
    Execute a step; give the owners of the rows that it changed.
    """
    if step is _ASSETS:
        _note(connection, step, values)
        return set()
    query = f"WITH done AS ({step} RETURNING owner_id) SELECT DISTINCT owner_id FROM done"  # noqa: S608 - constants of this module
    return {row[0] for row in connection.execute(query.encode(), values)}
