"""
Remembered decisions: written with an undo token, found by the contents they speak of.

They name pairs of contents, never rows, so they outlive rescans, renames and re-imports. A copy
that is to be kept is its content beside itself, and the path that tells it from its equals.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mediacore.database import ReadSession, WriteSession, raw

EVERYBODY = ""  # the owner of decisions that hold for everybody

ContentPair = tuple[bytes, bytes]


class DecisionKind(StrEnum):
    """
    What was decided of a pair of contents.
    """

    DISMISS = "dismiss"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Kept:
    """
    A copy that somebody wants to keep: its content, and which of its files it was then.
    """

    content: bytes
    file_id: int
    path: str


@dataclass(frozen=True, slots=True)
class Fallen:
    """
    A decision that was taken back.
    """

    kind: DecisionKind
    pair: ContentPair


def remember(
    session: WriteSession,
    owner: str,
    kind: DecisionKind,
    pairs: Iterable[ContentPair],
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


def remember_kept(
    session: WriteSession,
    owner: str,
    contents: Sequence[bytes],
    kept: Sequence[Kept],
    batch: uuid.UUID | None = None,
) -> uuid.UUID:
    """
    Keep which copies an owner keeps; what was kept of the same contents before is replaced.

    :param contents: those of the whole group.
    :param batch: undoes all that was decided in one call, where that was more.
    """
    connection = raw(session)
    connection.execute(
        "UPDATE duplicate_decisions SET undone_at = now() WHERE kind = 'keep' AND owner = %s"
        " AND left_content = ANY(%s) AND undone_at IS NULL",
        (owner, list(contents)),
    )
    token = uuid.uuid4()
    connection.execute(
        "INSERT INTO duplicate_decisions (token, batch, owner, kind, left_content, right_content,"
        " file_id, path) SELECT %s, %s, %s, 'keep', k.content, k.content, k.file_id, k.path"
        " FROM unnest(%s::bytea[], %s::bigint[], %s::text[]) AS k(content, file_id, path)",
        (
            token,
            batch,
            owner,
            [one.content for one in kept],
            [one.file_id for one in kept],
            [one.path for one in kept],
        ),
    )
    return token


def kept_of(
    session: ReadSession | WriteSession, owner: str, contents: Sequence[bytes]
) -> list[Kept]:
    """
    Give what an owner keeps of some contents; where they decided nothing, what everybody keeps.
    """
    rows = (
        raw(session)
        .execute(
            "SELECT owner, left_content, file_id, path FROM duplicate_decisions WHERE kind = 'keep'"
            " AND left_content = ANY(%s) AND right_content = left_content AND undone_at IS NULL"
            " AND owner IN ('', %s) ORDER BY id",
            (list(contents), owner),
        )
        .fetchall()
    )
    own = {bytes(row[1]) for row in rows if row[0] == owner}
    return [
        Kept(bytes(content), file_id, path)
        for whose, content, file_id, path in rows
        if whose == owner or bytes(content) not in own
    ]


def dismissed_of(
    session: ReadSession | WriteSession, owner: str, pairs: Iterable[ContentPair]
) -> set[ContentPair]:
    """
    Give those of some pairs that an owner, or everybody, holds to be no duplicates.
    """
    ordered = [sorted(pair) for pair in pairs]
    rows = raw(session).execute(
        "SELECT DISTINCT d.left_content, d.right_content"
        " FROM unnest(%s::bytea[], %s::bytea[]) AS p(a, b) JOIN duplicate_decisions d"
        " ON d.left_content = p.a AND d.right_content = p.b AND d.kind = 'dismiss'"
        " AND d.undone_at IS NULL AND d.owner IN ('', %s)",
        ([pair[0] for pair in ordered], [pair[1] for pair in ordered], owner),
    )
    return {(bytes(left), bytes(right)) for left, right in rows}


def undo(session: WriteSession, owner: str, token: uuid.UUID) -> list[Fallen]:
    """
    Take back what a token stands for; give what fell, nothing for an unknown token.
    """
    rows = raw(session).execute(
        "UPDATE duplicate_decisions SET undone_at = now() WHERE (token = %s OR batch = %s)"
        " AND owner = %s AND undone_at IS NULL RETURNING kind, left_content, right_content",
        (token, token, owner),
    )
    return [Fallen(DecisionKind(row[0]), (bytes(row[1]), bytes(row[2]))) for row in rows]
