"""
Tests of who did what, and when.
"""

import uuid
from collections.abc import Callable

from gateway.audit import UNDONE, Deed, deeds_of, is_undone, page, write_down
from mediacore.database import Database
from mediacore.pagination import PAGE_SIZE

ANNA, BERT, TOKEN = (str(uuid.UUID(int=number)) for number in (1, 2, 3))


def test_pages_are_newest_first(database_url: Callable[[str], str]) -> None:
    """
    Everybody's or one user's, page by page, each deed once.
    """
    database = Database(database_url("gateway"))
    with database.write() as session:
        deeds = [Deed("trashed", f"asset:{number}", {"n": 0}, {"n": 1}) for number in range(120)]
        write_down(session, ANNA, TOKEN, deeds)
        write_down(session, BERT, TOKEN, [Deed("trashed", "asset:x", {}, {})])
    with database.read() as session:
        first = page(session, ANNA, None)
        second = page(session, ANNA, first.next_cursor)
        everybody = page(session, None, None)
    database.close()

    assert (len(first.items), len(second.items)) == (PAGE_SIZE, 20)
    assert second.next_cursor is None
    subjects = [one["subject"] for one in (*first.items, *second.items)]
    assert subjects == [f"asset:{number}" for number in reversed(range(120))]
    assert everybody.items[0]["userId"] == BERT
    assert (first.items[0]["token"], first.items[0]["after"]) == (TOKEN, {"n": 1})


def test_deeds_of_a_token_are_its_users(database_url: Callable[[str], str]) -> None:
    """
    Nobody undoes what another did.
    """
    database = Database(database_url("gateway"))
    with database.write() as session:
        write_down(session, ANNA, TOKEN, [Deed("kept", "group:1", {}, {"a": 1})])

        assert deeds_of(session, ANNA, TOKEN, ["kept"]) == [Deed("kept", "group:1", {}, {"a": 1})]
        assert deeds_of(session, BERT, TOKEN, ["kept"]) == []
        assert not is_undone(session, ANNA, TOKEN)
        write_down(session, ANNA, TOKEN, [Deed(UNDONE, "token", {}, {})])
        assert is_undone(session, ANNA, TOKEN)
    database.close()
