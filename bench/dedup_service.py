"""
The dedup service over a folder, for benchmarks: real worker processes, Postgres and Redis.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import redis

from dedup import migrate
from dedup.library import DedupLibrary, Depth
from dedup.progress import backlog
from localstack.guardian import Guardian
from localstack.postgres import EmbeddedPostgres
from localstack.valkey import EmbeddedValkey, Role
from mediacore.database import Database, raw
from mediacore.exclusions import Exclusions
from mediacore.scan_runtime import ScanRuntime

LOOK_SECONDS = 0.05
SAY_SECONDS = 10.0
STALL_SECONDS = 300.0  # without any work getting less or more: something has failed again and again


@dataclass(frozen=True, slots=True)
class Scanned:
    """
    A library after its first scan.

    :ivar seconds: from the start of the scan until nothing was left to do.
    """

    database: Database
    seconds: float


@contextmanager
def scanned(library: Path, workers: int = 2, **settings: str) -> Iterator[Scanned]:
    """
    Scan a folder from nothing; the database lives as long as the block.

    :param settings: further environment variables of the workers.
    """
    with tempfile.TemporaryDirectory(prefix="twinlens-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with Guardian(folder) as guardian:
            server = EmbeddedPostgres(folder / "postgres")
            queue = EmbeddedValkey(folder / "redis", Role.JOBS)
            server.start(guardian.env)
            queue.start(guardian.env)
            server.ensure_databases(["dedup"])
            migrate.upgrade(server.url("dedup"))
            database = Database(server.url("dedup"))
            environment = {
                "MEDIA_PATH": str(library),
                "DATABASE_URL": server.url("dedup"),
                "REDIS_URL": queue.url,
                "SERVICE_TOKEN": "benchmark-benchmark",
                "WORKER_COUNT": str(workers),
                "LOG_LEVEL": "error",
                **settings,
            }
            os.environ |= environment
            with (folder / "worker.log").open("wb") as log:
                worker = subprocess.Popen(
                    [sys.executable, "-m", "dedup.worker"], stdout=log, stderr=log
                )
                try:
                    yield Scanned(database, _scan(database, library, queue.url))
                finally:
                    worker.terminate()
                    worker.wait()
                    database.close()
                    queue.stop()
                    server.stop()
                    sys.stderr.write((folder / "worker.log").read_text(errors="replace"))


def _scan(database: Database, library: Path, queue: str) -> float:
    from dedup.jobs import work  # noqa: PLC0415 - reads the environment set above

    def wake_one() -> None:
        work.send()

    root = os.fsencode(library)
    watching = Depth(whole_files=False)
    runtime = ScanRuntime(
        database,
        root,
        DedupLibrary(database, root, watching),
        exclusions=Exclusions(),
        batch_size=100,
        send=wake_one,
    )
    with redis.Redis.from_url(queue) as client:
        while not client.exists("twinlens:__heartbeats__"):
            time.sleep(LOOK_SECONDS)
    started = said = moved = time.perf_counter()
    before: object = None
    runtime.start_scan("manual")
    while True:
        with database.read() as session:
            row = (
                raw(session)
                .execute("SELECT count(*) FROM scan_runs WHERE state = 'done'")
                .fetchone()
            )
            left = backlog(session)
        if row == (1,) and not any(part.waiting for part in left):
            return time.perf_counter() - started
        if (row, [part.waiting for part in left]) != before:
            before, moved = (row, [part.waiting for part in left]), time.perf_counter()
        if time.perf_counter() - moved > STALL_SECONDS:
            raise TimeoutError("the scan stands still; the workers' log says why")
        if time.perf_counter() - said > SAY_SECONDS:
            said = time.perf_counter()
            runtime.wake(2)
            rest = ", ".join(f"{part.stage} {part.waiting}" for part in left if part.waiting)
            sys.stderr.write(f"{said - started:.0f} s: {rest}\n")
        time.sleep(LOOK_SECONDS)
