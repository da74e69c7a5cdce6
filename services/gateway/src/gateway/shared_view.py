"""
What others share with a viewer, no longer than Immich itself would show it.

The index of whoever shares follows while they are here. When they use Immich past the gateway, it
may be behind: so whoever looks has Immich asked with their own credential, which may count and list
what partners share. What Immich does not list any more is taken out of our lists.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

import structlog

from gateway import index_store
from gateway.asset_rows import View
from gateway.background import in_thread
from gateway.credentials import Credentials
from gateway.index_plan import Have, Month, differing
from gateway.recall import Recall
from gateway.ttl_cache import TtlCache
from gateway.viewer import Viewer
from mediacore.database import Database
from mediacore.errors import ForbiddenError, UnauthorizedError, UnavailableError

SECONDS = 45.0  # as often as an index that is followed compares its counts
SAME_SECONDS = 600.0
CAPACITY = 10_000
NO_ANSWER = (UnauthorizedError, ForbiddenError, UnavailableError)

Counts = tuple[int, int]

log = structlog.get_logger()


class KnowsPartners(Protocol):
    """
    What knows who shares with a viewer; `Partners` does.
    """

    async def of(self, viewer: Viewer) -> tuple[str, ...]:
        """
        Give the ids of the users who share with a viewer.
        """
        ...


class PartnerLibrary(Protocol):
    """
    What tells which assets of a user a credential may see; `ImmichLibrary` does.
    """

    async def months(
        self, credentials: Credentials, view: View, owner: str | None = None
    ) -> list[Month] | None:
        """
        Count them by month.
        """
        ...

    async def ids(
        self, credentials: Credentials, month: Month, owner: str | None = None
    ) -> frozenset[str]:
        """
        Give those of a month.
        """
        ...


class SharedView:
    """
    Compares what is shared with what we show of it, every so often for each viewer.

    :param catch_up: has our lists follow what was taken out.
    """

    def __init__(
        self,
        partners: KnowsPartners,
        library: PartnerLibrary,
        database: Database,
        secret: bytes,
        catch_up: Callable[[], Awaitable[None]],
    ) -> None:
        self._partners = partners
        self._library = library
        self._database = database
        self._secret = secret
        self._catch_up = catch_up
        self._known: Recall[tuple[bytes, str], bool] = Recall(TtlCache(CAPACITY), SECONDS)
        self._same: TtlCache[tuple[str, date], Counts] = TtlCache(CAPACITY)
        self._looking: set[asyncio.Task[object]] = set()

    async def of(self, viewer: Viewer) -> tuple[str, ...]:
        """
        Give the ids of the users who share with a viewer, and of whom nothing is shown that Immich
        would not show; who cannot be compared is left out.
        """
        shared = await self._partners.of(viewer)
        are_true = await asyncio.gather(*(self._is_true(viewer, owner) for owner in shared))
        return tuple(owner for owner, is_true in zip(shared, are_true, strict=True) if is_true)

    def look(self, viewer: Viewer, owners: Iterable[str]) -> None:
        """
        Have what some owners share compared soon; returns at once.
        """
        for owner in owners:
            task = asyncio.create_task(self._is_true(viewer, owner))
            self._looking.add(task)
            task.add_done_callback(self._looked)

    def _looked(self, task: asyncio.Task[object]) -> None:
        self._looking.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("shared_view_failed", error=repr(error))

    async def close(self) -> None:
        """
        Give up what is being compared.
        """
        await self._known.close()
        await asyncio.gather(*self._looking, return_exceptions=True)

    async def _is_true(self, viewer: Viewer, owner: str) -> bool:
        key = (viewer.credentials.fingerprint(self._secret), owner)
        return await self._known.get(key, lambda: self._compared(viewer.credentials, owner))

    async def _compared(self, credentials: Credentials, owner: str) -> bool:
        """
        Take out what Immich does not show any more; tell whether it could be compared.
        """
        try:
            months = await self._library.months(credentials, View.TIMELINE, owner)
            if months is None:
                return False
            have = await in_thread(self._have, owner)
            wanted = self._wanted(owner, months, have)
            listed = [await self._listed(credentials, month, owner) for month in wanted]
        except NO_ANSWER as error:
            log.info("shared_view_not_compared", owner=owner, error=error.message)
            return False
        gone = await in_thread(self._take_out, owner, wanted, listed) if wanted else 0
        if gone:
            await self._catch_up()
        for month in wanted:
            rows = have[str(View.TIMELINE), month.first].rows
            self._same.put((owner, month.first), (month.count, rows), SAME_SECONDS)
        return True

    def _wanted(
        self, owner: str, months: Sequence[Month], have: Mapping[tuple[str, date], Have]
    ) -> list[Month]:
        """
        Give the months of which we show something, and whose numbers disagree in another way than
        when they were compared last: what has yet to come to our lists makes them disagree, too.
        """
        shown = {
            (view, first): Have(known.rows)
            for (view, first), known in have.items()
            if view == View.TIMELINE and known.rows
        }
        return [
            month
            for month in differing(months, shown)
            if (month.view, month.first) in shown
            and self._same.get((owner, month.first))
            != (month.count, shown[month.view, month.first].rows)
        ]

    async def _listed(self, credentials: Credentials, month: Month, owner: str) -> frozenset[str]:
        if not month.count:
            return frozenset()
        return await self._library.ids(credentials, month, owner)

    def _have(self, owner: str) -> dict[tuple[str, date], Have]:
        with self._database.read() as session:
            return index_store.have(session, owner)

    def _take_out(
        self, owner: str, months: Sequence[Month], listed: Sequence[frozenset[str]]
    ) -> int:
        with self._database.write() as session:
            return sum(
                index_store.remove_others(session, owner, View.TIMELINE, month.first, ids)
                for month, ids in zip(months, listed, strict=True)
            )
