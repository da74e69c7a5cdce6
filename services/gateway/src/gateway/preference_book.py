"""
Where preferences are kept: one row a user, remembered for a moment.
"""

import asyncio
from collections.abc import Callable
from dataclasses import asdict

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import insert

from gateway.preferences import Preferences
from gateway.recall import Recall
from gateway.tables import NOW, preferences
from gateway.ttl_cache import TtlCache
from mediacore.database import Database

SECONDS = 1.0  # another replica's change is seen this soon
CAPACITY = 10_000

Change = Callable[[Preferences], Preferences]


class PreferenceBook:
    """
    Reads and writes preferences; a user without a row prefers the defaults.
    """

    def __init__(self, database: Database, defaults: Preferences) -> None:
        self._database = database
        self._defaults = defaults
        self._known: Recall[str, Preferences] = Recall(TtlCache(CAPACITY), SECONDS)

    async def of(self, user_id: str) -> Preferences:
        """
        Give a user's preferences, at most a second old.
        """
        return await self._known.get(user_id, lambda: asyncio.to_thread(self._read, user_id))

    async def change(self, user_id: str, change: Change) -> Preferences:
        """
        Keep what `change` makes of a user's preferences, and give it.
        """
        wanted = await asyncio.to_thread(self._change, user_id, change)
        self._known.forget(user_id)
        return wanted

    async def close(self) -> None:
        """
        Give up what is being read.
        """
        await self._known.close()

    def _read(self, user_id: str) -> Preferences:
        with self._database.read() as session:
            row = session.execute(_one(user_id)).one_or_none()
        return self._defaults if row is None else _kept(*row)

    def _change(self, user_id: str, change: Change) -> Preferences:
        with self._database.write() as session:
            row = session.execute(_one(user_id).with_for_update()).one_or_none()
            wanted = change(self._defaults if row is None else _kept(*row))
            values = asdict(wanted)
            kept = insert(preferences).values(user_id=user_id, **values)
            fresh = {**values, "updated_at": NOW}
            session.execute(kept.on_conflict_do_update(index_elements=["user_id"], set_=fresh))
        return wanted


def _kept(format_order: list[str], level: str, auto_group: bool) -> Preferences:
    return Preferences(tuple(format_order), level, auto_group)


def _one(user_id: str) -> Select[list[str], str, bool]:
    return select(preferences.c.format_order, preferences.c.level, preferences.c.auto_group).where(
        preferences.c.user_id == user_id
    )
