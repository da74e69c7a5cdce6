"""
Tests of finding the assets at a path.
"""

import asyncio

from gateway.asset_ids import AssetIds
from gateway.credentials import Credentials, credentials_of
from gateway.immich_client import FoundAsset
from gateway.ttl_cache import TtlCache
from gateway.versions import Asset
from mediacore.errors import UnavailableError

ANNA = credentials_of(((b"x-api-key", b"anna"),), b"")
BERT = credentials_of(((b"x-api-key", b"bert"),), b"")


class Search:
    """
    Finds what Anna may see, as slowly as a test wants.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.open = asyncio.Event()
        self.open.set()
        self.fails = False

    async def search_path(self, original_path: str, credentials: Credentials) -> list[FoundAsset]:
        """
        Give one asset to Anna, none to others.
        """
        self.asked.append(original_path)
        await self.open.wait()
        if self.fails:
            raise UnavailableError("down")
        return [FoundAsset("1", "anna", original_path)] if credentials == ANNA else []


def asset_ids(search: Search) -> AssetIds:
    """
    Make a resolver with nothing remembered.
    """
    return AssetIds(search, b"secret", TtlCache(10))


async def test_path_is_resolved_and_remembered() -> None:
    """
    The same caller asking again costs no second search.
    """
    search = Search()
    ids = asset_ids(search)

    for _ in range(2):
        resolved = await ids.resolve(ANNA, {"a.jpg": "/mnt/a.jpg"}, 5)
        assert resolved.visible == {"a.jpg": (Asset("1", "anna", "a.jpg"),)}
        assert resolved.unknown == frozenset()
    assert search.asked == ["/mnt/a.jpg"]


async def test_each_caller_is_asked_for_anew() -> None:
    """
    What Anna may see says nothing about Bert.
    """
    search = Search()
    ids = asset_ids(search)
    await ids.resolve(ANNA, {"a.jpg": "/mnt/a.jpg"}, 5)

    resolved = await ids.resolve(BERT, {"a.jpg": "/mnt/a.jpg"}, 5)

    assert resolved.visible == {"a.jpg": ()}


async def test_late_search_goes_on_for_the_next_caller() -> None:
    """
    A path that is not resolved in time is unknown now, and known once its search is through.
    """
    search = Search()
    search.open.clear()
    ids = asset_ids(search)

    first = await ids.resolve(ANNA, {"a.jpg": "/mnt/a.jpg"}, 0.01)
    search.open.set()
    second = await ids.resolve(ANNA, {"a.jpg": "/mnt/a.jpg"}, 5)

    assert (first.unknown, second.unknown) == (frozenset({"a.jpg"}), frozenset())
    assert search.asked == ["/mnt/a.jpg"]


async def test_no_time_left_asks_nothing() -> None:
    """
    When the budget is spent, no search begins.
    """
    search = Search()

    resolved = await asset_ids(search).resolve(ANNA, {"a.jpg": "/mnt/a.jpg"}, -1)

    assert (resolved.unknown, search.asked) == (frozenset({"a.jpg"}), [])


async def test_failed_search_leaves_the_path_unknown() -> None:
    """
    A search that fails proves nothing about who may see what.
    """
    search = Search()
    search.fails = True

    resolved = await asset_ids(search).resolve(ANNA, {"a.jpg": "/mnt/a.jpg"}, 5)

    assert resolved.unknown == frozenset({"a.jpg"})


async def test_closing_ends_searches() -> None:
    """
    Nothing keeps running once the gateway stops.
    """
    search = Search()
    search.open.clear()
    ids = asset_ids(search)
    await ids.resolve(ANNA, {"a.jpg": "/mnt/a.jpg"}, 0.01)

    await ids.close()

    assert len(asyncio.all_tasks()) == 1
