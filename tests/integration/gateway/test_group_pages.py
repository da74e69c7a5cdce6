"""
Pages of groups out of the read models.
"""

import pytest

from gateway import group_pages
from gateway.group_pages import DUPLICATE, VERSION, Sort, Wanted, cursor_of, one_group, page_rows
from mediacore.errors import InvalidRequestError
from tests.integration.gateway.list_shelf import ANNA, BEN, Shelf, id_of


@pytest.fixture
def five(shelf: Shelf) -> list[str]:
    """
    Five groups of duplicates of growing size, every second one perceptual; two at one moment.
    """
    made = []
    for number in range(5):
        ids = [
            shelf.asset(f"{folder}{number}/x.jpg", min(number, 3), size=10 + number)
            for folder in ("a", "b%")
        ]
        kind = ("exact", "perceptual")[number % 2]
        made.append(shelf.duplicates(*ids, kind=kind, similarity=1 - number / 100))
    return made


def pages(shelf: Shelf, wanted: Wanted, sort: Sort, limit: int = 2) -> list[str]:
    """
    Follow the cursors of a list to its end.
    """
    found: list[str] = []
    cursor = None
    while True:
        with shelf.database.read() as session:
            rows = page_rows(session, wanted, sort, cursor, limit)
        found += [row.group_id for row in rows]
        if len(rows) < limit:
            return found
        cursor = cursor_of(rows[-1], sort)


def near(**wanted: str) -> Wanted:
    """
    Want duplicates of Anna's at a level.
    """
    return Wanted((ANNA,), DUPLICATE, "0.95", **wanted)


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_meet_each_group_once(shelf: Shelf, five: list[str], sort: Sort) -> None:
    """
    In every order, equal places included.
    """
    found = pages(shelf, near(), sort)

    assert sorted(found) == sorted(five)
    if sort in {Sort.SPACE, Sort.SIZE}:
        assert found == five[::-1]
    if sort is Sort.SIMILARITY:
        assert found == five


def test_type_is_filtered(shelf: Shelf, five: list[str]) -> None:
    """
    Only groups of that type are paged.
    """
    assert pages(shelf, near(type="perceptual"), Sort.SPACE) == [five[3], five[1]]


@pytest.mark.parametrize("most", [0, 1000])
def test_prefix_finds_groups_with_any_member_there(
    shelf: Shelf, five: list[str], most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Whether there are many files or few; a prefix is text and no pattern.
    """
    monkeypatch.setattr(group_pages, "MANY_UNDER_PREFIX", most)

    assert pages(shelf, near(prefix="b%3/"), Sort.SPACE) == [five[3]]
    assert len(pages(shelf, near(prefix="b"), Sort.SPACE)) == 5
    assert pages(shelf, near(prefix="%"), Sort.SPACE) == []
    assert pages(shelf, near(prefix="b" * 600), Sort.SPACE) == []


def test_cursor_of_another_order_is_refused(shelf: Shelf, five: list[str]) -> None:
    """
    A place in one order is none in another.
    """
    with shelf.database.read() as session:
        cursor = cursor_of(page_rows(session, near(), Sort.SPACE, None, 1)[0], Sort.SPACE)
        with pytest.raises(InvalidRequestError):
            page_rows(session, near(), Sort.SIZE, cursor, len(five))


def test_group_is_given_as_the_first_owner_sees_it(shelf: Shelf, five: list[str]) -> None:
    """
    At the level asked for, else at any.
    """
    pair = shelf.asset("c.jpg"), shelf.asset("c.cr2")
    theirs = shelf.asset("d.jpg", 0, BEN), shelf.asset("d.cr2", 0, BEN)
    both = [shelf.versions(*ids, name="both") for ids in (theirs, pair)]
    with shelf.database.read() as session:
        own = one_group(session, (ANNA, BEN), VERSION, both[0], "")
        level = one_group(session, (ANNA,), DUPLICATE, five[0], "0.90")
        other = one_group(session, (ANNA,), DUPLICATE, five[0], "none")
        missing = one_group(session, (ANNA,), DUPLICATE, id_of("none"), "0.90")

    assert own is not None
    assert own.owner_id == ANNA
    assert level is not None
    assert level.level == "0.90"
    assert other is not None
    assert missing is None


def test_page_walks_an_index(shelf: Shelf, five: list[str]) -> None:
    """
    No list is sorted: a page deep inside costs what the first one does.
    """
    shelf.run("ANALYZE owner_groups")
    for column in ("newest", "size", "savings", "similarity"):
        with shelf.database.read() as session:
            session.exec_driver_sql("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
            plan = session.exec_driver_sql(
                f"EXPLAIN SELECT group_id FROM owner_groups WHERE owner_id = '{ANNA}'"  # noqa: S608 - names of this test
                f" AND kind = 'duplicate' AND level = '0.95' AND type = 'exact'"
                f" ORDER BY {column} DESC, group_id DESC LIMIT {len(five)}"
            ).fetchall()

        assert f"ix_owner_groups_{column}" in str(plan)
