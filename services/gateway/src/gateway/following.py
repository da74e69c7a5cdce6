"""
What the gateway does in the background for its read models, one replica at a time.

Each duty goes on by itself: a service that is away, or a database that rests, holds up no other.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import httpx
import structlog

from gateway import settling
from gateway.advisory_locks import AdvisoryLocks
from gateway.background import in_thread
from gateway.catching_up import CatchingUp
from gateway.engine_follower import EngineFollower
from gateway.fed_groups import DUPLICATE, VERSION
from gateway.feed_client import FeedClient
from gateway.model_versions import ModelVersions
from gateway.name_teller import NameTeller
from gateway.version_teller import VersionTeller
from mediacore.database import Database
from mediacore.retry import backoff_seconds

INTERVAL_SECONDS = 0.5
ELSEWHERE_SECONDS = 2.0
TIDY_SECONDS = 3600.0
BACKOFF = (1.0, 30.0)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Duty:
    """
    Something to be done again and again.

    :ivar name: of the lock that keeps other replicas from doing it meanwhile.
    :ivar turn: does a share of it; gives whether there may be more right away.
    """

    name: str
    turn: Callable[[], Awaitable[bool]]
    interval: float = INTERVAL_SECONDS


@dataclass(frozen=True, slots=True)
class Followers:
    """
    What follows the two services.
    """

    grouping: EngineFollower
    dedup: EngineFollower


def followers(
    database: Database, grouping: httpx.AsyncClient, dedup: httpx.AsyncClient, token: str
) -> Followers:
    """
    Make the followers of a gateway.
    """
    return Followers(
        EngineFollower("grouping", VERSION, FeedClient(grouping, token), database),
        EngineFollower("dedup", DUPLICATE, FeedClient(dedup, token), database),
    )


def duties(
    database: Database, followed: Followers, names: NameTeller, told: ModelVersions
) -> tuple[Duty, ...]:
    """
    Give all duties of a gateway.
    """
    keeper = ModelKeeper(database)
    teller = VersionTeller(database, told)
    return (
        Duty("follow grouping", followed.grouping.turn),
        Duty("follow dedup", followed.dedup.turn),
        Duty("read models", keeper.turn, INTERVAL_SECONDS / 2),
        Duty("tell versions", teller.turn, INTERVAL_SECONDS / 2),
        Duty("tell names", names.turn, INTERVAL_SECONDS),
    )


def catching_up(database: Database, followed: Followers, told: ModelVersions) -> CatchingUp:
    """
    Make what takes in a decision at once: what the services say, what was noted here, and last
    that cached answers are not good any more.
    """

    async def follow_both() -> bool:
        both = (followed.grouping.catch_up(), followed.dedup.catch_up())
        # One that does not answer holds up no decision about the other.
        return True in await asyncio.gather(*both, return_exceptions=True)

    async def settle() -> bool:
        return await in_thread(settling.settle_some, database)

    teller = VersionTeller(database, told)
    return CatchingUp((follow_both, settle, teller.turn))


class ModelKeeper:
    """
    Keeps the read models true to assets and users.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._tidied: float | None = None

    async def turn(self) -> bool:
        """
        Do a share; tell whether there may be more.
        """
        return await in_thread(self._turn)

    def _turn(self) -> bool:
        if settling.settle_some(self._database):
            return True
        settling.follow_completeness(self._database)
        now = self._clock()
        if self._tidied is None or now - self._tidied >= TIDY_SECONDS:
            settling.drop_orphans(self._database)
            self._tidied = now
        return False


async def follow(database: Database, todo: Sequence[Duty]) -> None:
    """
    Do all duties until cancelled.
    """
    locks = AdvisoryLocks(database)
    try:
        async with asyncio.TaskGroup() as group:
            for duty in todo:
                group.create_task(_keep(locks, duty))
    finally:
        await in_thread(locks.close)


async def _keep(locks: AdvisoryLocks, duty: Duty) -> None:
    failures = 0
    while True:
        pause = ELSEWHERE_SECONDS
        try:
            if await in_thread(locks.acquire, duty.name):
                try:
                    pause = 0 if await duty.turn() else duty.interval
                finally:
                    await in_thread(locks.release, duty.name)
            failures = 0
        except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again
            pause = backoff_seconds(failures, *BACKOFF)
            failures += 1
            log.warning("duty_failed", duty=duty.name, error=repr(error), pause=pause)
        await asyncio.sleep(pause)
