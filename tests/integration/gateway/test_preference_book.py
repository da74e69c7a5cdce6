"""
Tests of keeping preferences.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from gateway.preference_book import PreferenceBook
from gateway.preferences import Preferences
from mediacore.database import Database

ANNA = "00000000-0000-4000-8000-000000000001"
BEN = "00000000-0000-4000-8000-000000000002"
DEFAULTS = Preferences(level="0.90")
RAW = Preferences(("raw", "jpeg"), "exact", auto_group=False)


@pytest.fixture
def database(database_url: Callable[[str], str]) -> Iterator[Database]:
    """
    The gateway's own database, empty.
    """
    opened = Database(database_url("gateway"))
    yield opened
    opened.close()


async def test_who_chose_nothing_has_the_defaults(database: Database) -> None:
    """
    No row is needed for that.
    """
    book = PreferenceBook(database, DEFAULTS)

    assert await book.of(ANNA) == DEFAULTS
    await book.close()


async def test_choice_is_seen_at_once_and_by_nobody_else(database: Database) -> None:
    """
    Even where the former choice was just read.
    """
    book = PreferenceBook(database, DEFAULTS)
    await book.of(ANNA)

    await book.change(ANNA, lambda _before: Preferences(("jpeg",)))
    kept = await book.change(ANNA, lambda before: replace(before, level="exact"))

    assert kept == Preferences(("jpeg",), "exact")
    assert (await book.of(ANNA), await book.of(BEN)) == (kept, DEFAULTS)


async def test_other_replica_reads_the_same(database: Database) -> None:
    """
    What is kept is in the database.
    """
    await PreferenceBook(database, DEFAULTS).change(ANNA, lambda _before: RAW)

    assert await PreferenceBook(database, DEFAULTS).of(ANNA) == RAW
