"""
Keeping the path map true: ask which files exist, learn rules where assets lead nowhere, lead anew.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

import structlog

from gateway import path_rules
from gateway.advisory_locks import AdvisoryLocks
from gateway.background import in_thread
from gateway.known_paths import MAX_ASKED, KnownPaths
from gateway.path_map import PathMap, Rule, as_display
from gateway.path_votes import Learned, learn
from mediacore.database import Database, ReadSession, WriteSession

LOCK = "path_rules"
SAMPLE = 1_000
LED_AT_ONCE = 5_000
TICK_SECONDS = 20.0
AGAIN_SECONDS = 600.0

T = TypeVar("T")

log = structlog.get_logger()


class PathKeeper:
    """
    The rules in force: as configured, else as learned, with the last resort behind them.

    :param configured: rules that somebody wrote down; nothing is learned beside them.
    :param resort: the rule that holds where nothing was learned.
    """

    def __init__(
        self,
        database: Database,
        known: KnownPaths,
        configured: tuple[Rule, ...],
        resort: Rule,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._known = known
        self._configured = configured
        self._resort = resort
        self._locks = AdvisoryLocks(database)
        self._clock = clock
        self._tried: frozenset[str] = frozenset()
        self._again_at = 0.0
        self.current = PathMap(configured or (resort,))

    def to_library(self, original_path: str) -> str | None:
        """
        Give the library path of Immich's path by the rules in force, if one fits.
        """
        return self.current.to_library(original_path)

    async def run(self, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """
        Look after the rules again and again, until cancelled.
        """
        while True:
            await self.turn()
            await pause(TICK_SECONDS)

    async def turn(self) -> None:
        """
        Look after the rules once, unless another replica does; whatever fails is tried again.
        """
        try:
            await self._reload()
            if await in_thread(self._locks.acquire, LOCK):
                try:
                    await self._look_after()
                finally:
                    await in_thread(self._locks.release, LOCK)
        except Exception as error:  # noqa: BLE001 - a duty outlives its failures
            log.warning("path_rules_not_looked_after", error=repr(error))

    async def close(self) -> None:
        """
        Give the lock back.
        """
        await in_thread(self._locks.close)

    async def _reload(self) -> None:
        if not self._configured:
            learned = await self._read(path_rules.load)
            self.current = PathMap((*learned, self._resort))

    async def _look_after(self) -> None:
        await self._ask()
        learned = [] if self._configured else await self._learn()
        if not learned:
            return
        await self._write(partial(path_rules.store, learned=learned))
        await self._reload()
        await self._lead_again()
        await self._ask()
        for one in learned:
            log.info(
                "path_rule_learned",
                container=one.rule.container,
                library=one.rule.library,
                votes=one.votes,
            )

    async def _ask(self) -> None:
        """
        Ask grouping of every file that assets lead to, as long as there is something to ask.
        """
        while asked := await self._read(partial(path_rules.to_ask, limit=MAX_ASKED)):
            known = await self._known.known(asked)
            await self._write(partial(path_rules.told, asked=asked, known=known))

    async def _learn(self) -> list[Learned]:
        """
        Find new rules for assets that lead nowhere; the same ones are tried again only later.
        """
        lost = await self._read(partial(path_rules.lost, limit=SAMPLE))
        if not lost or (frozenset(lost) == self._tried and self._clock() < self._again_at):
            return []
        names = {as_display(path.rpartition("/")[2]) for path in lost}
        known = await self._known.named(sorted(names))
        learned = await in_thread(learn, lost, known)
        new = [one for one in learned if one.rule not in self.current.rules]
        self._tried = frozenset() if new else frozenset(lost)
        self._again_at = self._clock() + AGAIN_SECONDS
        return new

    async def _lead_again(self) -> None:
        after = path_rules.NOBODY
        while True:
            some = partial(
                path_rules.lead_again, to_library=self.to_library, after=after, limit=LED_AT_ONCE
            )
            last = await self._write(some)
            if last is None:
                return
            after = last

    async def _read(self, work: Callable[[ReadSession], T]) -> T:
        def run() -> T:
            with self._database.read() as session:
                return work(session)

        return await in_thread(run)

    async def _write(self, work: Callable[[WriteSession], T]) -> T:
        def run() -> T:
            with self._database.write() as session:
                return work(session)

        return await in_thread(run)
