"""
Tests of a look at the whole installation.
"""

from collections.abc import Callable
from typing import Any

import pytest

from gateway import checkup
from mediacore.findings import Finding, Level, fine
from tests.integration.gateway.scripted import (
    NOWHERE,
    TOKEN,
    Gateway,
    Scripted,
    running_gateway,
)

BAD = Finding("redis", Level.ERROR, "It is away.", "Start it.", "grouping")
GOOD = fine("redis-eviction", "grouping", "It evicts nothing.")
HEADERS = {"authorization": f"Bearer {TOKEN}"}


def well(immich: Scripted, services: Scripted, **features: bool) -> None:
    """
    Let Immich and both services be well.
    """
    immich.say("/api/server/version", {"major": 3, "minor": 1, "patch": 0})
    immich.say("/api/server/features", {"trash": True, **features})
    services.say("/findings", {"findings": [GOOD.body()]})


async def told(gateway: Gateway, query: str = "", **headers: str) -> list[dict[str, Any]]:
    """
    Ask a gateway for what it found.
    """
    url = f"{gateway.url}/api/health{query}"
    async with gateway.client.get(url, headers=headers or HEADERS) as answer:
        found: list[dict[str, Any]] = (await answer.json())["findings"]
        return found


async def test_worst_of_all_parts_comes_first(
    immich: Scripted, services: Scripted, database_url: Callable[[str], str]
) -> None:
    """
    Services, Immich and the gateway are heard in one list.
    """
    well(immich, services)
    services.say("/findings", {"findings": [GOOD.body(), BAD.body()]})
    url = database_url("gateway")
    async with running_gateway(immich.url, services=services.url, database_url=url) as running:
        found = await told(running)

    assert [one["id"] for one in found][:2] == ["redis", "redis"]
    by_part = {(one["part"], one["id"]) for one in found}
    assert by_part >= {
        ("immich", "immich-version"),
        ("gateway", "database-migrated"),
        ("gateway", "path-mapping"),
        ("gateway", "shared-folders"),
        ("gateway", "index"),
        ("gateway", "cache"),
    }
    assert {one["level"] for one in found[2:]} == {"ok"}


async def test_parts_that_are_away_are_findings(immich: Scripted) -> None:
    """
    Nothing of the look fails with them, and the gateway's database is looked at no further.
    """
    async with running_gateway(immich.url, database_url=NOWHERE) as running:
        found = await told(running)

    bad = {(one["part"], one["id"]) for one in found if one["level"] == "error"}
    assert bad >= {
        ("grouping", "service-reachable"),
        ("dedup", "service-reachable"),
        ("gateway", "database"),
    }
    assert ("gateway", "shared-folders") not in {(one["part"], one["id"]) for one in found}


async def test_answer_that_is_no_finding_is_one(immich: Scripted, services: Scripted) -> None:
    """
    A service of another version is told as such, and its log has the rest.
    """
    well(immich, services)
    services.say("/findings", {"nothing": 1})
    async with running_gateway(immich.url, services=services.url) as running:
        found = await told(running)

    assert {one["what"] for one in found if one["id"] == "service-reachable"} == {
        "grouping does not answer: KeyError; its log says more",
        "dedup does not answer: KeyError; its log says more",
    }


async def test_nobody_waits_for_a_part_that_hangs(
    immich: Scripted, services: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    What hangs is told by its part.
    """
    well(immich, services)
    monkeypatch.setattr(checkup, "LOOK_SECONDS", 0.0)
    async with running_gateway(immich.url, services=services.url) as running:
        found = await told(running)

    assert {one["part"] for one in found if one["id"] == "look-failed"} == {"immich", "gateway"}


async def test_callback_is_looked_at_where_oauth_is_offered(
    immich: Scripted, services: Scripted
) -> None:
    """
    Under the address that was told; else nobody knows it.
    """
    well(immich, services, oauth=True)
    immich.say("/api/oauth/authorize", {"url": f"{services.url}/login"})
    async with running_gateway(immich.url, services=services.url) as running:
        unknown = await told(running)
        known = await told(running, "?ui=https://photos.example/")

    said = {one["id"]: one["what"] for one in unknown}
    assert "nobody tried" in said["oauth-callback"]
    said = {one["id"]: one["what"] for one in known}
    assert "does not refuse https://photos.example/auth/callback" in said["oauth-callback"]


async def test_admins_key_is_looked_at(immich: Scripted, services: Scripted) -> None:
    """
    Whoever asks learns whether their own credential reaches far enough.
    """
    well(immich, services)
    immich.say("/api/users/me", {"id": "u", "name": "A", "email": "a@b.c", "isAdmin": True})
    immich.say("/api/api-keys/me", {"permissions": ["user.read"]})
    async with running_gateway(immich.url, services=services.url) as running:
        found = await told(running, **{"x-api-key": "key"})

    (scopes,) = [one for one in found if one["id"] == "credential-scopes"]
    assert scopes["level"] == "warning"
    assert "asset.read" in scopes["what"]
