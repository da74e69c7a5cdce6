"""
Writing groups of copies: only what differs from what is there, one change published for each.
"""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import orjson
from psycopg.types.json import Jsonb

from dedup.keeper import suggest_keeper
from dedup.records import CopySet, DuplicateType, Keeper, Level
from mediacore.change_feed import publish
from mediacore.database import WriteSession, raw

NAMESPACE = uuid.UUID("1f0d7a53-6f5e-5b0c-9d53-64656475702e")
SAME = 1.0  # the similarity of equal bytes

_GROUPS = """
INSERT INTO duplicate_groups (group_id, duplicate_type, level, content, quick_id, similarity,
  keeper_file_id, reasons, member_count, total_size, savings, fingerprint)
SELECT * FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::bytea[], %s::bytea[], %s::float8[],
  %s::bigint[], %s::jsonb[], %s::integer[], %s::bigint[], %s::bigint[], %s::bytea[])
ON CONFLICT (group_id) DO UPDATE SET quick_id = excluded.quick_id,
  keeper_file_id = excluded.keeper_file_id, reasons = excluded.reasons,
  member_count = excluded.member_count, total_size = excluded.total_size,
  savings = excluded.savings, fingerprint = excluded.fingerprint,
  revision = duplicate_groups.revision + 1, updated_at = now()
"""
_MEMBERS = """
INSERT INTO duplicate_members (group_id, file_id, file_path, file_type, file_hash,
  perceptual_hash, similarity_score, file_size, is_suggested_keeper, also_at)
SELECT m.group_id, m.file_id, m.file_path, m.file_type, m.file_hash, h.perceptual_hash, %s,
  m.file_size, m.is_keeper, ARRAY(SELECT jsonb_array_elements_text(m.also_at))
FROM unnest(%s::uuid[], %s::bigint[], %s::text[], %s::text[], %s::bytea[], %s::bytea[],
  %s::bigint[], %s::bool[], %s::jsonb[])
  AS m(group_id, file_id, file_path, file_type, file_hash, quick_id, file_size, is_keeper, also_at)
LEFT JOIN files h ON h.id = m.file_id AND h.phash_quick_id = m.quick_id
"""


@dataclass(frozen=True, slots=True)
class Written:
    """
    How many groups were made or changed, and how many fell.
    """

    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class _Draft:
    group_id: uuid.UUID
    copies: CopySet
    keeper: Keeper
    fingerprint: bytes


def group_id_of(sha256: bytes) -> uuid.UUID:
    """
    Give the id of the exact copies of a content: the same again after every loss.
    """
    return uuid.uuid5(NAMESPACE, f"{Level.EXACT}:{sha256.hex()}")


def write_groups(
    session: WriteSession, quick_ids: Sequence[bytes], sets: Iterable[CopySet]
) -> Written:
    """
    Replace the groups of files with these quick ids, leaving equal ones alone.
    """
    connection = raw(session)
    old = {
        row[0]: bytes(row[1])
        for row in connection.execute(
            "SELECT group_id, fingerprint FROM duplicate_groups WHERE quick_id = ANY(%s)",
            (list(quick_ids),),
        )
    }
    drafts = [_draft(copies) for copies in sets]
    changed = [draft for draft in drafts if old.get(draft.group_id) != draft.fingerprint]
    removed = sorted(set(old) - {draft.group_id for draft in drafts})
    connection.execute(
        "DELETE FROM duplicate_members WHERE group_id = ANY(%s)",
        ([*removed, *(draft.group_id for draft in changed)],),
    )
    connection.execute("DELETE FROM duplicate_groups WHERE group_id = ANY(%s)", (removed,))
    connection.execute("DELETE FROM phash_queue WHERE group_id = ANY(%s)", (removed,))
    if changed:
        _insert(session, changed)
    publish(session, "duplicate_removed", [(str(key), {}) for key in removed])
    publish(
        session, "duplicate_changed", [(str(d.group_id), {"paths": _paths(d)}) for d in changed]
    )
    return Written(len(changed), len(removed))


def _draft(copies: CopySet) -> _Draft:
    keeper = suggest_keeper(copies.copies)
    stored = [
        keeper.file_id,
        [asdict(reason) for reason in keeper.reasons],
        [
            (
                copy.record.file_id,
                copy.record.path,
                copy.record.kind,
                copy.record.size,
                copy.also_at,
            )
            for copy in copies.copies
        ],
    ]
    fingerprint = hashlib.blake2b(orjson.dumps(stored), digest_size=16).digest()
    return _Draft(group_id_of(copies.sha256), copies, keeper, fingerprint)


def _paths(draft: _Draft) -> list[str]:
    return [copy.record.path for copy in draft.copies.copies]


def _insert(session: WriteSession, drafts: Sequence[_Draft]) -> None:
    connection = raw(session)
    heads = []
    for draft in drafts:
        sizes = [copy.record.size for copy in draft.copies.copies]
        heads.append(
            (
                draft.group_id,
                DuplicateType.EXACT.value,
                Level.EXACT.value,
                draft.copies.sha256,
                draft.copies.copies[0].record.quick_id,
                SAME,
                draft.keeper.file_id,
                Jsonb([asdict(reason) for reason in draft.keeper.reasons]),
                len(sizes),
                sum(sizes),
                sum(sizes) - max(sizes),
                draft.fingerprint,
            )
        )
    connection.execute(_GROUPS, [list(column) for column in zip(*heads, strict=True)])
    lines = [
        (
            draft.group_id,
            copy.record.file_id,
            copy.record.path,
            copy.record.kind,
            draft.copies.sha256,
            copy.record.quick_id,
            copy.record.size,
            copy.record.file_id == draft.keeper.file_id,
            Jsonb(list(copy.also_at)),
        )
        for draft in drafts
        for copy in draft.copies.copies
    ]
    connection.execute(_MEMBERS, [SAME, *(list(column) for column in zip(*lines, strict=True))])
    connection.execute(
        "INSERT INTO phash_queue (group_id) SELECT unnest(%s::uuid[]) ON CONFLICT DO NOTHING",
        ([draft.group_id for draft in drafts],),
    )
