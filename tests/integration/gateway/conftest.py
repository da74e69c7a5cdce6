"""
A gateway before an Immich whose behaviour a test sets.
"""

from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from mediacore.database import Database
from tests.fakes.immich.settings import V2, V3
from tests.integration.gateway.acting_room import ActingRoom, acting_room
from tests.integration.gateway.index_scene import IndexScene, index_scene
from tests.integration.gateway.list_shelf import Shelf
from tests.integration.gateway.model_shelf import ANNA, BEN, Models
from tests.integration.gateway.reading import Reading, reading_room
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


@pytest.fixture
def models(database_url: Callable[[str], str]) -> Iterator[Models]:
    """
    Read models of Anna and Ben, over an empty database.
    """
    made = Models(Database(database_url("gateway"), pool_size=3))
    made.user(ANNA)
    made.user(BEN)
    yield made
    made.database.close()


@pytest.fixture(params=[V2, V3], ids=["2.7.5", "3.1.0"])
async def scene(
    request: pytest.FixtureRequest, database_url: Callable[[str], str]
) -> AsyncIterator[IndexScene]:
    """
    Forty assets of the demo user, not yet indexed, in either version.
    """
    async with index_scene(database_url("gateway"), request.param) as made:
        yield made


@pytest.fixture
async def scene_v2(database_url: Callable[[str], str]) -> AsyncIterator[IndexScene]:
    """
    The same in version 2.7.5 only.
    """
    async with index_scene(database_url("gateway"), V2) as made:
        yield made


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
