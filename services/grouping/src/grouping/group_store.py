"""
Writing groups: only what differs from what is there, with one change published for each.
"""

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import orjson
from psycopg.types.json import Jsonb

from grouping.identity import inherit_ids
from grouping.records import Evidence, FileRecord, Group
from mediacore.change_feed import publish
from mediacore.database import WriteSession, raw
from mediacore.paths import path_key, undisplay

NAMESPACE = uuid.UUID("6d0c4d0e-9a55-5c6e-8a7e-74776c6e7373")


@dataclass(frozen=True, slots=True)
class StoredGroup:
    """
    What is known of a group before it is regrouped.
    """

    group_id: uuid.UUID
    fingerprint: bytes
    file_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Written:
    """
    How many groups were made or changed, and how many fell.
    """

    changed: int
    removed: int


def evidence_json(evidence: Iterable[Evidence]) -> list[dict[str, str]]:
    """
    Give evidence as it is stored and answered.
    """
    return [{"rule": row.rule, "text": row.text} for row in evidence]


def card_of(group_id: uuid.UUID, group: Group, records: Mapping[int, FileRecord]) -> str:
    """
    Give the short answer about a group as JSON, ready to be sent by look-ups.

    Its opening brace is left out: the revision, which only the database knows, goes before it.
    """
    members = sorted(
        group.members,
        key=lambda member: (member.file_id != group.primary, records[member.file_id].path),
    )
    body = {
        "group_id": str(group_id),
        "group_type": group.type.value,
        "confidence": group.confidence,
        "switchable": group.switchable,
        "primary_path": records[group.primary].path,
        "members": [
            {
                "path": records[member.file_id].path,
                "filename": records[member.file_id].file_name,
                "type": records[member.file_id].kind.value,
                "role": member.role,
                "size": records[member.file_id].size,
                "is_primary": member.file_id == group.primary,
            }
            for member in members
        ],
    }
    return orjson.dumps(body).decode()[1:]


def stored_groups(
    session: WriteSession, owner: str, file_ids: Iterable[int]
) -> dict[uuid.UUID, StoredGroup]:
    """
    Give the groups of a view that hold one of the files, with all their members.
    """
    rows = raw(session).execute(
        "SELECT g.group_id, g.fingerprint, array_agg(m.file_id) FROM file_groups g"
        " JOIN group_members m ON m.group_id = g.group_id WHERE g.group_id IN ("
        "  SELECT group_id FROM group_members WHERE owner = %s AND file_id = ANY(%s)"
        "  AND group_id IS NOT NULL)"
        " GROUP BY g.group_id",
        (owner, list(file_ids)),
    )
    return {row[0]: StoredGroup(row[0], bytes(row[1]), frozenset(row[2])) for row in rows}


def fingerprint(group: Group, records: Mapping[int, FileRecord]) -> bytes:
    """
    Give 16 bytes that change when anything that is stored of a group changes.
    """
    body = [
        group.type.value,
        group.primary,
        group.confidence,
        group.switchable,
        evidence_json(group.evidence),
        [
            (
                member.file_id,
                records[member.file_id].path,
                records[member.file_id].file_name,
                records[member.file_id].size,
                records[member.file_id].kind.value,
                member.role,
                member.sidecars,
                evidence_json(member.evidence),
            )
            for member in group.members
        ],
    ]
    return hashlib.blake2b(json.dumps(body).encode(), digest_size=16).digest()


def _name_id(
    owner: str, group: Group, records: Mapping[int, FileRecord], *, paths: bool
) -> uuid.UUID:
    """
    Give the id of a new group, so that it is the same again after a loss of all.

    The content of the file that the others were compared with names it: edits come and go.
    """
    told = [one for one in group.members if any(row.rule == "reference" for row in one.evidence)]
    parts = [min(records[member.file_id].content.hex() for member in told or group.members)]
    if paths:
        parts += sorted(records[member.file_id].path for member in group.members)
    return uuid.uuid5(NAMESPACE, "|".join([owner, *parts]))


def write_groups(
    session: WriteSession,
    owner: str,
    old: Mapping[uuid.UUID, StoredGroup],
    new: Sequence[Group],
    records: Mapping[int, FileRecord],
) -> Written:
    """
    Replace the old groups of a view by the new ones, keeping ids and leaving equal ones alone.
    """
    members = [frozenset(member.file_id for member in group.members) for group in new]
    inherited = inherit_ids({str(key): group.file_ids for key, group in old.items()}, members)
    ids = _assign(session, owner, new, inherited, records)
    prints = [fingerprint(group, records) for group in new]
    changed = [
        at
        for at, group_id in enumerate(ids)
        if group_id not in old or old[group_id].fingerprint != prints[at]
    ]
    removed = sorted(set(old) - set(ids))
    connection = raw(session)
    stale = [*removed, *(ids[at] for at in changed if ids[at] in old)]
    if stale:
        connection.execute("DELETE FROM group_members WHERE group_id = ANY(%s)", (stale,))
    if removed:
        connection.execute("DELETE FROM file_groups WHERE group_id = ANY(%s)", (removed,))
    if changed:
        _insert(session, owner, [(ids[at], new[at], prints[at]) for at in changed], records)
    publish(session, "group_removed", [(str(key), {"owner": owner}) for key in removed])
    publish(
        session,
        "group_changed",
        [
            (
                str(ids[at]),
                {"owner": owner, "paths": [records[m.file_id].path for m in new[at].members]},
            )
            for at in changed
        ],
    )
    return Written(len(changed), len(removed))


def _assign(
    session: WriteSession,
    owner: str,
    new: Sequence[Group],
    inherited: Sequence[str | None],
    records: Mapping[int, FileRecord],
) -> list[uuid.UUID]:
    ids: list[uuid.UUID | None] = [uuid.UUID(key) if key else None for key in inherited]
    fresh = {
        at: _name_id(owner, group, records, paths=False)
        for at, group in enumerate(new)
        if ids[at] is None
    }
    taken = {key for key in ids if key is not None}
    if fresh:
        rows = raw(session).execute(
            "SELECT group_id FROM file_groups WHERE group_id = ANY(%s)", (list(fresh.values()),)
        )
        taken |= {row[0] for row in rows}
    for at, named in fresh.items():
        key = named
        if key in taken:
            key = _name_id(owner, new[at], records, paths=True)
        if key in taken:
            key = uuid.uuid4()
        taken.add(key)
        ids[at] = key
    return [key for key in ids if key is not None]


def _insert(
    session: WriteSession,
    owner: str,
    rows: Sequence[tuple[uuid.UUID, Group, bytes]],
    records: Mapping[int, FileRecord],
) -> None:
    connection = raw(session)
    heads = [
        (
            group_id,
            group.type.value,
            group.confidence,
            Jsonb(evidence_json(group.evidence)),
            group.switchable,
            group.primary,
            undisplay(records[group.primary].path),
            len(group.members),
            sum(records[member.file_id].size for member in group.members),
            print_,
            card_of(group_id, group, records),
        )
        for group_id, group, print_ in rows
    ]
    connection.execute(
        "INSERT INTO file_groups (owner, group_id, group_type, confidence, evidence, switchable,"
        " primary_file_id, primary_path, member_count, total_size, fingerprint, card)"
        " SELECT %s, * FROM unnest(%b::uuid[], %b::text[], %b::float8[], %b::jsonb[], %b::bool[],"
        " %b::bigint[], %b::bytea[], %b::smallint[], %b::bigint[], %b::bytea[], %b::text[])"
        " ON CONFLICT (group_id) DO UPDATE SET group_type = excluded.group_type,"
        " confidence = excluded.confidence, evidence = excluded.evidence,"
        " switchable = excluded.switchable, primary_file_id = excluded.primary_file_id,"
        " primary_path = excluded.primary_path, member_count = excluded.member_count,"
        " total_size = excluded.total_size, fingerprint = excluded.fingerprint,"
        " card = excluded.card, revision = file_groups.revision + 1, updated_at = now()",
        (owner, *map(list, zip(*heads, strict=True))),
    )
    lines = [
        (
            member.file_id,
            group_id,
            path_key(undisplay(records[member.file_id].path)),
            records[member.file_id].path,
            records[member.file_id].kind.value,
            member.role,
            member.file_id == group.primary,
            records[member.file_id].size,
            Jsonb(evidence_json(member.evidence)),
            "{" + ",".join(map(str, member.sidecars)) + "}",
        )
        for group_id, group, _ in rows
        for member in group.members
    ]
    connection.execute(
        "INSERT INTO group_members (owner, file_id, group_id, path_key, file_path, file_type,"
        " role, is_primary, file_size, evidence, sidecars)"
        " SELECT %s, file_id, group_id, path_key, file_path, file_type, role, is_primary,"
        " file_size, evidence, sidecars::bigint[] FROM unnest(%b::bigint[], %b::uuid[],"
        " %b::bytea[], %b::text[], %b::text[], %b::text[], %b::bool[], %b::bigint[], %b::jsonb[],"
        " %b::text[]) AS m(file_id, group_id, path_key, file_path, file_type, role, is_primary,"
        " file_size, evidence, sidecars)"
        " ON CONFLICT (owner, file_id) DO UPDATE SET group_id = excluded.group_id,"
        " path_key = excluded.path_key, file_path = excluded.file_path,"
        " file_type = excluded.file_type, role = excluded.role,"
        " is_primary = excluded.is_primary, file_size = excluded.file_size,"
        " evidence = excluded.evidence, sidecars = excluded.sidecars",
        (owner, *map(list, zip(*lines, strict=True))),
    )


def note_ungrouped(session: WriteSession, file_ids: Iterable[int], grouped: Iterable[int]) -> None:
    """
    Keep the flag by which ungrouped media are listed (the common view's).
    """
    raw(session).execute(
        "UPDATE files SET ungrouped = wanted FROM ("
        " SELECT id, state = 'ready' AND kind NOT IN ('sidecar', 'other')"
        "  AND NOT id = ANY(%(grouped)s) AS wanted FROM files WHERE id = ANY(%(ids)s)) w"
        " WHERE files.id = w.id AND files.ungrouped <> w.wanted",
        {"ids": list(file_ids), "grouped": list(grouped)},
    )
