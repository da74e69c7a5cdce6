"""
Whose index is due, with what credential, and what ends it for a while.
"""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from gateway.advisory_locks import AdvisoryLocks
from mediacore.database import raw
from tests.fakes.immich.accounts import close_session
from tests.integration.gateway.index_scene import (
    FOLDER,
    MINUTE,
    SEARCH,
    IndexScene,
    paths_of,
)
from tests.integration.gateway.scripted import until


async def test_nudge_is_faster(scene: IndexScene) -> None:
    """
    Who knows that something changed need not wait for the next time; strangers are passed over.
    """
    await scene.indexed()
    new = scene.add(2, f"{FOLDER}/new")

    scene.indexer.nudge(scene.user.user_id)
    scene.indexer.nudge("b2f5ff47-4d0a-4b6b-9d55-000000000000")
    scene.pass_time(1.5)
    await scene.turn()

    assert paths_of(new) <= scene.shown()


async def test_whole_index_is_compared_each_day(scene: IndexScene) -> None:
    """
    What no count and no change told is found by comparing everything, even of somebody inactive.
    """
    await scene.indexed()
    with scene.database.write() as session:
        raw(session).execute("UPDATE assets SET original_file_name = 'wrong'")

    scene.pass_time(timedelta(hours=25).total_seconds())
    await scene.turn()

    assert "wrong" not in scene.column("original_file_name")


async def test_api_key_serves_as_well(scene: IndexScene) -> None:
    """
    A key that may read assets makes an index; one that may not is never tried.
    """
    scene.indexer.seen(scene.key("user.read"))
    await scene.turn()
    asked = len(scene.transport.seen)
    scene.indexer.seen(scene.key("user.read", "asset.read"))
    await scene.turn()

    assert asked == 0
    assert scene.shown() == paths_of(scene.assets)


async def test_key_that_turns_out_too_weak_is_given_up(scene: IndexScene) -> None:
    """
    Permissions may change after they were told: Immich's 403 ends it.
    """
    weak = scene.key("user.read")
    scene.indexer.seen(scene.viewer(weak.credentials))
    await scene.turn()
    await scene.turn()

    assert scene.column("asset_id") == []
    assert scene.transport.asked("/api/timeline/buckets") == 1


async def test_dead_credential_stops_and_the_next_goes_on(scene: IndexScene) -> None:
    """
    When a session ends in the middle, its successor finishes; the dead one is not tried again.
    """
    first = scene.viewer()
    token = first.credentials.headers[0][1].decode().removeprefix("Bearer ")

    def sign_out(request: httpx.Request) -> None:
        if request.url.path == SEARCH and token in scene.world.sessions:
            close_session(scene.world, token)

    scene.transport.before = sign_out
    scene.indexer.seen(first)
    await scene.turn()
    rows = scene.column("asset_id")
    asked = len(scene.transport.seen)
    scene.indexer.seen(first)
    await scene.turn()
    asked_by_the_dead = len(scene.transport.seen) - asked
    scene.indexer.seen(scene.viewer())
    await scene.turn()

    assert rows == []
    assert asked_by_the_dead == 0
    assert scene.shown() == paths_of(scene.assets)


async def test_newer_credential_outlives_an_older_ones_end(scene_v2: IndexScene) -> None:
    """
    A credential that came while an older one was refused is kept.
    """
    scene = scene_v2
    weak = scene.key("user.read")

    def come_by(request: httpx.Request) -> None:
        if "x-api-key" in request.headers:
            scene.indexer.seen(scene.viewer())

    scene.transport.before = come_by
    scene.indexer.seen(scene.viewer(weak.credentials))
    await scene.turn()
    await scene.turn()

    assert scene.shown() == paths_of(scene.assets)


async def test_index_goes_on_when_immich_is_back(scene: IndexScene) -> None:
    """
    Immich down in the middle: what was fetched stays, the rest follows.
    """
    scene.add(4000, f"{FOLDER}/more")
    breaks = iter([True])

    def fail(request: httpx.Request) -> None:
        if b"2014-12-31" in request.content and next(breaks, False):
            raise httpx.ConnectError("gone")

    scene.transport.before = fail
    await scene.indexed()
    state, done, total = scene.state()
    some = len(scene.shown())
    scene.pass_time(MINUTE)
    await scene.turn()

    assert (state, total) == ("running", 4040)
    assert 0 < some < 4040
    assert 0 < done < 4040
    assert scene.shown() == paths_of(scene.assets)
    assert scene.state() == ("complete", 4040, 4040)


@pytest.mark.parametrize("answer", [[{}], {}, "nonsense"])
async def test_odd_answers_are_no_reason_to_forget_anything(
    scene_v2: IndexScene, answer: Any
) -> None:
    """
    Whatever else stands at Immich's address for a while, the rows stay.
    """
    scene = scene_v2
    await scene.indexed()

    scene.transport.meddle = lambda _request, _body: answer
    scene.pass_time(MINUTE)
    await scene.turn()

    assert scene.shown() == paths_of(scene.assets)


async def test_new_process_fetches_only_what_differs(scene: IndexScene) -> None:
    """
    After a restart counts are compared, and no month is fetched that agrees.
    """
    await scene.indexed()
    await scene.restart()
    fetched = scene.transport.asked("/api/timeline/bucket")

    scene.add(1, f"{FOLDER}/new")
    await scene.indexed()

    assert scene.transport.asked("/api/timeline/bucket") == fetched + 1
    assert scene.shown() == paths_of(scene.assets)


async def test_one_replica_at_a_time(scene_v2: IndexScene) -> None:
    """
    While another process has the lock of a user, nothing is asked for that user.
    """
    scene = scene_v2
    other = AdvisoryLocks(scene.database)
    other.acquire(scene.user.user_id)

    await scene.indexed()
    asked = len(scene.transport.seen)
    other.release(scene.user.user_id)
    await scene.turn()
    other.close()

    assert asked == 0
    assert scene.shown() == paths_of(scene.assets)


async def test_running_indexer_serves_who_comes_by(scene_v2: IndexScene) -> None:
    """
    The background duty makes an index by itself, and stops when told.
    """
    scene = scene_v2
    task = asyncio.create_task(scene.indexer.run())
    scene.indexer.seen(scene.viewer())

    await until(lambda: len(scene.column("asset_id")) == 40)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert scene.shown() == paths_of(scene.assets)


async def test_running_indexer_forgets_who_stays_away(scene_v2: IndexScene) -> None:
    """
    Nobody's credential is kept for longer than a day and a bit; who is not due waits.
    """
    scene = scene_v2
    await scene.indexed()
    asked = len(scene.transport.seen)
    task = asyncio.create_task(scene.indexer.run())
    await asyncio.sleep(0)
    asked_at_once = len(scene.transport.seen)
    scene.seconds += 27 * 60 * MINUTE
    await until(lambda: scene.indexer.users == 0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert asked_at_once == asked


async def test_who_is_away_is_not_followed(scene_v2: IndexScene) -> None:
    """
    A quarter of an hour after the last request nothing is due but the daily comparison.
    """
    scene = scene_v2
    await scene.indexed()
    user_id = scene.user.user_id

    assert not scene.indexer.is_due(user_id)
    scene.pass_time(MINUTE)
    assert scene.indexer.is_due(user_id)
    scene.pass_time(16 * MINUTE)
    assert not scene.indexer.is_due(user_id)
    scene.pass_time(24 * 60 * MINUTE)
    assert scene.indexer.is_due(user_id)


async def test_key_without_permission_makes_nothing_due(scene_v2: IndexScene) -> None:
    """
    Without a credential that may read, there is nothing to do.
    """
    scene_v2.indexer.seen(scene_v2.key("user.read"))

    assert not scene_v2.indexer.is_due(scene_v2.user.user_id)
