"""
Counting groups.
"""

from dedup.records import Level
from dedup.totals import counts
from tests.integration.dedup.shelf import Shelf


def test_empty_library_counts_nothing(shelf: Shelf) -> None:
    """
    Without groups all totals are zero.
    """
    with shelf.database.read() as session:
        assert counts(session) == {
            "groups": 0,
            "files": 0,
            "reclaimable_bytes": 0,
            "level": "0.95",
            "by_type": {},
            "by_level": {},
        }


def test_totals_are_those_of_a_level(shelf: Shelf) -> None:
    """
    By type at the level that is asked for, and in all at each.
    """
    for name in ("a", "a2", "b", "c", "c2"):
        shelf.file(name, name[0])
    shelf.pair("a", "b", 0.91)
    shelf.settle()
    copies = {"groups": 1, "files": 2, "reclaimable_bytes": 10}
    alike = {"groups": 1, "files": 3, "reclaimable_bytes": 20}
    both = {"groups": 2, "files": 5, "reclaimable_bytes": 30}
    two = {"groups": 2, "files": 4, "reclaimable_bytes": 20}
    with shelf.database.read() as session:
        loose, default = counts(session, level=Level.L90), counts(session)

    assert loose["by_type"] == {"exact": copies, "perceptual": alike}
    assert {name: loose[name] for name in both} == both
    assert default["by_type"] == {"exact": two}
    assert loose["by_level"] == default["by_level"]
    assert list(loose["by_level"]) == ["exact", "0.98", "0.95", "0.90", "0.85", "0.80"]
    assert loose["by_level"]["0.98"] == two
    assert loose["by_level"]["0.85"] == both
