"""
RAWs that stand alone, with whom grouping suggests.
"""

from collections.abc import Sequence
from typing import Any

from gateway.orphan_listing import OrphanListing
from tests.integration.gateway.list_shelf import ANNA, Shelf
from tests.integration.gateway.reading import view_of


class Grouping:
    """
    Suggests the JPEG of the next number, and remembers what it was asked.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []

    async def orphans(self, owner: str, paths: Sequence[str]) -> list[dict[str, Any]]:
        """
        Give it for every RAW.
        """
        self.asked.append((owner, list(paths)))
        return [
            {"path": path, "candidates": [{"path": f"{int(path[0]) + 1}.jpg", "reason": "far"}]}
            for path in paths
        ]


async def test_pages_meet_each_raw_once(shelf: Shelf) -> None:
    """
    The newest first, each with whom the viewer sees; two assets of one file are one RAW.
    """
    for number in (1, 3, 5):
        shelf.asset(f"{number}.cr2", number)
        shelf.asset(f"{number + 1}.jpg", number)
    shelf.asset("7.cr2", 7)
    shelf.run(
        "UPDATE assets SET shown = false WHERE original_file_name = '4.jpg'",
    )
    grouping, met, cursor = Grouping(), [], None
    listing = OrphanListing(shelf.database, grouping)
    while True:
        page = await listing.page(view_of(), cursor, 1)
        met += [item["path"] for item in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break

    assert met == ["5.cr2", "1.cr2"]
    assert {owner for owner, _ in grouping.asked} == {ANNA}
