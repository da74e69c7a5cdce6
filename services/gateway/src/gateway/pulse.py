"""
What is going on, for everybody who listens: looked up once a second, whatever their number.

Nothing is asked while nobody listens.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import structlog

from gateway.engine_client import EngineClient
from gateway.model_versions import ModelVersions
from gateway.progress import Progress, scan_progress, user_states, without_paths
from gateway.version_teller import VersionTeller
from mediacore.database import Database

INTERVAL_SECONDS = 1.0

Event = tuple[str, Any]
UserStates = Callable[[Sequence[str]], Awaitable[Mapping[str, Progress]]]

log = structlog.get_logger()


class Pulse:
    """
    Looks around as long as somebody listens, and tells each listener what is new to them.

    :param scans: gives the progress of all scans.
    :param users: gives the state of some users.
    """

    def __init__(
        self,
        scans: Callable[[], Awaitable[Progress]],
        users: UserStates,
        interval: float = INTERVAL_SECONDS,
    ) -> None:
        self._scans = scans
        self._users = users
        self._interval = interval
        self._listening: dict[str, int] = {}
        self._known_scans: Progress = {}
        self._known_users: dict[str, Progress] = {}
        self._beat = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    async def now(self, user_id: str, *, is_admin: bool) -> Progress:
        """
        Give everything that an event could tell this user, looked up now.
        """
        scans, users = await asyncio.gather(self._scans(), self._users([user_id]))
        return _seen_by(scans, users.get(user_id, {}), is_admin=is_admin)

    async def listen(self, user_id: str, *, is_admin: bool) -> AsyncGenerator[Event, None]:
        """
        Give the state of things, and from then on whatever of it changes, until the end.
        """
        self._listening[user_id] = self._listening.get(user_id, 0) + 1
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        told: Progress = {}
        try:
            while True:
                beat = self._beat
                state = self._known_users.get(user_id, {})
                seen = _seen_by(self._known_scans, state, is_admin=is_admin)
                for name, value in seen.items():
                    if value and told.get(name) != value:
                        yield name, value
                told = seen
                await beat.wait()
        finally:
            self._listening[user_id] -= 1
            if not self._listening[user_id]:
                del self._listening[user_id]
            if not self._listening:
                await self.close()

    async def _run(self) -> None:
        while True:
            await self._look()
            self._beat.set()
            self._beat = asyncio.Event()
            await asyncio.sleep(self._interval)

    async def _look(self) -> None:
        try:
            self._known_scans = await self._scans()
            self._known_users = dict(await self._users(list(self._listening)))
        except Exception as error:  # noqa: BLE001 - listeners keep what was known, and hear more later
            log.info("pulse_missed", error=repr(error))

    async def close(self) -> None:
        """
        Look no more.
        """
        running, self._running = self._running, None
        if running is not None:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


def _seen_by(scans: Progress, state: Progress, *, is_admin: bool) -> Progress:
    return {"progress": scans if is_admin else without_paths(scans), **state}


def make_pulse(engines: Sequence[EngineClient], database: Database, told: ModelVersions) -> Pulse:
    """
    Make the pulse of a gateway.

    :param told: learns of new versions before listeners do: who hears of one and asks again must
        not get what was remembered of the version before.
    """
    teller = VersionTeller(database, told)

    async def scans() -> Progress:
        return await scan_progress(engines)

    def read(user_ids: Sequence[str]) -> Mapping[str, Progress]:
        with database.read() as session:
            return user_states(session, user_ids)

    async def users(user_ids: Sequence[str]) -> Mapping[str, Progress]:
        states = await asyncio.to_thread(read, user_ids)
        await teller.turn()
        return states

    return Pulse(scans, users)
