"""
The grouping API over a million files: lists, look-ups, and the database work of one new pair.

    python -m bench.million [FILES=1000000]

Fills an embedded Postgres, starts the real API process, and asks it over HTTP on loopback. Prints
medians and 95th percentiles in milliseconds; the last line is JSON.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from bench.filled import fill, shot_paths
from grouping import migrate
from grouping.library import GroupingLibrary
from grouping.rules import Rules
from localstack.guardian import Guardian
from localstack.ports import free_port
from localstack.postgres import EmbeddedPostgres
from localstack.valkey import EmbeddedValkey, Role
from localstack.writers import write_dng, write_jpeg
from mediacore.change_set import ChangeSet
from mediacore.database import Database
from mediacore.discovery import stat_entry
from mediacore.exclusions import Exclusions
from mediacore.scan_runtime import ScanRuntime

TOKEN = "benchmark-benchmark"  # noqa: S105 - of a throw-away service
ROUNDS = 60
JSON = {"Content-Type": "application/json"}


def timed(action: Callable[[], Any], rounds: int = ROUNDS) -> dict[str, float]:
    """
    Give median and 95th percentile of an action in milliseconds.
    """
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        action()
        taken.append((time.perf_counter() - started) * 1000)
    taken.sort()
    at_95 = taken[int(len(taken) * 0.95) - 1]
    return {"median_ms": round(statistics.median(taken), 1), "p95_ms": round(at_95, 1)}


def ask_api(client: httpx.Client, files: int) -> dict[str, Any]:
    """
    Time the lists and the look-ups.
    """
    rng = random.Random(7)
    shots = files // 2
    cursors: list[str] = []

    def page(**query: Any) -> None:
        answer = client.get("/groups", params=query)
        answer.raise_for_status()
        cursor = answer.json()["next_cursor"]
        if cursor and not query:
            cursors.append(cursor)

    def next_page() -> None:
        page(cursor=rng.choice(cursors))

    def walk() -> None:
        answer = client.get("/groups", params={"cursor": cursors[-1]} if cursors else {})
        cursors.append(answer.json()["next_cursor"])

    def bodies(count: int, rounds: int) -> Iterator[bytes]:
        made = []
        for _ in range(rounds):
            paths = [rng.choice(shot_paths(rng.randrange(shots))) for _ in range(count)]
            made.append(json.dumps({"paths": paths}).encode())
        return iter(made)

    def look_up(waiting: Iterator[bytes]) -> None:
        client.post("/groups/lookup", content=next(waiting), headers=JSON).raise_for_status()

    for _ in range(40):
        walk()
    return {
        "list": timed(page),
        "list_deep": timed(next_page),
        "list_type": timed(lambda: page(type="raw_jpeg")),
        "list_prefix": timed(lambda: page(prefix=f"{2000 + rng.randrange(shots // 50_000 or 1)}/")),
        "list_ungrouped": timed(lambda: page(ungrouped="true")),
        "counts": timed(lambda: client.get("/groups/counts").raise_for_status(), 10),
        "scan_status": timed(lambda: client.get("/scan/status").raise_for_status(), 10),
        "orphan_raws": timed(lambda: client.get("/suggestions/orphan-raws").raise_for_status(), 20),
        "lookup_1000": timed(partial(look_up, bodies(1000, ROUNDS))),
        "lookup_5000": timed(partial(look_up, bodies(5000, ROUNDS))),
    }


def new_pair(url: str, folder: Path) -> dict[str, float]:
    """
    Time what the database has to do for one new pair: inventory, reading stored, regrouping.
    """
    database = Database(url)
    root = os.fsencode(folder)
    runtime = ScanRuntime(
        database,
        root,
        GroupingLibrary(database, root, Rules()),
        exclusions=Exclusions(),
        batch_size=500,
        send=lambda: None,
    )
    numbers = iter(range(1000))

    def pair() -> None:
        name = f"NEW_{next(numbers):04d}"
        taken = datetime(2026, 1, 1)  # noqa: DTZ001 - a camera's clock has no zone
        write_jpeg(folder / f"{name}.JPG", taken)
        write_dng(folder / f"{name}.DNG", taken)
        entries = [stat_entry(root, f"{name}.{ending}".encode()) for ending in ("JPG", "DNG")]
        started = time.perf_counter()
        runtime.apply(ChangeSet(upserts=tuple(entry for entry in entries if entry)))
        runtime.work()
        spent.append((time.perf_counter() - started) * 1000)

    spent: list[float] = []
    for _ in range(40):
        pair()
    database.close()
    spent.sort()
    return {"median_ms": round(statistics.median(spent), 1), "p95_ms": round(spent[37], 1)}


def main() -> None:
    """
    Fill, ask, print.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="?", type=int, default=1_000_000)
    files = parser.parse_args().files
    with tempfile.TemporaryDirectory(prefix="twinlens-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        media = folder / "media"
        media.mkdir()
        with Guardian(folder) as guardian:
            server = EmbeddedPostgres(folder / "postgres")
            queue = EmbeddedValkey(folder / "redis", Role.JOBS)
            server.start(guardian.env)
            queue.start(guardian.env)
            api = None
            try:
                server.ensure_databases(["grouping"])
                url = server.url("grouping")
                migrate.upgrade(url)
                started = time.perf_counter()
                fill(url, files)
                print(f"filled {files} files in {time.perf_counter() - started:.0f} s")
                port = free_port()
                environment = {
                    **os.environ,
                    "DATABASE_URL": url,
                    "REDIS_URL": queue.url,
                    "SERVICE_TOKEN": TOKEN,
                    "MEDIA_PATH": str(media),
                    "PORT": str(port),
                    "LOG_LEVEL": "error",
                }
                api = subprocess.Popen([sys.executable, "-m", "grouping.main"], env=environment)
                with httpx.Client(
                    base_url=f"http://127.0.0.1:{port}",
                    headers={"Authorization": f"Bearer {TOKEN}"},
                    timeout=30,
                ) as client:
                    wait_for(client)
                    result: dict[str, Any] = ask_api(client, files)
                result["new_pair_all_work"] = new_pair(url, media)
            finally:
                if api is not None:
                    api.terminate()
                    api.wait()
                queue.stop()
                server.stop()
    for key, value in result.items():
        print(f"{key:20} {value}")
    print(json.dumps({"files": files, **result}))


def wait_for(client: httpx.Client) -> None:
    """
    Wait until the API answers.
    """
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if client.get("/health").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError("the API did not come up")


if __name__ == "__main__":
    main()
