"""
Tests of the front door: which credentials and cookies pass, and what gets enriched.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mediacore.database import Database
from tests.integration.gateway.scripted import TOKEN, Gateway, Scripted, running_gateway
from tests.integration.gateway.shelf import Item, Shelf

SETS_COOKIE = {"Set-Cookie": "immich_auth_type=x"}
SEARCH = "/api/immich/search/metadata"
COOKIE = {"cookie": "twinlens=tok; immich_access_token=old; theme=dark"}
ANNA = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
JPG = Item("11111111-1111-4111-8111-111111111111", ANNA, "a.jpg")
RAW = Item("22222222-2222-4222-8222-222222222222", ANNA, "a.cr2", "raw")
ASSETS: dict[str, Any] = {
    "assets": {"items": [{"id": item.asset_id, "ownerId": ANNA} for item in (JPG, RAW)]}
}


async def test_search_is_enriched(immich: Scripted, database_url: Callable[[str], str]) -> None:
    """
    Immich is asked for a plain whole answer, the database for the rest.
    """
    url = database_url("gateway")
    database = Database(url)
    group_id = Shelf(database).add_group([JPG, RAW])
    database.close()
    immich.say("/api/search/metadata", ASSETS, etag='"1"')
    immich.say("/api/users/me", {}, 403)
    told = {"x-api-key": "k", "if-none-match": '"1"', "accept-encoding": "gzip"}
    async with (
        running_gateway(immich.url, database_url=url, enrichment_budget_ms=5000) as gateway,
        gateway.client.post(f"{gateway.url}{SEARCH}", json={}, headers=told) as answer,
    ):
        body = await answer.json()

    assert body["assets"]["items"][0]["groupId"] == group_id
    assert answer.headers["x-twinlens-enrichment"] == "full"
    assert answer.headers["etag"].startswith('W/"twinlens-')
    assert immich.seen[0].header("if-none-match") == []
    assert immich.seen[0].header("accept-encoding") == ["identity"]
    assert immich.seen[0].header("x-api-key") == ["k"]


async def test_search_survives_without_a_database(immich: Scripted) -> None:
    """
    With the gateway's own database down the caller gets Immich's own bytes.
    """
    immich.say("/api/search/metadata", ASSETS)
    async with (
        running_gateway(immich.url, enrichment_budget_ms=5000) as gateway,
        gateway.client.post(f"{gateway.url}{SEARCH}", json={}) as answer,
    ):
        body = await answer.json()

    reason = "partial; reason=database-unavailable"
    assert (body, answer.headers["x-twinlens-enrichment"]) == (ASSETS, reason)


async def test_head_is_answered_as_get_without_a_body(gateway: Gateway, immich: Scripted) -> None:
    """
    Immich is asked for the body that the headers are about.
    """
    immich.say("/api/duplicates", [])
    async with gateway.client.head(f"{gateway.url}/api/immich/duplicates") as answer:
        assert (answer.status, answer.headers["content-length"]) == (200, "2")

    assert immich.seen[0].method == "GET"


async def test_immichs_own_route_is_untouched(gateway: Gateway, immich: Scripted) -> None:
    """
    Outside of our routes cookies pass both ways, whatever they are called.
    """
    immich.say("/api/users/me", {}, 200, **SETS_COOKIE)
    async with gateway.client.get(f"{gateway.url}/api/users/me", headers=COOKIE) as answer:
        assert answer.headers["set-cookie"] == "immich_auth_type=x"

    assert immich.seen[0].header("cookie") == [COOKIE["cookie"]]
    assert immich.seen[0].header("authorization") == []


async def test_our_cookie_becomes_a_token(gateway: Gateway, immich: Scripted) -> None:
    """
    Under our prefix Immich sees a Bearer token, and neither gets nor sets its own cookies.
    """
    immich.say("/api/users/me", {}, 200, **SETS_COOKIE)
    async with gateway.client.get(f"{gateway.url}/api/immich/users/me", headers=COOKIE) as answer:
        assert "set-cookie" not in answer.headers

    assert immich.seen[0].header("authorization") == ["Bearer tok"]
    assert immich.seen[0].header("cookie") == ["theme=dark"]


async def test_immichs_cookie_works_under_our_prefix(gateway: Gateway, immich: Scripted) -> None:
    """
    Where no web UI of ours is, Immich's own session may ask us, too.
    """
    cookie = {"cookie": "immich_access_token=t"}
    async with gateway.client.get(f"{gateway.url}/api/immich/users/me", headers=cookie) as answer:
        assert answer.status == 200

    assert immich.seen[0].header("cookie") == ["immich_access_token=t"]


async def test_foreign_page_cannot_use_the_cookie(gateway: Gateway, immich: Scripted) -> None:
    """
    A page on another port may not make changes with the cookie that the browser adds.
    """
    headers = {**COOKIE, "origin": "http://127.0.0.1:9"}
    async with gateway.client.post(f"{gateway.url}{SEARCH}", headers=headers) as answer:
        body = await answer.json(content_type="application/problem+json")

    assert (answer.status, body["title"], immich.seen) == (403, "Forbidden", [])


@pytest.mark.parametrize("path", ["/api/users/me", "/api/immich/users/me"])
async def test_stale_cookie_means_nothing_on_our_origin(
    immich: Scripted, tmp_path: Path, path: str
) -> None:
    """
    Where the web UI is, Immich's cookies of another port are neither sent nor set.
    """
    immich.say("/api/users/me", {}, 200, **SETS_COOKIE)
    cookie = {"cookie": "immich_access_token=old"}
    async with (
        running_gateway(immich.url, web_root=tmp_path) as gateway,
        gateway.client.get(f"{gateway.url}{path}", headers=cookie) as answer,
    ):
        assert "set-cookie" not in answer.headers

    assert immich.seen[0].header("cookie") == []


async def test_site_answers_pages(immich: Scripted, tmp_path: Path) -> None:
    """
    With a web UI, its page is what a browser gets; the API is Immich's still.
    """
    (tmp_path / "index.html").write_text("<title>Twinlens</title>")
    async with running_gateway(immich.url, web_root=tmp_path) as gateway:
        html = {"accept": "text/html"}
        async with gateway.client.get(f"{gateway.url}/photos", headers=html) as answer:
            assert "Twinlens" in await answer.text()
        async with gateway.client.get(f"{gateway.url}/api/server/ping") as answer:
            assert answer.status == 200

    assert [seen.raw_path for seen in immich.seen] == ["/api/server/ping"]


async def test_own_answers_are_not_kept(gateway: Gateway) -> None:
    """
    What we answer is for this caller now; browsers neither sniff nor store it.
    """
    async with gateway.client.get(f"{gateway.url}/health") as answer:
        assert (await answer.json())["service"] == "gateway"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("token", "status"), [("wrong", 403), (TOKEN, 200)])
async def test_metrics_want_the_service_token(gateway: Gateway, token: str, status: int) -> None:
    """
    On the published port metrics are for those who have the token.
    """
    headers = {"authorization": f"Bearer {token}"}
    async with gateway.client.get(f"{gateway.url}/metrics", headers=headers) as answer:
        assert answer.status == status


@pytest.mark.parametrize(("up", "status", "said"), [(200, 200, "up"), (500, 503, "down")])
async def test_public_health_is_up_or_down(
    gateway: Gateway, immich: Scripted, up: int, status: int, said: str
) -> None:
    """
    Everybody may know whether Immich answers, and nothing else.
    """
    immich.say("/api/server/ping", {"res": "pong"}, up)
    async with gateway.client.get(f"{gateway.url}/api/health") as answer:
        assert (answer.status, await answer.json()) == (status, {"status": said})


@pytest.mark.parametrize(
    ("rule", "headers", "body", "is_immichs"),
    [
        ("auto", {}, {"groups": [{"duplicateId": "1"}]}, True),
        ("auto", {}, {"groups": [{"groupId": "1"}]}, False),
        ("auto", {"referer": "http://photos.example/utilities/duplicates"}, {}, True),
        ("twinlens", {}, {"groups": [{"duplicateId": "1"}]}, False),
        ("immich", {}, {"groups": [{"groupId": "1"}]}, True),
    ],
)
async def test_duplicates_are_answered_by_who_is_meant(
    immich: Scripted, rule: str, headers: dict[str, str], body: Any, is_immichs: bool
) -> None:
    """
    Immich's own web and bodies in its shape get Immich, all else gets us; or as it is set.
    """
    path = "/api/duplicates/resolve"
    host = {"host": "photos.example"}
    async with running_gateway(immich.url, duplicates_route=rule) as gateway:
        url = f"{gateway.url}{path}"
        async with gateway.client.post(url, json=body, headers=host | headers) as answer:
            await answer.read()

    got = [json.loads(seen.body) for seen in immich.seen if seen.raw_path == path]
    assert got == ([body] if is_immichs else [])


async def test_other_routes_about_duplicates_are_ours(gateway: Gateway, immich: Scripted) -> None:
    """
    Without a sign that Immich is meant.
    """
    async with gateway.client.get(f"{gateway.url}/api/duplicates") as answer:
        await answer.read()

    assert [seen.raw_path for seen in immich.seen if "duplicates" in seen.raw_path] == []
