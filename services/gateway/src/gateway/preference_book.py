"""
Where preferences are kept: one row a user, remembered for a moment.
"""

import asyncio

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from gateway.preferences import Preferences
from gateway.recall import Recall
from gateway.tables import NOW, preferences
from gateway.ttl_cache import TtlCache
from mediacore.database import Database

SECONDS = 1.0  # another replica's change is seen this soon
CAPACITY = 10_000


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

    async def put(self, user_id: str, wanted: Preferences) -> None:
        """
        Keep a user's preferences.
        """
        await asyncio.to_thread(self._write, user_id, wanted)
        self._known.forget(user_id)

    async def close(self) -> None:
        """
        Give up what is being read.
        """
        await self._known.close()

    def _read(self, user_id: str) -> Preferences:
        wanted = select(
            preferences.c.primary_format, preferences.c.level, preferences.c.auto_group
        ).where(preferences.c.user_id == user_id)
        with self._database.read() as session:
            row = session.execute(wanted).one_or_none()
        return self._defaults if row is None else Preferences(*row)

    def _write(self, user_id: str, wanted: Preferences) -> None:
        values = {
            "primary_format": wanted.primary_format,
            "level": wanted.level,
            "auto_group": wanted.auto_group,
        }
        row = insert(preferences).values(user_id=user_id, **values)
        with self._database.write() as session:
            session.execute(
                row.on_conflict_do_update(
                    index_elements=["user_id"], set_={**values, "updated_at": NOW}
                )
            )
