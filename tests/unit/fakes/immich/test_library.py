"""
Tests of folders as libraries.
"""

import os
from pathlib import Path

from mediacore.formats import Kind
from tests.fakes.immich.library import Watcher
from tests.fakes.immich.seeding import seeded
from tests.samples.media import jpeg
from tests.unit.fakes.immich.conftest import StandIn


class Clock:
    """
    A clock that stands until it is moved.
    """

    now = 0.0

    def __call__(self) -> float:
        """
        Give the time.
        """
        return self.now


async def test_every_media_file_is_an_asset(stand_in: StandIn) -> None:
    """
    Sidecars, hidden files, thumbnails of the NAS and dangling links are none.
    """
    assert set(await stand_in.names()) == {"L1000.JPG", "L1000.DNG", "bad.png", "clip.mp4"}


def test_files_facts_are_the_assets(stand_in: StandIn) -> None:
    """
    Time, size, camera, and a checksum of the path.
    """
    asset = stand_in.asset("L1000.JPG")

    assert asset.local.isoformat() == "2023-05-10T12:00:00+00:00"
    assert (asset.kind, asset.width, asset.height) == (Kind.JPEG, 400, 300)
    assert (asset.exif.make, asset.exif.model) == ("LEICA", "Q2")
    assert len(asset.checksum) == 28


def test_ids_are_the_same_in_every_run(photos: Path) -> None:
    """
    Two owners of one folder have ids of their own.
    """
    worlds = [seeded(photos, owners=("demo", "guest")) for _ in range(2)]
    for world in worlds:
        world.look_again()

    assert worlds[0].assets.keys() == worlds[1].assets.keys()
    assert len(worlds[0].assets) == 8


def test_new_file_appears_after_a_moment(photos: Path) -> None:
    """
    The folder is looked at again once half a second is over.
    """
    world, clock = seeded(photos), Clock()
    watcher = Watcher(world, clock)
    watcher()
    (photos / "new.jpg").write_bytes(jpeg())
    watcher()
    at_once = len(world.assets)
    clock.now = 0.5
    watcher()

    assert (at_once, len(world.assets)) == (4, 5)


def test_large_folder_is_read_in_several_looks(photos: Path) -> None:
    """
    One that may take no time reads a file or none, and the next one goes on.
    """
    world, clock = seeded(photos), Clock()
    watcher = Watcher(world, clock, seconds=-1)
    watcher()
    first = len(world.assets)
    Watcher(world, clock)()

    assert (first, len(world.assets)) == (0, 4)


async def test_lost_file_is_offline_until_it_comes_back(stand_in: StandIn) -> None:
    """
    It is in the trash meanwhile, and no restoring helps.
    """
    path = stand_in.root / "trip" / "L1000.JPG"
    [asset_id] = stand_in.ids("L1000.JPG")
    data = path.read_bytes()
    path.unlink()
    stand_in.scan()
    stand_in.scan()
    await stand_in.send("POST", "/trash/restore/assets", {"ids": [asset_id]})
    lost = await stand_in.get(f"/assets/{asset_id}")
    path.write_bytes(data + b"more")
    stand_in.scan()
    back = await stand_in.get(f"/assets/{asset_id}")

    assert (lost["isOffline"], lost["isTrashed"]) == (True, True)
    assert (back["isOffline"], back["isTrashed"]) == (False, False)
    assert back["exifInfo"]["fileSizeInByte"] == len(data) + 4


async def test_excluded_folder_is_passed_over(stand_in: StandIn) -> None:
    """
    As the library's patterns say.
    """
    [library] = await stand_in.get("/libraries", who="admin")
    wish = {"exclusionPatterns": ["**/trip/**"]}
    await stand_in.send("PUT", f"/libraries/{library['id']}", wish, who="admin")
    stand_in.scan()

    assert sum(one.is_offline for one in stand_in.world.assets.values()) == 2


def test_unreadable_file_is_no_asset(photos: Path) -> None:
    """
    A folder with a picture's name is read by nobody.
    """
    os.mkfifo(photos / "pipe.jpg")
    world = seeded(photos)
    world.look_again()

    assert len(world.assets) == 4


def test_name_that_is_no_text_is_shown_with_marks(tmp_path: Path) -> None:
    """
    Immich shows bytes that are no UTF-8 as replacement characters.
    """
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.jpg")).write_bytes(jpeg())
    world = seeded(tmp_path)
    world.look_again()

    assert [asset.name for asset in world.assets.values()] == ["a\ufffd.jpg"]
