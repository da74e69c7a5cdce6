"""
What acting needs: the databases and services to speak to, and whom to tell what changed.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import httpx

from gateway.background import in_thread
from gateway.immich_hand import Hand
from gateway.service_calls import Service
from gateway.turns import Turns
from gateway.viewer import Viewer
from mediacore.database import Database, ReadSession, WriteSession

T = TypeVar("T")


async def catch_up_with_nobody() -> None:
    """
    Take nothing in.
    """


def nudge_nobody(_user_id: str) -> None:
    """
    Have nobody look at a user's library at once.
    """


@dataclass(frozen=True, slots=True)
class Acting:
    """
    The working parts.

    :ivar to_library: gives the library's path of one of Immich's, where it is known.
    :ivar nudge: has a user's index look at Immich soon.
    :ivar catch_up: has our lists take in what was decided; to be waited for before it is told.
    """

    database: Database
    turns: Turns
    immich: httpx.AsyncClient
    grouping: Service
    dedup: Service
    to_library: Callable[[str], str | None]
    nudge: Callable[[str], None] = nudge_nobody
    catch_up: Callable[[], Awaitable[None]] = catch_up_with_nobody

    def hand(self, viewer: Viewer) -> Hand:
        """
        Give Immich as a viewer may act in it.
        """
        return Hand(self.immich, viewer.credentials)

    async def read(self, work: Callable[[ReadSession], T]) -> T:
        """
        Read from the database, in a thread.
        """

        def inside() -> T:
            with self.database.read() as session:
                return work(session)

        return await in_thread(inside)

    async def write(self, work: Callable[[WriteSession], T]) -> T:
        """
        Write to the database in one transaction, in a thread.
        """

        def inside() -> T:
            with self.database.write() as session:
                return work(session)

        return await in_thread(inside)
