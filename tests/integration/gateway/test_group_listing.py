"""
Pages of groups, told in full.
"""

from collections.abc import Sequence
from typing import Any

import pytest

from gateway.group_listing import ROUNDS, GroupListing
from gateway.group_pages import DUPLICATE, VERSION, Sort, Wanted
from mediacore.errors import NotFoundError
from tests.integration.gateway.list_shelf import ANNA, Shelf, id_of
from tests.integration.gateway.reading import view_of


class Told:
    """
    Tells groups as the shelf says, and remembers who asked.
    """

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.asked: list[tuple[str, int]] = []

    async def versions(self, owner: str, ids: Sequence[str]) -> dict[str, Any]:
        """
        Give those that there are.
        """
        self.asked.append((owner, len(ids)))
        return {one: self.shelf.details[one] for one in ids if one in self.shelf.details}

    async def duplicates(self, owner: str, ids: Sequence[str]) -> dict[str, Any]:
        """
        Give them like the others.
        """
        return await self.versions(owner, ids)


def pairs(shelf: Shelf, count: int) -> list[str]:
    """
    Put pairs, the newest last.
    """
    return [
        shelf.versions(shelf.asset(f"{n}.jpg", n), shelf.asset(f"{n}.cr2", n), name=f"pair {n}")
        for n in range(count)
    ]


WANTED = Wanted((ANNA,), VERSION)


async def test_page_takes_one_request(shelf: Shelf) -> None:
    """
    Whatever the number of groups, and none more than fit.
    """
    made, told = pairs(shelf, 3), Told(shelf)
    page = await GroupListing(shelf.database, told).page(view_of(), WANTED, Sort.NEWEST, None, 2)

    assert [group["groupId"] for group in page.items] == [made[2], made[1]]
    assert (told.asked, page.next_cursor is None) == ([(ANNA, 2)], False)


async def test_page_is_filled_with_the_next_ones(shelf: Shelf) -> None:
    """
    A group that grouping has no more, and one of which a version was hidden just now, are skipped.
    """
    made, told = pairs(shelf, 4), Told(shelf)
    del shelf.details[made[3]]
    shelf.run("UPDATE assets SET shown = false WHERE original_file_name = '2.cr2'")
    listing = GroupListing(shelf.database, told)
    page = await listing.page(view_of(), WANTED, Sort.NEWEST, None, 2)

    assert [group["groupId"] for group in page.items] == [made[1], made[0]]
    assert (told.asked, page.next_cursor) == ([(ANNA, 2), (ANNA, 2)], None)


async def test_page_is_given_with_less_before_it_takes_too_long(shelf: Shelf) -> None:
    """
    The cursor leads on.
    """
    made, told = pairs(shelf, ROUNDS + 1), Told(shelf)
    for gone in made[1:]:
        del shelf.details[gone]
    listing = GroupListing(shelf.database, told)
    page = await listing.page(view_of(), WANTED, Sort.NEWEST, None, 1)
    rest = await listing.page(view_of(), WANTED, Sort.NEWEST, page.next_cursor, 1)

    assert (page.items, page.next_cursor is None) == ((), False)
    assert [group["groupId"] for group in rest.items] == [made[0]]


async def test_single_group_is_none_where_too_little_is_seen(shelf: Shelf) -> None:
    """
    Neither versions nor duplicates.
    """
    (made,) = pairs(shelf, 1)
    double = shelf.duplicates(shelf.asset("x.jpg"), shelf.asset("y.jpg"))
    listing = GroupListing(shelf.database, Told(shelf))

    assert (await listing.one(view_of(), VERSION, made, ""))["groupId"] == made
    assert (await listing.one(view_of(), DUPLICATE, double, "0.95"))["count"] == 2
    shelf.run("UPDATE assets SET shown = false")
    for kind, group_id in ((VERSION, made), (DUPLICATE, double), (VERSION, id_of("none"))):
        with pytest.raises(NotFoundError):
            await listing.one(view_of(), kind, group_id, "0.95")
