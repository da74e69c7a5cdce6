"""
Searching for shots: what our index knows first, then what Immich finds, each shot as one card.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from gateway import model_reads, search_index
from gateway.cards import Card, StoredCard, card_of
from gateway.credentials import Credentials
from gateway.immich_search import Outcome
from gateway.search_matches import Match, matches
from gateway.search_terms import Term, terms
from gateway.timeline_views import behind
from gateway.viewpoint import View
from mediacore.database import Database, ReadSession
from mediacore.errors import InvalidRequestError
from mediacore.pagination import decode_cursor, encode_cursor

IMMICH = "immich"


class Finder(Protocol):
    """
    What Immich finds; `ImmichSearch` knows.
    """

    async def find(self, credentials: Credentials, query: str, page: int) -> Outcome:
        """
        Give a page of what it finds.
        """
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """
    Where a list of results goes on: behind a hit of the index, or within a page of Immich's.
    """

    after: tuple[str, str] | None = None
    page: int = 1
    skip: int = 0
    in_index: bool = True


def place_of(cursor: str | None) -> Place:
    """
    Read a cursor.

    :raises InvalidRequestError: when it is not one of a search.
    """
    if cursor is None:
        return Place()
    try:
        named, page, skip = decode_cursor(cursor, (str, int, int))
    except InvalidRequestError:
        return Place(search_index.position(cursor))
    if named != IMMICH or page < 1 or skip < 0:
        raise InvalidRequestError("That cursor belongs to another list")
    return Place(None, page, skip, in_index=False)


class Search:
    """
    Gives pages of cards with why each was found.
    """

    def __init__(self, database: Database, immich: Finder) -> None:
        self._database = database
        self._immich = immich

    async def page(
        self, view: View, credentials: Credentials, query: str, cursor: str | None, limit: int
    ) -> dict[str, Any]:
        """
        Give a page of cards: first those that the index knows, then what Immich finds beside.
        """
        place, wanted = place_of(cursor), terms(query)
        if not wanted:
            raise InvalidRequestError("Say what to search for")
        listed, outside = await asyncio.gather(
            asyncio.to_thread(self._listed, view, wanted, place, limit),
            self._immich.find(credentials, query, place.page),
        )
        items, following = listed
        if following is not None:
            return {"items": items, "nextCursor": following, "missing": list(outside.missing)}
        more, following = await asyncio.to_thread(
            self._beside, view, wanted, outside, place, limit - len(items)
        )
        items += more
        return {"items": items, "nextCursor": following, "missing": list(outside.missing)}

    def _listed(
        self, view: View, wanted: Sequence[Term], place: Place, limit: int
    ) -> tuple[list[Card], str | None]:
        if not place.in_index:
            return [], None
        with self._database.read() as session:
            grouped = view.taste.auto_group
            hits = search_index.hits(
                session, view.owners, wanted, place.after, limit + 1, grouped=grouped
            )
            stored = model_reads.cards_of_assets(
                session, view.owners, [hit.asset_id for hit in hits[:limit]], grouped=grouped
            )
            cards = [stored[hit.asset_id] for hit in hits[:limit] if hit.asset_id in stored]
            items = self._found(session, view, cards, wanted)
        return [card for card, _ in items], hits[limit - 1].cursor if len(hits) > limit else None

    def _beside(
        self, view: View, wanted: Sequence[Term], outside: Outcome, place: Place, limit: int
    ) -> tuple[list[Card], str | None]:
        """
        Give what Immich found and the index did not, and where that goes on.
        """
        reasons = {one.asset_id: one for one in outside.found}
        with self._database.read() as session:
            stored = model_reads.cards_of_assets(
                session, view.owners, list(reasons), grouped=view.taste.auto_group
            )
            hits = {stored[key].card_id: stored[key] for key in reasons if key in stored}
            found = self._found(session, view, list(hits.values()), wanted)
        by_card: dict[str, list[Match]] = {}
        for key, one in reasons.items():
            if key in stored:
                match = {"assetId": key, "why": one.why, "text": one.text}
                by_card.setdefault(stored[key].card_id, []).append(match)
        fresh = [
            card | {"matched": by_card[card["cardId"]]} for card, indexed in found if not indexed
        ][place.skip :]
        if len(fresh) > limit:
            return fresh[:limit], encode_cursor(IMMICH, place.page, place.skip + limit)
        return fresh, encode_cursor(IMMICH, place.page + 1, 0) if outside.more else None

    def _found(
        self,
        session: ReadSession,
        view: View,
        stored: Sequence[StoredCard],
        wanted: Sequence[Term],
    ) -> list[tuple[Card, bool]]:
        """
        Give cards with what of their versions matches, and whether anything does.
        """
        groups, assets = behind(session, view, stored)
        found = []
        for one in stored:
            card = card_of(one, groups, assets, view.taste.format_order)
            if card is not None:
                ids = [card["id"], *(str(other["id"]) for other in card["alternates"])]
                matched = [match for key in ids for match in matches(assets[key], wanted)]
                found.append((card | {"matched": matched}, bool(matched)))
        return found
