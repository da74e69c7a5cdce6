"""
What a person decides about groups: each is remembered, applied at once, and can be undone.

Every function is one step inside the caller's transaction. A stale revision changes nothing.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from grouping import decision_store, queries
from grouping.decisions import Decision, DecisionKind
from grouping.regrouping import settle_now, take_turn
from grouping.rules import Rules
from mediacore.database import WriteSession, raw
from mediacore.errors import ConflictError, InvalidRequestError, NotFoundError, TwinlensError
from mediacore.paths import path_key, undisplay

MIN_MEMBERS = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What a decision led to: how to undo it, and the groups that its files are in now.
    """

    token: uuid.UUID
    groups: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Row:
    file_id: int
    path: str
    content: bytes
    key: bytes


def set_primary(
    session: WriteSession,
    rules: Rules,
    owner: str,
    group_id: uuid.UUID,
    path: str,
    revision: int | None,
) -> Outcome:
    """
    Make one member the primary, for ever.

    :raises ConflictError: when the group is not as the caller saw it.
    """
    rows = _locked(session, owner, group_id, revision)
    chosen = _pick(rows, [path])
    others = [row.content for row in rows if row not in chosen]
    decision = Decision(DecisionKind.PRIMARY, (chosen[0].content,), tuple(others))
    return _decide(session, rules, owner, [decision], rows)


def split(
    session: WriteSession,
    rules: Rules,
    owner: str,
    group_id: uuid.UUID,
    paths: Sequence[str],
    revision: int | None,
) -> Outcome:
    """
    Put members apart: they are not the same shot as the rest, now and after every rescan.

    :raises ConflictError: when the group is not as the caller saw it.
    :raises InvalidRequestError: when nothing, or everything, would be put apart.
    """
    rows = _locked(session, owner, group_id, revision)
    apart = _pick(rows, paths)
    rest = [row for row in rows if row not in apart]
    if not rest:
        raise InvalidRequestError("Leave at least one file behind, or dissolve the group")
    decision = Decision(
        DecisionKind.SPLIT,
        tuple(row.content for row in apart),
        tuple(row.content for row in rest),
    )
    return _decide(session, rules, owner, [decision], rows)


def merge(
    session: WriteSession,
    rules: Rules,
    owner: str,
    group_ids: Sequence[tuple[uuid.UUID, int | None]],
    paths: Sequence[str],
) -> Outcome:
    """
    Put groups and single files together: they are one shot.

    :raises ConflictError: when one of the groups is not as the caller saw it.
    :raises NotFoundError: when a path is not a readable medium of the library.
    """
    rows = [row for key, revision in group_ids for row in _locked(session, owner, key, revision)]
    rows += _files(session, paths)
    unique = {row.file_id: row for row in rows}
    if len(unique) < MIN_MEMBERS:
        raise InvalidRequestError("Merging needs at least two files")
    contents = tuple(sorted({row.content for row in unique.values()}))
    decision = Decision(DecisionKind.MERGE, contents)
    return _decide(session, rules, owner, [decision], list(unique.values()))


def dissolve(
    session: WriteSession,
    rules: Rules,
    owner: str,
    groups: Sequence[tuple[uuid.UUID, int | None]],
) -> tuple[uuid.UUID | None, list[dict[str, Any]]]:
    """
    Take groups apart, each file on its own; give one token for all, and a result for each.

    A group that is stale or gone is reported and left; the others go.
    """
    token = uuid.uuid4()
    results: list[dict[str, Any]] = []
    touched: list[_Row] = []
    for group_id, revision in groups:
        try:
            rows = _locked(session, owner, group_id, revision)
        except TwinlensError as error:
            results.append({"group_id": str(group_id), "ok": False, "detail": error.message})
            continue
        contents = tuple(sorted({row.content for row in rows}))
        decision_store.remember(session, owner, Decision(DecisionKind.DISSOLVE, contents), token)
        touched += rows
        results.append({"group_id": str(group_id), "ok": True, "detail": None})
    if not touched:
        return None, results
    settle_now(session, {row.key for row in touched}, rules)
    return token, results


def undo(session: WriteSession, rules: Rules, owner: str, token: uuid.UUID) -> Outcome:
    """
    Take back a decision, or all that were made under one token.

    :raises NotFoundError: when there is nothing to undo.
    """
    fallen = decision_store.undo(session, owner, token)
    contents = {
        content for decision in fallen for content in (*decision.subjects, *decision.others)
    }
    rows = (
        raw(session)
        .execute(
            "SELECT id, match_key FROM files WHERE content_id = ANY(%s) AND match_key IS NOT NULL",
            (list(contents),),
        )
        .fetchall()
    )
    settle_now(session, {bytes(row[1]) for row in rows}, rules)
    return Outcome(token, queries.groups_of_files(session, owner, [row[0] for row in rows]))


def accept_pair(
    session: WriteSession, rules: Rules, owner: str, raw_id: int, candidate_id: int
) -> Outcome:
    """
    Join a RAW with the file that was suggested for it.
    """
    rows = _by_ids(session, [raw_id, candidate_id])
    contents = tuple(sorted({row.content for row in rows}))
    return _decide(session, rules, owner, [Decision(DecisionKind.MERGE, contents)], rows)


def reject_pair(
    session: WriteSession, rules: Rules, owner: str, raw_id: int, candidate_id: int
) -> Outcome:
    """
    Remember that a RAW and a file are not one shot, so that it is never suggested again.
    """
    rows = _by_ids(session, [raw_id, candidate_id])
    decision = Decision(DecisionKind.REJECT, (rows[0].content,), (rows[1].content,))
    return _decide(session, rules, owner, [decision], rows)


def _decide(
    session: WriteSession,
    rules: Rules,
    owner: str,
    decisions: Sequence[Decision],
    rows: Sequence[_Row],
) -> Outcome:
    token = uuid.uuid4()
    for decision in decisions:
        decision_store.remember(session, owner, decision, token)
    settle_now(session, {row.key for row in rows}, rules)
    groups = queries.groups_of_files(session, owner, [row.file_id for row in rows])
    return Outcome(token, groups)


def _locked(
    session: WriteSession, owner: str, group_id: uuid.UUID, revision: int | None
) -> list[_Row]:
    """
    Lock a group that the owner can see for this transaction, and give its members.
    """
    take_turn(session)
    head = (
        raw(session)
        .execute(
            "SELECT revision FROM file_groups WHERE group_id = %s AND owner IN ('', %s) FOR UPDATE",
            (group_id, owner),
        )
        .fetchone()
    )
    if head is None:
        raise NotFoundError("There is no such group (any more)", group_id=str(group_id))
    if revision is not None and head[0] != revision:
        raise ConflictError(
            "The group has changed since you looked at it",
            current=queries.get_group(session, group_id),
        )
    return _rows(
        session,
        "id IN (SELECT file_id FROM group_members WHERE group_id = %s)",
        group_id,
    )


def _pick(rows: Sequence[_Row], paths: Sequence[str]) -> list[_Row]:
    wanted = set(paths)
    picked = [row for row in rows if row.path in wanted]
    strangers = wanted - {row.path for row in picked}
    if strangers or not picked:
        raise InvalidRequestError("Name files that are in the group", unknown=sorted(strangers))
    return picked


def _files(session: WriteSession, paths: Sequence[str]) -> list[_Row]:
    rows = _rows(session, "path_key = ANY(%s)", [path_key(undisplay(path)) for path in paths])
    missing = sorted(set(paths) - {row.path for row in rows})
    if missing:
        raise NotFoundError("Some files are not in the library", unknown=missing)
    return rows


def _by_ids(session: WriteSession, file_ids: Sequence[int]) -> list[_Row]:
    rows = {row.file_id: row for row in _rows(session, "id = ANY(%s)", list(file_ids))}
    if len(rows) != len(file_ids):
        raise NotFoundError("That suggestion is about files that are gone")
    return [rows[file_id] for file_id in file_ids]


def _rows(session: WriteSession, condition: str, value: Any) -> list[_Row]:
    query = (
        "SELECT id, display, content_id, match_key FROM files WHERE state = 'ready'"  # noqa: S608 - conditions are constants of this module
        f" AND match_key IS NOT NULL AND {condition} ORDER BY id"
    )
    found = raw(session).execute(query.encode(), (value,))
    return [_Row(row[0], row[1], bytes(row[2]), bytes(row[3])) for row in found]
