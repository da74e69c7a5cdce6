"""
The cache in Redis: what it holds may be gone at any time, and so may Redis itself.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import cast

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

ANSWER_SECONDS = 0.1
REST_SECONDS = 5.0
PREFIX = "twinlens:gateway:"

log = structlog.get_logger()


class Cache:
    """
    Bytes by name, for a while; after a failure Redis is left alone for some seconds.

    :param client: `None`: there is no Redis, and nothing is ever remembered.
    """

    def __init__(self, client: Redis | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._clock = clock
        self._away_until = float("-inf")

    @property
    def is_away(self) -> bool:
        """
        Whether there is no use in asking just now.
        """
        return self._client is None or self._clock() < self._away_until

    async def get(self, names: Sequence[str]) -> list[bytes | None]:
        """
        Give what is remembered by each name.
        """
        nothing: list[bytes | None] = [None] * len(names)
        if self._client is None or self.is_away or not names:
            return nothing
        try:
            found = await self._client.mget([PREFIX + name for name in names])
        except (RedisError, OSError) as error:
            self._rest(error)
            return nothing
        return cast("list[bytes | None]", found)  # this client decodes nothing

    async def put(
        self, values: Mapping[str, bytes], seconds: float, *, only_new: bool = False
    ) -> None:
        """
        Remember values for some seconds; with `only_new` what is remembered already stays.
        """
        if self._client is None or self.is_away or not values:
            return
        try:
            async with self._client.pipeline(transaction=False) as pipe:
                for name, value in values.items():
                    pipe.set(PREFIX + name, value, px=int(seconds * 1000), nx=only_new)
                await pipe.execute()
        except (RedisError, OSError) as error:
            self._rest(error)

    def _rest(self, error: Exception) -> None:
        log.warning("cache_unavailable", error=str(error))
        self._away_until = self._clock() + REST_SECONDS

    async def close(self) -> None:
        """
        Close every connection.
        """
        if self._client is not None:
            await self._client.aclose()


def make_cache(url: str) -> Cache:
    """
    Make the cache at an address of Redis; without one, a cache that never remembers.
    """
    if not url:
        return Cache(None)
    return Cache(
        Redis.from_url(
            url,
            socket_timeout=ANSWER_SECONDS,
            socket_connect_timeout=ANSWER_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
    )
