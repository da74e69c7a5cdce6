"""
From a complete new pair on disk to its committed group, with inotify: median of 20.

    python -m bench.latency [ROUNDS=20] [--files N]

Real watcher and worker processes, Postgres and Redis of the local mode; `--files` rows lie in the
inventory already. The last line is JSON.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from bench.filled import fill
from grouping import migrate
from localstack.guardian import Guardian
from localstack.postgres import EmbeddedPostgres
from localstack.valkey import EmbeddedValkey, Role
from localstack.writers import write_dng, write_jpeg
from mediacore.database import Database, raw

DEADLINE_SECONDS = 60.0


def groups_of(database: Database, name: str) -> int:
    """
    Give how many groups have a member of this name.
    """
    with database.read() as session:
        row = (
            raw(session)
            .execute(
                "SELECT count(DISTINCT group_id) FROM group_members WHERE file_path = %s", (name,)
            )
            .fetchone()
        )
    return int(row[0]) if row else 0


def wait_for(database: Database, query: str) -> None:
    """
    Wait until a query gives true.
    """
    deadline = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < deadline:
        with database.read() as session:
            row = raw(session).execute(query.encode()).fetchone()
        if row and row[0]:
            return
        time.sleep(0.02)
    raise TimeoutError(query)


def measure(database: Database, media: Path, rounds: int) -> list[float]:
    """
    Give the seconds of each round: from the last byte of the pair to its group.
    """
    taken = datetime(2026, 5, 1, 12)  # noqa: DTZ001 - a camera's clock has no zone
    seconds = []
    for number in range(rounds):
        name = f"IMG_{number:04d}"
        write_jpeg(media / f"{name}.JPG", taken + timedelta(minutes=number))
        write_dng(media / f"{name}.DNG", taken + timedelta(minutes=number))
        started = time.perf_counter()
        while not groups_of(database, f"{name}.DNG"):
            if time.perf_counter() - started > DEADLINE_SECONDS:
                raise TimeoutError(name)
            time.sleep(0.01)
        seconds.append(time.perf_counter() - started)
    return seconds


def main() -> None:
    """
    Start, measure, print.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("rounds", nargs="?", type=int, default=20)
    parser.add_argument("--files", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="twinlens-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        media = folder / "media"
        media.mkdir()
        write_jpeg(media / "first.JPG", datetime(2026, 1, 1))  # noqa: DTZ001 - a camera's clock
        with Guardian(folder) as guardian:
            server = EmbeddedPostgres(folder / "postgres")
            queue = EmbeddedValkey(folder / "redis", Role.JOBS)
            server.start(guardian.env)
            queue.start(guardian.env)
            running = []
            try:
                server.ensure_databases(["grouping"])
                url = server.url("grouping")
                migrate.upgrade(url)
                if options.files:
                    fill(url, options.files)
                environment = {
                    **os.environ,
                    "DATABASE_URL": url,
                    "REDIS_URL": queue.url,
                    "SERVICE_TOKEN": "benchmark-benchmark",
                    "MEDIA_PATH": str(media),
                    "LOG_LEVEL": "error",
                }
                for module in ("grouping.worker", "grouping.watch"):
                    command = [sys.executable, "-m", module]
                    running.append(subprocess.Popen(command, env=environment))
                database = Database(url)
                wait_for(database, "SELECT count(*) = 1 FROM scan_runs WHERE state = 'done'")
                wait_for(database, "SELECT count(*) = 1 FROM library_state WHERE key = 'watcher'")
                seconds = measure(database, media, options.rounds)
                database.close()
            finally:
                for process in running:
                    process.terminate()
                for process in running:
                    process.wait()
                queue.stop()
                server.stop()
    result = {
        "rounds": len(seconds),
        "inventory_rows": options.files,
        "median_s": round(statistics.median(seconds), 2),
        "max_s": round(max(seconds), 2),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
