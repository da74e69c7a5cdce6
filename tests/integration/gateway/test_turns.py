"""
Tests of one user's actions waiting for each other.
"""

import asyncio
from collections.abc import Callable

import pytest

from gateway.advisory_locks import AdvisoryLocks
from gateway.turns import Turns
from mediacore.database import Database
from mediacore.errors import UnavailableError
from tests.integration.gateway.scripted import until


async def act(turns: Turns, user: str, told: list[str], go: asyncio.Event) -> None:
    """
    Take a turn, and end it when told to.
    """
    async with turns.of(user):
        told.append(f"{user} began")
        await go.wait()
        told.append(f"{user} ended")


async def test_one_user_acts_once_at_a_time(database_url: Callable[[str], str]) -> None:
    """
    The second waits, in the same process and in another; another user does not.
    """
    database, told, go = Database(database_url("gateway")), list[str](), asyncio.Event()
    turns, elsewhere = Turns(database), Turns(database)
    async with asyncio.TaskGroup() as group:
        group.create_task(act(turns, "anna", told, go))
        await until(lambda: told == ["anna began"])
        group.create_task(act(turns, "anna", told, go))
        group.create_task(act(elsewhere, "anna", told, go))
        group.create_task(act(turns, "bert", told, go))
        await until(lambda: "bert began" in told)
        assert told == ["anna began", "bert began"]
        go.set()
    database.close()

    annas = [one for one in told if one.startswith("anna")]
    assert annas == ["anna began", "anna ended"] * 3


async def test_turn_is_given_back_when_it_fails(database_url: Callable[[str], str]) -> None:
    """
    An action that fails leaves the way free.
    """
    database = Database(database_url("gateway"))
    turns = Turns(database)
    with pytest.raises(ValueError, match="no"):
        async with turns.of("anna"):
            raise ValueError("no")

    locks = AdvisoryLocks(database)
    assert locks.acquire("acting anna")
    locks.close()
    database.close()


async def test_turn_that_does_not_come_is_an_error(database_url: Callable[[str], str]) -> None:
    """
    Who waits too long for another process is told so, and holds nothing.
    """
    database = Database(database_url("gateway"), pool_size=1)
    elsewhere = AdvisoryLocks(database)
    elsewhere.acquire("acting anna")
    with pytest.raises(UnavailableError):
        await Turns(database, patience=0.15).of("anna").__aenter__()

    elsewhere.close()
    async with Turns(database, patience=10).of("anna"):
        assert not elsewhere.acquire("acting anna")
    elsewhere.close()
    database.close()
