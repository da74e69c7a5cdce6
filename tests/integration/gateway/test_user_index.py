"""
Making a user's index and keeping it true, against a stand-in of both versions.
"""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.fakes.immich.accounts import by_email
from tests.fakes.immich.asset_api import change
from tests.fakes.immich.populate import populate
from tests.fakes.immich.seeding import share
from tests.fakes.immich.trash import delete_for_good, put_in_trash, restore
from tests.integration.gateway.index_scene import FOLDER, FOLLOWED, MINUTE, IndexScene, paths_of


async def test_first_index_has_every_asset(scene: IndexScene) -> None:
    """
    Whoever comes by has an index soon, and all of its files are noted for the read models.
    """
    await scene.indexed()

    assert scene.shown() == paths_of(scene.assets)
    assert scene.state() == ("complete", 40, 40)
    assert scene.marked() == {path.removeprefix(f"{FOLDER}/") for path in paths_of(scene.assets)}
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

    assert scene.shown() == paths_of(rest)
    assert set(scene.column("original_path", "view = 'archive'")) == paths_of([archived])
    assert set(scene.column("original_path", "view = 'hidden'")) == paths_of([hidden])
    assert set(scene.column("original_path", "view = 'trash'")) == paths_of([trashed, both])
    assert not scene.column("asset_id", f"asset_id = '{locked.asset_id}'")


async def test_partners_assets_are_not_ones_own(scene: IndexScene) -> None:
    """
    Searches show a partner's pictures too; they are in that partner's index only.
    """
    guest = by_email(scene.world, "guest")
    populate(scene.world, guest, 30, folder="/mnt/theirs")
    share(scene.world, "guest", "demo")

    await scene.indexed()

    assert scene.shown() == paths_of(scene.assets)


async def test_new_photo_shows_within_seconds(scene: IndexScene) -> None:
    """
    While a user is active, what is new is asked for every few seconds.
    """
    await scene.indexed()
    scene.marked()

    new = scene.add(2, f"{FOLDER}/new")
    scene.pass_time(FOLLOWED)
    await scene.turn()

    assert paths_of(new) <= scene.shown()
    assert scene.marked() == {path.removeprefix(f"{FOLDER}/") for path in paths_of(new)}


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

    assert shown_meanwhile == paths_of(rest)
    assert scene.shown() == paths_of(scene.assets)


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

    assert set(scene.column("original_path")) == paths_of(rest)
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

    assert set(scene.column("original_path")) == paths_of(rest)


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

    assert set(scene.column("original_path")) == paths_of([new, *rest])


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

    assert set(scene.column("original_path")) == paths_of(scene.assets)


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

    assert shown_meanwhile == paths_of(rest)
    assert scene.shown() == paths_of(scene.assets)


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

    assert set(scene.column("original_path")) == paths_of(rest)


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

    assert scene.shown() == paths_of(scene.assets)
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

    assert scene.shown() == paths_of(rest)


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

    assert scene.shown() == paths_of(scene.assets)


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

    assert set(scene.column("original_path", "view = 'hidden'")) == paths_of([hidden])
