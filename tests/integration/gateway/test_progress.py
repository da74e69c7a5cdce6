"""
Tests of what the database knows of users.
"""

import uuid
from collections.abc import Callable, Iterator

import pytest

from gateway.progress import all_users, user_states
from mediacore.database import Database, raw

ADA, BOB = str(uuid.UUID(int=1)), str(uuid.UUID(int=2))


@pytest.fixture
def database(database_url: Callable[[str], str]) -> Iterator[Database]:
    """
    Ada's index is complete, Bob's has not begun.
    """
    made = Database(database_url("gateway"))
    with made.write() as session:
        for user_id, name, state, indexed in (
            (ADA, "Ada", "complete", "2026-05-01T00:00:00Z"),
            (BOB, "Bob", "new", None),
        ):
            raw(session).execute(
                "INSERT INTO users (user_id, name, email, is_admin, index_state, index_done,"
                " index_total, indexed_at, version, seen_at)"
                " VALUES (%s, %s, '', false, %s, 2, 3, %s, 7, coalesce(%s, now()))",
                (user_id, name, state, indexed, indexed),
            )
    yield made
    made.close()


def test_each_user_has_a_state_of_their_own(database: Database) -> None:
    """
    Somebody unknown has none.
    """
    with database.read() as session:
        told = user_states(session, [ADA, str(uuid.UUID(int=9))])

    assert told == {
        ADA: {
            "groups": {"version": 7},
            "index": {
                "state": "complete",
                "done": 2,
                "total": 3,
                "indexedAt": "2026-05-01T00:00:00+00:00",
            },
        }
    }


def test_admins_see_how_old_each_index_is(database: Database) -> None:
    """
    Who came by last stands first; an index that never was has no age.
    """
    with database.read() as session:
        bob, ada = all_users(session)

    assert (bob["name"], bob["indexedAt"], bob["ageSeconds"]) == ("Bob", None, None)
    assert (ada["userId"], ada["state"]) == (ADA, "complete")
    assert ada["ageSeconds"] > 0
