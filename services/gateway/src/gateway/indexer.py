"""
Whose index is due, and with what credential.

Credentials stay in memory, by user, and are never stored or logged. A user is *active* for a
quarter of an hour after each request of theirs; then changes are asked for every few seconds and
counts are compared every minute. Once a day everything is compared, as long as a credential is at
hand.
"""

import asyncio
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

import structlog

from gateway import index_state
from gateway.advisory_locks import AdvisoryLocks
from gateway.asset_rows import ToLibrary
from gateway.credentials import Credentials
from gateway.immich_library import ImmichLibrary
from gateway.index_state import State
from gateway.ttl_cache import TtlCache
from gateway.user_index import UserIndex
from gateway.viewer import Viewer
from mediacore.database import Database
from mediacore.errors import ForbiddenError, TwinlensError, UnauthorizedError
from mediacore.retry import backoff_seconds

ACTIVE_SECONDS = 15 * 60
FOLLOW_SECONDS = 5.0
NUDGE_SECONDS = 1.0
CHECK_SECONDS = 45.0  # so that a look, what it fetches and what follows fit into a minute
WHOLE = timedelta(days=1)
KEEP_SECONDS = 26 * 60 * 60
ELSEWHERE_SECONDS = 5.0
DEAD_SECONDS = 300.0
DEAD_KEPT = 10_000
BACKLOGS_AT_ONCE = 2
TICK_SECONDS = 0.5
PAUSE = (2.0, 60.0)
READ = "asset.read"
THREADS = 4

T = TypeVar("T")
Asked = TypeVar("Asked")

log = structlog.get_logger()


@dataclass(slots=True)
class _User:
    """
    Somebody who came by; the moments are of the indexer's clock.
    """

    viewer: Viewer
    index: UserIndex
    seen: float
    credentials: Credentials | None = None
    begun: bool = False
    follow_at: float = 0.0
    check_at: float = 0.0
    rest_until: float = 0.0
    failures: int = 0
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def is_idle(self) -> bool:
        """
        Whether nobody is at this user's index.
        """
        return self.task is None or self.task.done()


class Indexer:
    """
    The indexes of all users who come by.

    :param to_library: gives the library path of Immich's path, if a rule fits.
    :param clock: seconds that never go back.
    """

    def __init__(
        self,
        library: ImmichLibrary,
        database: Database,
        to_library: ToLibrary,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._library = library
        self._database = database
        self._to_library = to_library
        self._clock = clock
        self._locks = AdvisoryLocks(database)
        self._users: dict[str, _User] = {}
        self._secret = secrets.token_bytes(32)
        self._dead: TtlCache[bytes, bool] = TtlCache(DEAD_KEPT, clock)
        self._threads = ThreadPoolExecutor(THREADS, "index")
        self._backlogs = asyncio.Semaphore(BACKLOGS_AT_ONCE)

    def seen(self, viewer: Viewer) -> None:
        """
        Note that somebody came by; their index starts, or stays true, in the background.
        """
        user = self._users.get(viewer.user_id)
        if user is None:
            index = UserIndex(
                viewer.user_id, self._library, self._database, self._to_library, self._threads
            )
            user = self._users[viewer.user_id] = _User(viewer, index, 0.0)
        user.seen = self._clock()
        if viewer.may(READ) and self._dead.get(self._print(viewer.credentials)) is None:
            user.viewer, user.credentials = viewer, viewer.credentials

    def nudge(self, user_id: str) -> None:
        """
        Ask soon what has changed of a user's assets.
        """
        user = self._users.get(user_id)
        if user is not None:
            user.follow_at = min(user.follow_at, self._clock() + NUDGE_SECONDS)

    def _print(self, credentials: Credentials) -> bytes:
        return credentials.fingerprint(self._secret)

    async def run(self) -> None:
        """
        Look again and again whose index is due, until cancelled.
        """
        while True:
            self._start_turns()
            await asyncio.sleep(TICK_SECONDS)

    async def close(self) -> None:
        """
        Give up what is under way, and all locks.
        """
        tasks = [user.task for user in self._users.values() if user.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.to_thread(self._end)

    def _end(self) -> None:
        self._threads.shutdown(cancel_futures=True)
        self._locks.close()

    @property
    def users(self) -> int:
        """
        How many users are remembered.
        """
        return len(self._users)

    def is_due(self, user_id: str) -> bool:
        """
        Tell whether there is something to do for a user who came by.
        """
        return self._is_due(self._users[user_id])

    def _start_turns(self) -> None:
        idle = [(key, user) for key, user in self._users.items() if user.is_idle]
        for user_id, user in idle:
            if self._clock() - user.seen > KEEP_SECONDS:
                del self._users[user_id]
            elif self._is_due(user):
                user.task = asyncio.create_task(self.turn(user_id))

    def _is_due(self, user: _User) -> bool:
        now = self._clock()
        if user.credentials is None or now < user.rest_until:
            return False
        is_followed = self._is_active(user) and now >= min(user.follow_at, user.check_at)
        return is_followed or not user.begun or user.index.is_behind or self._is_whole_due(user)

    def _is_active(self, user: _User) -> bool:
        return self._clock() - user.seen <= ACTIVE_SECONDS

    def _is_whole_due(self, user: _User) -> bool:
        indexed_at = user.index.state.indexed_at
        return indexed_at is not None and self._library.now() - indexed_at >= WHOLE

    async def turn(self, user_id: str) -> None:
        """
        Do for a user whatever is due, if no other replica is at it.
        """
        user = self._users[user_id]
        credentials = user.credentials
        if credentials is None:
            return
        if not await self._in_thread(self._locks.acquire, user_id):
            user.rest_until = self._clock() + ELSEWHERE_SECONDS
            return
        try:
            await self._work(user, credentials)
            user.failures = 0
        except (UnauthorizedError, ForbiddenError) as error:
            self._give_up(user, credentials, error)
        except Exception as error:  # noqa: BLE001 - a duty outlives whatever an answer makes of it
            self._rest(user, error)
        finally:
            await self._in_thread(self._locks.release, user_id)

    async def _in_thread(self, work: Callable[[Asked], T], asked: Asked) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, asked)

    def _give_up(self, user: _User, credentials: Credentials, error: TwinlensError) -> None:
        """
        Forget a credential that is no longer good; the next one goes on.
        """
        log.info("index_credential_refused", user_id=user.viewer.user_id, error=error.message)
        self._dead.put(self._print(credentials), True, DEAD_SECONDS)  # noqa: FBT003 - what is kept, not a flag
        user.check_at = user.follow_at = 0.0
        if user.credentials is credentials:
            user.credentials = None

    def _rest(self, user: _User, error: Exception) -> None:
        user.failures += 1
        user.check_at = user.follow_at = 0.0
        user.rest_until = self._clock() + backoff_seconds(user.failures, *PAUSE)
        log.warning("index_interrupted", user_id=user.viewer.user_id, error=repr(error))

    async def _work(self, user: _User, credentials: Credentials) -> None:
        if not user.begun:
            await user.index.begin(await self._in_thread(self._come_by, user.viewer))
            user.begun = True
        await self._what_is_due(user, credentials)
        while user.index.is_behind:
            async with self._backlogs:
                await user.index.fetch_some(credentials)
            await self._what_is_due(user, credentials)

    def _come_by(self, viewer: Viewer) -> State:
        with self._database.write() as session:
            return index_state.come_by(session, viewer)

    async def _what_is_due(self, user: _User, credentials: Credentials) -> None:
        now = self._clock()
        if now >= user.check_at:
            user.check_at = now + CHECK_SECONDS
            whole = self._is_whole_due(user) and not user.index.is_behind
            await user.index.check(credentials, whole=whole)
        if now >= user.follow_at:
            user.follow_at = now + FOLLOW_SECONDS
            await user.index.follow(credentials)
