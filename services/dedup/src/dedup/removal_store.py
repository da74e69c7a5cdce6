"""
Files that somebody decided to let go, as rows: what may not be counted on any more.

A row is `open` until its file is gone from disk, its decision is taken back, or made anew.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dedup.checked_files import CheckedFile
from mediacore.database import ReadSession, WriteSession, raw
from mediacore.inventory import signed

Session = ReadSession | WriteSession
Physical = tuple[int, int]


class RemovalState(StrEnum):
    """
    How far a removal is.
    """

    OPEN = "open"
    GONE = "gone"
    UNDONE = "undone"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Removal:
    """
    One file that was to go.
    """

    file_id: int
    group_id: uuid.UUID
    path: str
    state: RemovalState


@dataclass(frozen=True, slots=True)
class Decided:
    """
    What was decided at once: whose it is, and the tokens that undo it.

    :ivar batch: undoes all that were decided in one call, where there were many.
    """

    owner: str
    group_id: uuid.UUID
    token: uuid.UUID
    batch: uuid.UUID | None = None


def record(
    session: WriteSession, decided: Decided, going: Sequence[CheckedFile], kept: CheckedFile
) -> None:
    """
    Note files that are to go; earlier open notes of this owner about them give way.
    """
    connection = raw(session)
    file_ids = [file.known.file_id for file in going]
    connection.execute(
        "UPDATE duplicate_removals SET state = 'replaced', closed_at = now()"
        " WHERE file_id = ANY(%s) AND owner = %s AND state = 'open'",
        (file_ids, decided.owner),
    )
    connection.execute(
        "INSERT INTO duplicate_removals (token, batch, owner, group_id, file_id, file_path, device,"
        " inode, file_size, sha256, kept_path) SELECT %s, %s, %s, %s, f.*, %s"
        " FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::bigint[], %s::bigint[],"
        " %s::bytea[]) AS f",
        (
            decided.token,
            decided.batch,
            decided.owner,
            decided.group_id,
            kept.known.shown,
            file_ids,
            [file.known.shown for file in going],
            [signed(file.device) for file in going],
            [signed(file.inode) for file in going],
            [file.known.size for file in going],
            [file.sha256 for file in going],
        ),
    )


def marked(session: Session, physical: Collection[Physical]) -> set[Physical]:
    """
    Give those of some files on disk that an open decision of anybody lets go.

    :param physical: device and inode, as the inventory has them.
    """
    rows = raw(session).execute(
        "SELECT DISTINCT r.device, r.inode FROM duplicate_removals r"
        " JOIN unnest(%s::bigint[], %s::bigint[]) AS p(device, inode)"
        " ON r.device = p.device AND r.inode = p.inode WHERE r.state = 'open'",
        ([device for device, _ in physical], [inode for _, inode in physical]),
    )
    return {(row[0], row[1]) for row in rows}


def of_token(session: WriteSession, owner: str, token: uuid.UUID) -> list[Removal]:
    """
    Give what a token stands for, locked, but what was undone or decided anew.
    """
    rows = raw(session).execute(
        "SELECT file_id, group_id, file_path, state FROM duplicate_removals"
        " WHERE (token = %s OR batch = %s) AND owner = %s AND state IN ('open', 'gone')"
        " ORDER BY id FOR UPDATE",
        (token, token, owner),
    )
    return [Removal(row[0], row[1], row[2], RemovalState(row[3])) for row in rows]


def take_back(session: WriteSession, owner: str, token: uuid.UUID) -> None:
    """
    Close what a token stands for: nobody wants it any more.
    """
    raw(session).execute(
        "UPDATE duplicate_removals SET state = 'undone', closed_at = now()"
        " WHERE (token = %s OR batch = %s) AND owner = %s AND state IN ('open', 'gone')",
        (token, token, owner),
    )


def close_gone(session: WriteSession, file_ids: Collection[int]) -> int:
    """
    Close the decisions about files that are gone from disk; give how many there were.
    """
    if not file_ids:
        return 0
    closed = raw(session).execute(
        "UPDATE duplicate_removals SET state = 'gone', closed_at = now()"
        " WHERE file_id = ANY(%s) AND state = 'open'",
        (list(file_ids),),
    )
    return closed.rowcount
