"""
Reading the feed of one of the services: all of its groups, some of them, and what changed.
"""

import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx
import orjson

from gateway.fed_groups import FedGroup, read_groups
from mediacore.errors import UnavailableError

AT_ONCE = 1000
SECONDS = 60.0  # a page of large groups takes its time

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FeedPage:
    """
    A page of all groups.

    :ivar last: the last of its groups when there are more, else nothing.
    :ivar position: from which on to follow changes, when this is the first page.
    """

    groups: list[FedGroup]
    last: uuid.UUID | None
    position: int


@dataclass(frozen=True, slots=True)
class FeedPart:
    """
    Some groups as they are now, and those that are gone.
    """

    groups: list[FedGroup]
    gone: list[uuid.UUID]


@dataclass(frozen=True, slots=True)
class Changes:
    """
    What changed behind a position.

    :ivar group_ids: the groups that are concerned, each once.
    :ivar lost: whether some changes are forgotten, so that all must be read again.
    :ivar more: whether there may be more behind `last`.
    """

    group_ids: list[uuid.UUID]
    last: int
    lost: bool
    more: bool


class FeedClient:
    """
    The three questions to one service.

    :param at_once: how many groups or changes are asked for in one request.
    """

    def __init__(self, client: httpx.AsyncClient, token: str, at_once: int = AT_ONCE) -> None:
        self._client = client
        self._at_once = at_once
        self._headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}

    async def page(self, after: uuid.UUID | None) -> FeedPage:
        """
        Give the page of all groups that begins behind one.

        :raises UnavailableError: when the service does not answer, or not as agreed.
        """
        query = {"limit": str(self._at_once)} | ({"after": str(after)} if after else {})
        request = self._client.build_request("GET", "/feed", params=query, headers=self._headers)
        return await self._ask(
            request,
            lambda body: FeedPage(
                read_groups(body["groups"]),
                uuid.UUID(body["next"]) if body["next"] else None,
                int(body["position"]),
            ),
        )

    async def some(self, ids: Sequence[uuid.UUID]) -> FeedPart:
        """
        Give some groups, at most as many as are asked for at once, as they are now.

        :raises UnavailableError: when the service does not answer, or not as agreed.
        """
        request = self._client.build_request(
            "POST", "/feed", content=orjson.dumps({"ids": ids}), headers=self._headers
        )
        return await self._ask(
            request,
            lambda body: FeedPart(read_groups(body["groups"]), [*map(uuid.UUID, body["gone"])]),
        )

    async def changes(self, after: int) -> Changes:
        """
        Give what changed behind a position.

        :raises UnavailableError: when the service does not answer, or not as agreed.
        """
        query = {"after": str(after), "limit": str(self._at_once)}
        request = self._client.build_request("GET", "/changes", params=query, headers=self._headers)
        return await self._ask(
            request,
            lambda body: Changes(
                _group_ids(body["items"]),
                int(body["last"]),
                bool(body["lost"]),
                len(body["items"]) == self._at_once,
            ),
        )

    async def _ask(self, request: httpx.Request, read: Callable[[dict[str, Any]], T]) -> T:
        path = request.url.path
        request.extensions["timeout"] = httpx.Timeout(SECONDS, connect=SECONDS / 10).as_dict()
        try:
            answer = await self._client.send(request)
            answer.raise_for_status()
            return read(orjson.loads(answer.content))
        except httpx.HTTPError as error:
            raise UnavailableError(f"{path} does not answer: {error}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise UnavailableError(f"{path} answers in another shape: {error!r}") from error


def _group_ids(items: Sequence[dict[str, Any]]) -> list[uuid.UUID]:
    """
    Give the groups that changes are about; a change may be about something else one day.
    """
    found: dict[uuid.UUID, None] = {}
    for item in items:
        with suppress(ValueError):
            found[uuid.UUID(item["subject"])] = None
    return list(found)
