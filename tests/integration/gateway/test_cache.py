"""
Tests of the cache, over a real Redis and over none.
"""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from gateway.cache import PREFIX, REST_SECONDS, Cache, make_cache

NOWHERE = "redis://127.0.0.1:9/0"


@pytest.fixture
async def cache(redis_url: str) -> AsyncIterator[Cache]:
    """
    A cache over a real, empty Redis.
    """
    made = make_cache(redis_url)
    yield made
    await made.close()


async def test_value_is_remembered(cache: Cache) -> None:
    """
    What was put under a name comes back, and nothing for another name.
    """
    await cache.put({"a": b"\x00\xff"}, 60)

    assert await cache.get(["b", "a"]) == [None, b"\x00\xff"]


async def test_value_is_replaced_unless_only_new(cache: Cache) -> None:
    """
    With `only_new` the value that is there stays.
    """
    await cache.put({"a": b"1", "b": b"1"}, 60)
    await cache.put({"a": b"2"}, 60)
    await cache.put({"b": b"2", "c": b"2"}, 60, only_new=True)

    assert await cache.get(["a", "b", "c"]) == [b"2", b"1", b"2"]


async def test_value_expires(cache: Cache, redis_url: str) -> None:
    """
    A value is given up after its seconds.
    """
    await cache.put({"a": b"1"}, 60)
    async with Redis.from_url(redis_url) as client:
        left = await client.pttl(f"{PREFIX}a")

    assert 0 < left <= 60_000


async def test_nothing_asked_is_nothing_found(cache: Cache) -> None:
    """
    No name, no value: Redis is not even asked.
    """
    await cache.put({}, 60)

    assert await cache.get([]) == []


async def test_cache_without_redis_remembers_nothing() -> None:
    """
    No address is configured: everything goes on, without memory.
    """
    cache = make_cache("")
    await cache.put({"a": b"1"}, 60)

    assert (cache.is_away, await cache.get(["a"])) == (True, [None])
    await cache.close()


async def test_redis_that_is_down_is_left_alone_for_a_while() -> None:
    """
    The first failure is quiet, and for some seconds nobody tries again.
    """
    now = [0.0]
    cache = Cache(make_cache(NOWHERE)._client, lambda: now[0])
    before = cache.is_away
    found = await asyncio.create_task(cache.get(["a"]))
    after = cache.is_away
    now[0] = REST_SECONDS

    assert (before, found, after, cache.is_away) == (False, [None], True, False)
    await cache.close()


async def test_failing_put_is_quiet() -> None:
    """
    What cannot be remembered is not.
    """
    cache = make_cache(NOWHERE)
    await asyncio.create_task(cache.put({"a": b"1"}, 60))

    assert cache.is_away
    await cache.close()


async def test_redis_that_hangs_is_not_waited_for() -> None:
    """
    A server that takes the connection and says nothing counts as down.
    """
    with socket.create_server(("127.0.0.1", 0)) as silent:
        cache = make_cache(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        found = await asyncio.create_task(cache.get(["a"]))

        assert (found, cache.is_away) == ([None], True)
        await cache.close()
