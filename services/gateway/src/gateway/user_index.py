"""
The index of one user, brought to what Immich shows that user now.

A *check* compares Immich's counts by month with what we have; months that differ are fetched at
once, or wait in a backlog where they are many. The first index is a check that finds everything
different; a *whole* check takes every month. *Following* asks what has been updated since.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

import structlog

from gateway import index_state, index_store
from gateway.asset_rows import Told, ToLibrary, View
from gateway.credentials import Credentials
from gateway.immich_library import ImmichLibrary
from gateway.index_plan import Have, Month, Span, differing, everything, spans, stamp
from gateway.index_state import State
from gateway.span_reader import Fetched, SpanReader, together
from mediacore.database import Database, WriteSession

AT_ONCE = 2  # spans fetched at the same time: both requests to Immich are kept busy
URGENT = 5_000  # assets in months that differ, up to which they are fetched before all else
OVERLAP = timedelta(seconds=10)  # asked again: what was written then may show only later
SHORTEST = timedelta(milliseconds=100)
ONE_SEARCH = 3  # from this version on, a search without a view finds all but what is locked

T = TypeVar("T")

log = structlog.get_logger()


class UserIndex:
    """
    One user's assets, by whatever credential of that user is at hand.

    :param to_library: gives the library path of Immich's path, if a rule fits.
    :param threads: where what waits for the database does so.
    """

    def __init__(
        self,
        user_id: str,
        library: ImmichLibrary,
        database: Database,
        to_library: ToLibrary,
        threads: Executor,
    ) -> None:
        self._threads = threads
        self._user_id = user_id
        self._library = library
        self._database = database
        self._reader = SpanReader(user_id, library, to_library)
        self._writing = asyncio.Lock()
        self._backlog: deque[Span] = deque()
        self._began: datetime | None = None
        self._done = 0
        self._total = 0
        self.state = State(None, None)

    @property
    def is_behind(self) -> bool:
        """
        Whether months are waiting to be fetched.
        """
        return bool(self._backlog)

    async def begin(self, state: State) -> None:
        """
        Take up an index where it was left, or begin the first one.
        """
        self.state = state
        if state.updated_after is None:
            now = self._library.now()
            await self._write(lambda s: index_state.started(s, self._user_id, now))
            self.state = State(state.indexed_at, now)

    async def check(self, credentials: Credentials, *, whole: bool = False) -> None:
        """
        Compare counts by month, and fetch what differs; `whole` fetches all, whatever its count.
        """
        began = self._library.now()
        every, ours = await self._count(credentials)
        until = self.state.updated_after
        await self._write(lambda s: index_state.counted(s, self._user_id, began, until))
        if self.state.indexed_at is None and self._began is None:
            await self._plan(began, differing(every, ours), every)
        elif whole:
            await self._plan(began, everything(every, ours), every)
        else:
            await self._catch_up(credentials, differing(every, ours), every)

    async def _count(
        self, credentials: Credentials
    ) -> tuple[list[Month], dict[tuple[str, date], Have]]:
        counts = [(view, await self._library.months(credentials, view)) for view in View]
        views = {str(view) for view, months in counts if months is not None}
        every = [month for _, months in counts for month in months or ()]
        ours = await self._in_thread(self._have)
        return every, {key: have for key, have in ours.items() if key[0] in views}

    def _have(self) -> dict[tuple[str, date], Have]:
        with self._database.read() as session:
            return index_store.have(session, self._user_id)

    async def _plan(self, began: datetime, wanted: Sequence[Month], every: Sequence[Month]) -> None:
        """
        Make all of this the backlog; when it is done, the index is complete as of now.
        """
        self._began = began
        self._backlog = deque(_in_order(spans(wanted, every)))
        self._total = sum(month.count for month in every)
        self._done = self._total - sum(month.count for month in wanted)
        if self.state.indexed_at is None:
            await self._write(
                lambda s: index_state.progressed(s, self._user_id, self._done, self._total)
            )
        await self._finish()

    async def _catch_up(
        self, credentials: Credentials, wanted: Sequence[Month], every: Sequence[Month]
    ) -> None:
        waiting = {(month.view, month.first) for span in self._backlog for month in span.months}
        if self.state.indexed_at is None or sum(month.count for month in wanted) > URGENT:
            wanted = [month for month in wanted if (month.view, month.first) not in waiting]
        found = _in_order(spans(wanted, every))
        if sum(span.count for span in found) > URGENT:
            self._backlog.extendleft(reversed(found))
            return
        fetched: list[Fetched] = []
        for start in range(0, len(found), AT_ONCE):
            fetched += await self._fetch(credentials, found[start : start + AT_ONCE])
        if fetched:
            await self._write(lambda s: self._apply(s, fetched))

    async def fetch_some(self, credentials: Credentials) -> None:
        """
        Fetch the next months of the backlog.
        """
        some = [self._backlog[number] for number in range(min(AT_ONCE, len(self._backlog)))]
        fetched = await self._fetch(credentials, some)
        self._done += sum(span.count for span in some)
        await self._write(lambda s: self._apply(s, fetched, progress=True))
        for _ in some:
            self._backlog.popleft()
        await self._finish()

    async def _fetch(self, credentials: Credentials, some: Iterable[Span]) -> list[Fetched]:
        return await together(self._reader.fetch(credentials, span) for span in some)

    def _apply(
        self, session: WriteSession, fetched: Sequence[Fetched], *, progress: bool = False
    ) -> None:
        """
        Write first and take out afterwards: what moved to another month is never missing.
        """
        for one in fetched:
            index_store.write(session, self._user_id, one.rows)
        for one in fetched:
            index_store.remove(session, self._user_id, one.unlisted)
            for month, ids in one.ids.items():
                index_store.remove_others(session, self._user_id, month.view, month.first, ids)
        for one in fetched:
            index_store.note_months(session, self._user_id, one.span.months)
        if progress and self.state.indexed_at is None:
            index_state.progressed(session, self._user_id, self._done, self._total)

    async def _finish(self) -> None:
        began = self._began
        if self._backlog or began is None:
            return
        await self._write(lambda s: index_state.completed(s, self._user_id, began))
        self.state = State(began, self.state.updated_after)
        self._began = None
        log.info("user_indexed", user_id=self._user_id, assets=self._total)

    async def follow(self, credentials: Credentials) -> int:
        """
        Take over what was updated since the last time, and tell how many rows had to change.

        What is deleted for good, or locked, shows in counts only.
        """
        until, since = self._library.now(), self.state.updated_after
        after = (since or until) - OVERLAP
        changed = 0
        for scope in await self._scopes(credentials):
            changed += await self._updated(credentials, scope, after, until)
        self.state = State(self.state.indexed_at, until)
        return changed

    async def _scopes(self, credentials: Credentials) -> list[dict[str, Any]]:
        if await self._library.major(credentials) >= ONE_SEARCH:
            return [{}]
        return [{"visibility": str(view)} for view in View if view is not View.TRASH]

    async def _updated(
        self,
        credentials: Credentials,
        scope: Mapping[str, Any],
        after: datetime,
        until: datetime,
    ) -> int:
        """
        Halve the time until a page holds what was updated in it: pages have no stable order.
        """
        changed = 0
        windows: list[tuple[datetime, datetime | None]] = [(after, None)]
        while windows:
            first, last = windows.pop()
            wish = {**scope, "withDeleted": True, "updatedAfter": _stamp(first)}
            if last is not None:
                wish["updatedBefore"] = _stamp(last)
            number, more = 1, True
            width = (until if last is None else last) - first
            while more:
                page = await self._library.search(credentials, wish, number)
                changed += await self._take(await self._reader.read(page.items))
                if page.more and width > SHORTEST:
                    middle = first + width / 2
                    windows += [(middle, last), (first, middle)]
                    break
                number, more = number + 1, page.more
        return changed

    async def _take(self, told: Told) -> int:
        if not told.rows and not told.unlisted:
            return 0
        return await self._write(
            lambda s: (
                index_store.write(s, self._user_id, told.rows)
                + index_store.remove(s, self._user_id, told.unlisted)
            )
        )

    async def _write(self, work: Callable[[WriteSession], T]) -> T:
        """
        Work on the database in a thread, one piece after the other.
        """

        def run() -> T:
            with self._database.write() as session:
                return work(session)

        async with self._writing:
            return await self._in_thread(run)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def _in_order(found: Iterable[Span]) -> list[Span]:
    """
    Put the timeline before the other views, and in each the newest months first.
    """
    newest = sorted(found, key=lambda span: span.months[0].first, reverse=True)
    return sorted(newest, key=lambda span: span.view is not View.TIMELINE)


def _stamp(at: datetime) -> str:
    return stamp(at.astimezone(UTC).replace(tzinfo=None))
