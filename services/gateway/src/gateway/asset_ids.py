"""
Which of Immich's assets stand at a path, as far as the caller may see them.

Asked with the caller's own credential, so that nobody learns of a file Immich would not show
them; remembered for a short time, by a keyed hash of that credential.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import structlog

from gateway.credentials import Credentials
from gateway.immich_client import FoundAsset
from gateway.ttl_cache import TtlCache
from gateway.versions import Asset
from mediacore.errors import TwinlensError

SEEN_SECONDS = 15.0
UNSEEN_SECONDS = 2.0
CAPACITY = 50_000
AT_A_TIME = 4

Key = tuple[bytes, str]

log = structlog.get_logger()


class PathSearch(Protocol):
    """
    What finds assets at a path of Immich's for a caller; `ImmichClient` does.
    """

    async def search_path(self, original_path: str, credentials: Credentials) -> list[FoundAsset]:
        """
        Give the assets at exactly this path that the caller may see.
        """
        ...


@dataclass(frozen=True, slots=True)
class Resolved:
    """
    What is known in time: the visible assets of each path, and the paths nobody could tell of.
    """

    visible: Mapping[str, tuple[Asset, ...]]
    unknown: frozenset[str]


class AssetIds:
    """
    Resolves library paths to assets; a search that takes too long goes on for the next caller.
    """

    def __init__(
        self, search: PathSearch, secret: bytes, cache: TtlCache[Key, tuple[Asset, ...]]
    ) -> None:
        self._search = search
        self._secret = secret
        self._cache = cache
        self._running: dict[Key, asyncio.Task[None]] = {}
        self._gate = asyncio.Semaphore(AT_A_TIME)

    async def resolve(
        self, credentials: Credentials, wanted: Mapping[str, str], seconds: float
    ) -> Resolved:
        """
        Resolve library paths, given with Immich's path of each, within some seconds.
        """
        caller = credentials.fingerprint(self._secret)
        found: dict[str, tuple[Asset, ...]] = {}
        missing = []
        for path in wanted:
            known = self._cache.get((caller, path))
            if known is None:
                missing.append(path)
            else:
                found[path] = known
        if missing and seconds > 0:
            tasks = [self._task((caller, path), wanted[path], credentials) for path in missing]
            await asyncio.wait(tasks, timeout=seconds)
        late = {path: self._cache.get((caller, path)) for path in missing}
        found |= {path: assets for path, assets in late.items() if assets is not None}
        return Resolved(found, frozenset(wanted) - frozenset(found))

    def _task(self, key: Key, original_path: str, credentials: Credentials) -> asyncio.Task[None]:
        task = self._running.get(key)
        if task is None:
            task = asyncio.create_task(self._ask(key, original_path, credentials))
            self._running[key] = task
            task.add_done_callback(lambda _task: self._running.pop(key, None))
        return task

    async def _ask(self, key: Key, original_path: str, credentials: Credentials) -> None:
        async with self._gate:
            try:
                rows = await self._search.search_path(original_path, credentials)
            except TwinlensError as error:
                log.info("asset_not_resolved", error=error.message)
                return
        assets = tuple(Asset(row.asset_id, row.owner_id, key[1]) for row in rows)
        self._cache.put(key, assets, SEEN_SECONDS if assets else UNSEEN_SECONDS)

    async def close(self) -> None:
        """
        Give up the searches that are still running.
        """
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
