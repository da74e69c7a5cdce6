"""
The groups of an answer's assets, out of the read models: one question, whatever its size; and
another only where several assets of an owner lie at one file.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.asset_fields import Group, Member
from gateway.enrichable import Spot
from gateway.sight import Sight
from mediacore.database import Database, raw

STATEMENT_MILLISECONDS = 2000

# Compiling a plan takes longer than any answer, and so does reading a table of a million rows to
# join it with some thousands: each asset is looked up in an index, whatever the estimates are.
_LIMITS = (
    "SELECT set_config('statement_timeout', %s, true), set_config('jit', 'off', true),"
    " set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),"
    " set_config('work_mem', '16MB', true)"
)

# First the groups, each once, with the assets of the answer that are in it; then one row: is an
# asset missing that should be in the index?
# Ids travel as one text each way: arrays of thousands are slow to write and to read for the driver.
_QUERY = """
WITH placed AS MATERIALIZED (
    SELECT a.asset_id, a.owner_id, a.kind, a.level, a.group_id
    FROM unnest(%(ids)s::uuid[], %(owners)s::uuid[]) AS w (asset_id, owner_id)
    JOIN asset_groups a ON a.asset_id = w.asset_id AND a.owner_id = w.owner_id
    WHERE (a.kind = 'version' AND %(versions)s) OR (a.kind = 'duplicate' AND a.level = %(level)s)
), standing AS (
    SELECT owner_id, kind, level, group_id, string_agg(asset_id::text, ',') AS assets
    FROM placed
    GROUP BY owner_id, kind, level, group_id
)
SELECT g.kind, g.owner_id::text, g.group_id::text, g.type, g.switchable, g.similarity, g.members,
    s.assets
FROM standing s
JOIN owner_groups g
    ON g.group_id = s.group_id AND g.owner_id = s.owner_id
    AND g.kind = s.kind AND g.level = s.level
UNION ALL
SELECT NULL, NULL, NULL, NULL, EXISTS (
    SELECT FROM unnest(%(expected)s::uuid[]) AS e (asset_id)
    WHERE e.asset_id NOT IN (SELECT asset_id FROM placed)
    AND NOT EXISTS (SELECT FROM assets x WHERE x.asset_id = e.asset_id)
), NULL, NULL, NULL
"""
# Of assets that are in a group but are no member: another of the owner's lies at the same file.
_PATHS = """
SELECT x.asset_id::text, f.path FROM assets x JOIN files f ON f.file_id = x.file_id
WHERE x.asset_id = ANY(%s::uuid[])
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
        owners = {asset_id: owner_id for asset_id, owner_id, _ in spots}
        own = [one for one, owner_id, known in spots if known and owner_id == sight.user_id]
        asked = {
            "ids": _array(owners),
            "owners": _array(owners.values()),
            "expected": _array(own),
            "versions": sight.auto_group,
            "level": sight.level,
        }
        with self._database.read() as session:
            connection = raw(session)
            with connection.pipeline():
                connection.execute(_LIMITS, (str(STATEMENT_MILLISECONDS),))
                cursor = connection.execute(_QUERY, asked)
            *rows, (*_, is_missing, _similarity, _members, _standing) = cursor.fetchall()
            groups = [_group(row) for row in rows]
            lost = [asset_id for group in groups for asset_id in _no_members(group)]
            if lost:
                paths = dict(connection.execute(_PATHS, (_array(lost),)).fetchall())
                groups = [_with_paths(group, paths) for group in groups]
        return Read(groups, is_complete=not is_missing)


def _array(ids: Iterable[str]) -> str:
    return f"{{{','.join(ids)}}}"


def _member(told: dict[str, Any]) -> Member:
    is_decided = bool(told.get("decided"))
    return Member(
        told["id"], told["filename"], told["type"], told["size"], told["path"], is_decided
    )


def _group(row: tuple[Any, ...]) -> Group:
    kind, owner_id, group_id, type_, switchable, similarity, members, standing = row
    return Group(
        kind=kind,
        owner_id=owner_id,
        group_id=group_id,
        type=type_,
        switchable=switchable,
        similarity=similarity,
        members=[_member(one) for one in members],
        standing=dict.fromkeys(standing.split(",")),
    )


def _no_members(group: Group) -> set[str]:
    return group.standing.keys() - {member.asset_id for member in group.members}


def _with_paths(group: Group, paths: Mapping[str, str]) -> Group:
    lost = _no_members(group)
    known = {one: paths.get(one) if one in lost else None for one in group.standing}
    return group._replace(standing=known)
