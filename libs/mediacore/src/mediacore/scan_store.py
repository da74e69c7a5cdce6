"""
Scan runs and their batches as rows: the work itself, of which messages only wake somebody.

A batch is claimed with SKIP LOCKED and kept by a heartbeat. Whoever dies with one loses it to the
sweeper after `STALE_SECONDS`; a batch that killed its worker twice is split, so that in the end
one file is lost and not five hundred.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mediacore import request_id
from mediacore.database import WriteSession, raw
from mediacore.retry import MAX_ATTEMPTS

STALE_SECONDS = 30.0
SPLIT_AFTER = 2  # claims of one batch that ended with no word


@dataclass(frozen=True, slots=True)
class Batch:
    """
    A claimed batch.

    :ivar request_id: of the request that asked for it.
    """

    id: int
    run_id: int | None
    file_ids: list[int]
    attempts: int
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """
    A scan run that is still open.
    """

    id: int
    trigger: str
    state: str
    stage: str


def active_run(session: WriteSession) -> Run | None:
    """
    Give the run that is running or paused; there is one at most.
    """
    row = (
        raw(session)
        .execute(
            "SELECT id, trigger, state, stage FROM scan_runs WHERE state IN ('running', 'paused')"
        )
        .fetchone()
    )
    return Run(*row) if row else None


def start_run(session: WriteSession, trigger: str) -> Run:
    """
    Open a run, or give the one that is already open.
    """
    raw(session).execute(
        "INSERT INTO scan_runs (trigger, request_id) VALUES (%s, %s)"
        " ON CONFLICT ((true)) WHERE state IN ('running', 'paused') DO NOTHING",
        (trigger, request_id.current()),
    )
    run = active_run(session)
    assert run is not None  # noqa: S101 - inserted above, or in conflict with an open one
    return run


def claim_discovery(session: WriteSession) -> Run | None:
    """
    Take the walk of the open run, unless somebody with a fresh heartbeat has it.
    """
    row = (
        raw(session)
        .execute(
            "UPDATE scan_runs SET heartbeat = now() WHERE id = ("
            " SELECT id FROM scan_runs WHERE state = 'running' AND stage = 'discover'"
            " AND (heartbeat IS NULL OR heartbeat < now() - make_interval(secs => %s))"
            " FOR UPDATE SKIP LOCKED LIMIT 1) RETURNING id, trigger, state, stage",
            (STALE_SECONDS,),
        )
        .fetchone()
    )
    return Run(*row) if row else None


def note_found(
    session: WriteSession, run_id: int, *, found: int, unchanged: int, missing: int
) -> str:
    """
    Add to a run's counters and renew its heartbeat; give the state it is in.
    """
    row = (
        raw(session)
        .execute(
            "UPDATE scan_runs SET found = found + %s, unchanged = unchanged + %s,"
            " missing = missing + %s, heartbeat = now() WHERE id = %s RETURNING state",
            (found, unchanged, missing, run_id),
        )
        .fetchone()
    )
    return str(row[0]) if row else "cancelled"


def restart_discovery(session: WriteSession, run_id: int) -> None:
    """
    Set a run's counters to zero before its walk begins (again).
    """
    raw(session).execute(
        "UPDATE scan_runs SET found = 0, unchanged = 0, missing = 0 WHERE id = %s", (run_id,)
    )


def release_discovery(session: WriteSession, run_id: int) -> None:
    """
    Let go of a walk that was paused, so that it can be taken up again at once.
    """
    raw(session).execute("UPDATE scan_runs SET heartbeat = NULL WHERE id = %s", (run_id,))


def finish_discovery(session: WriteSession, run_id: int, note: str | None = None) -> None:
    """
    End the walk of a run: from here on it is complete when its batches are.
    """
    raw(session).execute(
        "UPDATE scan_runs SET stage = 'read', heartbeat = NULL, note = %s"
        " WHERE id = %s AND stage = 'discover'",
        (note, run_id),
    )


def add_batches(
    session: WriteSession,
    run_id: int | None,
    file_ids: Sequence[int],
    *,
    size: int,
    urgent: bool = False,
) -> int:
    """
    Cut files into batches; give how many.
    """
    pieces = [list(file_ids[at : at + size]) for at in range(0, len(file_ids), size)]
    for piece in pieces:
        raw(session).execute(
            "INSERT INTO scan_batches (run_id, file_ids, total, urgent, request_id) VALUES (%s, %s,"
            " %s, %s, coalesce((SELECT request_id FROM scan_runs WHERE id = %s), %s))",
            (run_id, piece, len(piece), urgent, run_id, request_id.current()),
        )
    return len(pieces)


def claim_batch(session: WriteSession) -> Batch | None:
    """
    Take the next open batch: urgent ones (a file just came) before those of a scan.
    """
    row = (
        raw(session)
        .execute(
            "UPDATE scan_batches SET state = 'claimed', heartbeat = now(), attempts = attempts + 1,"
            " done = 0, failed = 0 WHERE id = ("
            " SELECT b.id FROM scan_batches b LEFT JOIN scan_runs r ON r.id = b.run_id"
            " WHERE b.state = 'pending' AND b.retry_at <= now()"
            " AND (r.id IS NULL OR r.state = 'running')"
            " ORDER BY b.urgent DESC, b.id FOR UPDATE OF b SKIP LOCKED LIMIT 1)"
            " RETURNING id, run_id, file_ids, attempts, request_id"
        )
        .fetchone()
    )
    return Batch(*row) if row else None


def split_batch(session: WriteSession, batch: Batch) -> None:
    """
    Replace a batch that keeps killing its worker by two halves.
    """
    middle = len(batch.file_ids) // 2
    raw(session).execute("DELETE FROM scan_batches WHERE id = %s", (batch.id,))
    for half in (batch.file_ids[:middle], batch.file_ids[middle:]):
        add_batches(session, batch.run_id, half, size=len(half), urgent=False)


def note_progress(session: WriteSession, batch_id: int, done: int, failed: int) -> str:
    """
    Write a batch's progress and heartbeat; give the state of its run (`running` without one).
    """
    row = (
        raw(session)
        .execute(
            "UPDATE scan_batches b SET done = %s, failed = %s, heartbeat = now() WHERE b.id = %s"
            " RETURNING coalesce((SELECT state FROM scan_runs r WHERE r.id = b.run_id), 'running')",
            (done, failed, batch_id),
        )
        .fetchone()
    )
    return str(row[0]) if row else "cancelled"


def finish_batch(session: WriteSession, batch_id: int, done: int, failed: int) -> None:
    """
    Close a batch.
    """
    raw(session).execute(
        "UPDATE scan_batches SET state = 'done', done = %s, failed = %s, finished_at = now(),"
        " heartbeat = NULL WHERE id = %s",
        (done, failed, batch_id),
    )


def return_batch(session: WriteSession, batch_id: int, *, after_seconds: float = 0.0) -> None:
    """
    Give a batch back unfinished, because of a pause, a shutdown or a database away.
    """
    raw(session).execute(
        "UPDATE scan_batches SET state = 'pending', heartbeat = NULL,"
        " attempts = greatest(attempts - 1, 0), retry_at = now() + make_interval(secs => %s)"
        " WHERE id = %s AND state = 'claimed'",
        (after_seconds, batch_id),
    )


def sweep(session: WriteSession, *, batch_size: int) -> int:
    """
    Take back what the dead have held, queue the retries that are due; give how many batches wait.
    """
    connection = raw(session)
    connection.execute(
        "UPDATE scan_batches SET state = 'pending', heartbeat = NULL"
        " WHERE state = 'claimed' AND heartbeat < now() - make_interval(secs => %s)",
        (STALE_SECONDS,),
    )
    due = connection.execute(
        "UPDATE files SET retry_at = NULL WHERE id IN (SELECT id FROM files"
        " WHERE retry_at <= now() ORDER BY retry_at LIMIT 10000 FOR UPDATE SKIP LOCKED)"
        " RETURNING id"
    ).fetchall()
    add_batches(session, None, [row[0] for row in due], size=batch_size)
    row = connection.execute(
        "SELECT count(*) FROM scan_batches b LEFT JOIN scan_runs r ON r.id = b.run_id"
        " WHERE b.state = 'pending' AND b.retry_at <= now()"
        " AND (r.id IS NULL OR r.state = 'running')"
    ).fetchone()
    assert row is not None  # noqa: S101 - count(*) always gives a row
    return int(row[0])


def finish_if_complete(session: WriteSession) -> int | None:
    """
    Close the open run when its walk and all its batches are done; give its id when it was closed.
    """
    row = (
        raw(session)
        .execute(
            "UPDATE scan_runs r SET state = 'done', stage = 'done', finished_at = now()"
            " WHERE r.state = 'running' AND r.stage = 'read' AND NOT EXISTS ("
            " SELECT 1 FROM scan_batches b WHERE b.run_id = r.id"
            " AND b.state IN ('pending', 'claimed')) RETURNING r.id"
        )
        .fetchone()
    )
    return int(row[0]) if row else None


def set_run_state(session: WriteSession, wanted: str) -> Run | None:
    """
    Pause, resume or cancel the open run; give it, or `None` when there is none.

    :param wanted: `paused`, `running` or `cancelled`.
    """
    connection = raw(session)
    row = connection.execute(
        "UPDATE scan_runs SET state = %(to)s, finished_at = CASE WHEN %(to)s = 'cancelled'"
        " THEN now() END, heartbeat = NULL WHERE state IN ('running', 'paused')"
        " RETURNING id, trigger, state, stage",
        {"to": wanted},
    ).fetchone()
    if row is None:
        return None
    if wanted == "cancelled":
        connection.execute(
            "UPDATE scan_batches SET state = 'cancelled', finished_at = now()"
            " WHERE run_id = %s AND state = 'pending'",
            (row[0],),
        )
    return Run(*row)


def retry_failed(session: WriteSession, *, batch_size: int) -> int:
    """
    Queue every failed file for one more try now; give how many.
    """
    rows = (
        raw(session)
        .execute(
            "UPDATE files SET retry_at = NULL, attempts = 0"
            " WHERE problem IS NOT NULL AND state <> 'missing' RETURNING id"
        )
        .fetchall()
    )
    add_batches(session, None, [row[0] for row in rows], size=batch_size)
    return len(rows)


def forget_batches(session: WriteSession, days: float) -> int:
    """
    Drop closed batches and runs that are older than so many days.
    """
    connection = raw(session)
    connection.execute(
        "DELETE FROM scan_runs WHERE finished_at < now() - make_interval(secs => %s)",
        (days * 86400,),
    )
    return connection.execute(
        "DELETE FROM scan_batches WHERE finished_at < now() - make_interval(secs => %s)",
        (days * 86400,),
    ).rowcount


def give_up_after(attempts: int) -> bool:
    """
    Tell whether a file that failed so often is left alone until it changes.
    """
    return attempts >= MAX_ATTEMPTS
