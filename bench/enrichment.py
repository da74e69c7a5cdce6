"""
What enriching adds to an answer of Immich's, with a million files in the read models.

    python -m bench.enrichment [ASSETS=1000000] [--rounds N]

Fills an embedded Postgres with one owner's assets, 40 % of them in pairs of versions and 20 % in
pairs of duplicates, and asks a canned Immich both directly and through a gateway process (its Redis
embedded, too): a search of 100 and of 1,000 assets, and a bucket of the timeline of 5,000. *Cold*
rounds ask for pages that nobody asked for before, *warm* ones for one page again and again. The
gateway's duties rest: there are no services whose groups they could compare with these. Added
is a round's time through the gateway less the median of the direct ones, in milliseconds. The last
line is JSON.
"""

import argparse
import http.client
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.canned_immich import OWNER, serve
from gateway import migrate
from localstack.guardian import Guardian
from localstack.ports import free_port
from localstack.postgres import EmbeddedPostgres
from localstack.valkey import EmbeddedValkey, Role
from mediacore.database import Database, raw

ROUNDS = 40
QUESTIONS = {
    "search_100": ("POST", "/search/metadata?page={page}"),
    "search_1000": ("POST", "/search/smart?page={page}"),
    "bucket_5000": ("GET", "/timeline/bucket?page={page}"),
}
AIMS = {"search_100": 15, "search_1000": 60, "bucket_5000": 60}
KEY = {"x-api-key": "k", "content-type": "application/json"}
FILL = """
INSERT INTO users (user_id, name, email, is_admin, index_state)
VALUES (%(owner)s, 'Anna', 'anna@example.org', false, 'complete');
INSERT INTO files (path_key, path)
SELECT decode(md5('p' || n), 'hex'), n / 100 || '/IMG_' || n || '.jpg'
FROM generate_series(0, %(last)s) AS n;
INSERT INTO assets (asset_id, owner_id, file_id, original_path, original_file_name, kind,
    visibility, view, is_trashed, is_offline, is_favorite, shown, local_at, month, updated_at)
SELECT md5('a' || n)::uuid, %(owner)s, n + 1, '/mnt/IMG_' || n || '.jpg', 'IMG_' || n || '.jpg',
    'IMAGE', 'timeline', 'timeline', false, false, false, true,
    timestamp '2000-01-01' + n * interval '10 minutes',
    date_trunc('month', timestamp '2000-01-01' + n * interval '10 minutes')::date, now()
FROM generate_series(0, %(last)s) AS n;
CREATE TEMPORARY TABLE pairs AS
SELECT n, kind, level, md5(kind || n)::uuid AS group_id
FROM generate_series(0, %(last)s - 1, 10) AS ten,
    (VALUES (0, 'version', ''), (2, 'version', ''), (2, 'duplicate', '0.95'))
        AS p (step, kind, level),
    LATERAL (SELECT ten + step AS n) AS first;
INSERT INTO owner_groups (owner_id, kind, level, group_id, type, switchable, burst, revision, count,
    size, savings, similarity, newest, earliest, cover_id, path, members)
SELECT %(owner)s, kind, level, group_id, CASE kind WHEN 'version' THEN 'raw_jpeg' ELSE 'exact' END,
    true, false, 1, 2, 30000000, 5000000, 1, timestamp '2020-01-01', timestamp '2020-01-01',
    md5('a' || n)::uuid, n / 100 || '/IMG_' || n || '.jpg',
    jsonb_build_array(
        jsonb_build_object('id', md5('a' || n)::uuid, 'filename', 'IMG_' || n || '.jpg',
            'type', 'jpeg', 'size', 5000000, 'path', n / 100 || '/IMG_' || n || '.jpg'),
        jsonb_build_object('id', md5('a' || n + 1)::uuid, 'filename', 'IMG_' || n || '.cr2',
            'type', 'raw', 'size', 25000000, 'path', n / 100 || '/IMG_' || n || '.cr2'))
FROM pairs;
INSERT INTO asset_groups (asset_id, kind, level, owner_id, group_id)
SELECT md5('a' || n + second)::uuid, kind, level, %(owner)s, group_id
FROM pairs, (VALUES (0), (1)) AS s (second);
"""


def fill(url: str, assets: int) -> None:
    """
    Fill the read models.
    """
    database = Database(url)
    values = {"owner": f"'{OWNER}'", "last": str(assets - 1)}
    with database.write() as session:
        raw(session).execute((FILL % values).encode())
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")
    database.close()


@contextmanager
def canned(pages: int) -> Iterator[int]:
    """
    Run the canned Immich in a process of its own; gives its port.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, pages), daemon=True)
    process.start()
    port = free_port()
    ours.send(port)
    ours.recv()
    try:
        yield port
    finally:
        process.kill()
        process.join()


@contextmanager
def gateway(database_url: str, redis_url: str, immich: int) -> Iterator[int]:
    """
    Run a gateway; gives its port once it answers.
    """
    port = free_port()
    env = {
        **os.environ,
        "DATABASE_URL": database_url,
        "REDIS_CACHE_URL": redis_url,
        "IMMICH_URL": f"http://127.0.0.1:{immich}",
        "SERVICE_TOKEN": "a-token-for-benchmarks",
        "PORT": str(port),
        "LOG_LEVEL": "error",
        "ENRICHMENT_BUDGET_MS": "10000",
        "BACKGROUND": "false",
    }
    process = subprocess.Popen([sys.executable, "-m", "gateway.main"], env=env)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int) -> None:
    """
    Wait until somebody answers on a port.
    """
    deadline = time.monotonic() + 60
    while True:
        try:
            ask(connect(port), "GET", "/api/users/me")
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def connect(port: int) -> http.client.HTTPConnection:
    """
    Open a connection that stays.
    """
    return http.client.HTTPConnection("127.0.0.1", port, timeout=30)


def ask(connection: http.client.HTTPConnection, method: str, path: str) -> tuple[float, str]:
    """
    Ask once; gives the milliseconds, and what the answer says of its enrichment.
    """
    started = time.perf_counter()
    connection.request(method, path, b"{}" if method == "POST" else None, KEY)
    answer = connection.getresponse()
    answer.read()
    taken = (time.perf_counter() - started) * 1000
    if answer.status != http.client.OK:
        raise RuntimeError(f"{path} was answered {answer.status}")
    return taken, answer.headers.get("x-twinlens-enrichment", "")


def measure(immich: int, through: int, rounds: int) -> dict[str, dict[str, float]]:
    """
    Measure every question, direct and through, cold and warm, round by round.
    """
    figures = {}
    direct, enriched = connect(immich), connect(through)
    for name, (method, path) in QUESTIONS.items():
        times: dict[str, list[float]] = {"direct": [], "cold": [], "warm": []}
        for number in range(rounds + 2):
            page = path.format(page=number)
            plain, _ = ask(direct, method, "/api" + page)
            cold, said = ask(enriched, method, "/api/immich" + page)
            warm, again = ask(enriched, method, "/api/immich" + path.format(page=0))
            if {said, again} != {"full"}:
                raise RuntimeError(f"{name} was enriched: {said}, {again}")
            if number >= 2:  # the first ones open connections
                for kind, taken in (("direct", plain), ("cold", cold), ("warm", warm)):
                    times[kind].append(taken)
        figures[name] = added(times)
        print(name, figures[name], flush=True)
    return figures


def added(times: dict[str, list[float]]) -> dict[str, float]:
    """
    Give medians and 95th percentiles.
    """
    base = statistics.median(times["direct"])
    made = {"direct_median": base, "direct_p95": percentile(times["direct"])}
    for kind in ("cold", "warm"):
        more = [taken - base for taken in times[kind]]
        made[f"{kind}_added_median"] = statistics.median(more)
        made[f"{kind}_added_p95"] = percentile(more)
    return {name: round(value, 1) for name, value in made.items()}


def percentile(values: list[float]) -> float:
    """
    Give the 95th percentile.
    """
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def main() -> None:
    """
    Fill, serve, ask, and print.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("assets", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="twinlens-bench-") as folder:
        Path(folder).chmod(0o755)
        with Guardian(Path(folder)) as guardian:
            postgres = EmbeddedPostgres(Path(folder) / "postgres", durable=False)
            postgres.start(guardian.env)
            redis = EmbeddedValkey(Path(folder) / "redis", Role.CACHE)
            redis.start(guardian.env)
            postgres.ensure_databases(["gateway"])
            migrate.upgrade(postgres.url("gateway"))
            started = time.perf_counter()
            fill(postgres.url("gateway"), options.assets)
            print(f"{options.assets} assets in {time.perf_counter() - started:.0f} s", flush=True)
            with (
                canned(options.rounds + 2) as immich,
                gateway(postgres.url("gateway"), redis.url, immich) as through,
            ):
                figures = measure(immich, through, options.rounds)
            redis.stop()
            postgres.stop()
    print(json.dumps({"assets": options.assets, "aims": AIMS, **figures}))


if __name__ == "__main__":
    main()
