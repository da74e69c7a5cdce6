"""
Reading months completely, whatever Immich's searches leave out.
"""

import random
from datetime import UTC, datetime
from typing import Any

import httpx

from tests.integration.gateway.index_scene import (
    FOLDER,
    SEARCH,
    IndexScene,
    paths_of,
)


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

    assert scene.shown() == paths_of(scene.assets)


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
    assert scene.shown() == paths_of(scene.assets)
