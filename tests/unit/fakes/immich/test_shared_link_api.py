"""
Tests of share links.
"""

from datetime import timedelta
from typing import Any

import pytest

from tests.fakes.immich.stamps import moment
from tests.unit.fakes.immich.conftest import UNKNOWN, StandIn


async def link_of(stand_in: StandIn, **more: Any) -> dict[str, Any]:
    """
    Make a link of the demo user's to one picture.
    """
    wish = {"type": "INDIVIDUAL", "assetIds": stand_in.ids("L1000.JPG"), **more}
    made: dict[str, Any] = await stand_in.send("POST", "/shared-links", wish)
    return made


async def test_visitor_sees_what_is_linked(either: StandIn) -> None:
    """
    With its path, but neither owner nor anything else.
    """
    link = await link_of(either, slug="trip")
    first, second = either.ids("L1000.JPG", "L1000.DNG")
    shown = await either.get(f"/assets/{first}?key={link['key']}", who="")
    by_slug = await either.get("/shared-links/me?slug=trip", who="")
    by_header = await either.ask(
        "GET", f"/assets/{second}", who="", **{"x-immich-share-key": link["key"]}
    )
    original = await either.ask("GET", f"/assets/{first}/original?key={link['key']}", who="")

    assert shown["originalPath"].endswith("L1000.JPG")
    assert ("owner" in shown, shown["people"]) == (False, [])
    assert (by_slug["id"], by_header.status_code, original.status_code) == (link["id"], 400, 200)


async def test_metadata_may_be_hidden(either: StandIn) -> None:
    """
    With it downloads end, unless they were allowed.
    """
    link = await link_of(either, showMetadata=False)
    [asset_id] = either.ids("L1000.JPG")
    shown = await either.get(f"/assets/{asset_id}?key={link['key']}", who="")
    url = f"/assets/{asset_id}/original?key={link['key']}"
    original = await either.ask("GET", url, who="")

    assert (shown["hasMetadata"], "originalPath" in shown) == (False, False)
    assert original.status_code in (400, 404)


async def test_password_opens_a_link(stand_in: StandIn) -> None:
    """
    By the query, or by a cookie from then on.
    """
    link = await link_of(stand_in, password="p")
    me, login = (f"/shared-links/{one}?key={link['key']}" for one in ("me", "login"))
    closed = await stand_in.refusal("GET", me, who="")
    wrong = await stand_in.refusal("POST", login, {"password": "x"}, who="")
    answer = await stand_in.ask("POST", login, {"password": "p"}, who="")
    cookie = {"cookie": answer.headers["set-cookie"].partition(";")[0]}

    assert (closed[0], wrong[0], answer.status_code) == (401, 401, 201)
    assert (await stand_in.ask("GET", me, who="", **cookie)).status_code == 200
    assert (await stand_in.ask("GET", f"{me}&password=p", who="")).status_code == 200


async def test_link_ends_with_its_time(stand_in: StandIn) -> None:
    """
    And may be given more.
    """
    ends = moment(stand_in.world.in_time(60))
    link = await link_of(stand_in, expiresAt=ends)
    url = f"/shared-links/me?key={link['key']}"
    open_still = await stand_in.ask("GET", url, who="")
    stand_in.world.stamps.advance(timedelta(minutes=2))
    closed = await stand_in.refusal("GET", url, who="")
    path = f"/shared-links/{link['id']}"
    await stand_in.send("PATCH", path, {"expiresAt": None})

    assert (open_still.status_code, closed) == (200, (401, "Invalid share key"))
    assert (await stand_in.get(path))["expiresAt"] is None


async def test_links_are_listed_filled_and_taken_back(stand_in: StandIn) -> None:
    """
    By their owner.
    """
    link = await link_of(stand_in, allowDownload=False)
    path = f"/shared-links/{link['id']}"
    first, second = stand_in.ids("L1000.JPG", "L1000.DNG")
    added = await stand_in.send("PUT", f"{path}/assets", {"assetIds": [first, second]})
    removed = await stand_in.send("DELETE", f"{path}/assets", {"assetIds": [first, UNKNOWN]})
    listed = await stand_in.get("/shared-links")
    await stand_in.send("DELETE", path)

    assert [one["success"] for one in added] == [False, True]
    assert [one["success"] for one in removed] == [True, False]
    assert [len(one["assets"]) for one in listed] == [1]
    assert (await stand_in.refusal("GET", path))[0] == 400


@pytest.mark.parametrize("wish", [{"type": "ALBUM"}, {"type": "INDIVIDUAL"}])
async def test_link_must_be_to_something(stand_in: StandIn, wish: dict[str, str]) -> None:
    """
    To an album, or to assets.
    """
    assert (await stand_in.refusal("POST", "/shared-links", wish))[0] == 400


async def test_only_visitors_have_a_link(stand_in: StandIn) -> None:
    """
    Users have none, and one without a password needs no signing in.
    """
    link = await link_of(stand_in)
    none = await stand_in.refusal("GET", "/shared-links/me")
    login = await stand_in.refusal("POST", "/shared-links/login", {})
    needless = await stand_in.refusal("POST", f"/shared-links/login?key={link['key']}", {}, who="")

    assert (none[0], login[0], needless[0]) == (403, 403, 400)


async def test_album_link_shows_its_album_only(stand_in: StandIn) -> None:
    """
    And no other.
    """
    wish: dict[str, Any] = {"albumName": "A", "assetIds": stand_in.ids("L1000.JPG")}
    albums = [await stand_in.send("POST", "/albums", wish) for _ in range(2)]
    link_wish = {"type": "ALBUM", "albumId": albums[0]["id"]}
    link = await stand_in.send("POST", "/shared-links", link_wish)
    statuses = [
        (await stand_in.ask("GET", f"/albums/{one['id']}?key={link['key']}", who="")).status_code
        for one in albums
    ]

    [asset_id] = wish["assetIds"]
    shown = await stand_in.get(f"/assets/{asset_id}?key={link['key']}", who="")

    assert (statuses, shown["id"]) == ([200, 400], asset_id)
    assert link["album"]["id"] == albums[0]["id"]
