"""
The world of the visibility matrix: whose library is where, and what its owner has put away.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

from tests.fakes.immich.accounts import add_user, by_email
from tests.fakes.immich.library import add_library, scan
from tests.fakes.immich.records import Asset
from tests.fakes.immich.seeding import seeded
from tests.fakes.immich.settings import V2, V3, Settings
from tests.fakes.immich.world import World
from tests.integration.gateway import visibility_files as files
from tests.samples.media import dng, jpeg

TAKEN = datetime(2026, 5, 16, 12, tzinfo=UTC).timestamp()


def lay_out(root: Path) -> None:
    """
    Put every file in its place.
    """
    for path in files.PATHS.values():
        target = root / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(dng() if target.suffix == ".dng" else jpeg())
        os.utime(target, (TAKEN, TAKEN))


def populated(root: Path, version: int) -> World:
    """
    Make the stand-in's world: who has which library, and what is not on show.
    """
    settings = Settings(version=V3 if version == 3 else V2, smart_search=False)
    world = seeded(settings=settings, seed="matrix")
    for name in ("other", "second", "partner", "member"):
        add_user(world, f"{name}@twinlens.local", name)
    folders = {
        "demo": (files.OWN, files.COMMON),
        "second": (files.COMMON,),
        "other": (files.OTHERS,),
    }
    for name, inside in folders.items():
        add_library(world, by_email(world, name), [root / one for one in inside])
    rescan(world)
    for word in files.OFFLINE:
        (root / files.PATHS[word]).unlink()
    rescan(world)
    for asset in world.assets.values():
        word = asset.name.partition(".")[0]
        hide(world, asset, word)
    return world


def rescan(world: World) -> None:
    """
    Look at all libraries.
    """
    for library in world.libraries.values():
        scan(world, library)


def hide(world: World, asset: Asset, word: str) -> None:
    """
    Put an asset away, as its word wants it.
    """
    for words, visibility in (
        (files.ARCHIVED, "archive"),
        (files.LOCKED, "locked"),
        (files.HIDDEN, "hidden"),
    ):
        if word in words:
            asset.visibility = visibility
    if word in files.TRASHED:
        asset.deleted_at = world.stamps.now()
    world.touch([asset])


def asset_ids(world: World) -> dict[tuple[str, str], str]:
    """
    Give all ids by the owner's short name and the word of the file.
    """
    return {
        (world.users[one.owner_id].email.partition("@")[0], one.name.partition(".")[0]): key
        for key, one in world.assets.items()
    }
