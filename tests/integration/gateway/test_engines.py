"""
Tests of the routes that grouping and dedup answer.
"""

import io
from typing import Any

import pytest

from gateway.engines import MAX_BODY_BYTES
from tests.integration.gateway.scripted import TOKEN, Gateway, Scripted, running_gateway

ADMIN: dict[str, Any] = {"id": "1", "email": "a@b", "name": "Anna", "isAdmin": True}
KEY = {"x-api-key": "k", "x-requested-with": "twinlens"}


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/api/groups/merge?why=a%2Bb", "/groups/merge?why=a%2Bb"),
        ("/api/duplicates", "/duplicates"),
        ("/api/duplicates/g1/keep", "/duplicates/g1/keep"),
    ],
)
async def test_admin_is_answered_by_the_service(
    gateway: Gateway, immich: Scripted, services: Scripted, path: str, asked: str
) -> None:
    """
    The service sees our token, never the caller's credential.
    """
    immich.say("/api/users/me", ADMIN)
    async with gateway.client.post(f"{gateway.url}{path}", headers=KEY) as answer:
        assert (answer.status, await answer.json()) == (200, {})

    (seen,) = services.seen
    assert seen.raw_path == asked
    assert seen.header("authorization") == [f"Bearer {TOKEN}"]
    assert seen.header("x-api-key") == []


async def test_change_and_refusal_pass_through(
    gateway: Gateway, immich: Scripted, services: Scripted
) -> None:
    """
    Body and content type arrive, and a stale revision comes back as the service tells it.
    """
    immich.say("/api/users/me", ADMIN)
    services.say("/groups/g1/primary", {"current": {"revision": 4}}, 409)
    url = f"{gateway.url}/api/groups/g1/primary"
    async with gateway.client.post(url, json={"path": "a.jpg"}, headers=KEY) as answer:
        assert (answer.status, await answer.json()) == (409, {"current": {"revision": 4}})

    assert services.seen[0].body == b'{"path": "a.jpg"}'
    assert services.seen[0].header("content-type") == ["application/json"]


async def test_other_people_are_told_not_yet(
    gateway: Gateway, immich: Scripted, services: Scripted
) -> None:
    """
    Until answers are limited to what each caller may see, only admins get them.
    """
    immich.say("/api/users/me", {**ADMIN, "isAdmin": False})
    async with gateway.client.post(f"{gateway.url}/api/groups/merge", headers=KEY) as answer:
        assert (answer.status, services.seen) == (403, [])


async def test_nobody_is_a_401(gateway: Gateway, services: Scripted) -> None:
    """
    Without a credential there is no answer.
    """
    async with gateway.client.post(f"{gateway.url}/api/duplicates") as answer:
        assert (answer.status, services.seen) == (401, [])


async def test_change_without_our_header_is_refused(gateway: Gateway, immich: Scripted) -> None:
    """
    A form on a foreign page cannot make an admin's browser change anything.
    """
    immich.say("/api/users/me", ADMIN)
    url, key = f"{gateway.url}/api/groups/merge", {"cookie": "twinlens=tok"}
    async with gateway.client.post(url, headers=key) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("path", [b"/api/groups/../scan/pause", b"/api/groups/%2e%2e/metrics"])
async def test_no_way_upwards(
    gateway: Gateway, immich: Scripted, services: Scripted, path: bytes
) -> None:
    """
    A path cannot climb out of the routes it was let into.
    """
    immich.say("/api/users/me", ADMIN)
    request = (
        b"POST "
        + path
        + b" HTTP/1.1\r\nhost: x\r\nx-api-key: k\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    )
    answer = await gateway.talk(request)

    assert answer.startswith(b"HTTP/1.1 404")
    assert services.seen == []


async def test_oversized_body_is_refused(gateway: Gateway, immich: Scripted) -> None:
    """
    No route takes more than a few megabytes.
    """
    immich.say("/api/users/me", ADMIN)
    body = io.BytesIO(b"x" * (MAX_BODY_BYTES + 1))
    url = f"{gateway.url}/api/groups/lookup"
    async with gateway.client.post(url, data=body, headers=KEY) as answer:
        assert answer.status == 413


async def test_service_that_is_down_is_a_503(immich: Scripted) -> None:
    """
    The caller may try again soon.
    """
    immich.say("/api/users/me", ADMIN)
    async with (
        running_gateway(immich.url) as gateway,
        gateway.client.post(f"{gateway.url}/api/groups/merge", headers=KEY) as answer,
    ):
        assert answer.status == 503
