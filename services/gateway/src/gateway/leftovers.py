"""
What a crash left open is gone on with when its user comes by, whatever they came for.
"""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from gateway.ttl_cache import TtlCache
from gateway.viewer import Viewer
from mediacore.database import TRANSIENT
from mediacore.errors import TwinlensError

DELETE = "asset.delete"
LOOK_SECONDS = 60.0
CAPACITY = 10_000

log = structlog.get_logger()


class Leftovers:
    """
    Looks for open orders of users who come by, beside their requests.

    :param go_on: carries out what a viewer has open, with the viewer's own credential.
    """

    def __init__(
        self, go_on: Callable[[Viewer], Awaitable[None]], looked: TtlCache[str, bool]
    ) -> None:
        self._go_on = go_on
        self._looked = looked
        self._tasks: set[asyncio.Task[None]] = set()

    def seen(self, viewer: Viewer) -> None:
        """
        Hear that somebody came by; nobody waits for what follows.
        """
        if not viewer.may(DELETE) or self._looked.get(viewer.user_id):
            return
        self._looked.put(viewer.user_id, value=True, seconds=LOOK_SECONDS)
        task = asyncio.create_task(self._look(viewer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _look(self, viewer: Viewer) -> None:
        try:
            await self._go_on(viewer)
        except (TwinlensError, *TRANSIENT) as error:
            log.info("leftovers_wait", user=viewer.user_id, error=str(error))

    async def close(self) -> None:
        """
        Let go of what is under way; it goes on another time.
        """
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
