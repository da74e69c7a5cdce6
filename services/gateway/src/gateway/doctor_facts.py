"""
The gateway looks around: at Immich, at the identity provider, at its own database and cache.
"""

import asyncio
import time
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import redis

from gateway import import_paths
from gateway.doctor_rules import CallbackFacts, ImmichFacts, Owned
from gateway.immich_client import ImmichClient, object_of
from gateway.immich_sign_in import authorize
from gateway.import_paths import ToLibrary
from gateway.oauth_round import CALLBACK, Rounds
from gateway.recall import Recall
from gateway.ttl_cache import TtlCache
from mediacore.database import ReadSession, raw
from mediacore.errors import TwinlensError

HOUR = 3600.0
CALLBACKS = 8
ASKING_SECONDS = 3.0


class ImmichLook:
    """
    What Immich says of itself: whether it answers each time anew, its version and ways in hourly.
    """

    def __init__(self, immich: ImmichClient, rounds: Rounds) -> None:
        self._immich = immich
        self._rounds = rounds
        self._told: Recall[str, ImmichFacts] = Recall(TtlCache(1), HOUR)
        self._callbacks: Recall[str, CallbackFacts] = Recall(TtlCache(CALLBACKS), HOUR)

    async def immich(self) -> ImmichFacts:
        """
        Look at Immich.
        """
        try:
            ahead = await self._ahead()
            facts = await self._told.get("immich", self._ask)
        except TwinlensError as error:
            return ImmichFacts(problem=error.message)
        return replace(facts, ahead=ahead)

    async def _ahead(self) -> float | None:
        """
        Ask for something small, and compare its date with the middle of the time that it took.
        """
        began = time.time()
        answer = await self._immich.ask("GET", "/api/server/ping")
        now = (began + time.time()) / 2
        try:
            return parsedate_to_datetime(answer.headers["date"]).timestamp() + 0.5 - now
        except (KeyError, ValueError):
            return None

    async def _ask(self) -> ImmichFacts:
        version, features = await asyncio.gather(
            self._object("/api/server/version"), self._object("/api/server/features")
        )
        major, minor, patch = (int(version.get(part) or 0) for part in ("major", "minor", "patch"))
        return ImmichFacts(
            version=(major, minor, patch),
            has_trash=bool(features.get("trash")),
            has_oauth=bool(features.get("oauth")),
        )

    async def _object(self, path: str) -> dict[str, Any]:
        return object_of(await self._immich.ask("GET", path))

    async def callback(self, origin: str) -> CallbackFacts:
        """
        Ask the identity provider's page with our callback, hourly, as a browser would be sent.

        :param origin: under which people reach the web UI; empty: nobody knows.
        """
        if not origin:
            return CallbackFacts()
        return await self._callbacks.get(origin, lambda: self._try(origin))

    async def _try(self, origin: str) -> CallbackFacts:
        url = f"{origin}{CALLBACK}"
        try:
            page = await authorize(self._immich, origin, self._rounds.begin(time.time()))
            async with httpx.AsyncClient(timeout=ASKING_SECONDS) as client:
                answer = await client.get(page)
        except TwinlensError as error:
            return CallbackFacts(url, error.message)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return CallbackFacts(url, type(error).__name__)
        return CallbackFacts(url, status=answer.status_code)

    async def close(self) -> None:
        """
        Give up what is being asked.
        """
        await self._told.close()
        await self._callbacks.close()


def shared_folders(session: ReadSession, to_library: ToLibrary) -> tuple[Owned, ...] | None:
    """
    Give everybody's external libraries, by the names of their owners.
    """
    known = import_paths.known(session, to_library)
    if known is None:
        return None
    names = dict(raw(session).execute("SELECT user_id::text, name FROM users").fetchall())
    return tuple(
        Owned(
            one.owner_id, names.get(one.owner_id, one.owner_id), one.original_path, one.library_path
        )
        for one in known
    )


def cache_problem(url: str) -> str | None:
    """
    Say why the cache does not answer; nothing where there is none.
    """
    if not url:
        return None
    try:
        with redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1) as client:
            client.ping()
    except (redis.RedisError, OSError) as error:
        return str(error)
    return ""
