"""
Searching for shots, here and at Immich.
"""

import pytest

from gateway.credentials import Credentials
from gateway.immich_search import Found, Outcome
from gateway.searching import Place, Search, place_of
from mediacore.errors import InvalidRequestError
from mediacore.pagination import encode_cursor
from tests.integration.gateway.list_shelf import Shelf
from tests.integration.gateway.reading import view_of

KEY = Credentials((), ())


class Immich:
    """
    Finds what a test says, and remembers which pages it was asked for.
    """

    def __init__(self, *found: Found, more: bool = False) -> None:
        self.outcome = Outcome(found, more, ())
        self.pages: list[int] = []

    async def find(self, _credentials: Credentials, _query: str, page: int) -> Outcome:
        """
        Give it.
        """
        self.pages.append(page)
        return self.outcome


async def test_shot_that_immich_finds_twice_is_one_card(shelf: Shelf) -> None:
    """
    With both of its versions as reasons.
    """
    pair = shelf.asset("a.jpg"), shelf.asset("a.cr2")
    shelf.versions(*pair)
    immich = Immich(*(Found(one, "smart", "a dog") for one in pair))
    answer = await Search(shelf.database, immich).page(view_of(), KEY, "dog", None, 10)

    (card,) = answer["items"]
    assert [match["assetId"] for match in card["matched"]] == list(pair)
    assert card["matched"][0] == {"assetId": pair[0], "why": "smart", "text": "a dog"}
    assert answer["nextCursor"] is None


async def test_more_of_immich_is_on_the_next_page(shelf: Shelf) -> None:
    """
    What did not fit comes first.
    """
    ids = [shelf.asset(f"{number}.jpg") for number in range(3)]
    immich = Immich(*(Found(one, "smart", "dog") for one in ids), more=True)
    search = Search(shelf.database, immich)
    first = await search.page(view_of(), KEY, "dog", None, 2)
    second = await search.page(view_of(), KEY, "dog", first["nextCursor"], 2)

    assert [card["id"] for card in first["items"] + second["items"]] == ids
    assert place_of(second["nextCursor"]) == Place(None, 2, 0, in_index=False)
    assert immich.pages == [1, 1]


async def test_photo_hidden_just_now_is_not_found(shelf: Shelf) -> None:
    """
    Neither by us nor through Immich.
    """
    hidden = shelf.asset("dog.jpg", shown=False)
    search = Search(shelf.database, Immich(Found(hidden, "smart", "dog")))

    assert (await search.page(view_of(), KEY, "dog", None, 10))["items"] == []


async def test_group_with_nothing_left_is_no_card(shelf: Shelf) -> None:
    """
    While the read models are behind, a card may have lost what it shows.
    """
    shelf.versions(shelf.asset("a.jpg"), shelf.asset("a.cr2"))
    shown = shelf.asset("b.jpg")
    shelf.run("UPDATE owner_groups SET members = '[]'")
    shelf.run("UPDATE assets SET shown = false WHERE original_file_name = 'a.jpg'")
    answer = await Search(shelf.database, Immich()).page(view_of(), KEY, "jpg cr2", None, 10)
    both = await Search(shelf.database, Immich()).page(view_of(), KEY, "2026", None, 10)

    assert answer["items"] == []
    assert [card["id"] for card in both["items"]] == [shown]


@pytest.mark.parametrize("values", [("immich", 0, 0), ("immich", 1, -1), ("other", 1, 1)])
def test_cursor_that_is_none_is_refused(values: tuple[object, ...]) -> None:
    """
    No page and no place can be meant.
    """
    with pytest.raises(InvalidRequestError):
        place_of(encode_cursor(*values))
