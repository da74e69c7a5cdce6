"""
Remembered decisions: written with an undo token, found by the contents they speak of.

They name pairs of contents, never rows, so they outlive rescans, renames and re-imports.
"""

import uuid
from collections.abc import Iterable
from enum import StrEnum

from mediacore.database import WriteSession, raw
from mediacore.errors import NotFoundError

EVERYBODY = ""  # the owner of decisions that hold for everybody

# To be put behind a condition on `duplicate_groups g`: leaves out what the owner has dismissed.
NOT_DISMISSED = (
    " AND NOT EXISTS (SELECT 1 FROM duplicate_decisions d WHERE d.left_content = g.content"
    " AND d.right_content = g.content AND d.kind = 'dismiss' AND d.owner IN ('', %(owner)s)"
    " AND d.undone_at IS NULL)"
)


class DecisionKind(StrEnum):
    """
    What was decided of a pair of contents.
    """

    DISMISS = "dismiss"


def remember(
    session: WriteSession,
    owner: str,
    kind: DecisionKind,
    pairs: Iterable[tuple[bytes, bytes]],
) -> uuid.UUID:
    """
    Keep a decision about pairs of contents; give the token that undoes it.
    """
    token = uuid.uuid4()
    ordered = [sorted(pair) for pair in pairs]
    raw(session).execute(
        "INSERT INTO duplicate_decisions (token, owner, kind, left_content, right_content)"
        " SELECT %s, %s, %s, p.a, p.b FROM unnest(%s::bytea[], %s::bytea[]) AS p(a, b)",
        (token, owner, kind.value, [pair[0] for pair in ordered], [pair[1] for pair in ordered]),
    )
    return token


def undo(session: WriteSession, owner: str, token: uuid.UUID) -> list[tuple[bytes, bytes]]:
    """
    Take back what a token stands for; give the pairs that it spoke of.

    :raises NotFoundError: when there is no such token of this owner, or it was used.
    """
    rows = (
        raw(session)
        .execute(
            "UPDATE duplicate_decisions SET undone_at = now() WHERE token = %s AND owner = %s"
            " AND undone_at IS NULL RETURNING left_content, right_content",
            (token, owner),
        )
        .fetchall()
    )
    if not rows:
        raise NotFoundError("There is nothing to undo under that token")
    return [(bytes(row[0]), bytes(row[1])) for row in rows]
