"""
Tests of the thread from the read models to an enriched answer, over the stand-in for Immich.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gateway.cache import Cache, make_cache
from gateway.model_versions import ModelVersions, StoredVersions
from mediacore.database import Database, raw
from tests.fakes.immich.__main__ import server
from tests.integration.gateway.scripted import Gateway, running_gateway, until
from tests.integration.gateway.shelf import Item, Shelf
from tests.samples.media import dng, jpeg

DEMO = {"email": "demo@twinlens.local", "password": "demo"}
GUEST = {"email": "guest@twinlens.local", "password": "guest"}
OURS = {"x-requested-with": "twinlens", "accept-encoding": "identity"}
OF_A_VERSION = {"groupId", "groupType", "isPrimaryVersion", "versionCount", "alternateVersions"}


@dataclass(frozen=True, slots=True)
class Thread:
    """
    A gateway over a stand-in over a folder, its read models, and who is signed in.
    """

    gateway: Gateway
    database: Database
    headers: dict[str, str]
    user_id: str

    async def ask(self, method: str, path: str, **more: Any) -> Any:
        """
        Ask through the enriched route, as who is signed in.
        """
        headers = {**self.headers, **more.pop("headers", {})}
        url = f"{self.gateway.url}/api/immich{path}"
        async with self.gateway.client.request(method, url, headers=headers, **more) as answer:
            assert answer.status < 400, await answer.text()
            return await answer.json()

    async def items(self, **body: Any) -> dict[str, dict[str, Any]]:
        """
        Search, and give the assets by file name.
        """
        found = await self.ask("POST", "/search/metadata", json=body)
        return {item["originalFileName"]: item for item in found["assets"]["items"]}

    async def as_user(self, who: dict[str, str]) -> "Thread":
        """
        Give the thread as somebody else has it.
        """
        headers, user_id = await sign_in(self.gateway, who)
        return Thread(self.gateway, self.database, headers, user_id)


async def sign_in(gateway: Gateway, who: dict[str, str]) -> tuple[dict[str, str], str]:
    """
    Sign in; give the headers that a browser would send from then on, and the user's id.
    """
    url = f"{gateway.url}/api/session"
    async with gateway.client.post(url, json=who, headers=OURS) as answer:
        cookie = answer.headers["set-cookie"].partition(";")[0]
    headers = {**OURS, "cookie": cookie}
    async with gateway.client.get(f"{gateway.url}/api/immich/users/me", headers=headers) as answer:
        return headers, (await answer.json())["id"]


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """
    A folder with a pair and a single picture.
    """
    (tmp_path / "trip").mkdir()
    (tmp_path / "trip" / "a.jpg").write_bytes(jpeg())
    (tmp_path / "trip" / "a.dng").write_bytes(dng())
    (tmp_path / "b.jpg").write_bytes(jpeg())
    return tmp_path


@pytest.fixture(params=["2", "3"])
async def immich_url(photos: Path, request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """
    A stand-in for Immich over that folder, of each version.
    """
    env = {"PORT": "0", "MEDIA_PATH": str(photos), "STAND_IN_VERSION": request.param}
    stand_in = server(env)
    task = asyncio.create_task(stand_in.serve())
    await until(lambda: stand_in.started)
    yield f"http://127.0.0.1:{stand_in.servers[0].sockets[0].getsockname()[1]}"
    stand_in.should_exit = True
    await task


@pytest.fixture
def address(database_url: Callable[[str], str]) -> str:
    """
    The address of an empty database of the gateway.
    """
    return database_url("gateway")


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    """
    That database, for the test to fill.
    """
    made = Database(address)
    yield made
    made.close()


@pytest.fixture
async def cache(redis_url: str) -> AsyncIterator[Cache]:
    """
    The gateway's cache, as another replica has it.
    """
    made = make_cache(redis_url)
    yield made
    await made.close()


@pytest.fixture
async def thread(
    immich_url: str, address: str, database: Database, photos: Path, redis_url: str
) -> AsyncIterator[Thread]:
    """
    The demo user's thread, with all assets indexed and the pair grouped.
    """
    async with running_gateway(
        immich_url,
        database_url=address,
        redis_cache_url=redis_url,
        media_path=str(photos),
        enrichment_budget_ms=5000,
    ) as gateway:
        made = Thread(gateway, database, *await sign_in(gateway, DEMO))
        fill(made.user_id, Shelf(database), await made.items())
        yield made


def fill(user_id: str, shelf: Shelf, found: dict[str, dict[str, Any]]) -> None:
    """
    Fill the read models of a user whose assets are the pair and the single picture.
    """
    shelf.add_user(user_id)
    items = {
        name: Item(one["id"], user_id, f"trip/{name}", "raw" if name == "a.dng" else "jpeg", 7)
        for name, one in found.items()
    }
    for item in items.values():
        shelf.add_asset(item)
    shelf.add_group([items["a.jpg"], items["a.dng"]])
    shelf.add_group([items["b.jpg"], items["a.jpg"]], kind="duplicate", level="0.95")


async def test_pair_is_one_shot(thread: Thread) -> None:
    """
    Both files name each other, one is primary; all names are the design's.
    """
    shots = await thread.items()

    assert {name: one.get("isPrimaryVersion") for name, one in shots.items()} == {
        "a.jpg": True,
        "a.dng": False,
        "b.jpg": None,
    }
    assert shots["a.jpg"]["alternateVersions"] == [
        {"id": shots["a.dng"]["id"], "filename": "a.dng", "type": "raw", "size": 7}
    ]
    assert shots["a.jpg"]["duplicateSimilarity"] == shots["b.jpg"]["duplicateSimilarity"] == 0.97


async def test_version_on_another_page_is_known(thread: Thread) -> None:
    """
    A page with only the JPEG still counts two versions.
    """
    (item,) = (await thread.items(originalFileName="a.jpg")).values()

    assert (item["versionCount"], item["alternateVersions"][0]["filename"]) == (2, "a.dng")


async def test_asset_by_itself_is_enriched(thread: Thread) -> None:
    """
    Read or written.
    """
    asset_id = (await thread.items())["a.dng"]["id"]
    read = await thread.ask("GET", f"/assets/{asset_id}")
    changed = await thread.ask("PUT", f"/assets/{asset_id}", json={"isFavorite": True})

    assert read.keys() >= OF_A_VERSION
    assert (changed["isFavorite"], changed["groupId"]) == (True, read["groupId"])


async def test_bucket_gets_parallel_columns(thread: Thread) -> None:
    """
    Of one length, with the rows as Immich gave them.
    """
    (first, *_) = await thread.ask("GET", "/timeline/buckets")
    path = f"/timeline/bucket?timeBucket={first['timeBucket']}"
    url = f"{thread.gateway.url}/api{path}"
    ours = await thread.ask("GET", path)
    async with thread.gateway.client.get(
        url, headers={"authorization": "Bearer " + thread.headers["cookie"].partition("=")[2]}
    ) as answer:
        plain = await answer.json()

    assert {name: ours[name] for name in plain} == plain
    assert {len(ours[name]) for name in OF_A_VERSION} == {len(plain["id"])}
    assert [group is None for group in ours["groupId"]].count(True) == len(plain["id"]) - 2


async def test_nested_assets_are_enriched(thread: Thread) -> None:
    """
    In a stack, in the list of stacks, in a folder, in a memory.
    """
    shots = await thread.items()
    ids = [shots["a.jpg"]["id"], shots["a.dng"]["id"]]
    created = await thread.ask("POST", "/stacks", json={"assetIds": ids})
    (listed,) = await thread.ask("GET", "/stacks")
    folders = await thread.ask("GET", "/view/folder/unique-paths")
    folder = next(path for path in folders if path.endswith("trip"))
    within = await thread.ask("GET", f"/view/folder?path={folder}")

    for assets in (created["assets"], listed["assets"], within):
        assert [one["versionCount"] for one in assets] == [2, 2]


async def test_guest_sees_nothing(thread: Thread) -> None:
    """
    For somebody without assets there is nothing to enrich.
    """
    guest = await thread.as_user(GUEST)

    assert await guest.items() == {}


async def test_partner_sees_the_groups_of_who_shares(thread: Thread) -> None:
    """
    Even where only one member stands in the answer.
    """
    guest = await thread.as_user(GUEST)
    body = {"sharedWithId": guest.user_id}
    await thread.ask("POST", "/partners", json=body)
    asset_id = (await thread.items())["a.jpg"]["id"]

    assert (await guest.ask("GET", f"/assets/{asset_id}"))["versionCount"] == 2


async def test_visitor_of_an_album_learns_only_of_what_is_in_it(thread: Thread) -> None:
    """
    One member of a pair is no group; both are.
    """
    guest = await thread.as_user(GUEST)
    shots = await thread.items()
    album = await thread.ask(
        "POST",
        "/albums",
        json={
            "albumName": "a",
            "assetIds": [shots["a.jpg"]["id"], shots["b.jpg"]["id"]],
            "albumUsers": [{"userId": guest.user_id, "role": "viewer"}],
        },
    )
    (month, *_) = await guest.ask("GET", f"/timeline/buckets?albumId={album['id']}")
    bucket = f"/timeline/bucket?albumId={album['id']}&timeBucket={month['timeBucket']}"
    alone = await guest.ask("GET", bucket)
    raw_id = shots["a.dng"]["id"]
    await thread.ask("PUT", f"/albums/{album['id']}/assets", json={"ids": [raw_id]})
    both = await guest.ask("GET", bucket)

    assert (alone["versionCount"], None in alone["duplicateGroupId"]) == ([None, None], False)
    assert both["versionCount"].count(2) == 2


@pytest.mark.parametrize("shows_metadata", [True, False])
async def test_link_shows_no_more_than_immich(thread: Thread, *, shows_metadata: bool) -> None:
    """
    Where it hides what an asset is called, nothing is added.
    """
    shots = await thread.items()
    ids = [shots["a.jpg"]["id"], shots["a.dng"]["id"]]
    told = {"type": "INDIVIDUAL", "assetIds": ids, "showMetadata": shows_metadata}
    link = await thread.ask("POST", "/shared-links", json=told)
    url = f"{thread.gateway.url}/api/immich/shared-links/me?key={link['key']}"
    async with thread.gateway.client.get(url, headers=OURS) as answer:
        assets = (await answer.json())["assets"]

    counts = [one.get("versionCount") for one in assets]
    assert counts == ([2, 2] if shows_metadata else [None, None])


async def test_change_of_the_read_models_is_seen_at_once(thread: Thread, cache: Cache) -> None:
    """
    Until the owner's version is raised the cached answer stands.
    """
    versions = ModelVersions(StoredVersions(thread.database), cache)
    await thread.items()
    with thread.database.write() as session:
        raw(session).execute("DELETE FROM owner_groups WHERE kind = 'version'")
    cached = await thread.items()
    Shelf(thread.database).raise_version(thread.user_id)
    await versions.bump([thread.user_id])
    fresh = await thread.items()

    assert ("groupId" in cached["a.jpg"], "groupId" in fresh["a.jpg"]) == (True, False)


async def test_answer_is_conditional_and_compressed(thread: Thread) -> None:
    """
    Under a tag of our own, for the body that we made.
    """
    asset_id = (await thread.items())["a.dng"]["id"]
    url = f"{thread.gateway.url}/api/immich/assets/{asset_id}"
    headers = {**thread.headers, "accept-encoding": "gzip"}
    async with thread.gateway.client.get(url, headers=headers) as first:
        assert first.headers["content-encoding"] == "gzip"
    headers["if-none-match"] = first.headers["etag"]
    async with thread.gateway.client.get(url, headers=headers) as second:
        assert (second.status, await second.read()) == (304, b"")


async def test_error_of_immich_is_untouched(thread: Thread) -> None:
    """
    In Immich's words, without a note of ours.
    """
    url = f"{thread.gateway.url}/api/immich/assets/{thread.user_id}"
    async with thread.gateway.client.get(url, headers=thread.headers) as answer:
        assert answer.status == 400
        assert "x-twinlens-enrichment" not in answer.headers
