"""
Tests of the thread from a file in a folder to an enriched answer, over the stand-in for Immich.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiohttp import web

from tests.fakes.immich.__main__ import server
from tests.integration.gateway.scripted import Gateway, Scripted, running_gateway, until
from tests.samples.media import dng, jpeg

DEMO = {"email": "demo@twinlens.local", "password": "demo"}
GUEST = {"email": "guest@twinlens.local", "password": "guest"}
OURS = {"x-requested-with": "twinlens"}


def pairs_of(paths: list[str]) -> list[dict[str, Any]]:
    """
    Group the pair of this test as grouping would, if any of its files is asked for.
    """
    members = [
        {"path": f"trip/a.{end}", "filename": f"a.{end}", "type": kind, "size": 1}
        for end, kind in (("jpg", "jpeg"), ("dng", "raw"))
    ]
    wanted = {member["path"] for member in members} & set(paths)
    group = {"group_id": "g1", "group_type": "raw_jpeg", "switchable": True}
    return [{**group, "primary_path": "trip/a.jpg", "members": members}] if wanted else []


@pytest.fixture
async def photos(tmp_path: Path) -> Path:
    """
    A folder with a pair and a single picture.
    """
    (tmp_path / "trip").mkdir()
    (tmp_path / "trip" / "a.jpg").write_bytes(jpeg())
    (tmp_path / "trip" / "a.dng").write_bytes(dng())
    (tmp_path / "b.jpg").write_bytes(jpeg())
    return tmp_path


@pytest.fixture
async def through(photos: Path, services: Scripted) -> AsyncIterator[Gateway]:
    """
    A gateway over a stand-in over that folder.
    """

    async def lookup(request: web.Request) -> web.StreamResponse:
        asked = orjson.loads(await request.read())["paths"]
        return web.json_response({"groups": pairs_of(asked)})

    services.answers["/groups/lookup"] = lookup
    services.say("/duplicates/lookup", {"groups": []})
    stand_in = server({"PORT": "0", "MEDIA_PATH": str(photos)})
    task = asyncio.create_task(stand_in.serve())
    await until(lambda: stand_in.started)
    url = f"http://127.0.0.1:{stand_in.servers[0].sockets[0].getsockname()[1]}"
    async with running_gateway(
        url, services=services.url, media_path=str(photos), enrichment_budget_ms=5000
    ) as gateway:
        yield gateway
    stand_in.should_exit = True
    await task


async def sign_in(gateway: Gateway, who: dict[str, str]) -> dict[str, str]:
    """
    Sign in, and give the headers that a browser would send from then on.
    """
    url = f"{gateway.url}/api/session"
    async with gateway.client.post(url, json=who, headers=OURS) as answer:
        cookie = answer.headers["set-cookie"].partition(";")[0]
    return {**OURS, "cookie": cookie}


async def search(gateway: Gateway, headers: dict[str, str], **body: Any) -> list[dict[str, Any]]:
    """
    Search through the enriched route, and give the items.
    """
    url = f"{gateway.url}/api/immich/search/metadata"
    async with gateway.client.post(url, json=body, headers=headers) as answer:
        assert answer.headers["x-twinlens-enrichment"] == "full"
        items: list[dict[str, Any]] = (await answer.json())["assets"]["items"]
        return items


async def test_pair_in_the_folder_is_one_shot(through: Gateway) -> None:
    """
    Both files of a pair name each other, one is primary, and the single picture stays plain.
    """
    items = await search(through, await sign_in(through, DEMO))

    shots = {item["originalFileName"]: item for item in items}
    assert {name: item.get("isPrimaryVersion") for name, item in shots.items()} == {
        "a.jpg": True,
        "a.dng": False,
        "b.jpg": None,
    }
    assert shots["a.jpg"]["alternateVersions"][0]["id"] == shots["a.dng"]["id"]


async def test_version_on_another_page_is_found(through: Gateway) -> None:
    """
    A page with only the JPEG still counts two versions, found with the caller's own token.
    """
    (item,) = await search(through, await sign_in(through, DEMO), originalFileName="a.jpg")

    assert (item["versionCount"], item["alternateVersions"][0]["filename"]) == (2, "a.dng")


async def test_guest_sees_nothing(through: Gateway, services: Scripted) -> None:
    """
    For somebody without assets nothing is looked up at all.
    """
    assert await search(through, await sign_in(through, GUEST)) == []
    assert services.seen == []


async def test_thumbnail_comes_through(through: Gateway) -> None:
    """
    Pictures are Immich's, under our prefix and with our cookie.
    """
    headers = await sign_in(through, DEMO)
    items = await search(through, headers)
    url = f"{through.url}/api/immich/assets/{items[0]['id']}/thumbnail?size=thumbnail"
    async with through.client.get(url, headers=headers) as answer:
        assert (answer.status, answer.headers["content-type"]) == (200, "image/webp")
        assert (await answer.read())[:4] == b"RIFF"
