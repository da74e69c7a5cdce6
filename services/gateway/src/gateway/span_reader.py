"""
Reading months of a user's assets from Immich: what searches show, and by id what they left out.
"""

import asyncio
from collections.abc import Collection, Coroutine, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from gateway.asset_rows import AssetRow, Told, ToLibrary, told
from gateway.credentials import Credentials
from gateway.immich_library import ImmichLibrary, Items
from gateway.index_plan import Month, Span

SEARCHED_AGAIN = 10  # left out by one search, from which on a second one is cheaper than each by id
BY_ID_AT_ONCE = 100

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fetched:
    """
    Months as Immich shows them: rows, ids that are to have none, and the ids in each month.
    """

    span: Span
    rows: tuple[AssetRow, ...]
    unlisted: tuple[str, ...]
    ids: Mapping[Month, frozenset[str]]


class SpanReader:
    """
    Reads one user's months.
    """

    def __init__(self, user_id: str, library: ImmichLibrary, to_library: ToLibrary) -> None:
        self._user_id = user_id
        self._library = library
        self._to_library = to_library

    async def fetch(self, credentials: Credentials, span: Span) -> Fetched:
        """
        Give the assets of some months, complete whatever the order of Immich's searches.
        """
        listed = {
            month: await self._library.ids(credentials, month) if month.count else frozenset()
            for month in span.months
        }
        every = frozenset[str]().union(*listed.values())
        found: dict[str, AssetRow] = {}
        unlisted: set[str] = set()
        if every:
            await self._search(credentials, span.search(), found, unlisted)
        if len(every - found.keys()) > SEARCHED_AGAIN:
            await self._search(credentials, {**span.search(), "order": "asc"}, found, unlisted)
        refused = await self._by_id(credentials, every - found.keys(), found, unlisted)
        places = {(str(month.view), month.first.isoformat()): month for month in span.months}
        here = {key: places.get((row.view, row.month)) for key, row in found.items()}
        return Fetched(
            span,
            tuple(row for key, row in found.items() if key in every or here[key] is not None),
            tuple(unlisted),
            {
                month: (ids - refused) | {key for key, place in here.items() if place is month}
                for month, ids in listed.items()
            },
        )

    async def _search(
        self,
        credentials: Credentials,
        wish: Mapping[str, Any],
        found: dict[str, AssetRow],
        unlisted: set[str],
    ) -> None:
        number, more = 1, True
        while more:
            page = await self._library.search(credentials, wish, number)
            _keep(await self.read(page.items), found, unlisted)
            number, more = number + 1, page.more

    async def _by_id(
        self,
        credentials: Credentials,
        missing: Collection[str],
        found: dict[str, AssetRow],
        unlisted: set[str],
    ) -> frozenset[str]:
        """
        Ask for assets by id, and give the ids of those that Immich no longer shows.
        """
        wanted, refused = list(missing), set()
        for start in range(0, len(wanted), BY_ID_AT_ONCE):
            asked = wanted[start : start + BY_ID_AT_ONCE]
            items = await together(self._library.asset(credentials, asset_id) for asset_id in asked)
            told_of = [item for item in items if item is not None]
            _keep(await self.read(told_of), found, unlisted)
            refused |= {key for key, item in zip(asked, items, strict=True) if item is None}
        return frozenset(refused)

    async def read(self, items: Items) -> Told:
        """
        Read what Immich told, in a thread.
        """
        return await asyncio.to_thread(told, items, self._user_id, self._to_library)


async def together(questions: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """
    Wait for all answers; when one fails, only after the others have come.
    """
    answers = await asyncio.gather(*questions, return_exceptions=True)
    failed = next((answer for answer in answers if isinstance(answer, BaseException)), None)
    if failed is not None:
        raise failed
    return cast("list[T]", answers)


def _keep(read: Told, found: dict[str, AssetRow], unlisted: set[str]) -> None:
    found.update((row.asset_id, row) for row in read.rows)
    unlisted.update(read.unlisted)
