"""
What is in an album, or shows a person: as Immich tells it to who asks.
"""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

import httpx
import orjson

from gateway.credentials import Credentials
from gateway.immich_client import ImmichClient, RefusedError
from gateway.picks import Pick, Picked, PickedAsset, month_name, read_month
from gateway.recall import Recall
from gateway.ttl_cache import TtlCache
from mediacore.errors import NotFoundError, UnavailableError

FRESH_SECONDS = 10.0  # for which nothing is asked again
MONTH_SECONDS = 300.0  # for which a month is taken for the same while its count is
PICKS = 32
MONTHS = 4_000
AT_A_TIME = 4
NONE_SUCH = "There is no such album, or it is not yours to see."
SHAPE_ERRORS = (KeyError, TypeError, ValueError, AttributeError)

Key = tuple[bytes, Pick]
T = TypeVar("T")


class ImmichPicks:
    """
    Asks with the credential of the caller, and remembers the answers by it.

    Months are counted again every few seconds; only those that differ are read again.
    """

    def __init__(self, immich: ImmichClient, secret: bytes) -> None:
        self._immich = immich
        self._secret = secret
        self._gate = asyncio.Semaphore(AT_A_TIME)
        self._picks: Recall[Key, Picked] = Recall(TtlCache(PICKS), FRESH_SECONDS)
        self._months: Recall[tuple[Key, str, int], tuple[PickedAsset, ...]] = Recall(
            TtlCache(MONTHS), MONTH_SECONDS
        )

    async def of(self, credentials: Credentials, pick: Pick) -> Picked:
        """
        Give what is in a pick.

        :raises NotFoundError: when Immich shows the caller no such thing.
        :raises ForbiddenError: when the credential does not reach that far.
        :raises UnavailableError: when Immich does not answer, or not as agreed.
        """
        key = (credentials.fingerprint(self._secret), pick)
        return await self._picks.get(key, lambda: self._look(credentials, key))

    async def close(self) -> None:
        """
        Give up what is being asked.
        """
        await self._picks.close()
        await self._months.close()

    async def _look(self, credentials: Credentials, key: Key) -> Picked:
        answer = await self._ask(credentials, "buckets", key[1].query)
        counted = _read(answer, _counts)
        found = await asyncio.gather(
            *(self._month(credentials, key, name, count) for name, count in counted)
        )
        names = [month_name(name) for name, _ in counted]
        return Picked(dict(zip(names, found, strict=True)))

    async def _month(
        self, credentials: Credentials, key: Key, name: str, count: int
    ) -> tuple[PickedAsset, ...]:
        async def ask() -> tuple[PickedAsset, ...]:
            query = {**key[1].query, "timeBucket": name}
            async with self._gate:
                answer = await self._ask(credentials, "bucket", query)
            return await asyncio.to_thread(_read, answer, read_month)

        return await self._months.get((key, name, count), ask)

    async def _ask(
        self, credentials: Credentials, what: str, query: dict[str, str]
    ) -> httpx.Response:
        try:
            return await self._immich.ask(
                "GET", f"/api/timeline/{what}", credentials=credentials, query=query
            )
        except RefusedError as error:
            if error.status in {httpx.codes.BAD_REQUEST, httpx.codes.NOT_FOUND}:
                raise NotFoundError(NONE_SUCH) from error
            raise


def _counts(told: bytes) -> list[tuple[str, int]]:
    months: list[dict[str, Any]] = orjson.loads(told)
    return [(str(month["timeBucket"]), int(month["count"])) for month in months]


def _read(answer: httpx.Response, read: Callable[[bytes], T]) -> T:
    try:
        return read(answer.content)
    except SHAPE_ERRORS as error:
        raise UnavailableError("Immich tells its timeline otherwise than expected.") from error
