"""
How often each owner's read models have changed: a cached answer is good for one version of them.

The truth is `users.version`, raised in the transaction of each change. Redis keeps it at hand, so
that a cached answer needs no database; it is asked for anew every minute at least, in case nobody
was left to tell Redis after a commit.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Protocol

from gateway.cache import Cache
from mediacore.database import Database, raw

SECONDS = 60.0
UNKNOWN = 0


class VersionSource(Protocol):
    """
    What knows the versions for sure; `StoredVersions` does.
    """

    def __call__(self, owner_ids: Sequence[str]) -> Mapping[str, int]:
        """
        Give the versions of those of the owners that are known.
        """
        ...


class StoredVersions:
    """
    The versions as the database has them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def __call__(self, owner_ids: Sequence[str]) -> Mapping[str, int]:
        """
        Give the versions of those of the owners that the gateway has met.
        """
        with self._database.read() as session:
            rows = raw(session).execute(
                "SELECT user_id::text, version FROM users WHERE user_id = ANY(%s::uuid[])",
                (list(owner_ids),),
            )
            return dict(rows.fetchall())


class ModelVersions:
    """
    Versions out of Redis, else out of the database.
    """

    def __init__(self, source: VersionSource, cache: Cache) -> None:
        self._source = source
        self._cache = cache

    async def versions(self, owner_ids: Sequence[str]) -> dict[str, int]:
        """
        Give the version of each owner's read models; 0 for an owner nobody knows.
        """
        found = await self._cache.get([_name(owner_id) for owner_id in owner_ids])
        known = {
            owner_id: int(value)
            for owner_id, value in zip(owner_ids, found, strict=True)
            if value is not None
        }
        missing = [owner_id for owner_id in owner_ids if owner_id not in known]
        if missing:
            # Only where nobody told Redis meanwhile: what was read may be older than that.
            known |= await self._tell(missing, only_new=True)
        return known

    async def bump(self, owner_ids: Sequence[str]) -> None:
        """
        Tell that owners' versions were raised; to be called once that is committed.
        """
        if owner_ids and not self._cache.is_away:
            await self._tell(owner_ids, only_new=False)

    async def _tell(self, owner_ids: Sequence[str], *, only_new: bool) -> dict[str, int]:
        stored = await asyncio.to_thread(self._source, owner_ids)
        versions = {owner_id: stored.get(owner_id, UNKNOWN) for owner_id in owner_ids}
        values = {_name(owner_id): b"%d" % version for owner_id, version in versions.items()}
        await self._cache.put(values, SECONDS, only_new=only_new)
        return versions


def _name(owner_id: str) -> str:
    return f"version:{owner_id}"
