"""
Keeping users' indexes, against a stand-in of both versions.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from gateway.advisory_locks import AdvisoryLocks
from mediacore.database import raw
from tests.fakes.immich.accounts import by_email, close_session
from tests.fakes.immich.asset_api import change
from tests.fakes.immich.populate import populate
from tests.fakes.immich.records import Asset
from tests.fakes.immich.seeding import share
from tests.fakes.immich.settings import V2, V3
from tests.fakes.immich.trash import delete_for_good, put_in_trash, restore
from tests.integration.gateway.index_scene import FOLDER, SEARCH, IndexScene, index_scene
from tests.integration.gateway.scripted import until

FOLLOWED = 6.0
MINUTE = 60.0


@pytest.fixture(params=[V2, V3], ids=["2.7.5", "3.1.0"])
async def scene(
    request: pytest.FixtureRequest, database_url: Callable[[str], str]
) -> AsyncIterator[IndexScene]:
    """
    Forty assets of the demo user, not yet indexed, in either version.
    """
    async with index_scene(database_url("gateway"), request.param) as made:
        yield made


@pytest.fixture
async def scene_v2(database_url: Callable[[str], str]) -> AsyncIterator[IndexScene]:
    """
    The same in version 2.7.5 only.
    """
    async with index_scene(database_url("gateway"), V2) as made:
        yield made


def _paths(assets: list[Asset]) -> set[str]:
    return {asset.original_path for asset in assets}


async def test_first_index_has_every_asset(scene: IndexScene) -> None:
    """
    Whoever comes by has an index soon, and all of its files are noted for the read models.
    """
    await scene.indexed()

    assert scene.shown() == _paths(scene.assets)
    assert scene.state() == ("complete", 40, 40)
    assert scene.marked() == {path.removeprefix(f"{FOLDER}/") for path in _paths(scene.assets)}
    assert set(scene.column("camera")) == {"Canon EOS R5"}


async def test_what_is_not_on_the_timeline_is_not_shown(scene: IndexScene) -> None:
    """
    Archived, hidden and trashed assets are known and not shown; locked ones are not known at all.
    """
    archived, hidden, trashed, locked, both, *rest = scene.assets
    change(scene.world, [archived, both], {"visibility": "archive"})
    change(scene.world, [hidden], {"visibility": "hidden"})
    change(scene.world, [locked], {"visibility": "locked"})
    put_in_trash(scene.world, [trashed, both])

    await scene.indexed()

    assert scene.shown() == _paths(rest)
    assert set(scene.column("original_path", "view = 'archive'")) == _paths([archived])
    assert set(scene.column("original_path", "view = 'hidden'")) == _paths([hidden])
    assert set(scene.column("original_path", "view = 'trash'")) == _paths([trashed, both])
    assert not scene.column("asset_id", f"asset_id = '{locked.asset_id}'")


async def test_partners_assets_are_not_ones_own(scene: IndexScene) -> None:
    """
    Searches show a partner's pictures too; they are in that partner's index only.
    """
    guest = by_email(scene.world, "guest")
    populate(scene.world, guest, 30, folder="/mnt/theirs")
    share(scene.world, "guest", "demo")

    await scene.indexed()

    assert scene.shown() == _paths(scene.assets)


async def test_rows_that_a_search_skips_are_fetched_by_id(scene: IndexScene) -> None:
    """
    The timeline lists what a search left out; one by one it is asked for.
    """

    def skip(request: httpx.Request, body: Any) -> Any:
        if request.url.path == SEARCH:
            del body["assets"]["items"][::7]
        return body

    scene.transport.meddle = skip
    await scene.indexed()

    assert scene.shown() == _paths(scene.assets)


async def test_thousands_in_one_second_are_all_found(scene: IndexScene) -> None:
    """
    Immich's pages of one second are in any order, so some rows come twice and others never.
    """
    assets = scene.add(4960, f"{FOLDER}/burst") + scene.assets[:40]
    for asset in scene.assets:
        asset.taken = asset.local = datetime(2024, 5, 5, 12, tzinfo=UTC)
    scene.world.changed()
    chance = random.Random(1)

    def disorder(request: httpx.Request, body: Any) -> Any:
        if request.url.path == SEARCH:
            items = body["assets"]["items"]
            body["assets"]["items"] = [chance.choice(items) for _ in items]
        return body

    scene.transport.meddle = disorder
    await scene.indexed()

    assert len(assets) == 5000
    assert scene.shown() == _paths(scene.assets)


async def test_new_photo_shows_within_seconds(scene: IndexScene) -> None:
    """
    While a user is active, what is new is asked for every few seconds.
    """
    await scene.indexed()
    scene.marked()

    new = scene.add(2, f"{FOLDER}/new")
    scene.pass_time(FOLLOWED)
    await scene.turn()

    assert _paths(new) <= scene.shown()
    assert scene.marked() == {path.removeprefix(f"{FOLDER}/") for path in _paths(new)}


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

    assert _paths(new) <= scene.shown()


@pytest.mark.parametrize("visibility", ["archive", "hidden"])
async def test_archiving_and_hiding_is_followed(scene: IndexScene, visibility: str) -> None:
    """
    An asset is not shown soon after it left the timeline, and is again when it is back.
    """
    await scene.indexed()
    asset, *rest = scene.assets

    change(scene.world, [asset], {"visibility": visibility})
    scene.pass_time(FOLLOWED)
    await scene.turn()
    shown_meanwhile = scene.shown()
    change(scene.world, [asset], {"visibility": "timeline"})
    scene.pass_time(FOLLOWED)
    await scene.turn()

    assert shown_meanwhile == _paths(rest)
    assert scene.shown() == _paths(scene.assets)


async def test_locked_asset_is_gone_within_a_minute(scene: IndexScene) -> None:
    """
    Nothing tells of a lock but the count of the month.
    """
    await scene.indexed()
    scene.marked()
    asset, *rest = scene.assets

    change(scene.world, [asset], {"visibility": "locked"})
    scene.pass_time(MINUTE)
    await scene.turn()

    assert set(scene.column("original_path")) == _paths(rest)
    assert scene.marked() == {asset.original_path.removeprefix(f"{FOLDER}/")}


async def test_asset_deleted_for_good_is_gone_within_a_minute(scene: IndexScene) -> None:
    """
    A hard delete leaves no trace but the count.
    """
    await scene.indexed()
    asset, *rest = scene.assets

    delete_for_good(scene.world, [asset])
    scene.pass_time(MINUTE)
    await scene.turn()

    assert set(scene.column("original_path")) == _paths(rest)


async def test_month_with_equal_counts_and_other_assets_is_noticed(scene: IndexScene) -> None:
    """
    One deleted for good and one added in the same month leave Immich's count as it was.
    """
    await scene.indexed()
    asset, *rest = scene.assets

    delete_for_good(scene.world, [asset])
    [new] = scene.add(1, f"{FOLDER}/new")
    new.taken, new.local = asset.taken, asset.local
    scene.world.touch([new])
    scene.pass_time(FOLLOWED)
    await scene.turn()
    scene.pass_time(MINUTE)
    await scene.turn()

    assert set(scene.column("original_path")) == _paths([new, *rest])


async def test_last_asset_of_a_month_leaves_no_row(scene: IndexScene) -> None:
    """
    A month that is no longer in Immich's list loses all its rows.
    """
    [old] = scene.add(1, f"{FOLDER}/old")
    old.taken = old.local = datetime(1999, 1, 5, tzinfo=UTC)
    scene.world.touch([old])
    await scene.indexed()

    delete_for_good(scene.world, [old])
    scene.pass_time(MINUTE)
    await scene.turn()

    assert set(scene.column("original_path")) == _paths(scene.assets)


async def test_trash_and_restore_are_followed(scene: IndexScene) -> None:
    """
    A trashed asset is not shown, a restored one is.
    """
    await scene.indexed()
    asset, *rest = scene.assets

    put_in_trash(scene.world, [asset])
    scene.pass_time(FOLLOWED)
    await scene.turn()
    shown_meanwhile = scene.shown()
    restore(scene.world, [asset])
    scene.pass_time(FOLLOWED)
    await scene.turn()

    assert shown_meanwhile == _paths(rest)
    assert scene.shown() == _paths(scene.assets)


async def test_asset_in_no_list_loses_its_row(scene: IndexScene) -> None:
    """
    What is hidden and trashed is counted nowhere, so nothing would ever tell that it is gone.
    """
    await scene.indexed()
    asset, *rest = scene.assets

    change(scene.world, [asset], {"visibility": "hidden"})
    put_in_trash(scene.world, [asset])
    scene.pass_time(MINUTE)
    await scene.turn()

    assert set(scene.column("original_path")) == _paths(rest)


async def test_moved_asset_is_at_its_new_place(scene: IndexScene) -> None:
    """
    A storage template moves files under the same id: both places are noted.
    """
    await scene.indexed()
    scene.marked()
    asset = scene.assets[0]
    before = asset.original_path.removeprefix(f"{FOLDER}/")

    asset.original_path = f"{FOLDER}/2024/moved.jpg"
    scene.world.touch([asset])
    scene.pass_time(FOLLOWED)
    await scene.turn()

    assert scene.shown() == _paths(scene.assets)
    assert scene.marked() == {before, "2024/moved.jpg"}


async def test_offline_asset_is_not_shown(scene: IndexScene) -> None:
    """
    A file that Immich misses is trashed and offline, until it is back.
    """
    await scene.indexed()
    asset, *rest = scene.assets

    asset.is_offline, asset.deleted_at = True, scene.world.stamps.now()
    scene.world.touch([asset])
    scene.pass_time(FOLLOWED)
    await scene.turn()

    assert scene.shown() == _paths(rest)


async def test_many_changes_at_once_are_all_followed(scene: IndexScene) -> None:
    """
    More changes than a page holds are asked for in shorter and shorter times.
    """
    scene.add(2500, f"{FOLDER}/more")
    await scene.indexed()

    for start in range(0, 2500, 100):
        scene.pass_time(0.25)
        for asset in scene.assets[start : start + 100]:
            asset.is_favorite = True
        scene.world.touch(scene.assets[start : start + 100])
    await scene.turn()

    assert len(scene.column("asset_id", "is_favorite")) == 2500


async def test_changes_of_one_moment_are_paged(scene_v2: IndexScene) -> None:
    """
    Where no time is short enough, pages are all there is.
    """
    scene = scene_v2
    scene.add(1500, f"{FOLDER}/more")
    await scene.indexed()

    for asset in scene.assets:
        asset.is_favorite = True
    scene.world.touch(scene.assets)
    scene.pass_time(FOLLOWED)
    await scene.turn()

    assert len(scene.column("asset_id", "is_favorite")) == 1540


async def test_much_that_changed_while_away_waits_in_turn(scene_v2: IndexScene) -> None:
    """
    Months that differ by the thousand go into the backlog, and are fetched all the same.
    """
    scene = scene_v2
    await scene.indexed()
    scene.add(5200, f"{FOLDER}/more")
    real = scene.transport.meddle

    def hide_updates(request: httpx.Request, body: Any) -> Any:
        if b"updatedAfter" in request.content:
            body["assets"]["items"] = []
        return real(request, body)

    scene.transport.meddle = hide_updates
    scene.pass_time(MINUTE)
    await scene.turn()

    assert scene.shown() == _paths(scene.assets)


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
    assert scene.shown() == _paths(scene.assets)


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
    assert scene.shown() == _paths(scene.assets)


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

    assert scene.shown() == _paths(scene.assets)


async def test_index_goes_on_when_immich_is_back(scene: IndexScene) -> None:
    """
    Immich down in the middle: what was fetched stays, the rest follows.
    """
    scene.add(3000, f"{FOLDER}/more")
    broken = iter([False] * 3 + [True])

    def fail(request: httpx.Request) -> None:
        if request.url.path == SEARCH and next(broken, False):
            raise httpx.ConnectError("gone")

    scene.transport.before = fail
    await scene.indexed()
    state, done, total = scene.state()
    some = len(scene.shown())
    scene.pass_time(MINUTE)
    await scene.turn()

    assert (state, total) == ("running", 3040)
    assert 0 < some < 3040
    assert 0 < done < 3040
    assert scene.shown() == _paths(scene.assets)
    assert scene.state() == ("complete", 3040, 3040)


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

    assert scene.shown() == _paths(scene.assets)


async def test_view_that_a_version_lacks_is_left_alone(scene: IndexScene) -> None:
    """
    Where Immich does not count a view, that view's rows are not taken for gone.
    """
    hidden = scene.assets[0]
    change(scene.world, [hidden], {"visibility": "hidden"})
    await scene.indexed()

    def refuse(request: httpx.Request) -> None:
        if request.url.params.get("visibility") == "hidden":
            request.url = request.url.copy_set_param("visibility", "nonsense")

    scene.transport.before = refuse
    scene.pass_time(MINUTE)
    await scene.turn()

    assert set(scene.column("original_path", "view = 'hidden'")) == _paths([hidden])


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
    assert scene.shown() == _paths(scene.assets)


async def test_one_replica_at_a_time(scene_v2: IndexScene) -> None:
    """
    While another process has the lock of a user, nothing is asked for that user.
    """
    scene = scene_v2
    other = AdvisoryLocks(scene.database)
    other.acquire(scene.user.user_id)

    await scene.indexed()
    asked = len(scene.transport.seen)
    other.close()
    await scene.turn()

    assert asked == 0
    assert scene.shown() == _paths(scene.assets)


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

    assert scene.shown() == _paths(scene.assets)
