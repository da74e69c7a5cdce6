"""
Tests of letting copies go with the real dedup, over files that are really on disk.
"""

import uuid
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from dedup.action_api import make_action_router
from gateway.removal import Removals
from gateway.removal_facts import Wish
from gateway.removal_undo import Undo
from gateway.service_calls import Service
from mediacore import api_errors
from mediacore.errors import ConflictError
from tests.integration.dedup.cupboard import Cupboard
from tests.integration.dedup.shelf import make_shelf
from tests.integration.gateway.acting_room import TOKEN, ActingRoom, CrashError, Line

STEPS_TO_DEDUP = 4  # the trash, two assets, and then dedup


@dataclass
class Scene:
    """
    A room whose dedup is the real one, with one group of two files.
    """

    room: ActingRoom
    cupboard: Cupboard
    group_id: uuid.UUID
    removals: Removals

    def wish(self, remove: int, keep: int) -> Wish:
        """
        Make a wish by the places of the two JPEGs.
        """
        ids = [one.asset_id for one in self.room.assets if one.name.endswith(".JPG")]
        revision = self.cupboard.revision(self.group_id)
        return Wish(str(self.group_id), revision, (ids[remove],), (ids[keep],))

    def open_removals(self) -> list[str]:
        """
        Name the files that dedup holds to be going.
        """
        with self.cupboard.shelf.database.engine.connect() as connection:
            rows = connection.exec_driver_sql(
                "SELECT file_path FROM duplicate_removals WHERE state = 'open' ORDER BY 1"
            )
            return [row[0] for row in rows]


@pytest.fixture
async def scene(
    one_room: ActingRoom, database_url: Callable[[str], str], tmp_path: Path
) -> AsyncIterator[Scene]:
    """
    Two equal JPEGs that Immich and dedup know.
    """
    shelf = make_shelf(database_url("dedup"))
    cupboard = Cupboard(shelf, tmp_path)
    paths = [path for path in one_room.dedup.paths if path.endswith(".JPG")]
    group_id = cupboard.exact(*paths)
    one_room.group(str(group_id))
    app = FastAPI()
    api_errors.install(app)
    app.include_router(make_action_router(shelf.database, cupboard.desk))
    line = Line(httpx.ASGITransport(app), one_room.faults)
    async with httpx.AsyncClient(transport=line, base_url="http://dedup") as client:
        acting = replace(one_room.acting, dedup=Service(client, TOKEN))
        one_room.acting = acting
        yield Scene(one_room, cupboard, group_id, Removals(acting))
    shelf.database.close()


async def test_copy_goes_and_comes_back(scene: Scene) -> None:
    """
    Dedup reads both files, and its decision is undone with the rest.
    """
    viewer = scene.room.viewer()
    told = await scene.removals.remove(viewer, scene.wish(1, 0))
    assert told["ok"]
    assert scene.open_removals() == [scene.room.assets[3].original_path.removeprefix("/far/")]

    undone = await Undo(scene.room.acting).undo(viewer, told["undoToken"])

    assert [one["state"] for one in undone["items"]] == ["restored"]
    assert scene.open_removals() == []
    assert [group["groupId"] for group in undone["groups"]] == [str(scene.group_id)]


async def test_keeper_that_rotted_keeps_its_copy(scene: Scene) -> None:
    """
    The last good copy never goes: what would stay is read at that very moment.
    """
    room = scene.room
    kept = scene.cupboard.folder / room.assets[1].original_path.removeprefix("/far/")
    kept.write_text("rot!")
    with pytest.raises(ConflictError) as caught:
        await scene.removals.remove(room.viewer(), scene.wish(1, 0))

    told = caught.value.context
    assert told["reason"] == "last_good_copy"
    assert [one["assetId"] for one in told["items"]] == [room.ids[1]]
    assert len(told["current"]["members"]) == 2
    assert room.trashed() == []


async def test_two_who_keep_different_copies(scene: Scene) -> None:
    """
    Whoever comes second is told how things are, and one copy stays.
    """
    viewer, first, second = scene.room.viewer(), scene.wish(1, 0), scene.wish(0, 1)
    await scene.removals.remove(viewer, first)
    with pytest.raises(ConflictError):
        await scene.removals.remove(viewer, second)

    assert len(scene.room.trashed()) == 1


@pytest.mark.parametrize("answered", [False, True], ids=["before", "after"])
async def test_crash_at_dedup_is_gone_on_with(scene: Scene, *, answered: bool) -> None:
    """
    Whether the decision fell or not: the end is the same, and it is decided once.
    """
    viewer, wanted = scene.room.viewer(), scene.wish(1, 0)
    faults = scene.room.faults
    faults.answered = answered
    faults.crash_at = STEPS_TO_DEDUP
    with pytest.raises(CrashError):
        await scene.removals.remove(viewer, wanted)
    assert faults.asked[-1].startswith("DELETE /duplicates/")
    await scene.removals.go_on(viewer)

    assert len(scene.open_removals()) == 1
    assert len(scene.room.trashed()) == 1
