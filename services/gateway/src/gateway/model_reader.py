"""
The groups of an answer's assets, out of the read models: one question, whatever its size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gateway.asset_fields import Group, Member
from gateway.enrichable import Spot
from gateway.sight import Sight
from mediacore.database import Database, raw

STATEMENT_MILLISECONDS = 2000

# First the groups, each once, with the assets of the answer that are in it, and the paths of those
# that are not members themselves; then one row: is an asset missing that should be in the index?
_QUERY = """
WITH wanted AS (
    SELECT DISTINCT asset_id, owner_id
    FROM unnest(%(ids)s::uuid[], %(owners)s::uuid[]) AS w (asset_id, owner_id)
), placed AS (
    SELECT a.owner_id, a.kind, a.level, a.group_id, array_agg(a.asset_id::text) AS standing
    FROM wanted w
    JOIN asset_groups a ON a.asset_id = w.asset_id AND a.owner_id = w.owner_id
    WHERE (a.kind = 'version' AND %(versions)s) OR (a.kind = 'duplicate' AND a.level = %(level)s)
    GROUP BY a.owner_id, a.kind, a.level, a.group_id
)
SELECT g.kind, g.owner_id::text, g.group_id::text, g.type, g.switchable, g.similarity, g.members,
    p.standing,
    CASE WHEN cardinality(p.standing) > (
        SELECT count(*) FROM jsonb_array_elements(g.members) AS m
        WHERE m ->> 'id' = ANY(p.standing)
    ) THEN (
        SELECT jsonb_object_agg(x.asset_id, f.path)
        FROM assets x JOIN files f ON f.file_id = x.file_id
        WHERE x.asset_id = ANY(p.standing::uuid[])
    ) END
FROM placed p
JOIN owner_groups g
    ON g.group_id = p.group_id AND g.owner_id = p.owner_id
    AND g.kind = p.kind AND g.level = p.level
UNION ALL
SELECT NULL, NULL, NULL, NULL, EXISTS (
    SELECT FROM unnest(%(expected)s::uuid[]) AS e (asset_id)
    WHERE NOT EXISTS (SELECT FROM assets x WHERE x.asset_id = e.asset_id)
), NULL, NULL, NULL, NULL
"""


@dataclass(frozen=True, slots=True)
class Read:
    """
    What is known of an answer's assets.

    :ivar is_complete: every asset of the caller's own that should be in the index is.
    """

    groups: Sequence[Group]
    is_complete: bool


class ModelReader:
    """
    Reads the read models.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, spots: Sequence[Spot], sight: Sight) -> Read:
        """
        Give the groups that an answer's assets are in, each in its owner's view.
        """
        own = (spot for spot in spots if spot.owner_id == sight.user_id and spot.is_indexed)
        asked = {
            "ids": [spot.asset_id for spot in spots],
            "owners": [spot.owner_id for spot in spots],
            "expected": [spot.asset_id for spot in own],
            "versions": sight.auto_group,
            "level": sight.level,
        }
        with self._database.read() as session:
            connection = raw(session)
            connection.execute(f"SET LOCAL statement_timeout = {STATEMENT_MILLISECONDS:d}")
            *rows, (*_, is_missing, _similarity, _members, _standing, _paths) = connection.execute(
                _QUERY, asked
            ).fetchall()
        return Read([_group(row) for row in rows], is_complete=not is_missing)


def _group(row: tuple[Any, ...]) -> Group:
    kind, owner_id, group_id, type_, switchable, similarity, members, standing, paths = row
    known = paths or {}
    return Group(
        kind=kind,
        owner_id=owner_id,
        group_id=group_id,
        type=type_,
        switchable=switchable,
        similarity=similarity,
        members=[
            Member(one["id"], one["filename"], one["type"], one["size"], one["path"])
            for one in members
        ],
        standing={asset_id: known.get(asset_id) for asset_id in standing},
    )
