"""
Taking in what somebody has just decided, before they are answered: so whoever asks next sees it.

The duties in the background would take it in as well, a moment later; doing it twice does no harm.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

PATIENCE_SECONDS = 1.0
MANY = 20  # turns: in the middle of a scan there is always more, and the duties are at that

Step = Callable[[], Awaitable[bool]]

log = structlog.get_logger()


class CatchingUp:
    """
    Takes steps until there is no more to do; callers at the same time share one round of them.

    :param steps: each does a share of its work, and tells whether there may be more right away.
    :param patience: seconds that a caller waits at most; the round goes on without them.
    """

    def __init__(self, steps: Sequence[Step], patience: float = PATIENCE_SECONDS) -> None:
        self._steps = steps
        self._patience = patience
        self._turn = asyncio.Lock()
        self._next: asyncio.Task[None] | None = None
        self._rounds: set[asyncio.Task[None]] = set()

    async def now(self) -> None:
        """
        Wait for a round that began after this call; never fails.
        """
        if self._next is None:
            self._next = asyncio.create_task(self._round())
            self._rounds.add(self._next)
            self._next.add_done_callback(self._rounds.discard)
        await asyncio.wait([self._next], timeout=self._patience)

    async def _round(self) -> None:
        async with self._turn:
            self._next = None  # what is decided from here on needs another
            try:
                for step in self._steps:
                    for _ in range(MANY):
                        if not await step():
                            break
            except Exception as error:  # noqa: BLE001 - the duties come to it, whatever it is
                log.info("catching_up_failed", error=repr(error))

    async def close(self) -> None:
        """
        Give up what is under way.
        """
        rounds = list(self._rounds)
        for one in rounds:
            one.cancel()
        await asyncio.gather(*rounds, return_exceptions=True)
