"""
The first index of a user's assets, against a stand-in for Immich in a process of its own.

    python -m bench.index [ASSETS=100000] [--version 3]

Embedded Postgres, and the gateway's own indexer in this process. Prints the seconds, the requests
to Immich, and for how long the event loop at most did not get its turn; the last line is JSON.
"""

import argparse
import asyncio
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from gateway import migrate
from gateway.credentials import Credentials
from gateway.immich_client import ImmichClient
from gateway.immich_library import ImmichLibrary
from gateway.indexer import Indexer
from gateway.json_client import make_client
from gateway.viewer import Viewer
from localstack.guardian import Guardian
from localstack.ports import free_port
from localstack.postgres import EmbeddedPostgres
from mediacore.database import Database, raw

DEADLINE_SECONDS = 900.0
BEAT_SECONDS = 0.005
QUIET_SECONDS = 15.0  # so that what was made just now is not asked for again as new
DEMO = ("demo@twinlens.local", "demo")


class Pulse:
    """
    Beats on the event loop, and keeps the longest time between two beats.
    """

    def __init__(self) -> None:
        self.longest = 0.0

    async def run(self) -> None:
        """
        Beat until cancelled.
        """
        last = time.perf_counter()
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            now = time.perf_counter()
            self.longest = max(self.longest, now - last - BEAT_SECONDS)
            last = now


def is_complete(database: Database) -> bool:
    """
    Tell whether the index is.
    """
    with database.read() as session:
        row = raw(session).execute("SELECT count(*) FROM users WHERE index_state = 'complete'")
        return row.fetchone() == (1,)


def count(database: Database) -> int:
    """
    Give how many assets are shown.
    """
    with database.read() as session:
        row = raw(session).execute("SELECT count(*) FROM assets WHERE shown").fetchone()
    return int(row[0]) if row else 0


async def up(url: str) -> None:
    """
    Wait until the stand-in answers.
    """
    deadline = time.monotonic() + DEADLINE_SECONDS
    async with httpx.AsyncClient(base_url=url) as client:
        while time.monotonic() < deadline:
            try:
                await client.get("/api/server/ping")
            except httpx.HTTPError:
                await asyncio.sleep(0.2)
            else:
                return
    raise TimeoutError(url)


async def measure(url: str, database: Database) -> dict[str, float]:
    """
    Sign in, index, and tell what it took.
    """
    await up(url)
    await asyncio.sleep(QUIET_SECONDS)
    async with make_client(url) as client:
        login = await ImmichClient(client).login(*DEMO, {})
        credentials = Credentials(((b"authorization", f"Bearer {login.token}".encode()),), ())
        library = ImmichLibrary(client)
        indexer = Indexer(library, database, lambda path: path.lstrip("/"))
        pulse = Pulse()
        tasks = [asyncio.create_task(pulse.run()), asyncio.create_task(indexer.run())]
        started = time.perf_counter()
        indexer.seen(Viewer(login.user_id, login.name, login.email, False, None, credentials))  # noqa: FBT003 - a user is what these are
        while not await asyncio.to_thread(is_complete, database):
            if time.perf_counter() - started > DEADLINE_SECONDS:
                raise TimeoutError("index")
            await asyncio.sleep(0.1)
        seconds = time.perf_counter() - started
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await indexer.close()
    return {
        "seconds": round(seconds, 1),
        "requests": library.requests,
        "longest_pause_ms": round(pulse.longest * 1000),
    }


def main() -> None:
    """
    Start, measure, print.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("assets", nargs="?", type=int, default=100_000)
    parser.add_argument("--version", choices=("2", "3"), default="3")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="twinlens-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        media = folder / "media"
        media.mkdir()
        port = free_port()
        environment = {
            **os.environ,
            "MEDIA_PATH": str(media),
            "PORT": str(port),
            "STAND_IN_ASSETS": str(options.assets),
            "STAND_IN_VERSION": options.version,
        }
        command = [sys.executable, "-m", "tests.fakes.immich"]
        with Guardian(folder) as guardian:
            server = EmbeddedPostgres(folder / "postgres")
            server.start(guardian.env)
            stand_in = subprocess.Popen(command, env=environment)
            try:
                server.ensure_databases(["gateway"])
                migrate.upgrade(server.url("gateway"))
                database = Database(server.url("gateway"))
                gc.freeze()  # as the gateway does at its start
                result = asyncio.run(measure(f"http://127.0.0.1:{port}", database))
                shown = count(database)
                database.close()
            finally:
                stand_in.terminate()
                stand_in.wait()
                server.stop()
    print(json.dumps({"assets": options.assets, "shown": shown, **result}))


if __name__ == "__main__":
    main()
