"""
Several workers and several gateways over one database share the work, and nobody notices.
"""

import asyncio
import random
from collections.abc import Callable
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path
from typing import Any

import aiohttp
import dramatiq
import orjson
from PIL import Image

from dedup.progress import backlog
from dedup.wiring import QUEUE
from gateway.background import running as beside
from gateway.following import Duty, ModelKeeper, follow
from mediacore.database import Database, raw
from mediacore.jobs import make_broker
from mediacore.scan_status import scan_status
from mediacore.scan_store import start_run
from tests.integration.dedup.processes import environment, running
from tests.integration.gateway.model_shelf import ANNA, Models, fed
from tests.integration.gateway.scripted import DEADLINE, Gateway, Scripted, running_gateway
from tests.waiting import wait_until

SHOTS = 110
COPIES = 2
SIZE = (24, 16)
MESSAGES = 8
SESSION = {"x-immich-user-token": "t"}

_FOUND = (
    "SELECT g.duplicate_type, array_agg(m.file_path ORDER BY m.file_path) FROM duplicate_members m"
    " JOIN duplicate_groups g USING (group_id) GROUP BY m.group_id, 1 ORDER BY 1, 2"
)


def fill(folder: Path) -> None:
    """
    Put small pictures into a folder, each in some copies.
    """
    for shot in range(SHOTS):
        noise = random.Random(shot).randbytes(SIZE[0] * SIZE[1] * 3)
        for copy in range(COPIES):
            place = folder / str(copy) / f"{shot:04}.png"
            place.parent.mkdir(exist_ok=True)
            Image.frombytes("RGB", SIZE, noise).save(place)


def scanned(url: str, redis_url: str, folder: Path, machines: int) -> tuple[Any, list[Any]]:
    """
    Let the workers of some machines scan a folder together; give how often each file was read, and
    what was found.
    """
    env = {**environment(url, redis_url, folder), "BATCH_SIZE": "100"}
    database = Database(url, pool_size=1)
    broker = make_broker(redis_url)
    with database.write() as session:
        start_run(session, "manual")
    for _ in range(MESSAGES):
        broker.enqueue(dramatiq.Message(QUEUE, "dedup_work", (), {}, {}))

    def done() -> bool:
        with database.read() as looking:
            left = backlog(looking)
            status = scan_status(looking, left)
        return status.state == "done" and not any(work.waiting for work in left)

    with ExitStack() as stack:
        for _ in range(machines):
            stack.enter_context(running("dedup.worker", env))
        wait_until(done, 120)
    with database.read() as asking:
        read = raw(asking).execute("SELECT max(attempts), sum(done) FROM scan_batches").fetchone()
        found = raw(asking).execute(_FOUND).fetchall()
    broker.close()
    database.close()
    return read, found


def test_workers_of_two_machines_share_a_scan(
    database_url: Callable[[str], str], redis_url: str, tmp_path: Path
) -> None:
    """
    Each file is read once, and what they find together is what one finds alone.
    """
    folder = tmp_path / "library"
    folder.mkdir()
    fill(folder)
    together = scanned(database_url("dedup"), redis_url, folder, 2)
    alone = scanned(database_url("dedup"), redis_url, folder, 1)

    assert together == alone
    assert together[0] == (1, SHOTS * COPIES)
    assert [paths for kind, paths in together[1] if kind == "exact"] == [
        [f"{copy}/{shot:04}.png" for copy in range(COPIES)] for shot in range(SHOTS)
    ]


async def heard(gateway: Gateway, ready: asyncio.Event, wanted: int) -> int:
    """
    Listen to a gateway's events until the groups have reached a version; give it.
    """
    url = f"{gateway.url}/api/events"
    timeout = aiohttp.ClientTimeout(DEADLINE)
    async with gateway.client.get(url, headers=SESSION, timeout=timeout) as answer:
        version = 0
        while version < wanted:
            block = await answer.content.readuntil(b"\n\n")
            if b"event: groups" in block:
                version = orjson.loads(block.partition(b"data: ")[2])["version"]
                ready.set()
    return version


class Replica:
    """
    What a gateway does beside its requests; `most` is how many of them did it at once.
    """

    active = 0
    most = 0

    def __init__(self, database: Database) -> None:
        self._keeper = ModelKeeper(database)

    async def turn(self) -> bool:
        """
        Bring the lists up to date.
        """
        Replica.active += 1
        Replica.most = max(Replica.most, Replica.active)
        try:
            return await self._keeper.turn()
        finally:
            Replica.active -= 1


async def test_two_gateways_follow_one_at_a_time_and_tell_everybody(
    models: Models, immich: Scripted, services: Scripted
) -> None:
    """
    What one of them brings into the lists, the listeners of both hear of, and it is there once.
    """
    immich.say("/api/users/me", {"id": str(ANNA), "name": "A", "email": "a@b.c", "isAdmin": True})
    immich.say("/api/api-keys/me", {"message": "no key"}, status=403)
    services.say("/scan/status", {"state": "done", "done": 1})
    models.run("UPDATE users SET version = 1 WHERE user_id = %s", ANNA)
    url = models.database.engine.url.render_as_string(hide_password=False)
    ready = [asyncio.Event(), asyncio.Event()]
    listening = []
    async with AsyncExitStack() as stack:
        for there in ready:
            own = Database(url, pool_size=2)
            stack.callback(own.close)
            gateway = await stack.enter_async_context(
                running_gateway(immich.url, services=services.url, database_url=url)
            )
            duty = Duty("read models", Replica(own).turn, 0.01)
            await stack.enter_async_context(beside(follow(own, [duty])))
            listening.append(asyncio.create_task(heard(gateway, there, 2)))
        for there in ready:
            await asyncio.wait_for(there.wait(), DEADLINE)
        await asyncio.to_thread(_pair, models)
        versions = await asyncio.gather(*listening)

    assert min(versions) >= 2
    assert Replica.most == 1
    assert [paths for _, paths in models.groups()] == [["a.jpg", "a.dng"]]


def _pair(models: Models) -> None:
    """
    Let grouping find a pair, whose files Immich then comes to know.
    """
    models.feed(fed(1, "a.jpg", "a.dng"))
    models.asset(1, "a.jpg")
    models.asset(2, "a.dng")
