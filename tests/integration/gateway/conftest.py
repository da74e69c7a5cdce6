"""
A gateway before an Immich whose behaviour a test sets.
"""

from collections.abc import AsyncIterator

import pytest

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
