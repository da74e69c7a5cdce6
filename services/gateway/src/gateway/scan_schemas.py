"""
The shapes of what goes on: scans, indexes, and how new the caller's groups are.
"""

from typing import Annotated

from pydantic import Field

from gateway.answer_schemas import Absent, Answer, Instant


class FileProblem(Answer):
    """
    A file that could not be read, or not whole.
    """

    path: str
    problem: str
    attempts: int
    retry_at: Instant | None


class Backlog(Answer):
    """
    What a service still has to do with files that are read.
    """

    stage: str
    waiting: int
    rate: Annotated[float, Field(description="Files a second of late")]
    failed: int


class ServiceScan(Answer):
    """
    How far a service is. Of one that does not answer there is `state` `unavailable`, and a `note`.
    """

    state: Annotated[
        str, Field(examples=["idle", "running", "paused", "done", "cancelled", "unavailable"])
    ]
    note: str | None
    run_id: int | None = None
    trigger: str | None = None
    stage: str | Absent = None
    found: int | Absent = None
    unchanged: int | Absent = None
    total: int | Absent = None
    done: int | Absent = None
    failed: int | Absent = None
    rate: Annotated[float | Absent, Field(description="Files a second")] = None
    eta_seconds: float | None = None
    started_at: Instant | None = None
    finished_at: Instant | None = None
    files: int | Absent = None
    files_failed: int | Absent = None
    backlog: list[Backlog] | Absent = None
    recent_errors: Annotated[list[FileProblem] | Absent, Field(description="For admins")] = None


class ScanProgress(Answer):
    """
    How far each service is.
    """

    grouping: ServiceScan
    dedup: ServiceScan


class ScanRun(Answer):
    """
    A scan, and what it found.
    """

    id: int
    trigger: str
    state: str
    stage: str
    found: int
    unchanged: int
    missing: int
    started_at: Instant | None
    finished_at: Instant | None
    note: str | None
    done: int
    failed: int


class ScanRuns(Answer):
    """
    The newest scans of each service.
    """

    grouping: list[ScanRun]
    dedup: list[ScanRun]


class Commanded(Answer):
    """
    What a service said to a command.
    """

    ok: bool
    detail: Annotated[str | Absent, Field(description="Why not")] = None
    run_id: int | Absent = None
    state: str | Absent = None
    stage: str | Absent = None
    queued: Annotated[int | Absent, Field(description="Files that are tried again")] = None


class ScanCommanded(Answer):
    """
    What each service that was told said to it.
    """

    grouping: Commanded | Absent = None
    dedup: Commanded | Absent = None


class IndexState(Answer):
    """
    How far the index of the caller's assets is.
    """

    state: Annotated[str, Field(examples=["new", "running", "complete"])]
    done: int
    total: int
    indexed_at: Instant | None


class GroupsState(Answer):
    """
    How often what the caller sees has changed.
    """

    version: int


class EventState(Answer):
    """
    What the events tell, by their names; `index` and `groups` once the caller is known.
    """

    progress: ScanProgress
    index: IndexState | Absent = None
    groups: GroupsState | Absent = None
