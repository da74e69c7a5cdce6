"""
From dirty names to groups: load what belongs together, match, and store the difference.

One transaction takes a share of the dirty keys under one lock, so that two workers never decide
about the same files, and a worker that dies leaves all as it was.
"""

from collections.abc import Iterable, Sequence

import structlog

from grouping import group_store, own_views, record_store
from grouping.decision_store import EVERYBODY, OwnedDecision, decisions_about
from grouping.decisions import Decisions
from grouping.matching import match
from grouping.record_store import Neighbourhood
from grouping.records import FileRecord, Group
from grouping.rules import Rules
from mediacore.database import Database, WriteSession, raw

LOCK = 0x67726F7570  # "group"
KEYS_AT_ONCE = 2000
FILES_AT_ONCE = 20_000

log = structlog.get_logger()


def mark_dirty(session: WriteSession, file_ids: Sequence[int]) -> None:
    """
    Note the names of files for regrouping.
    """
    raw(session).execute(
        "INSERT INTO dirty_keys (match_key) SELECT DISTINCT match_key FROM files"
        " WHERE id = ANY(%s) AND match_key IS NOT NULL",
        (list(file_ids),),
    )


def take_turn(session: WriteSession) -> None:
    """
    Wait until nobody else decides about groups, before any of their rows is locked.
    """
    raw(session).execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))


def settle(database: Database, rules: Rules) -> int:
    """
    Regroup until no name is dirty; give how many groups were made or changed.
    """
    changed = 0
    while True:
        with database.write() as session:
            take_turn(session)
            keys = _take_keys(session)
            if not keys:
                return changed
            changed += regroup(session, keys, rules)


def _take_keys(session: WriteSession) -> list[bytes]:
    """
    Take a share of the dirty names: as many as hold a bounded number of files, at least one.
    """
    connection = raw(session)
    rows = connection.execute(
        "SELECT d.match_key, (SELECT count(*) FROM files f WHERE f.match_key = d.match_key)"
        " FROM (SELECT DISTINCT match_key FROM"
        "  (SELECT match_key FROM dirty_keys ORDER BY id LIMIT %s) oldest) d",
        (KEYS_AT_ONCE,),
    ).fetchall()
    keys: list[bytes] = []
    files = 0
    for key, count in rows:
        files += count
        if keys and files > FILES_AT_ONCE:
            break
        keys.append(bytes(key))
    # Before any file is looked at: a mark that comes later stays, and is seen to later.
    connection.execute("DELETE FROM dirty_keys WHERE match_key = ANY(%s)", (keys,))
    return keys


def settle_now(session: WriteSession, keys: Iterable[bytes], rules: Rules) -> int:
    """
    Regroup some names within the caller's transaction: a person is waiting for the answer.
    """
    take_turn(session)
    return regroup(session, list(keys), rules)


def regroup(session: WriteSession, keys: Sequence[bytes], rules: Rules) -> int:
    """
    Bring the groups of these names up to date, in every owner's view.
    """
    near = record_store.load_neighbourhood(session, keys)
    near = _with_old_members(session, keys, near)
    decisions = decisions_about(session, {record.content for record in near.records.values()})
    common = [owned.decision for owned in decisions if owned.owner == EVERYBODY]
    records = list(near.records.values())
    groups = match(records, rules, Decisions(common))
    old = group_store.stored_groups(session, EVERYBODY, near.file_ids)
    written = group_store.write_groups(session, EVERYBODY, old, groups, near.records)
    grouped = {member.file_id for group in groups for member in group.members}
    group_store.note_ungrouped(session, near.file_ids, grouped)
    changed = written.changed + written.removed
    for owner in _owners(session, near, decisions):
        changed += _regroup_view(session, owner, near, decisions, rules)
    return changed


def _with_old_members(
    session: WriteSession, keys: Sequence[bytes], near: Neighbourhood
) -> Neighbourhood:
    """
    Take in whoever shares a stored group with these files: their group may fall apart now.
    """
    old = [
        group
        for owner in ("", *_stored_owners(session, near.file_ids))
        for group in group_store.stored_groups(session, owner, near.file_ids).values()
    ]
    strangers = {file_id for group in old for file_id in group.file_ids} - near.file_ids
    if not strangers:
        return near
    more = record_store.keys_of(session, strangers)
    wider = record_store.load_neighbourhood(session, {*keys, *near.keys.values(), *more})
    wider.file_ids |= strangers | near.file_ids
    return wider


def _stored_owners(session: WriteSession, file_ids: Iterable[int]) -> list[str]:
    rows = raw(session).execute(
        "SELECT DISTINCT owner FROM group_members WHERE owner <> '' AND file_id = ANY(%s)",
        (list(file_ids),),
    )
    return sorted(row[0] for row in rows)


def _owners(
    session: WriteSession, near: Neighbourhood, decisions: Sequence[OwnedDecision]
) -> list[str]:
    deciding = {owned.owner for owned in decisions} - {EVERYBODY}
    return sorted(deciding | set(_stored_owners(session, near.file_ids)))


def _regroup_view(
    session: WriteSession,
    owner: str,
    near: Neighbourhood,
    decisions: Sequence[OwnedDecision],
    rules: Rules,
) -> int:
    """
    Bring one owner's own view up to date: the names that the owner's decisions speak of.
    """
    mine = [owned.decision for owned in decisions if owned.owner in (EVERYBODY, owner)]
    named = {
        content
        for owned in decisions
        if owned.owner == owner
        for content in (*owned.decision.subjects, *owned.decision.others)
    }
    records = _reach(near, named)
    groups: list[Group] = match(records, rules, Decisions(mine)) if records else []
    old = group_store.stored_groups(session, owner, near.file_ids)
    kept = {record.file_id: record for record in records}
    before = own_views.shadowed(session, owner, near.file_ids)
    own_views.clear_view(
        session,
        owner,
        near.file_ids - {file_id for group in old.values() for file_id in group.file_ids},
    )
    written = group_store.write_groups(session, owner, old, groups, near.records)
    grouped = {member.file_id for group in groups for member in group.members}
    own_views.write_alone(
        session, owner, [record for file_id, record in kept.items() if file_id not in grouped]
    )
    after = own_views.shadowed(session, owner, near.file_ids)
    own_views.publish_views(session, owner, before ^ after)
    return written.changed + written.removed


def _reach(near: Neighbourhood, contents: set[bytes]) -> list[FileRecord]:
    """
    Give the files that could be grouped with one of the contents: whole names, and ids' partners.
    """
    keys: set[bytes] = set()
    wanted = {file_id for file_id, record in near.records.items() if record.content in contents}
    while True:
        keys |= {near.keys[file_id] for file_id in wanted}
        inside = {file_id for file_id, key in near.keys.items() if key in keys}
        ids = {
            value
            for file_id in inside
            for value in (
                near.records[file_id].content_identifier,
                near.records[file_id].burst_id,
            )
            if value is not None
        }
        tied = {
            file_id
            for file_id, record in near.records.items()
            if record.content_identifier in ids or record.burst_id in ids
        }
        if tied <= inside:
            return [near.records[file_id] for file_id in sorted(inside)]
        wanted = inside | tied
