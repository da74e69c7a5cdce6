"""
A gateway before an Immich whose behaviour a test sets.
"""

from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from mediacore.database import Database
from tests.integration.gateway.reading import Reading, reading_room
from tests.integration.gateway.scripted import (
    Gateway,
    Scripted,
    running_gateway,
    scripted_server,
)
from tests.integration.gateway.shelf import Shelf


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


@pytest.fixture
def shelf(database_url: Callable[[str], str]) -> Iterator[Shelf]:
    """
    Empty read models.
    """
    database = Database(database_url("gateway"))
    yield Shelf(database)
    database.close()


@pytest.fixture
async def reading(
    immich: Scripted, services: Scripted, database_url: Callable[[str], str]
) -> AsyncIterator[Reading]:
    """
    A gateway over read models that a test fills.
    """
    async with reading_room(immich, services, database_url) as room:
        yield room
