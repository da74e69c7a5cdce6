"""
Following one of the services, step by step; each step is one transaction with its position.

So a follower that is killed goes on where it was, and two that run at once do no harm: a step that
another has made meanwhile is dropped.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

import structlog

from gateway import feed_store, read_models
from gateway.background import in_thread
from gateway.dirty_files import mark_names
from gateway.fed_groups import VERSION, FedGroup
from gateway.feed_client import Changes, FeedPage, FeedPart
from gateway.feed_store import Position
from mediacore.database import Database

log = structlog.get_logger()


class Feed(Protocol):
    """
    What is read of a service, see `FeedClient`.
    """

    async def page(self, after: uuid.UUID | None) -> FeedPage:
        """
        Give the page of all groups that begins behind one.
        """

    async def some(self, ids: Sequence[uuid.UUID]) -> FeedPart:
        """
        Give some groups as they are now.
        """

    async def changes(self, after: int) -> Changes:
        """
        Give what changed behind a position.
        """


@dataclass(frozen=True, slots=True)
class _Step:
    """
    What is to be written at once.

    :ivar whole: whether the groups are all that there are up to the new position.
    """

    before: Position | None
    after: Position | None
    groups: Sequence[FedGroup] = ()
    gone: Collection[uuid.UUID] = ()
    whole: bool = False


class EngineFollower:
    """
    Follows the groups of one service.

    :param service: its name, under which the position is kept.
    :param kind: of its groups.
    """

    def __init__(self, service: str, kind: str, feed: Feed, database: Database) -> None:
        self._service = service
        self._kind = kind
        self._feed = feed
        self._database = database

    async def turn(self) -> bool:
        """
        Take one step; tell whether there may be more to do right away.

        :raises UnavailableError: when the service does not answer.
        """
        before = await in_thread(self._position)
        if before is None or before.filled_to is not None:
            return await self._fill(before)
        return await self._follow(before)

    async def catch_up(self) -> bool:
        """
        Take one step of following; none as long as not all groups were read for the first time.

        :raises UnavailableError: when the service does not answer.
        """
        before = await in_thread(self._position)
        if before is None or before.filled_to is not None:
            return False
        return await self._follow(before)

    async def _fill(self, before: Position | None) -> bool:
        """
        Read the next page of all groups, and forget what is not among them.
        """
        page = await self._feed.page(before.filled_to if before else None)
        position = before.position if before else page.position
        after = Position(position, page.last)
        step = _Step(before, after, page.groups, whole=True)
        await in_thread(self._write, step)
        if page.last is None:
            log.info("feed_read", service=self._service, position=position)
        return True

    async def _follow(self, before: Position) -> bool:
        """
        Bring what changed up to date.
        """
        changes = await self._feed.changes(before.position)
        if changes.lost:
            log.warning("changes_lost", service=self._service, position=before.position)
            await in_thread(self._write, _Step(before, None))
            return True
        if changes.last == before.position:
            return False
        part = await self._feed.some(changes.group_ids) if changes.group_ids else FeedPart([], [])
        step = _Step(before, Position(changes.last), part.groups, part.gone)
        await in_thread(self._write, step)
        return changes.more

    def _position(self) -> Position | None:
        with self._database.read() as session:
            return feed_store.position_of(session, self._service)

    def _write(self, step: _Step) -> None:
        with self._database.write() as session:
            read_models.take_turn(session)
            if feed_store.position_of(session, self._service) != step.before:
                return
            gone = step.gone
            if step.whole and step.after is not None:
                there = [group.group_id for group in step.groups]
                first = step.before.filled_to if step.before else None
                gone = feed_store.missing(session, self._kind, there, first, step.after.filled_to)
            if step.after is None and self._kind == VERSION:
                mark_names(session)
            touched = feed_store.store(session, self._kind, step.groups, gone)
            read_models.refresh(session, touched)
            if not step.whole:
                read_models.notice(session, [group.group_id for group in step.groups])
            feed_store.keep_position(session, self._service, step.after)
