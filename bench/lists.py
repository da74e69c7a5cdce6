"""
Pages, counts, months and searches for one who sees 1 % of all groups, and one who sees them all.

    python -m bench.lists [GROUPS=100000] [--others 700000] [--rounds 30]

The gateway runs over embedded Postgres; Immich and the services are canned: details have their true
size, made of what was asked for. Milliseconds are of whole requests, JSON included. `first` is the
first request after a change, which counts anew. The last line is JSON.
"""

import argparse
import asyncio
import json
import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import orjson
from aiohttp import web
from aiohttp.test_utils import TestServer

from bench.lists_filled import FEW, MANY, fill
from gateway import migrate
from gateway.main import server
from gateway.settings import GatewaySettings
from localstack.guardian import Guardian
from localstack.postgres import EmbeddedPostgres
from mediacore.database import Database, raw

USERS = {"Bearer many": MANY, "Bearer few": FEW}
QUESTIONS = {
    "cards of a month": "/api/groups/timeline/bucket?timeBucket=2023-05-01",
    "months": "/api/groups/timeline/buckets",
    "months, exact only": "/api/groups/timeline/buckets?filter=exact",
    "groups": "/api/groups",
    "groups, rare type": "/api/groups?type=burst",
    "groups, prefix": "/api/groups?prefix={name}/100",
    "groups, by size": "/api/groups?sort=size",
    "counts of groups": "/api/groups/counts",
    "duplicates, newest": "/api/duplicates",
    "duplicates, space": "/api/duplicates?sort=space",
    "duplicates, similarity": "/api/duplicates?sort=similarity",
    "duplicates, rare type": "/api/duplicates?sort=space&type=perceptual",
    "counts of duplicates": "/api/duplicates/counts",
    "search, one name": "/api/search?q=img_0050000.cr2",
    "search, many names": "/api/search?q=img",
    "search, nothing": "/api/search?q=nothing-has-this-name",
    "search, camera and month": "/api/search?q=nikon+May+2023",
}
COUNTED = {"months", "months, exact only", "counts of groups", "counts of duplicates"}
DEEP = ("/api/duplicates?sort=space", "/api/groups")


def canned(path: str, group_id: str, members: list[dict[str, Any]]) -> dict[str, Any]:
    """
    Give a group in the size that a service gives it.
    """
    size = sum(member["size"] for member in members)
    shared = {
        "group_id": group_id,
        "revision": 1,
        "total_size": size,
        "created_at": "2026-05-16T06:12:04+00:00",
        "updated_at": "2026-05-16T06:12:04+00:00",
    }
    reason = [{"rule": "same_second", "text": "taken in the same second, 2026-05-16 12:00:00"}]
    told = [
        {
            **{name: member[name] for name in ("path", "filename", "type", "size")},
            "width": 6000,
            "height": 4000,
            "taken_at": "2026-05-16T12:00:00",
            "evidence": reason,
            "reasons": reason,
            "role": "original",
            "camera": "Canon EOS R6",
            "taken_source": "exif",
            "is_primary": place == 0,
            "is_cover": place == 0,
            "is_suggested_keeper": place == 0,
            "preselected": place > 0,
            "similarity_score": 1.0,
            "relation": "same",
            "sha256": "0" * 64,
            "perceptual_hash": "0" * 16,
            "also_at": [],
            "sidecars": [],
        }
        for place, member in enumerate(members)
    ]
    if path.startswith("/groups"):
        kind = {"group_type": "raw_jpeg", "confidence": 0.97, "switchable": True}
        return {**shared, **kind, "evidence": reason, "members": told}
    kind = {"duplicate_type": "exact", "level": "exact", "similarity": 1.0, "burst": False}
    return {**shared, **kind, "reasons": reason, "reclaimable_bytes": 1, "members": told}


@asynccontextmanager
async def outside(database: Database) -> AsyncIterator[str]:
    """
    Run Immich and both services, canned.
    """

    def members_of(ids: list[str]) -> dict[str, list[dict[str, Any]]]:
        query = "SELECT group_id::text, members FROM owner_groups WHERE group_id = ANY(%s::uuid[])"
        with database.read() as session:
            return dict(raw(session).execute(query.encode(), (ids,)).fetchall())

    async def answer(request: web.Request) -> web.StreamResponse:
        path = request.path
        if path.endswith("/details"):
            ids = (await request.json())["ids"]
            found = await asyncio.to_thread(members_of, ids)
            groups = [canned(path, one, found[one]) for one in ids]
            body: Any = {"groups": groups}
        elif path == "/api/users/me":
            user = USERS[request.headers["authorization"]]
            body = {"id": user, "email": "x", "name": "x", "isAdmin": False}
        elif path.startswith("/api/search/") and request.method == "POST":
            body = {"assets": {"items": [], "nextPage": None}}
        else:
            body = {} if path == "/api/server/features" else []
        return web.Response(body=orjson.dumps(body), content_type="application/json")

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", answer)
    async with TestServer(app, skip_url_asserts=True) as running:
        yield f"http://127.0.0.1:{running.port}"


@asynccontextmanager
async def gateway(url: str, others: str) -> AsyncIterator[str]:
    """
    Run a gateway in this process.
    """
    settings = GatewaySettings.model_validate(
        {
            "service_token": "benchmark-benchmark",
            "database_url": url,
            "immich_url": others,
            "grouping_url": others,
            "dedup_url": others,
            "media_path": "/mnt",
            "background": False,
            "user_limit_per_minute": 0,
            "address_limit_per_minute": 0,
        }
    )
    instance = server(settings)
    instance.config.port = 0
    task = asyncio.create_task(instance.serve())
    while not instance.started:  # noqa: ASYNC110 - a server knows no event
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{instance.servers[0].sockets[0].getsockname()[1]}"
    instance.should_exit = True
    await task


async def timed(client: aiohttp.ClientSession, url: str) -> tuple[float, Any]:
    """
    Give the milliseconds of a request, and its body.
    """
    started = time.perf_counter()
    async with client.get(url) as answer:
        body = await answer.read()
        answer.raise_for_status()
    return (time.perf_counter() - started) * 1000, orjson.loads(body)


def figures(times: list[float]) -> dict[str, float]:
    """
    Give median and 95th percentile.
    """
    return {
        "p50": round(statistics.median(times), 1),
        "p95": round(sorted(times)[int(len(times) * 0.95)], 1),
    }


async def measure(url: str, others: str, rounds: int) -> dict[str, Any]:
    """
    Ask every question of both users.
    """
    results: dict[str, Any] = {}
    async with gateway(url, others) as base:
        for name in ("few", "many"):
            told = {"authorization": f"Bearer {name}"}
            async with aiohttp.ClientSession(headers=told) as client:
                for question, path in QUESTIONS.items():
                    asked = base + path.format(name=name)
                    first, _ = await timed(client, asked)
                    times = [(await timed(client, asked))[0] for _ in range(rounds)]
                    found = figures(times) | {"first": round(first, 1)}
                    results[f"{name}: {question}"] = found
                    print(f"{name:5} {question:28} {found}", flush=True)
                for path in DEEP:
                    found = figures(await deep(client, base + path, rounds))
                    results[f"{name}: deep {path}"] = found
                    print(f"{name:5} deep {path:28} {found}", flush=True)
    return results


async def deep(client: aiohttp.ClientSession, url: str, rounds: int) -> list[float]:
    """
    Follow cursors; give the milliseconds of the last pages.
    """
    times, cursor = [], ""
    for _ in range(200):
        taken, body = await timed(client, url + cursor)
        times.append(taken)
        if body["nextCursor"] is None:
            break
        cursor = f"{'&' if '?' in url else '?'}cursor={body['nextCursor']}"
    return times[-rounds:]


def main() -> None:
    """
    Fill, measure, print.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("groups", nargs="?", type=int, default=100_000)
    parser.add_argument("--others", type=int, default=700_000)
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    os.environ["LOG_LEVEL"] = "error"
    with tempfile.TemporaryDirectory(prefix="twinlens-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with Guardian(folder) as guardian:
            postgres = EmbeddedPostgres(folder / "postgres")
            postgres.start(guardian.env)
            try:
                postgres.ensure_databases(["gateway"])
                url = postgres.url("gateway")
                migrate.upgrade(url)
                started = time.perf_counter()
                fill(url, options.groups, options.others)
                print(f"filled in {time.perf_counter() - started:.0f} s", flush=True)
                database = Database(url)
                results = asyncio.run(run(database, url, options.rounds))
                database.close()
            finally:
                postgres.stop()
    print(json.dumps({"groups": options.groups, "others": options.others, "ms": results}))


async def run(database: Database, url: str, rounds: int) -> dict[str, Any]:
    """
    Measure with everything around it running.
    """
    async with outside(database) as others:
        return await measure(url, others, rounds)


if __name__ == "__main__":
    main()
