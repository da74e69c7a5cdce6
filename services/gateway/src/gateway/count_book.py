"""
Counts over everything that somebody sees, taken once for each version of their read models.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from gateway.recall import Recall
from gateway.ttl_cache import TtlCache
from gateway.viewpoint import View
from mediacore.database import Database, ReadSession

SECONDS = 300.0
CAPACITY = 10_000

Counts = dict[str, Any]
Read = Callable[[ReadSession], Counts]


class CountBook:
    """
    Remembers counts as long as nothing in a view has changed.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: Recall[tuple[object, ...], Counts] = Recall(TtlCache(CAPACITY), SECONDS)

    async def of(self, view: View, name: tuple[object, ...], read: Read) -> Counts:
        """
        Give counts by their name, which says everything that they depend on beside the view.
        """
        if view.unmatched:
            return await self._ask(read)
        key = (view.owners, view.versions, view.taste, *name)
        return await self._known.get(key, lambda: self._ask(read))

    async def close(self) -> None:
        """
        Give up what is being counted.
        """
        await self._known.close()

    async def _ask(self, read: Read) -> Counts:
        def ask() -> Counts:
            with self._database.read() as session:
                return read(session)

        return await asyncio.to_thread(ask)
