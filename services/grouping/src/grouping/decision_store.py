"""
Remembered decisions: written with an undo token, read by the contents they speak of.

They name contents, never rows, so they outlive rescans, renames and re-imports.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from grouping.decisions import Decision, DecisionKind
from mediacore.database import ReadSession, WriteSession, raw
from mediacore.errors import NotFoundError

EVERYBODY = ""  # the owner of decisions that hold for all who have made none of their own


@dataclass(frozen=True, slots=True)
class OwnedDecision:
    """
    A decision and whose it is.
    """

    owner: str
    decision: Decision


def remember(
    session: WriteSession, owner: str, decision: Decision, token: uuid.UUID | None = None
) -> uuid.UUID:
    """
    Keep a decision; give the token that undoes it. Decisions under one token are undone together.
    """
    token = token or uuid.uuid4()
    raw(session).execute(
        "INSERT INTO group_decisions (token, owner, kind, subjects, others)"
        " VALUES (%s, %s, %s, %s, %s)",
        (
            token,
            owner,
            decision.kind.value,
            sorted(decision.subjects)
            if decision.kind != DecisionKind.PRIMARY
            else list(decision.subjects),
            sorted(decision.others),
        ),
    )
    return token


def undo(session: WriteSession, owner: str, token: uuid.UUID) -> list[Decision]:
    """
    Take back what a token stands for; give the decisions that fell.

    :raises NotFoundError: when there is no such token of this owner, or it was used.
    """
    rows = (
        raw(session)
        .execute(
            "UPDATE group_decisions SET undone_at = now() WHERE token = %s AND owner = %s"
            " AND undone_at IS NULL RETURNING kind, subjects, others, id",
            (token, owner),
        )
        .fetchall()
    )
    if not rows:
        raise NotFoundError("There is nothing to undo under that token")
    return [_decision(*row) for row in rows]


def decisions_about(
    session: ReadSession | WriteSession, contents: Collection[bytes]
) -> list[OwnedDecision]:
    """
    Give every decision in force that names one of the contents, oldest first.
    """
    if not contents or not _any(session):
        return []
    rows = raw(session).execute(
        "SELECT owner, kind, subjects, others, id FROM group_decisions WHERE undone_at IS NULL"
        " AND (subjects && %(contents)s::bytea[] OR others && %(contents)s::bytea[]) ORDER BY id",
        {"contents": list(contents)},
    )
    return [OwnedDecision(row[0], _decision(*row[1:])) for row in rows]


def related_contents(session: WriteSession, contents: Collection[bytes]) -> set[bytes]:
    """
    Give the contents that somebody merged with one of these: they must be looked at together.
    """
    if not contents or not _any(session):
        return set()
    rows = raw(session).execute(
        "SELECT subjects FROM group_decisions WHERE undone_at IS NULL AND kind = 'merge'"
        " AND subjects && %s::bytea[]",
        (list(contents),),
    )
    return {bytes(content) for row in rows for content in row[0]}


def _any(session: ReadSession | WriteSession) -> bool:
    row = (
        raw(session)
        .execute("SELECT EXISTS (SELECT 1 FROM group_decisions WHERE undone_at IS NULL)")
        .fetchone()
    )
    return bool(row and row[0])


def _decision(kind: str, subjects: list[bytes], others: list[bytes], order: int) -> Decision:
    return Decision(
        DecisionKind(kind),
        tuple(bytes(content) for content in subjects),
        tuple(bytes(content) for content in others),
        order,
    )
