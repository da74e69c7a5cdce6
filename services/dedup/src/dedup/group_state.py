"""
A group as somebody decides about it: whose turn it is, its files as they were known, its fresh
state.
"""

import hashlib
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dedup import fresh_state
from dedup.checked_files import KnownFile
from dedup.decision_store import ContentPair
from dedup.hidden import take_over
from dedup.records import DuplicateType
from mediacore.database import WriteSession, raw
from mediacore.errors import ConflictError, InvalidRequestError, NotFoundError
from mediacore.formats import Kind
from mediacore.paths import path_key, undisplay

STALE = "stale_revision"

_HEAD = "SELECT duplicate_type, revision, content FROM duplicate_groups WHERE group_id = %s"
_HEAD_LOCKED = _HEAD + " FOR UPDATE"
_MEMBERS = """
SELECT f.id, f.path, f.display, f.kind, f.size, f.mtime_ns, f.device, f.inode, f.quick_id,
  f.content_id, m.file_hash, m.also_at
FROM duplicate_members m JOIN files f ON f.id = m.file_id AND f.state = 'ready'
WHERE m.group_id = %s ORDER BY m.is_suggested_keeper DESC, m.similarity_score DESC, f.id
"""
_OTHER_NAMES = """
SELECT id, path, display, kind, size, mtime_ns FROM files
WHERE path_key = ANY(%s) AND state = 'ready' ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Member:
    """
    One physical file of a group.

    :ivar names: the file under the path that stands for it, then under its others (hard links).
    :ivar physical: device and inode, as the inventory has them.
    :ivar content_id: what decisions about it are remembered by.
    :ivar sha256: where it is known, of the content that was compared.
    """

    names: tuple[KnownFile, ...]
    physical: tuple[int, int]
    quick_id: bytes
    content_id: bytes
    sha256: bytes | None


@dataclass(frozen=True, slots=True)
class DecidedGroup:
    """
    A group, and its members in the order in which they are suggested for keeping.

    :ivar content: the SHA-256 of exact copies, `None` for near duplicates.
    """

    group_id: uuid.UUID
    revision: int
    content: bytes | None
    members: tuple[Member, ...]

    def named(self, paths: Iterable[str]) -> list[tuple[Member, KnownFile]]:
        """
        Give the files of some paths, each once.

        :raises InvalidRequestError: when one is not in the group.
        """
        known = {file.shown: (member, file) for member in self.members for file in member.names}
        wanted = dict.fromkeys(paths)
        strangers = sorted(path for path in wanted if path not in known)
        if strangers:
            raise InvalidRequestError("Name files that are in the group", unknown=strangers)
        return [known[path] for path in wanted]


def take_turns(session: WriteSession, things: Iterable[str]) -> None:
    """
    Wait until nobody else decides about these things, and keep others waiting until the end.

    The rows stay free meanwhile: reading large files must not hold up the rest of the service.
    """
    for turn in sorted({_turn(thing) for thing in things}):
        raw(session).execute("SELECT pg_advisory_xact_lock(%s)", (turn,))


def _turn(thing: str) -> int:
    digest = hashlib.blake2b(thing.encode(), digest_size=8, person=b"deciding").digest()
    return int.from_bytes(digest, signed=True)


def load(
    session: WriteSession, owner: str, group_id: uuid.UUID, revision: int | None
) -> DecidedGroup:
    """
    Give a group that a caller wants to decide about.

    :raises NotFoundError: when there is no such group.
    :raises ConflictError: when the group is not as the caller saw it.
    """
    return _load(session, owner, group_id, revision, _HEAD)


def hold(
    session: WriteSession, owner: str, group_id: uuid.UUID, revision: int | None
) -> DecidedGroup:
    """
    Give a group as `load` does, and lock it until the end of the transaction.
    """
    take_over(session)
    return _load(session, owner, group_id, revision, _HEAD_LOCKED)


def _load(
    session: WriteSession, owner: str, group_id: uuid.UUID, revision: int | None, query: str
) -> DecidedGroup:
    head = raw(session).execute(query.encode(), (group_id,)).fetchone()
    if head is None:
        raise NotFoundError("There is no such group (any more)", group_id=str(group_id))
    if revision is not None and head[1] != revision:
        raise ConflictError(
            "The group has changed since you looked at it",
            reason=STALE,
            current=fresh_state.fresh(session, owner, group_id),
        )
    content = bytes(head[2]) if head[0] == DuplicateType.EXACT else None
    return DecidedGroup(group_id, head[1], content, _members(session, group_id))


def _members(session: WriteSession, group_id: uuid.UUID) -> tuple[Member, ...]:
    rows = raw(session).execute(_MEMBERS, (group_id,), binary=True).fetchall()
    others = _other_names(session, [path for row in rows for path in row[11]])
    return tuple(
        Member(
            names=(
                KnownFile(row[0], row[1], row[2], Kind(row[3]), row[4], row[5]),
                *(others[path] for path in row[11] if path in others),
            ),
            physical=(row[6], row[7]),
            quick_id=row[8],
            content_id=row[9],
            sha256=row[10],
        )
        for row in rows
    )


def _other_names(session: WriteSession, paths: Sequence[str]) -> dict[str, KnownFile]:
    if not paths:
        return {}
    keys = [path_key(undisplay(path)) for path in paths]
    rows = raw(session).execute(_OTHER_NAMES, (keys,), binary=True)
    return {row[2]: KnownFile(row[0], row[1], row[2], Kind(row[3]), *row[4:]) for row in rows}


def pairs_between(ones: Iterable[Member], others: Sequence[Member]) -> set[ContentPair]:
    """
    Give the pairs of contents by which decisions about files are remembered, of each with each.

    Equal bytes are one pair, their SHA-256 with itself; other files are a pair of content ids, and
    one of hashes where these are known.
    """
    found: set[ContentPair] = set()
    for one in ones:
        for other in others:
            if one is not other:
                found |= _pairs(one, other)
    return found


def _pairs(one: Member, other: Member) -> set[ContentPair]:
    if one.sha256 is None or other.sha256 is None:
        return {_ordered(one.content_id, other.content_id)}
    hashes = _ordered(one.sha256, other.sha256)
    if one.sha256 == other.sha256:
        return {hashes}
    return {_ordered(one.content_id, other.content_id), hashes}


def _ordered(one: bytes, other: bytes) -> ContentPair:
    return (one, other) if one <= other else (other, one)


def groups_with(session: WriteSession, contents: Sequence[bytes]) -> list[uuid.UUID]:
    """
    Give the groups that have a file of some contents, by their content ids.
    """
    rows = raw(session).execute(
        "SELECT DISTINCT m.group_id FROM files f JOIN duplicate_members m ON m.file_id = f.id"
        " WHERE f.content_id = ANY(%s) ORDER BY 1",
        (list(contents),),
    )
    return [row[0] for row in rows]


def hold_with(
    session: WriteSession, group_id: uuid.UUID, file_ids: Sequence[int]
) -> set[uuid.UUID]:
    """
    Lock a group, and all others that have some files, in one order; give them all.
    """
    take_over(session)
    rows = raw(session).execute(
        "SELECT group_id FROM duplicate_groups WHERE group_id = %s OR group_id IN"
        " (SELECT group_id FROM duplicate_members WHERE file_id = ANY(%s))"
        " ORDER BY group_id FOR UPDATE",
        (group_id, list(file_ids)),
    )
    return {row[0] for row in rows}


def bump(session: WriteSession, group_ids: Collection[uuid.UUID]) -> None:
    """
    Make what others have seen of these groups stale.
    """
    raw(session).execute(
        "UPDATE duplicate_groups SET revision = revision + 1, updated_at = now()"
        " WHERE group_id = ANY(%s)",
        (list(group_ids),),
    )
