"""
Tests of the sync stream.
"""

import json
from collections import Counter
from typing import Any

import pytest

from tests.fakes.immich.populate import populate
from tests.fakes.immich.seeding import share
from tests.fakes.immich.sync_sources import REQUESTS
from tests.unit.fakes.immich.conftest import StandIn

ASSETS = ("AssetsV2", "AssetExifsV1", "StacksV1")

Rows = list[dict[str, Any]]


async def stream(stand_in: StandIn, *types: str, who: str = "demo", reset: bool = False) -> Rows:
    """
    Give the lines of a stream.
    """
    wish = {"types": list(types), "reset": reset}
    answer = await stand_in.ask("POST", "/sync/stream", wish, who=who)
    assert answer.headers["content-type"] == "application/jsonlines+json"
    return [json.loads(line) for line in answer.text.splitlines()]


async def delta(stand_in: StandIn, *types: str, who: str = "demo") -> Counter[str]:
    """
    Count the lines of a stream by type, and acknowledge them all.
    """
    rows = await stream(stand_in, *types, who=who)
    acks = {row["type"]: row["ack"] for row in rows}
    await stand_in.send("POST", "/sync/ack", {"acks": list(acks.values())}, who=who)
    return Counter(row["type"] for row in rows if row["type"] != "SyncCompleteV1")


async def test_what_was_acknowledged_is_not_sent_again(newer: StandIn) -> None:
    """
    Only what changed since, and what is gone.
    """
    newer.world.look_again()
    first = await delta(newer, *ASSETS)
    nothing = await delta(newer, *ASSETS)
    ids = newer.ids("L1000.JPG", "L1000.DNG")
    await newer.send("POST", "/stacks", {"assetIds": ids})
    stacked = await delta(newer, *ASSETS)
    await newer.send("DELETE", "/assets", {"ids": ids[:1], "force": True})
    deleted = await delta(newer, *ASSETS)

    assert first == {"AssetV2": 4, "AssetExifV1": 4}
    assert nothing == {}
    assert stacked == {"AssetV2": 2, "StackV1": 1}
    assert deleted == {"AssetDeleteV1": 1, "AssetV2": 1, "StackDeleteV1": 1}


async def test_each_session_is_acknowledged_by_itself(newer: StandIn) -> None:
    """
    A child's stream begins at the beginning, and so does one that is reset.
    """
    await delta(newer, *ASSETS)
    child = await newer.send("POST", "/sessions", {})
    bearer = {"authorization": f"Bearer {child['token']}"}
    wish = {"types": ["AssetsV2"]}
    answer = await newer.ask("POST", "/sync/stream", wish, who="", **bearer)
    again = await stream(newer, "AssetsV2", reset=True)

    assert len(answer.text.splitlines()) == len(again) == 5


async def test_session_may_be_told_to_begin_again(newer: StandIn) -> None:
    """
    Once it has acknowledged that, it does.
    """
    [session] = await newer.get("/sessions")
    path = f"/sessions/{session['id']}"
    await delta(newer, "AssetsV2")
    await newer.send("PUT", path, {"isPendingSyncReset": True})
    [reset] = await stream(newer, "AssetsV2")
    await newer.send("POST", "/sync/ack", {"acks": [reset["ack"]]})

    assert reset["type"] == "SyncResetV1"
    assert len(await stream(newer, "AssetsV2")) == 5


async def test_acknowledgements_are_listed_and_forgotten(newer: StandIn) -> None:
    """
    Of one type, or all.
    """
    await delta(newer, *ASSETS)
    listed = {one["type"] for one in await newer.get("/sync/ack")}
    await newer.send("DELETE", "/sync/ack", {"types": ["AssetV2"]})
    left = {one["type"] for one in await newer.get("/sync/ack")}
    await newer.send("DELETE", "/sync/ack", {})
    odd = {"acks": ["AssetV2|x", "AssetExifV1"]}
    await newer.send("POST", "/sync/ack", odd)

    assert listed - left == {"AssetV2"}
    assert len(await stream(newer, *ASSETS)) == 9
    assert (await newer.refusal("POST", "/sync/ack", {"acks": ["bogus"]}))[0] == 400


async def test_everything_is_told(newer: StandIn) -> None:
    """
    To whom it concerns: members of albums and partners as well.
    """
    world, guest = newer.world, newer.user_id("guest")
    ids = newer.ids("L1000.JPG", "L1000.DNG")
    share(world, "demo", "guest")
    share(world, "admin", "guest")
    await newer.send("POST", "/stacks", {"assetIds": ids})
    wish = {"albumName": "A", "assetIds": ids[:1], "albumUsers": [{"userId": guest}]}
    await newer.send("POST", "/albums", wish)
    person = await newer.send("POST", "/people", {"name": "Ann"})
    await newer.send("POST", "/faces", {"personId": person["id"], "assetId": ids[0]})
    memory = {"type": "on_this_day", "data": {}, "memoryAt": "2023-05-10T00:00:00.000Z"}
    await newer.send("POST", "/memories", {**memory, "assetIds": ids})
    types = [name for name in REQUESTS if not name.endswith("sV1") or name not in OLD]
    mine = await delta(newer, *types)
    theirs = await delta(newer, *types, who="guest")

    shared = {"AlbumAssetCreateV2": 1, "AlbumAssetExifCreateV1": 1, "AlbumToAssetV1": 1}
    partners = {"PartnerAssetV2": 4, "PartnerAssetExifV1": 4, "PartnerStackV1": 1, "PartnerV1": 2}
    assert mine >= Counter(
        {"AssetV2": 4, "StackV1": 1, "PersonV1": 1, "AssetFaceV2": 1, "MemoryToAssetV1": 2}
    )
    assert theirs >= Counter({**shared, **partners, "AlbumV2": 1, "AlbumUserV1": 2})
    assert "AssetV2" not in theirs


OLD = ("AssetsV1", "PartnerAssetsV1", "AlbumAssetsV1", "AssetFacesV1")


async def test_version_2_has_the_older_types(stand_in: StandIn) -> None:
    """
    And spells a clip's length.
    """
    users = [{"userId": stand_in.user_id("guest")}]
    await stand_in.send("POST", "/albums", {"albumName": "A", "albumUsers": users})
    rows = await stream(stand_in, "AssetsV1", "AlbumUsersV1")
    durations = {row["data"].get("duration") for row in rows}

    assert Counter(row["type"] for row in rows) == {
        "AlbumUserV1": 1,
        "AssetV1": 4,
        "SyncCompleteV1": 1,
    }
    assert len(durations) == 2


async def test_partner_is_told_of_what_is_gone(newer: StandIn) -> None:
    """
    Under the partner's types.
    """
    share(newer.world, "demo", "guest")
    await delta(newer, "PartnerAssetsV2", "PartnerStacksV1", "PartnersV1", who="guest")
    ids = newer.ids("L1000.JPG", "L1000.DNG")
    await newer.send("POST", "/stacks", {"assetIds": ids})
    await newer.send("DELETE", "/assets", {"ids": ids[1:], "force": True})
    told = await delta(newer, "PartnerAssetsV2", "PartnerStacksV1", who="guest")
    await newer.send("DELETE", f"/partners/{newer.user_id('guest')}")

    assert told >= Counter({"PartnerAssetDeleteV1": 1, "PartnerStackDeleteV1": 1})
    assert await delta(newer, "PartnersV1", who="guest") == {"PartnerDeleteV1": 1}


async def test_long_stream_comes_in_pieces(newer: StandIn) -> None:
    """
    And whole.
    """
    demo = newer.world.users[newer.user_id("demo")]
    populate(newer.world, demo, 1200, folder="/far")

    assert len(await stream(newer, "AssetsV2")) == 1205


async def test_version_3_refuses_what_is_old(newer: StandIn) -> None:
    """
    With an error, or where lines have gone before by ending.
    """
    alone = await newer.ask("POST", "/sync/stream", {"types": ["AssetsV1"]})
    rows = await stream(newer, "UsersV1", "AssetsV1")

    assert alone.status_code == 400
    assert {row["type"] for row in rows} == {"UserV1"}


@pytest.mark.parametrize("body", [{}, {"types": ["NopeV1"]}])
async def test_types_must_be_known(newer: StandIn, body: dict[str, Any]) -> None:
    """
    Or nothing is streamed.
    """
    answer = await newer.ask("POST", "/sync/stream", body)

    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/jsonlines+json; charset=utf-8"


async def test_keys_cannot_sync(newer: StandIn) -> None:
    """
    Checkpoints are a session's.
    """
    answer = await newer.ask("POST", "/sync/stream", {"types": []}, who="", **newer.key("demo"))

    assert answer.json()["message"] == "Sync endpoints cannot be used with API keys"


async def test_older_ways_to_sync(stand_in: StandIn) -> None:
    """
    As version 2 has them, by pages and by time.
    """
    first = await stand_in.send("POST", "/sync/full-sync", {"limit": 3})
    wish = {"limit": 3, "lastId": first[-1]["id"]}
    rest = await stand_in.send("POST", "/sync/full-sync", wish)
    since = {"updatedAfter": "2000-01-01T00:00:00.000Z", "userIds": [stand_in.user_id("demo")]}
    changed = await stand_in.send("POST", "/sync/delta-sync", since)

    assert (len(first), len(rest), len(changed["upserted"])) == (3, 1, 4)
