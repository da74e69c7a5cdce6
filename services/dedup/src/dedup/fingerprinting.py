"""
Perceptual hashes for the members of groups: one picture a group, since equal bytes look equal.

A picture that cannot be decoded leaves no hash. A try is counted before it is made, so that a
picture that ends its worker is given up after a few.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from dedup.fingerprint import perceptual_hash
from dedup.regrouping import LOCK
from mediacore.database import Database, WriteSession, raw
from mediacore.discovery import absolute
from mediacore.formats import Kind
from mediacore.scan_store import STALE_SECONDS

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_TRIES = 3

Preview = Callable[[bytes, Kind], "Image"]

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Task:
    group_id: uuid.UUID
    file_id: int
    path: bytes
    shown: str
    kind: Kind
    quick_id: bytes
    known: int | None


def fingerprint_one(database: Database, root: bytes, preview: Preview) -> bool:
    """
    Give the next group its picture's hash; tell whether there was one to do.
    """
    with database.write() as session:
        _give_up(session)
        task = _claim(session)
    if task is None:
        return False
    value = task.known if task.known is not None else _look_at(task, root, preview)
    with database.write() as session:
        _store(session, task, value)
    return True


def _give_up(session: WriteSession) -> None:
    raw(session).execute(
        "DELETE FROM phash_queue WHERE group_id IN (SELECT group_id FROM phash_queue"
        " WHERE tries >= %s AND claimed_at < now() - make_interval(secs => %s)"
        " FOR UPDATE SKIP LOCKED)",
        (MAX_TRIES, STALE_SECONDS),
    )


def _claim(session: WriteSession) -> _Task | None:
    """
    Take a group, with the file of its first member and whatever hash a member has already.
    """
    connection = raw(session)
    claimed = connection.execute(
        "UPDATE phash_queue SET claimed_at = now(), tries = tries + 1 WHERE group_id = ("
        " SELECT q.group_id FROM phash_queue q WHERE (q.claimed_at IS NULL"
        "  OR q.claimed_at < now() - make_interval(secs => %s))"
        "  AND EXISTS (SELECT 1 FROM duplicate_members m JOIN files f ON f.id = m.file_id"
        "   WHERE m.group_id = q.group_id)"
        "  AND NOT EXISTS (SELECT 1 FROM scan_runs WHERE state = 'paused')"
        "  ORDER BY q.group_id LIMIT 1 FOR UPDATE OF q SKIP LOCKED) RETURNING group_id",
        (STALE_SECONDS,),
    ).fetchone()
    if claimed is None:
        return None
    row = connection.execute(
        "SELECT m.group_id, f.id, f.path, f.display, f.kind, f.quick_id,"
        " (SELECT k.perceptual_hash FROM duplicate_members k WHERE k.group_id = m.group_id"
        "  AND k.perceptual_hash IS NOT NULL LIMIT 1)"
        " FROM duplicate_members m JOIN files f ON f.id = m.file_id"
        " WHERE m.group_id = %s ORDER BY m.file_path LIMIT 1",
        claimed,
    ).fetchone()
    assert row is not None  # noqa: S101 - the claim asked for a member
    return _Task(row[0], row[1], bytes(row[2]), row[3], Kind(row[4]), bytes(row[5]), row[6])


def _look_at(task: _Task, root: bytes, preview: Preview) -> int | None:
    try:
        with preview(absolute(root, task.path), task.kind) as picture:
            return perceptual_hash(picture)
    except Exception as error:  # noqa: BLE001 - decoders raise what they like; the scan goes on
        log.info("picture_not_hashed", path=task.shown, problem=str(error))
        return None


def _store(session: WriteSession, task: _Task, value: int | None) -> None:
    connection = raw(session)
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
    connection.execute(
        "UPDATE files SET perceptual_hash = %s, phash_quick_id = quick_id"
        " WHERE id = %s AND quick_id = %s",
        (value, task.file_id, task.quick_id),
    )
    connection.execute("DELETE FROM phash_queue WHERE group_id = %s", (task.group_id,))
    connection.execute(
        "UPDATE duplicate_members SET perceptual_hash = %s WHERE group_id = %s",
        (value, task.group_id),
    )
