"""
Exact copies in 3 GB of which a tenth is copied: the service beside `jdupes` and `rdfind`.

    python -m bench.exact [GIGABYTES=3] [--rounds 3]

Each round runs all of them on the same files, first read from the disk, then from memory; medians
are printed, the last line is JSON. The tools only look (no links, no deletions). Ours is the whole
service over empty tables: walk, quick ids, comparison, SHA-256, groups in Postgres; its processes
run already and have scanned an empty library, as in life. Bytes are those asked of the system with
`read` and its kin (`rchar`; none of the programs maps files), of ours by the workers, the code they
load included.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]  # ships no types
import redis

from bench.copies import CopiesLibrary, Truth, forget_pages, recall_pages
from dedup import migrate
from localstack.guardian import Guardian
from localstack.postgres import EmbeddedPostgres
from localstack.valkey import EmbeddedValkey, Role
from mediacore.database import Database, raw

WORKERS = 2
WALKER = """
from dedup.jobs import work
from dedup.wiring import runtime
asked = runtime(work.send)
while input():
    asked.start_scan("manual")
    print(flush=True)
"""
TOOLS = {
    "jdupes": ["jdupes", "-q", "-r", "-j"],
    "jdupes -Q": ["jdupes", "-q", "-r", "-j", "-Q"],
    "rdfind": ["rdfind", "-dryrun", "false", "-outputname"],
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    One run: its time, the bytes it read, and how many sets of copies it found.
    """

    seconds: float
    read: int
    sets: int


def read_by(pid: int) -> int:
    """
    Give the bytes a process has asked the system for, also when it has ended but is not reaped.
    """
    lines = Path(f"/proc/{pid}/io").read_text().splitlines()
    return int(lines[0].removeprefix("rchar: "))


def run_tool(name: str, library: Path, folder: Path) -> Outcome:
    """
    Run one of the others.
    """
    told = folder / "told"
    last = [str(told), str(library)] if name == "rdfind" else [str(library)]
    with (folder / "out").open("wb") as out:
        started = time.perf_counter()
        process = subprocess.Popen([*TOOLS[name], *last], stdout=out, stderr=subprocess.DEVNULL)
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        seconds = time.perf_counter() - started
        read = read_by(process.pid)
        process.wait()
    if name == "rdfind":
        sets = told.read_text().count("DUPTYPE_FIRST_OCCURRENCE")
    else:
        sets = len(json.loads((folder / "out").read_text())["matchSets"])
    return Outcome(seconds, read, sets)


class Ours:
    """
    The service, in processes of its own as in life.
    """

    def __init__(self, library: Path, folder: Path, server: EmbeddedPostgres, queue: str) -> None:
        self._library = library
        self._folder = folder
        self._server = server
        self._queue = queue
        self._runs = 0
        self.parts: dict[str, int] = {}

    def run(self, prepare: Callable[[Path], None]) -> Outcome:
        """
        Scan with empty tables.
        """
        self._runs += 1
        name = f"dedup_{self._runs}"
        self._server.ensure_databases([name])
        migrate.upgrade(self._server.url(name))
        environment = {
            **os.environ,
            "MEDIA_PATH": str(self._library),
            "DATABASE_URL": self._server.url(name),
            "REDIS_URL": self._queue,
            "SERVICE_TOKEN": "benchmark-benchmark",
            "WORKER_COUNT": str(WORKERS),
            "ENABLE_PERCEPTUAL_MATCH": "false",
            "LOG_LEVEL": "error",
        }
        with redis.Redis.from_url(self._queue) as client:
            client.flushall()
            with (self._folder / "worker.log").open("ab") as log:
                worker = subprocess.Popen(
                    [sys.executable, "-m", "dedup.worker"], env=environment, stdout=log, stderr=log
                )
            walker = subprocess.Popen(
                [sys.executable, "-c", WALKER],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            database = Database(self._server.url(name))
            try:
                while not client.exists("twinlens:__heartbeats__"):
                    time.sleep(0.1)
                self._warm_up(walker, database)
                prepare(self._library)
                return self._scan(walker, worker.pid, database)
            finally:
                walker.communicate(b"\n")
                worker.terminate()
                worker.wait()
                database.close()

    def _warm_up(self, walker: "subprocess.Popen[bytes]", database: Database) -> None:
        """
        Let it scan an empty library first: in life it has been running for long.
        """
        aside = self._library.rename(self._folder / "aside")
        self._library.mkdir()
        self._ask(walker)
        while ask(database, "SELECT count(*) FROM scan_runs WHERE state = 'done'") != (1,):
            time.sleep(0.02)
        self._library.rmdir()
        aside.rename(self._library)

    def _ask(self, walker: "subprocess.Popen[bytes]") -> None:
        """
        Have a scan asked for, as the watcher or the API would.
        """
        assert walker.stdin is not None  # noqa: S101 - a pipe was asked for
        assert walker.stdout is not None  # noqa: S101 - a pipe was asked for
        walker.stdin.write(b"scan\n")
        walker.stdin.flush()
        walker.stdout.readline()

    def _scan(self, walker: "subprocess.Popen[bytes]", worker: int, database: Database) -> Outcome:
        """
        Scan the library, and wait until all is compared and read.
        """
        tree = [worker, *(one.pid for one in psutil.Process(worker).children(recursive=True))]
        before = sum(map(read_by, tree))
        started = time.perf_counter()
        self._ask(walker)
        query = (
            "SELECT (SELECT count(*) FROM scan_runs WHERE state = 'done'),"
            " (SELECT count(*) FROM dirty_keys), (SELECT count(*) FROM hash_queue)"
        )
        while ask(database, query) != (2, 0, 0):
            time.sleep(0.01)
        seconds = time.perf_counter() - started
        read = sum(map(read_by, tree)) - before
        (sets,) = ask(database, "SELECT count(*) FROM duplicate_groups")
        quick, whole = ask(
            database,
            "SELECT sum(least(size, 196608)), sum(size) FILTER (WHERE sha256 IS NOT NULL)"
            " FROM files",
        )
        self.parts = {"quick_ids": int(quick), "whole_files": int(whole)}
        return Outcome(seconds, read, sets)


def ask(database: Database, query: str) -> tuple[Any, ...]:
    """
    Give the one row of a query.
    """
    with database.read() as session:
        row: tuple[Any, ...] | None = raw(session).execute(query.encode()).fetchone()
    assert row is not None  # noqa: S101 - each query here gives one row
    return row


def compare(library: Path, folder: Path, ours: Ours, rounds: int) -> dict[str, list[Outcome]]:
    """
    Run everybody in turns, from the disk and from memory.
    """
    found: dict[str, list[Outcome]] = defaultdict(list)
    for _ in range(rounds):
        for state, prepare in (("disk", forget_pages), ("memory", recall_pages)):
            found[f"twinlens, {state}"].append(ours.run(prepare))
            for tool in TOOLS:
                prepare(library)
                found[f"{tool}, {state}"].append(run_tool(tool, library, folder))
    return found


def median(outcomes: list[Outcome]) -> Outcome:
    """
    Give the middle time and bytes.
    """
    return Outcome(
        statistics.median(one.seconds for one in outcomes),
        round(statistics.median(one.read for one in outcomes)),
        outcomes[0].sets,
    )


def report(truth: Truth, ours: Ours, found: dict[str, list[Outcome]]) -> None:
    """
    Print a line each, and all of it as JSON.
    """
    rows = {name: median(outcomes) for name, outcomes in found.items()}
    for name, row in rows.items():
        times = ", ".join(f"{one.seconds:.2f}" for one in found[name])
        print(
            f"{name:18} {row.seconds:6.2f} s ({times})  {row.read / 1e6:7.1f} MB read"
            f"  {row.sets} sets"
        )
    result = {
        "library": asdict(truth),
        "load": round(os.getloadavg()[0], 1),
        "runs": {name: asdict(row) for name, row in rows.items()},
        "ours": ours.parts,
        "times_rdfind": {
            state: round(rows[f"twinlens, {state}"].seconds / rows[f"rdfind, {state}"].seconds, 2)
            for state in ("disk", "memory")
        },
        "bytes_of_jdupes": {
            tool: round(rows["twinlens, disk"].read / rows[f"{tool}, disk"].read, 2)
            for tool in ("jdupes", "jdupes -Q")
        },
    }
    print(json.dumps(result))


def main() -> None:
    """
    Run and print.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("gigabytes", nargs="?", type=float, default=3.0)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if any(shutil.which(name) is None for name in ("jdupes", "rdfind")):
        sys.exit("jdupes and rdfind are missing: apt-get install jdupes rdfind")
    with tempfile.TemporaryDirectory(prefix="twinlens-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        library = folder / "library"
        library.mkdir()
        truth = CopiesLibrary(library).make(round(options.gigabytes * 1e9))
        print(f"{truth.files} files, {truth.size / 1e9:.2f} GB, {truth.copied / 1e9:.2f} GB copied")
        with Guardian(folder) as guardian:
            server = EmbeddedPostgres(folder / "postgres")
            queue = EmbeddedValkey(folder / "redis", Role.JOBS)
            server.start(guardian.env)
            queue.start(guardian.env)
            try:
                ours = Ours(library, folder, server, queue.url)
                found = compare(library, folder, ours, options.rounds)
            finally:
                queue.stop()
                server.stop()
        report(truth, ours, found)


if __name__ == "__main__":
    main()
