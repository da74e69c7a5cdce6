"""
Counting what a viewer sees.
"""

from gateway.group_pages import DUPLICATE, VERSION, Wanted
from gateway.group_totals import (
    added,
    duplicate_counts,
    single_count,
    totals,
    version_counts,
)
from tests.integration.gateway.list_shelf import ANNA, BEN, Shelf


def test_groups_are_counted_by_level_and_type(shelf: Shelf) -> None:
    """
    Only the owners', and under a prefix only what has a member there.
    """
    shelf.duplicates(shelf.asset("a/1.jpg"), shelf.asset("a/2.jpg"), levels=["exact", "0.95"])
    shelf.duplicates(shelf.asset("b/1.jpg"), shelf.asset("b/2.jpg"), levels=["0.95"])
    shelf.duplicates(shelf.asset("c.jpg", 0, BEN), shelf.asset("d.jpg", 0, BEN))
    with shelf.database.read() as session:
        everything = totals(session, Wanted((ANNA,), DUPLICATE))
        under = totals(session, Wanted((ANNA,), DUPLICATE, prefix="b/"))
        both = totals(session, Wanted((ANNA, BEN), DUPLICATE))

    one = {"groups": 1, "files": 2, "reclaimableBytes": 10}
    assert everything["exact", "exact"] == one
    assert everything["0.95", "exact"] == added(DUPLICATE, [one, one])
    assert under == {("0.95", "exact"): one}
    assert both["0.95", "exact"]["groups"] == 3


def test_counts_of_nothing_are_zero() -> None:
    """
    Every level is there all the same.
    """
    counts = duplicate_counts({}, "0.95")

    assert version_counts({}) == {"groups": 0, "files": 0, "bytes": 0, "byType": {}}
    assert (counts["groups"], counts["byType"], len(counts["byLevel"])) == (0, {}, 6)


def test_types_add_up() -> None:
    """
    The total is the sum of the types.
    """
    part = {"groups": 1, "files": 2, "bytes": 3}
    counts = version_counts({("", "burst"): part, ("", "raw_jpeg"): part})

    assert (counts["groups"], counts["files"], counts["bytes"]) == (2, 4, 6)
    assert added(VERSION, []) == {"groups": 0, "files": 0, "bytes": 0}


def test_photos_that_stand_alone_are_counted(shelf: Shelf) -> None:
    """
    Each card without a group is one.
    """
    shelf.versions(shelf.asset("a.jpg"), shelf.asset("a.cr2"))
    shelf.asset("b.CR3")
    shelf.asset("c.jpg", 0, BEN)
    with shelf.database.read() as session:
        assert single_count(session, (ANNA,)) == 1
