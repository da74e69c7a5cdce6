"""
The web UI as `make run` serves it, over read models filled with many cards.

The gateway is a process of its own and has its built web UI (`make web`), its headers and limits;
what is behind it is canned in another process.
"""

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bench.lists_filled import fill
from bench.upstreams import running
from bench.web_behind import serve
from gateway import migrate
from localstack.guardian import Guardian
from localstack.ports import free_port
from localstack.postgres import EmbeddedPostgres

DIST = Path(__file__).resolve().parents[1] / "services" / "web" / "dist"
COOKIE = ("twinlens", "many")
CARDS_A_GROUP = 2  # a shot of two versions, and the twin of one of them
ASSETS_A_GROUP = 3
# Pictures of many shapes, and a placeholder of its own for each.
VARIED = """
UPDATE assets SET
  width = (array[6000, 4000, 4032, 3840])[hashint4(file_id::int) % 4 + 4 - 3],
  height = (array[4000, 6000, 3024, 2160])[hashint4(file_id::int) % 4 + 4 - 3],
  thumbhash = encode(substring(decode(thumbhash, 'base64') for 6)
    || substring(decode(md5(asset_id::text), 'hex') for 15), 'base64')
"""


@contextmanager
def standing(cards: int) -> Iterator[str]:
    """
    Give the address of a web UI whose timeline has that many cards.
    """
    if not (DIST / "index.html").exists():
        sys.exit("The web UI is not built: make web")
    with tempfile.TemporaryDirectory(prefix="twinlens-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with Guardian(folder) as guardian:
            server = EmbeddedPostgres(folder / "postgres")
            server.start(guardian.env)
            try:
                server.ensure_databases(["gateway"])
                url = server.url("gateway")
                migrate.upgrade(url)
                fill(url, cards // CARDS_A_GROUP)
                vary(url)
                with behind(url) as others, gateway(url, others) as address:
                    yield address
            finally:
                server.stop()


def vary(url: str) -> None:
    """
    Give pictures different shapes and placeholders, and call the index complete.
    """
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute(VARIED)
        connection.execute("UPDATE users SET index_state = 'complete', indexed_at = now()")
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


@contextmanager
def behind(url: str) -> Iterator[str]:
    """
    Run Immich and the services, canned.
    """
    port = free_port()
    here, there = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(there, url))
    process.start()
    here.send(port)
    here.recv()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.join()


@contextmanager
def gateway(url: str, others: str) -> Iterator[str]:
    """
    Run the web process of `make run`, which follows nobody.
    """
    port = free_port()
    environment = {
        "DATABASE_URL": url,
        "IMMICH_URL": others,
        "GROUPING_URL": others,
        "DEDUP_URL": others,
        "MEDIA_PATH": "/mnt",
        "WEB_ROOT": str(DIST),
        "SERVICE_TOKEN": "benchmark-benchmark",
        "BACKGROUND": "false",
        "PORT": str(port),
        "LOG_LEVEL": "error",
    }
    kept = {name: "" for name in os.environ if name.startswith(("REDIS", "PATH_MAP"))}
    command = [sys.executable, "-m", "gateway.main"]
    with running(command, port, **kept, **environment) as address:
        yield address
