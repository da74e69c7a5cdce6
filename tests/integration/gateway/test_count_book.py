"""
Counts, taken once for each version.
"""

import itertools
from dataclasses import replace

from gateway.count_book import CountBook
from gateway.stored_groups import NOBODY
from mediacore.database import ReadSession
from tests.integration.gateway.list_shelf import Shelf
from tests.integration.gateway.reading import view_of


async def test_counts_hold_until_something_changes(shelf: Shelf) -> None:
    """
    Another view, another name, and what nobody owns are counted anew.
    """
    numbers, book, view = itertools.count(1), CountBook(shelf.database), view_of()

    def read(_session: ReadSession) -> dict[str, int]:
        return {"n": next(numbers)}

    asked = [
        await book.of(seen, name, read)
        for seen, name in (
            (view, ("a",)),
            (view, ("a",)),
            (view, ("b",)),
            (replace(view, versions=(2,)), ("a",)),
            (view_of(level="0.80"), ("a",)),
            (view_of(NOBODY), ("a",)),
            (view_of(NOBODY), ("a",)),
        )
    ]
    await book.close()

    assert [counts["n"] for counts in asked] == [1, 1, 2, 3, 4, 5, 6]
