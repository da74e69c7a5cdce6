"""
The scan routes that every service with a library has.
"""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query

from mediacore import scan_status, scan_store
from mediacore.database import Database, ReadSession
from mediacore.errors import NotFoundError


def make_scan_router(
    database: Database,
    *,
    batch_size: int,
    wake: Callable[[int], None],
    backlog: Callable[[ReadSession], Sequence[scan_status.Backlog]],
) -> APIRouter:
    """
    Make `GET /scan/status`, `GET /scan/runs`, `POST /scan` and pause, resume, cancel, retry.
    """
    router = APIRouter(prefix="/scan", tags=["scan"])

    @router.get("/status")
    def status() -> scan_status.ScanStatus:
        """
        Give stage, counts, rate, ETA and recent errors of the newest run.
        """
        with database.read() as session:
            return scan_status.scan_status(session, backlog(session))

    @router.get("/runs")
    def runs(limit: Annotated[int, Query(ge=1, le=100)] = 20) -> dict[str, Any]:
        """
        List the newest runs.
        """
        with database.read() as session:
            return {"items": scan_status.list_runs(session, limit)}

    @router.post("", status_code=202)
    def start() -> dict[str, Any]:
        """
        Start a scan, or give the one that is under way.
        """
        with database.write() as session:
            run = scan_store.start_run(session, "manual")
        wake(1)
        return {"run_id": run.id, "state": run.state, "stage": run.stage}

    def change(wanted: str) -> dict[str, Any]:
        with database.write() as session:
            run = scan_store.set_run_state(session, wanted)
        if run is None:
            raise NotFoundError("No scan is under way")
        wake(1)
        return {"run_id": run.id, "state": run.state, "stage": run.stage}

    @router.post("/pause")
    def pause() -> dict[str, Any]:
        """
        Pause the open run within a second.
        """
        return change("paused")

    @router.post("/resume")
    def resume() -> dict[str, Any]:
        """
        Go on with a paused run.
        """
        return change("running")

    @router.post("/cancel")
    def cancel() -> dict[str, Any]:
        """
        End the open run; what it has read stays.
        """
        return change("cancelled")

    @router.post("/retry")
    def retry() -> dict[str, Any]:
        """
        Try every failed file again now.
        """
        with database.write() as session:
            queued = scan_store.retry_failed(session, batch_size=batch_size)
        wake(1)
        return {"queued": queued}

    return router
