"""
Tests of what a running gateway holds open.
"""

from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import HTTPConnection

from gateway.rooms import open_rooms, rooms
from gateway.settings import GatewaySettings


def settings(**changes: Any) -> GatewaySettings:
    """
    Make settings whose services nobody answers for.
    """
    values = {
        "service_token": "0123456789abcdef",
        "database_url": "postgresql://nobody@127.0.0.1:9/none",
        "immich_url": "http://immich.test/",
        "grouping_url": "http://grouping.test",
        "dedup_url": "http://dedup.test",
        "web_root": None,
    }
    return GatewaySettings.model_validate({**values, **changes})


async def test_each_service_has_its_own_client() -> None:
    """
    What is asked of one service never goes to another.
    """
    async with open_rooms(settings()) as parts:
        hosts = (parts.grouping.base_url.host, parts.dedup.base_url.host)

    assert hosts == ("grouping.test", "dedup.test")


async def test_everything_is_closed_at_the_end() -> None:
    """
    A gateway that stops leaves no connection behind.
    """
    async with open_rooms(settings()) as parts:
        opened = (parts.grouping.is_closed, parts.dedup.is_closed)

    assert opened == (False, False)
    assert (parts.grouping.is_closed, parts.dedup.is_closed) == (True, True)


async def test_everything_is_closed_after_a_failure() -> None:
    """
    A gateway that fails while it runs leaves none behind either.
    """
    with pytest.raises(RuntimeError, match="failed while open"):
        async with open_rooms(settings()) as parts:
            raise RuntimeError("failed while open")

    assert (parts.grouping.is_closed, parts.dedup.is_closed) == (True, True)


async def test_site_is_there_once_it_is_configured(tmp_path: Path) -> None:
    """
    Without WEB_ROOT the gateway is none of the web UI's origins.
    """
    async with open_rooms(settings()) as bare, open_rooms(settings(web_root=tmp_path)) as parts:
        assert (bare.site is None, parts.site is None) == (True, False)


async def test_service_token_is_the_configured_one() -> None:
    """
    The services let nobody in with another.
    """
    async with open_rooms(settings(service_token="fedcba9876543210")) as parts:
        assert parts.service_token == "fedcba9876543210"


async def test_request_finds_the_rooms_of_its_gateway() -> None:
    """
    Two gateways in one process do not share anything.
    """
    async with open_rooms(settings()) as mine, open_rooms(settings()) as other:
        found = []
        for parts in (mine, other):
            app = Starlette()
            app.state.rooms = parts
            found.append(rooms(HTTPConnection({"type": "http", "app": app})))

        assert [one is parts for one, parts in zip(found, (mine, other), strict=True)] == [
            True,
            True,
        ]
