"""
Tests of the versions of owners' read models, over a real Redis.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence

import pytest

from gateway.cache import Cache, make_cache
from gateway.model_versions import ModelVersions, StoredVersions
from mediacore.database import Database, raw

ANNA = "11111111-1111-4111-8111-111111111111"
BERT = "22222222-2222-4222-8222-222222222222"


class Source:
    """
    Knows some versions, and counts how often it is asked.
    """

    def __init__(self, **versions: int) -> None:
        self.versions = versions
        self.asked: list[list[str]] = []

    def __call__(self, owner_ids: Sequence[str]) -> Mapping[str, int]:
        """
        Give what is known.
        """
        self.asked.append(list(owner_ids))
        return {owner: self.versions[owner] for owner in owner_ids if owner in self.versions}


@pytest.fixture
async def cache(redis_url: str) -> AsyncIterator[Cache]:
    """
    A cache over a real, empty Redis.
    """
    made = make_cache(redis_url)
    yield made
    await made.close()


async def test_version_is_read_once(cache: Cache) -> None:
    """
    The second question needs no database.
    """
    source = Source(anna=3)
    versions = ModelVersions(source, cache)

    assert await versions.versions(["anna", "bert"]) == {"anna": 3, "bert": 0}
    assert await versions.versions(["bert", "anna"]) == {"anna": 3, "bert": 0}
    assert source.asked == [["anna", "bert"]]


async def test_bump_is_seen_at_once_by_every_replica(cache: Cache) -> None:
    """
    Whoever raised a version tells Redis, and the others read it there.
    """
    here, there = Source(anna=3), Source(anna=3)
    await ModelVersions(here, cache).versions(["anna"])
    there.versions["anna"] = 4
    await ModelVersions(there, cache).bump(["anna"])

    assert await ModelVersions(here, cache).versions(["anna"]) == {"anna": 4}


async def test_version_read_late_does_not_replace_a_newer_one(cache: Cache) -> None:
    """
    Between reading the database and telling Redis somebody else told Redis: theirs stays.
    """

    async def overtake() -> None:
        await ModelVersions(Source(anna=4), cache).bump(["anna"])

    class Overtaken(Cache):
        async def put(
            self, values: Mapping[str, bytes], seconds: float, *, only_new: bool = False
        ) -> None:
            """
            Put, after somebody else did.
            """
            await overtake()
            await super().put(values, seconds, only_new=only_new)

    slow = ModelVersions(Source(anna=3), Overtaken(cache._client))

    assert await slow.versions(["anna"]) == {"anna": 3}
    assert await ModelVersions(Source(), cache).versions(["anna"]) == {"anna": 4}


async def test_without_redis_the_database_is_asked() -> None:
    """
    Nobody is told of a new version either, since nobody remembers an old one.
    """
    source = Source(anna=3)
    versions = ModelVersions(source, make_cache(""))
    await versions.bump(["anna"])

    assert (await versions.versions(["anna"]), source.asked) == ({"anna": 3}, [["anna"]])


async def test_bump_of_nobody_is_nothing(cache: Cache) -> None:
    """
    A change that concerned no owner asks nothing.
    """
    source = Source()
    await ModelVersions(source, cache).bump([])

    assert source.asked == []


def test_stored_version_is_that_of_the_user(database_url: Callable[[str], str]) -> None:
    """
    Users the gateway has not met have none.
    """
    database = Database(database_url("gateway"))
    with database.write() as session:
        raw(session).execute(
            "INSERT INTO users (user_id, name, email, is_admin, version)"
            " VALUES (%s, 'Anna', 'anna@x', false, 7)",
            (ANNA,),
        )

    assert StoredVersions(database)([ANNA, BERT]) == {ANNA: 7}
    database.close()
