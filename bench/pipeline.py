"""
The whole pipeline over generated files, cold database, against `exiftool -fast2` on the same files.

    python -m bench.pipeline [FILES=20000] [--no-exiftool] [--small]

Discover, read, group and store with the real worker processes, Postgres and Redis of the local
mode. Prints files per second, peak memory of the workers, and exiftool's rate in the same run; the
last line is JSON.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # ships no types
import redis

from bench.library import make_library
from grouping import migrate
from grouping.library import GroupingLibrary
from grouping.rules import Rules
from localstack.guardian import Guardian
from localstack.postgres import EmbeddedPostgres
from localstack.valkey import EmbeddedValkey, Role
from mediacore.database import Database, raw
from mediacore.exclusions import Exclusions
from mediacore.scan_runtime import ScanRuntime

WORKERS = 2


class PeakMemory(threading.Thread):
    """
    Watches the memory of a process tree: the sum of what each holds for itself (USS).
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._root = psutil.Process(pid)
        self._ended = threading.Event()
        self.peak = 0

    def run(self) -> None:
        """
        Look every 200 ms.
        """
        while not self._ended.wait(0.2):
            total = 0
            for process in [self._root, *self._root.children(recursive=True)]:
                try:
                    total += process.memory_full_info().uss
                except psutil.Error:
                    continue
            self.peak = max(self.peak, total)

    def stop(self) -> float:
        """
        End, and give the peak in MiB.
        """
        self._ended.set()
        self.join()
        return self.peak / 2**20


def run_exiftool(library: Path) -> float | None:
    """
    Give the seconds exiftool takes for the same facts of the same files.
    """
    program = shutil.which("exiftool")
    if program is None:
        return None
    command = [program, "-fast2", "-r", "-q", "-q", "-json", "-DateTimeOriginal"]
    command += ["-SubSecTimeOriginal", "-OffsetTimeOriginal", "-Make", "-Model", str(library)]
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


def run_pipeline(
    folder: Path, library: Path, postgres: str, queue: str
) -> tuple[float, float, int]:
    """
    Give seconds, peak MiB and groups of a scan with cold tables.
    """
    database = Database(postgres)
    environment = {
        **os.environ,
        "MEDIA_PATH": str(library),
        "DATABASE_URL": postgres,
        "REDIS_URL": queue,
        "SERVICE_TOKEN": "benchmark-benchmark",
        "WORKER_COUNT": str(WORKERS),
        "LOG_LEVEL": "error",
    }
    log = (folder / "worker.log").open("wb")
    worker = subprocess.Popen(
        [sys.executable, "-m", "grouping.worker"], env=environment, stdout=log, stderr=log
    )
    try:
        os.environ |= {key: environment[key] for key in ("DATABASE_URL", "REDIS_URL")}
        os.environ |= {key: environment[key] for key in ("SERVICE_TOKEN", "MEDIA_PATH")}
        from grouping.jobs import work  # noqa: PLC0415 - reads the environment set above

        def wake_one() -> None:
            work.send()

        root = os.fsencode(library)
        runtime = ScanRuntime(
            database,
            root,
            GroupingLibrary(database, root, Rules()),
            exclusions=Exclusions(),
            batch_size=500,
            send=wake_one,
        )
        with redis.Redis.from_url(queue) as client:
            while not client.exists("twinlens:__heartbeats__"):
                time.sleep(0.1)
        memory = PeakMemory(worker.pid)
        memory.start()
        started = time.perf_counter()
        runtime.start_scan("manual")
        while True:
            with database.read() as session:
                row = (
                    raw(session)
                    .execute(
                        "SELECT (SELECT count(*) FROM scan_runs WHERE state = 'done'),"
                        " (SELECT count(*) FROM dirty_keys)"
                    )
                    .fetchone()
                )
            if row == (1, 0):
                break
            time.sleep(0.05)
        seconds = time.perf_counter() - started
        with database.read() as session:
            groups = raw(session).execute("SELECT count(*) FROM file_groups").fetchone()
        return seconds, memory.stop(), groups[0] if groups else 0
    finally:
        worker.terminate()
        worker.wait()
        log.close()
        database.close()


def main() -> None:
    """
    Run and print.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="?", type=int, default=20_000)
    parser.add_argument("--no-exiftool", action="store_true")
    parser.add_argument("--small", action="store_true", help="small pictures, to fit on the disk")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="twinlens-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        library = folder / "library"
        library.mkdir()
        started = time.perf_counter()
        files = make_library(library, options.files, small=options.small)
        print(f"generated {files} files in {time.perf_counter() - started:.1f} s")
        exiftool = None if options.no_exiftool else run_exiftool(library)
        with Guardian(folder) as guardian:
            server = EmbeddedPostgres(folder / "postgres")
            queue = EmbeddedValkey(folder / "redis", Role.JOBS)
            server.start(guardian.env)
            queue.start(guardian.env)
            try:
                server.ensure_databases(["grouping"])
                migrate.upgrade(server.url("grouping"))
                seconds, memory, groups = run_pipeline(
                    folder, library, server.url("grouping"), queue.url
                )
            finally:
                queue.stop()
                server.stop()
    rate = files / seconds
    result = {
        "files": files,
        "groups": groups,
        "seconds": round(seconds, 2),
        "files_per_second": round(rate),
        "peak_memory_mib": round(memory),
        "workers": WORKERS,
    }
    if exiftool is not None:
        result["exiftool_files_per_second"] = round(files / exiftool)
        result["times_exiftool"] = round(rate / (files / exiftool), 1)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
