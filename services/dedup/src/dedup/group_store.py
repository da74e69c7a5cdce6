"""
Writing groups: only what differs from what is there, one change published for each.
"""

import hashlib
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import orjson
from psycopg.types.json import Jsonb

from dedup.drafts import Draft
from dedup.hidden import refresh_hidden, take_over
from dedup.pair_store import pair_details
from dedup.records import DuplicateType, Level, Relation
from dedup.succession import Lineage, fresh_ids, inherited
from mediacore.change_feed import publish
from mediacore.database import WriteSession, raw

_GROUPS = """
INSERT INTO duplicate_groups (group_id, duplicate_type, level, levels, content, cover_file_id,
  similarity, burst, keeper_file_id, reasons, member_count, total_size, savings, fingerprint)
SELECT g.group_id, g.type, g.levels->>0, ARRAY(SELECT jsonb_array_elements_text(g.levels)),
  g.content, g.cover, g.similarity, g.burst, g.keeper, g.reasons, g.members, g.size, g.savings,
  g.fingerprint
FROM unnest(%s::uuid[], %s::text[], %s::jsonb[], %s::bytea[], %s::bigint[], %s::float8[],
  %s::bool[], %s::bigint[], %s::jsonb[], %s::integer[], %s::bigint[], %s::bigint[], %s::bytea[])
  AS g(group_id, type, levels, content, cover, similarity, burst, keeper, reasons, members, size,
  savings, fingerprint)
ON CONFLICT (group_id) DO UPDATE SET level = excluded.level, levels = excluded.levels,
  content = excluded.content, cover_file_id = excluded.cover_file_id,
  similarity = excluded.similarity, burst = excluded.burst,
  keeper_file_id = excluded.keeper_file_id, reasons = excluded.reasons,
  member_count = excluded.member_count, total_size = excluded.total_size,
  savings = excluded.savings, fingerprint = excluded.fingerprint,
  revision = duplicate_groups.revision + 1, updated_at = now()
"""
_MEMBERS = """
INSERT INTO duplicate_members (group_id, file_id, file_path, file_type, quick_id, content,
  file_hash, perceptual_hash, similarity_score, relation, reasons, file_size, is_cover,
  is_suggested_keeper, burst, preselected, also_at)
SELECT m.group_id, m.file_id, m.file_path, m.file_type, m.quick_id, m.content, m.file_hash,
  p.phash, m.score, m.relation, m.reasons, m.file_size, m.is_cover, m.is_keeper, m.burst,
  m.preselected, ARRAY(SELECT jsonb_array_elements_text(m.also_at))
FROM unnest(%s::uuid[], %s::bigint[], %s::text[], %s::text[], %s::bytea[], %s::bytea[],
  %s::bytea[], %s::float8[], %s::text[], %s::jsonb[], %s::bigint[], %s::bool[], %s::bool[],
  %s::bool[], %s::bool[], %s::jsonb[])
  AS m(group_id, file_id, file_path, file_type, quick_id, content, file_hash, score, relation,
  reasons, file_size, is_cover, is_keeper, burst, preselected, also_at)
LEFT JOIN pictures p ON p.quick_id = m.quick_id
"""
_LEVELS = """
INSERT INTO duplicate_levels (group_id, level, duplicate_type, created_at, savings, similarity,
  member_count)
SELECT group_id, unnest(levels), duplicate_type, created_at, savings, similarity, member_count
FROM duplicate_groups WHERE group_id = ANY(%s)
"""
_OLD = """
SELECT g.group_id, g.duplicate_type, g.levels, g.fingerprint, array_agg(DISTINCT m.quick_id)
FROM duplicate_groups g JOIN duplicate_members m ON m.group_id = g.group_id
WHERE g.group_id IN (SELECT group_id FROM duplicate_members WHERE quick_id = ANY(%s))
GROUP BY g.group_id
"""
_PARTS = ("duplicate_members", "duplicate_levels", "duplicate_hidden")


@dataclass(frozen=True, slots=True)
class Former:
    """
    A group as it is stored.

    :ivar fingerprint: equal for equal groups.
    """

    duplicate_type: DuplicateType
    lineage: Lineage
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class _Named:
    group_id: uuid.UUID
    draft: Draft
    fingerprint: bytes


def former_groups(session: WriteSession, quick_ids: Collection[bytes]) -> dict[uuid.UUID, Former]:
    """
    Give the groups that have a member with one of these quick ids.
    """
    rows = raw(session).execute(_OLD, (list(quick_ids),), binary=True)
    return {
        row[0]: Former(
            DuplicateType(row[1]),
            Lineage(frozenset(row[4]), frozenset(map(Level, row[2]))),
            row[3],
        )
        for row in rows
    }


def write_groups(
    session: WriteSession, former: dict[uuid.UUID, Former], drafts: Sequence[Draft]
) -> int:
    """
    Put groups in the place of former ones, leaving equal ones alone; give how many differ.
    """
    named = _named(session, former, drafts)
    changed = [
        group
        for group in named
        if group.group_id not in former or former[group.group_id].fingerprint != group.fingerprint
    ]
    removed = sorted(set(former) - {group.group_id for group in named})
    ids = [group.group_id for group in changed]
    if changed or removed:
        take_over(session)
    connection = raw(session)
    for table in _PARTS:
        query = f"DELETE FROM {table} WHERE group_id = ANY(%s)"  # noqa: S608 - a constant of this module
        connection.execute(query.encode(), ([*removed, *ids],))
    connection.execute("DELETE FROM duplicate_groups WHERE group_id = ANY(%s)", (removed,))
    if changed:
        connection.execute(_GROUPS, _columns(map(_head, changed)))
        connection.execute(_MEMBERS, _columns(_lines(session, changed)))
        connection.execute(_LEVELS, (ids,))
        refresh_hidden(session, ids)
    publish(session, "duplicate_removed", [(str(key), {}) for key in removed])
    publish(
        session, "duplicate_changed", [(str(group.group_id), _news(group)) for group in changed]
    )
    return len(changed) + len(removed)


def _named(
    session: WriteSession, former: dict[uuid.UUID, Former], drafts: Sequence[Draft]
) -> list[_Named]:
    """
    Give each draft its id: by its content, by its predecessor, or a new one.
    """
    ids: list[uuid.UUID | None] = [draft.group_id for draft in drafts]
    places = [place for place, key in enumerate(ids) if key is None]
    heirs = [drafts[place].lineage for place in places]
    before = {
        key: group.lineage
        for key, group in former.items()
        if group.duplicate_type is DuplicateType.PERCEPTUAL
    }
    for at, key in inherited(heirs, before).items():
        ids[places[at]] = key
    new = [(place, heir) for place, heir in zip(places, heirs, strict=True) if ids[place] is None]

    def taken(wanted: Sequence[uuid.UUID]) -> list[uuid.UUID]:
        query = "SELECT group_id FROM duplicate_groups WHERE group_id = ANY(%s)"
        return [row[0] for row in raw(session).execute(query, (list(wanted),))]

    fresh = fresh_ids([heir.contents for _, heir in new], taken)
    for (place, _), key in zip(new, fresh, strict=True):
        ids[place] = key
    return [
        _Named(key, draft, _fingerprint(draft))
        for key, draft in zip(ids, drafts, strict=True)
        if key is not None
    ]


def _fingerprint(draft: Draft) -> bytes:
    stored = [
        draft.levels,
        draft.keeper.file_id,
        [asdict(reason) for reason in draft.keeper.reasons],
        [
            (
                member.copy.record.file_id,
                member.copy.record.path,
                member.copy.record.kind,
                member.copy.record.size,
                member.copy.also_at,
                member.content.hex(),
                member.copy.record.quick_id.hex(),
                member.score,
                member.burst,
                member.preselected,
            )
            for member in draft.members
        ],
    ]
    return hashlib.blake2b(orjson.dumps(stored), digest_size=16).digest()


def _columns(rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _head(group: _Named) -> tuple[Any, ...]:
    draft = group.draft
    sizes = [member.copy.record.size for member in draft.members]
    return (
        group.group_id,
        draft.duplicate_type.value,
        Jsonb(draft.levels),
        draft.cover.content,
        draft.cover.copy.record.file_id,
        draft.similarity,
        any(member.burst for member in draft.members),
        draft.keeper.file_id,
        Jsonb([asdict(reason) for reason in draft.keeper.reasons]),
        len(sizes),
        sum(sizes),
        draft.savings,
        group.fingerprint,
    )


def _lines(session: WriteSession, groups: Sequence[_Named]) -> list[tuple[Any, ...]]:
    """
    Make the rows of all members.
    """
    members = [
        (group, member, group.draft.pair_of(member))
        for group in groups
        for member in group.draft.members
    ]
    details = pair_details(session, sorted({pair for *_, pair in members if pair is not None}))
    same: tuple[str, Any] = (Relation.SAME.value, [])
    lines = []
    for group, member, pair in members:
        record = member.copy.record
        relation, reasons = same if pair is None else details[pair]
        lines.append(
            (
                group.group_id,
                record.file_id,
                record.path,
                record.kind,
                record.quick_id,
                member.content,
                record.sha256,
                member.score,
                relation,
                Jsonb(reasons),
                record.size,
                record.file_id == group.draft.cover.copy.record.file_id,
                record.file_id == group.draft.keeper.file_id,
                member.burst,
                member.preselected,
                Jsonb(member.copy.also_at),
            )
        )
    return lines


def _news(group: _Named) -> dict[str, Any]:
    return {
        "paths": [member.copy.record.path for member in group.draft.members],
        "levels": group.draft.levels,
        "type": group.draft.duplicate_type,
    }
