"""
What acting needs: the databases and services to speak to, and whom to tell what changed.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import httpx

from gateway.immich_hand import Hand
from gateway.path_map import PathMap
from gateway.service_calls import Service
from gateway.turns import Turns
from gateway.viewer import Viewer
from mediacore.database import Database, ReadSession, WriteSession

T = TypeVar("T")


def nudge_nobody(_user_id: str) -> None:
    """
    Have nobody look at a user's library at once.
    """


@dataclass(frozen=True, slots=True)
class Acting:
    """
    The working parts.

    :ivar paths: gives the present map of paths.
    :ivar nudge: has a user's index look at Immich soon.
    """

    database: Database
    turns: Turns
    immich: httpx.AsyncClient
    grouping: Service
    dedup: Service
    paths: Callable[[], PathMap]
    nudge: Callable[[str], None] = nudge_nobody

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

        return await asyncio.to_thread(inside)

    async def write(self, work: Callable[[WriteSession], T]) -> T:
        """
        Write to the database in one transaction, in a thread.
        """

        def inside() -> T:
            with self.database.write() as session:
                return work(session)

        return await asyncio.to_thread(inside)
