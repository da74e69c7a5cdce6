"""
The duties of a gateway, in the background.
"""

import asyncio
from collections.abc import Callable

import httpx
import pytest
from aiohttp import web

from gateway import following
from gateway.advisory_locks import AdvisoryLocks
from gateway.background import running
from gateway.cache import make_cache
from gateway.following import Duty, ModelKeeper, duties, follow, followers
from gateway.model_versions import ModelVersions, StoredVersions
from gateway.name_teller import NameTeller
from tests.integration.gateway.model_shelf import ANNA, Models, aid, fed
from tests.integration.gateway.scripted import DEADLINE, Scripted, running_gateway

PAIR = ("a.jpg", "a.dng")


async def eventually(condition: Callable[[], bool]) -> None:
    """
    Wait for something in the database.
    """
    async with asyncio.timeout(DEADLINE):
        while not await asyncio.to_thread(condition):  # noqa: ASYNC110 - what is waited for knows no events
            await asyncio.sleep(0.02)


async def test_duties_go_on_beside_one_that_fails(
    models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    That one is tried again, later each time.
    """
    monkeypatch.setattr(following, "BACKOFF", (0.001, 0.002))
    tried, done = [], asyncio.Event()

    async def fails() -> bool:
        tried.append(1)
        raise ValueError("broken")

    async def works() -> bool:
        if len(tried) > 3:
            done.set()
        return len(tried) % 2 == 0

    todo = (Duty("fails", fails, 0.001), Duty("works", works, 0.001))
    async with running(follow(models.database, todo)):
        await asyncio.wait_for(done.wait(), DEADLINE)


async def test_one_replica_does_a_duty_at_a_time(
    models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Another asks now and then, and waits until it is free.
    """
    monkeypatch.setattr(following, "ELSEWHERE_SECONDS", 0.001)
    answers: list[bool] = []
    acquire = AdvisoryLocks.acquire

    def asked(locks: AdvisoryLocks, name: str) -> bool:
        answers.append(acquire(locks, name))
        return answers[-1]

    monkeypatch.setattr(AdvisoryLocks, "acquire", asked)
    done = asyncio.Event()

    async def turn() -> bool:
        done.set()
        return False

    elsewhere = AdvisoryLocks(models.database)
    assert elsewhere.acquire("it")
    async with running(follow(models.database, [Duty("it", turn, 60)])):
        await eventually(lambda: False in answers)
        assert not done.is_set()
        elsewhere.release("it")
        await asyncio.wait_for(done.wait(), DEADLINE)
    elsewhere.close()


async def test_keeper_settles_and_tidies_now_and_then(models: Models) -> None:
    """
    Orphans are looked for at the start, and every hour.
    """
    models.asset(1, "a.jpg")
    now = 0.0
    keeper = ModelKeeper(models.database, clock=lambda: now)

    assert not await keeper.turn()
    assert [row[0] for row in models.cards()] == [aid(1)]
    models.run("DELETE FROM assets")
    assert not await keeper.turn()
    assert len(models.cards()) == 1
    now = following.TIDY_SECONDS
    assert not await keeper.turn()
    assert models.cards() == []


async def test_keeper_has_more_to_do_after_a_full_share(
    models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Then it is asked again at once.
    """
    monkeypatch.setattr("gateway.settling.settle_some", lambda _database: True)

    assert await ModelKeeper(models.database).turn()


async def test_every_duty_has_a_lock_of_its_own(models: Models) -> None:
    """
    Both services are followed, the read models kept, their versions and lost names told.
    """
    told = ModelVersions(StoredVersions(models.database), make_cache(""))
    async with httpx.AsyncClient() as client:
        followed = followers(models.database, client, client, "token")
        lost = NameTeller(models.database, client, "token")
        names = [duty.name for duty in duties(models.database, followed, lost, told)]

    first = ["follow grouping", "follow dedup", "read models"]
    assert names == [*first, "tell versions", "tell names"]


async def test_decision_is_taken_in_at_once(
    models: Models, services: Scripted, redis_url: str
) -> None:
    """
    What the service says of it, what was noted here, and what was remembered of before.
    """
    models.asset(1, "a.jpg")
    models.asset(2, "a.dng")
    models.settle()
    services.say("/feed", {"groups": [], "next": None, "position": 0})
    cache = make_cache(redis_url)
    told = ModelVersions(StoredVersions(models.database), cache)
    async with httpx.AsyncClient(base_url=services.url) as client:
        followed = followers(models.database, client, client, "token")
        await followed.grouping.turn()
        before = await told.versions([str(ANNA)])
        group = fed(1, "a.jpg", "a.dng")
        news = {"subject": group["group_id"]}
        services.say("/changes", {"items": [news], "last": 1, "lost": False})
        services.say("/feed", {"groups": [group], "gone": []})
        models.asset(3, "b.jpg")

        await following.catching_up(models.database, followed, told).now()

    assert models.groups() == [("", ["a.jpg", "a.dng"])]
    assert len(models.cards()) == 2
    assert (await told.versions([str(ANNA)]))[str(ANNA)] > before[str(ANNA)]
    await cache.close()


async def test_running_gateway_follows(
    models: Models, immich: Scripted, services: Scripted
) -> None:
    """
    From its start on, one service even while the other is down.
    """
    for number, path in enumerate(PAIR):
        models.asset(number, path)

    async def feed(request: web.Request) -> web.StreamResponse:
        assert request.headers["authorization"].startswith("Bearer ")
        return web.json_response({"groups": [fed(1, *PAIR)], "next": None, "position": 0})

    services.answers["/feed"] = feed
    services.say("/changes", {"items": [], "last": 0, "lost": False})
    url = models.database.engine.url.render_as_string(hide_password=False)

    async with running_gateway(
        immich.url,
        grouping_url=services.url,
        database_url=url,
        background=True,
    ):
        await eventually(lambda: models.groups() == [("", [*PAIR])])
