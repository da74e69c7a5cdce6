"""
A gateway before an Immich whose behaviour a test sets.
"""

from collections.abc import AsyncIterator, Callable

import pytest

from tests.fakes.immich.settings import V2, V3
from tests.integration.gateway.acting_room import ActingRoom, acting_room
from tests.integration.gateway.scripted import (
    Gateway,
    Scripted,
    running_gateway,
    scripted_server,
)


@pytest.fixture
async def immich() -> AsyncIterator[Scripted]:
    """
    An Immich that says what a test wants.
    """
    async with scripted_server() as script:
        yield script


@pytest.fixture
async def services() -> AsyncIterator[Scripted]:
    """
    Grouping and dedup, saying what a test wants.
    """
    async with scripted_server() as script:
        yield script


@pytest.fixture
async def gateway(immich: Scripted, services: Scripted) -> AsyncIterator[Gateway]:
    """
    A gateway without a web UI.
    """
    async with running_gateway(immich.url, services=services.url) as running:
        yield running


@pytest.fixture(params=[V2, V3], ids=["2.7.5", "3.1.0"])
async def room(
    request: pytest.FixtureRequest, database_url: Callable[[str], str]
) -> AsyncIterator[ActingRoom]:
    """
    The acting part of a gateway, before either version of Immich.
    """
    async with acting_room(database_url("gateway"), version=request.param) as made:
        yield made


@pytest.fixture
async def one_room(database_url: Callable[[str], str]) -> AsyncIterator[ActingRoom]:
    """
    The acting part of a gateway, where Immich's version does not matter.
    """
    async with acting_room(database_url("gateway"), version=V3) as made:
        yield made
