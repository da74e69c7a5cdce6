"""
One replica at a time.
"""

from collections.abc import Callable

from gateway.advisory_locks import AdvisoryLocks
from mediacore.database import Database
from tests.integration.gateway.scripted import NOWHERE


def test_lock_has_one_holder(database_url: Callable[[str], str]) -> None:
    """
    What one process holds another gets only once it is given back.
    """
    database = Database(database_url("gateway"))
    one, other = AdvisoryLocks(database), AdvisoryLocks(database)

    assert one.acquire("a")
    assert not other.acquire("a")
    assert other.acquire("b")
    one.release("a")
    assert other.acquire("a")
    one.close()
    other.close()
    database.close()


def test_nothing_is_held_without_a_database() -> None:
    """
    Where the database is away, nobody has the lock, and giving back does no harm.
    """
    database = Database(NOWHERE)
    locks = AdvisoryLocks(database)

    assert not locks.acquire("a")
    locks.release("a")
    locks.close()
    database.close()
