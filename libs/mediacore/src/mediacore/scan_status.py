"""
How far a scan is: the answer of `GET /scan/status`, read from rows that are there anyway.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mediacore.database import ReadSession, raw

RATE_WINDOW_SECONDS = 30.0
RECENT_ERRORS = 20


@dataclass(frozen=True, slots=True)
class FileProblem:
    """
    A file that could not be read, or not whole.
    """

    path: str
    problem: str
    attempts: int
    retry_at: datetime | None


@dataclass(frozen=True, slots=True)
class Backlog:
    """
    What a service still has to do with files that are read.

    :ivar stage: what is done with them, in one word.
    :ivar rate: how many were done a second of late; 0.0 when nothing was, or nobody counts.
    :ivar failed: how many could not be done, and wait for another try or are given up.
    """

    stage: str
    waiting: int
    rate: float = 0.0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class ScanStatus:
    """
    Stage, counts, speed and the latest errors; `eta_seconds` is unknown while the walk goes on.

    :ivar backlog: what is still to be done with files that are read, in the order of doing.
    """

    run_id: int | None
    trigger: str | None
    state: str
    stage: str
    found: int
    unchanged: int
    total: int
    done: int
    failed: int
    rate: float
    eta_seconds: float | None
    started_at: datetime | None
    finished_at: datetime | None
    note: str | None
    files: int
    files_failed: int
    backlog: tuple[Backlog, ...]
    recent_errors: tuple[FileProblem, ...]


def scan_status(session: ReadSession, backlog: Sequence[Backlog] = ()) -> ScanStatus:
    """
    Read the progress of the newest run.

    :param backlog: the service's own work on files that are read, in the order of doing.
    """
    connection = raw(session)
    run = connection.execute(
        "SELECT id, trigger, state, stage, found, unchanged, started_at, finished_at, note"
        " FROM scan_runs ORDER BY id DESC LIMIT 1"
    ).fetchone()
    run_id = run[0] if run else None
    total, done, failed, recent, window = _batches(connection, run_id)
    errors = connection.execute(
        "SELECT display, problem, attempts, retry_at FROM files WHERE problem IS NOT NULL"
        " AND state <> 'missing' ORDER BY id DESC LIMIT %s",
        (RECENT_ERRORS,),
    ).fetchall()
    known = connection.execute(
        "SELECT (SELECT count(*) FROM files) - (SELECT count(*) FROM files"
        "  WHERE missing_since IS NOT NULL),"
        " (SELECT count(*) FROM files WHERE problem IS NOT NULL AND missing_since IS NULL)"
    ).fetchone()
    assert known is not None  # noqa: S101 - count(*) always gives a row
    rate = recent / window if window > 0 else 0.0
    stage = run[3] if run else "idle"
    open_run = run is not None and run[2] in ("running", "paused")
    left = [work for work in backlog if work.waiting]
    eta = None
    if open_run and stage == "read" and done < total:
        eta = (total - done) / rate if rate > 0 else None
    elif left and stage != "discover":
        stage = left[0].stage if open_run else stage
        eta = _eta(left)
    return ScanStatus(
        run_id=run_id,
        trigger=run[1] if run else None,
        state=run[2] if run else "idle",
        stage=stage,
        found=run[4] if run else 0,
        unchanged=run[5] if run else 0,
        total=total,
        done=done,
        failed=failed,
        rate=round(rate, 1),
        eta_seconds=None if eta is None else round(eta, 1),
        started_at=run[6] if run else None,
        finished_at=run[7] if run else None,
        note=run[8] if run else None,
        files=known[0],
        files_failed=known[1],
        backlog=tuple(backlog),
        recent_errors=tuple(FileProblem(*row) for row in errors),
    )


def _eta(left: Sequence[Backlog]) -> float | None:
    """
    Add up what is left of each kind of work whose speed is known.
    """
    known = [work.waiting / work.rate for work in left if work.rate > 0]
    return sum(known) if known else None


def _batches(connection: Any, run_id: int | None) -> tuple[int, int, int, int, float]:
    """
    Give total, done, failed, and how many files were done in the last window of how many seconds.
    """
    row = connection.execute(
        "SELECT coalesce(sum(total), 0), coalesce(sum(done), 0), coalesce(sum(failed), 0),"
        " coalesce(sum(done) FILTER (WHERE finished_at > now() - make_interval(secs => %(w)s)"
        "   OR heartbeat IS NOT NULL), 0),"
        " least(%(w)s, coalesce(extract(epoch FROM now() -"
        "   (SELECT started_at FROM scan_runs WHERE id = %(run)s)), %(w)s))"
        " FROM scan_batches WHERE run_id = %(run)s AND state <> 'cancelled'",
        {"w": RATE_WINDOW_SECONDS, "run": run_id},
    ).fetchone()
    total, done, failed, recent, window = row
    return int(total), int(done), int(failed), int(recent), float(window)


def list_runs(session: ReadSession, limit: int) -> list[dict[str, Any]]:
    """
    Give the newest runs with their counts.
    """
    rows = (
        raw(session)
        .execute(
            "SELECT r.id, r.trigger, r.state, r.stage, r.found, r.unchanged, r.missing,"
            " r.started_at, r.finished_at, r.note, coalesce(sum(b.done), 0)::bigint,"
            " coalesce(sum(b.failed), 0)::bigint FROM scan_runs r"
            " LEFT JOIN scan_batches b ON b.run_id = r.id"
            " GROUP BY r.id ORDER BY r.id DESC LIMIT %s",
            (limit,),
        )
        .fetchall()
    )
    names = (
        "id",
        "trigger",
        "state",
        "stage",
        "found",
        "unchanged",
        "missing",
        "started_at",
        "finished_at",
        "note",
        "done",
        "failed",
    )
    return [dict(zip(names, row, strict=True)) for row in rows]
