"""
Files to be read whole, as rows: claimed with SKIP LOCKED, kept by a heartbeat.

Each function runs in the caller's transaction. Rows of the queue are waited for only in the order
of their ids, and rows of files never: so nobody can wait in a circle.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mediacore.database import WriteSession, raw
from mediacore.inventory import signed
from mediacore.retry import MAX_ATTEMPTS, backoff_seconds
from mediacore.scan_store import STALE_SECONDS

CLAIM_FILES = 64
CLAIM_BYTES = 64 * 1024 * 1024  # small enough that workers end at about the same time
RETRY_BASE_SECONDS = 30.0
CHANGED_PAUSE_SECONDS = 2.0  # before a file that changes under our eyes is looked at again


@dataclass(frozen=True, slots=True)
class Claim:
    """
    One file that is ours to read whole, as the inventory knows it.
    """

    file_id: int
    path: bytes
    size: int
    mtime_ns: int
    quick_id: bytes
    failures: int


@dataclass(frozen=True, slots=True)
class Hashed:
    """
    A claimed file that was read, and which file on disk it was.
    """

    claim: Claim
    sha256: bytes
    device: int
    inode: int


def want(session: WriteSession, file_ids: Sequence[int]) -> None:
    """
    Queue files; one that waits already keeps its place, unless its content is another by now.
    """
    if file_ids:
        raw(session).execute(
            "INSERT INTO hash_queue (file_id, quick_id, mtime_ns)"
            " SELECT id, quick_id, mtime_ns FROM files WHERE id = ANY(%s) ORDER BY id"
            " ON CONFLICT (file_id) DO UPDATE SET quick_id = excluded.quick_id,"
            " mtime_ns = excluded.mtime_ns, failures = 0, retry_at = now(), claimed_at = NULL"
            " WHERE (hash_queue.quick_id, hash_queue.mtime_ns)"
            " <> (excluded.quick_id, excluded.mtime_ns)",
            (list(file_ids),),
        )


def try_again(session: WriteSession, file_ids: Sequence[int]) -> None:
    """
    Let files that could not be read whole have their next try now.
    """
    raw(session).execute(
        "UPDATE hash_queue SET retry_at = now() WHERE file_id IN (SELECT file_id FROM hash_queue"
        " WHERE file_id = ANY(%s) AND failures > 0 FOR UPDATE SKIP LOCKED)",
        (list(file_ids),),
    )


def claim(session: WriteSession) -> list[Claim]:
    """
    Take the next files, few enough to be done soon; none while a scan is paused.
    """
    rows = (
        raw(session)
        .execute(
            "UPDATE hash_queue q SET claimed_at = now() FROM files f WHERE f.id = q.file_id"
            " AND q.file_id IN (SELECT w.file_id FROM hash_queue w JOIN files ON id = w.file_id"
            "  WHERE w.retry_at <= now()"
            "  AND (w.claimed_at IS NULL OR w.claimed_at < now() - make_interval(secs => %s))"
            "  AND NOT EXISTS (SELECT 1 FROM scan_runs WHERE state = 'paused')"
            "  ORDER BY w.retry_at, w.file_id LIMIT %s FOR UPDATE OF w SKIP LOCKED)"
            " RETURNING q.file_id, f.path, f.size, f.mtime_ns, f.quick_id, q.failures",
            (STALE_SECONDS, CLAIM_FILES),
        )
        .fetchall()
    )
    claims = sorted(
        (Claim(row[0], bytes(row[1]), row[2], row[3], bytes(row[4]), row[5]) for row in rows),
        key=lambda claim: claim.path,
    )
    kept, total = 0, 0
    while kept < len(claims) and (kept == 0 or total + claims[kept].size <= CLAIM_BYTES):
        total += claims[kept].size
        kept += 1
    release(session, claims[kept:])
    return claims[:kept]


def release(session: WriteSession, claims: Sequence[Claim]) -> None:
    """
    Give claimed files back.
    """
    _set_claimed(session, claims, "NULL")


def beat(session: WriteSession, claims: Sequence[Claim]) -> None:
    """
    Renew the claim of files that are still being read.
    """
    _set_claimed(session, claims, "now()")


def _set_claimed(session: WriteSession, claims: Sequence[Claim], value: str) -> None:
    if claims:
        query = (
            f"UPDATE hash_queue SET claimed_at = {value} WHERE file_id IN (SELECT file_id"  # noqa: S608 - value is a constant of this module
            " FROM hash_queue WHERE file_id = ANY(%s) FOR UPDATE SKIP LOCKED)"
        )
        raw(session).execute(query.encode(), ([claim.file_id for claim in claims],))


def finish(session: WriteSession, hashed: Sequence[Hashed]) -> None:
    """
    Store what was read, and have the files compared. A file that changed meanwhile is left out.
    """
    if not hashed:
        return
    connection = raw(session)
    connection.execute(
        "WITH done AS (SELECT f.id, d.* FROM files f JOIN unnest(%s::bigint[], %s::bytea[],"
        " %s::bigint[], %s::bytea[], %s::bigint[], %s::bigint[])"
        " AS d(file_id, quick, mtime, sha, dev, ino) ON d.file_id = f.id AND d.quick = f.quick_id"
        " AND d.mtime = f.mtime_ns FOR UPDATE OF f SKIP LOCKED)"
        " UPDATE files SET sha256 = sha, sha_quick_id = quick, sha_mtime_ns = mtime,"
        " device = dev, inode = ino, problem = NULL FROM done WHERE files.id = done.id",
        (
            [row.claim.file_id for row in hashed],
            [row.claim.quick_id for row in hashed],
            [row.claim.mtime_ns for row in hashed],
            [row.sha256 for row in hashed],
            [signed(row.device) for row in hashed],
            [signed(row.inode) for row in hashed],
        ),
    )
    _leave_queue(session, [row.claim for row in hashed])


def look_again(session: WriteSession, claims: Sequence[Claim]) -> None:
    """
    Send files that changed or vanished under our eyes back to be looked at from the start.
    """
    raw(session).execute(
        "UPDATE files SET state = 'pending', retry_at = now() + make_interval(secs => %s)"
        " WHERE state = 'ready' AND id IN (SELECT id FROM files WHERE id = ANY(%s)"
        " FOR UPDATE SKIP LOCKED)",
        (CHANGED_PAUSE_SECONDS, [claim.file_id for claim in claims]),
    )
    _leave_queue(session, claims)


def fail(session: WriteSession, claim: Claim, problem: str) -> None:
    """
    Note that a file cannot be read whole; it is tried again later, and given up in the end.
    """
    failures = claim.failures + 1
    pause = (
        None if failures >= MAX_ATTEMPTS else backoff_seconds(claim.failures, RETRY_BASE_SECONDS)
    )
    connection = raw(session)
    connection.execute(
        "UPDATE files SET problem = %s WHERE id IN (SELECT id FROM files WHERE id = %s"
        " FOR UPDATE SKIP LOCKED)",
        (problem, claim.file_id),
    )
    connection.execute(
        "UPDATE hash_queue SET failures = %s, claimed_at = NULL,"
        " retry_at = now() + make_interval(secs => %s) WHERE file_id = %s",
        (failures, pause, claim.file_id),
    )
    _mark(session, [claim])


def _leave_queue(session: WriteSession, claims: Sequence[Claim]) -> None:
    raw(session).execute(
        "DELETE FROM hash_queue WHERE file_id IN (SELECT file_id FROM hash_queue"
        " WHERE file_id = ANY(%s) ORDER BY file_id FOR UPDATE)",
        ([claim.file_id for claim in claims],),
    )
    _mark(session, claims)


def _mark(session: WriteSession, claims: Sequence[Claim]) -> None:
    raw(session).execute(
        "INSERT INTO dirty_keys (quick_id) SELECT DISTINCT unnest(%s::bytea[])",
        ([claim.quick_id for claim in claims],),
    )
