"""
The dedup API over 100,000 groups at every level: lists in every order, look-ups and counts.

    python -m bench.duplicates [GROUPS=100000]

Fills an embedded Postgres, starts the real API process, and asks it over HTTP on loopback. Prints
medians and 95th percentiles in milliseconds; the last line is JSON. Then regroups a component of
5,000 alike pictures and 50,000 pairs, as a burst or a time lapse makes one.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from bench.chained import regroup_chain
from bench.filled_duplicates import OWNER, fill
from bench.million import JSON, TOKEN, timed, wait_for
from dedup import migrate
from localstack.guardian import Guardian
from localstack.ports import free_port
from localstack.postgres import EmbeddedPostgres
from localstack.valkey import EmbeddedValkey, Role

DEEP_PAGES = 40
SORTS = ("newest", "space", "similarity")


def ask_api(client: httpx.Client, paths: list[str]) -> dict[str, Any]:
    """
    Time the lists, the look-ups and the counts.
    """
    rng = random.Random(7)

    def page(owner: str = "", **query: str) -> httpx.Response:
        headers = {"X-Twinlens-Owner": owner} if owner else {}
        return client.get("/duplicates", params=query, headers=headers).raise_for_status()

    def deep(sort: str) -> Callable[[], object]:
        cursors: list[str] = []
        for _ in range(DEEP_PAGES):
            answer = page(sort=sort, **({"cursor": cursors[-1]} if cursors else {}))
            found = answer.json()["next_cursor"]
            cursors += [found] if found else []
        return lambda: page(sort=sort, cursor=rng.choice(cursors))

    def look_up(count: int) -> None:
        body = json.dumps({"paths": rng.sample(paths, min(count, len(paths)))}).encode()
        client.post("/duplicates/lookup", content=body, headers=JSON).raise_for_status()

    result: dict[str, Any] = {}
    for sort in SORTS:
        queries: dict[str, Callable[[], object]] = {
            "first": partial(page, sort=sort),
            "deep": deep(sort),
            "owner": partial(page, sort=sort, owner=OWNER),
            "exact": partial(page, sort=sort, type="exact"),
            "perceptual": partial(page, sort=sort, type="perceptual"),
            "loosest": partial(page, sort=sort, level="0.80"),
            "all_prefix": partial(page, sort=sort, prefix="2"),
            "year_prefix": lambda: page(sort=sort, prefix=f"{2000 + rng.randrange(20)}/"),  # noqa: B023 - called in this round
            "folder_prefix": lambda: page(
                sort=sort,  # noqa: B023 - called in this round
                prefix=rng.choice(paths).rpartition("/")[0],
            ),
            "no_prefix_match": partial(page, sort=sort, prefix="nothing/"),
        }
        result |= {f"{sort}_{name}": timed(query) for name, query in queries.items()}
    result["counts"] = timed(lambda: client.get("/duplicates/counts").raise_for_status(), 20)
    for count in (1000, 5000):
        result[f"lookup_{count}"] = timed(partial(look_up, count), 20)
    return result


def main() -> None:
    """
    Fill, ask, print.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("groups", nargs="?", type=int, default=100_000)
    count = parser.parse_args().groups
    with tempfile.TemporaryDirectory(prefix="twinlens-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with Guardian(folder) as guardian:
            server = EmbeddedPostgres(folder / "postgres")
            queue = EmbeddedValkey(folder / "redis", Role.JOBS)
            server.start(guardian.env)
            queue.start(guardian.env)
            api = None
            try:
                server.ensure_databases(["dedup"])
                url = server.url("dedup")
                migrate.upgrade(url)
                paths = fill(url, count)
                port = free_port()
                environment = {
                    **os.environ,
                    "DATABASE_URL": url,
                    "REDIS_URL": queue.url,
                    "SERVICE_TOKEN": TOKEN,
                    "MEDIA_PATH": str(folder),
                    "PORT": str(port),
                    "LOG_LEVEL": "error",
                }
                api = subprocess.Popen([sys.executable, "-m", "dedup.main"], env=environment)
                with httpx.Client(
                    base_url=f"http://127.0.0.1:{port}",
                    headers={"Authorization": f"Bearer {TOKEN}"},
                    timeout=30,
                ) as client:
                    wait_for(client)
                    result = ask_api(client, paths)
                result["chain"] = regroup_chain(url)
            finally:
                if api is not None:
                    api.terminate()
                    api.wait()
                queue.stop()
                server.stop()
    for key, value in result.items():
        print(f"{key:28} {value}")
    print(json.dumps({"groups": count, **result}))


if __name__ == "__main__":
    main()
