"""
What of the database code needs no database: addresses and patience.
"""

import psycopg
import pytest
import sqlalchemy.exc

from mediacore.database import is_transient, sqlalchemy_url, with_patience
from mediacore.errors import UnavailableError

AWAY = psycopg.OperationalError("away")


class Flaky:
    """
    An action that fails with each given error in turn, then answers.
    """

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)

    def __call__(self) -> str:
        """
        Fail, or answer.
        """
        if self.failures:
            raise self.failures.pop(0)
        return "done"


@pytest.mark.parametrize(
    "url",
    ["postgres://u@h/d", "postgresql://u@h/d", "postgresql+psycopg://u@h/d"],
)
def test_every_spelling_of_an_address_leads_to_our_driver(url: str) -> None:
    """
    An address copied from another tool works.
    """
    assert sqlalchemy_url(url) == "postgresql+psycopg://u@h/d"


def test_address_of_something_else_is_left_alone() -> None:
    """
    What is no Postgres address is for SQLAlchemy to refuse.
    """
    assert sqlalchemy_url("sqlite://") == "sqlite://"


@pytest.mark.parametrize(
    "error",
    [
        AWAY,
        psycopg.InterfaceError("closed"),
        sqlalchemy.exc.OperationalError("SELECT", {}, AWAY),
        sqlalchemy.exc.InterfaceError("SELECT", {}, psycopg.InterfaceError("closed")),
        sqlalchemy.exc.TimeoutError("pool exhausted"),
    ],
)
def test_missing_server_may_come_back(error: Exception) -> None:
    """
    Connection trouble and an exhausted pool pass with time.
    """
    assert is_transient(error)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x"),
        UnavailableError("x"),
        sqlalchemy.exc.IntegrityError("INSERT", {}, psycopg.IntegrityError("twice")),
    ],
)
def test_mistake_of_ours_does_not_heal_by_waiting(error: Exception) -> None:
    """
    Everything else is raised at once.
    """
    assert not is_transient(error)


def test_patience_waits_longer_each_time_until_it_works() -> None:
    """
    Two failures cost two growing pauses, and the answer comes through.
    """
    pauses: list[float] = []

    assert with_patience(Flaky(AWAY, AWAY), pause=pauses.append) == "done"
    assert pauses == [0.5, 1.0]


def test_patience_ends() -> None:
    """
    The error of the last try reaches the caller.
    """
    pauses: list[float] = []

    with pytest.raises(psycopg.OperationalError, match="away"):
        with_patience(Flaky(AWAY, AWAY, AWAY), attempts=3, pause=pauses.append)

    assert len(pauses) == 2


def test_patience_is_not_for_mistakes() -> None:
    """
    An error that waiting cannot heal is raised without a pause.
    """
    pauses: list[float] = []

    with pytest.raises(ValueError, match="wrong"):
        with_patience(Flaky(ValueError("wrong")), pause=pauses.append)

    assert pauses == []
