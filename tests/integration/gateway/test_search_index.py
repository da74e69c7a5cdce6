"""
Finding shots by name, camera and date.
"""

import pytest

from gateway.search_index import Hit, hits, position
from gateway.search_terms import terms
from mediacore.errors import InvalidRequestError
from mediacore.pagination import encode_cursor
from tests.integration.gateway.list_shelf import ANNA, BEN, Shelf


def found(shelf: Shelf, query: str, *, grouped: bool = True, limit: int = 2) -> list[str]:
    """
    Follow the cursors of a search to its end; give the ids.
    """
    met: list[Hit] = []
    after = None
    while True:
        with shelf.database.read() as session:
            page = hits(session, (ANNA,), terms(query), after, limit, grouped=grouped)
        met += page
        if len(page) < limit:
            return [hit.asset_id for hit in met]
        after = position(page[-1].cursor)


def test_shot_is_found_once_by_its_newest_match(shelf: Shelf) -> None:
    """
    Without groups by each of its versions; hidden and others' photos never.
    """
    pair = shelf.asset("IMG_1.jpg", 5), shelf.asset("IMG_1.cr2", 3)
    shelf.versions(*pair)
    lone = [shelf.asset(f"IMG_{number}.jpg", number) for number in (2, 4, 6)]
    shelf.asset("IMG_7.jpg", 9, BEN)
    shelf.asset("IMG_8.jpg", 9, shown=False)

    assert found(shelf, "img_") == [lone[2], pair[0], lone[1], lone[0]]
    assert found(shelf, "img_", grouped=False) == [lone[2], pair[0], lone[1], pair[1], lone[0]]
    assert found(shelf, "cr2") == [pair[1]]


def test_date_is_a_time_or_a_part_of_the_name(shelf: Shelf) -> None:
    """
    Signs that mean something to a database mean themselves.
    """
    dated = shelf.asset("x%y_z.jpg", camera=None)
    named = shelf.asset("2026-05-16.jpg", -400 * 86_400)

    assert found(shelf, "2026-05-16") == [dated, named]
    assert found(shelf, "2026-05-17") == []
    assert found(shelf, "%y_") == [dated]
    assert found(shelf, "xy") == []


def test_search_walks_one_index(shelf: Shelf) -> None:
    """
    Newest first, without a look at the table.
    """
    shelf.asset("a.jpg")
    shelf.run("ANALYZE assets")
    with shelf.database.read() as session:
        session.exec_driver_sql("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        plan = session.exec_driver_sql(
            f"EXPLAIN SELECT asset_id, local_at FROM assets WHERE owner_id = '{ANNA}' AND shown"  # noqa: S608 - a constant of the tests
            " AND strpos(search_text, 'x') > 0 ORDER BY local_at DESC, asset_id DESC LIMIT 5"
        ).fetchall()

    assert "Index Only Scan using ix_assets_shown" in str(plan)


def test_cursor_of_another_list_is_refused() -> None:
    """
    Whatever it may hold.
    """
    with pytest.raises(InvalidRequestError):
        position(encode_cursor("newest", "2026-05-16T12:00:00", "x"))
