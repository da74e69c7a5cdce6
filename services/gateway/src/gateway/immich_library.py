"""
What Immich shows of a user's assets to that user's own credential, for the index.

At most two requests at a time, whatever is indexed; answers are read in threads, so that a page of
a thousand assets does not hold up whoever else is served.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpx
import orjson

from gateway.asset_rows import View
from gateway.credentials import Credentials
from gateway.index_plan import PAGE, Month, read_months
from mediacore.errors import ForbiddenError, UnauthorizedError, UnavailableError

AT_A_TIME = 2
SECONDS = 60.0

Items = list[dict[str, Any]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """
    A page of a search: its assets, and whether there are more.
    """

    items: Items
    more: bool


def _now() -> datetime:
    return datetime.now(UTC)


class ImmichLibrary:
    """
    The questions of the index.

    :raises UnauthorizedError: from each, when the credential is no longer good.
    :raises ForbiddenError: from each, when the credential may not ask this.
    :raises UnavailableError: from each, when Immich does not answer, or not as agreed.
    """

    def __init__(self, client: httpx.AsyncClient, now: Callable[[], datetime] = _now) -> None:
        self._client = client
        self._now = now
        self._gate = asyncio.Semaphore(AT_A_TIME)
        self._ahead = timedelta()
        self.requests = 0

    def now(self) -> datetime:
        """
        Give the time by Immich's clock, as far as it has told it.
        """
        return self._now() + self._ahead

    async def major(self, credentials: Credentials) -> int:
        """
        Tell Immich's major version.
        """
        answer = await self._ask(credentials, "GET", "/api/server/version")
        return int((await _read(answer, dict))["major"])

    async def months(
        self, credentials: Credentials, view: View, owner: str | None = None
    ) -> list[Month] | None:
        """
        Count a view's assets by month; nothing when this version has no such view.

        :param owner: somebody who shares with whom the credential belongs to, instead of these.
        """
        try:
            answer = await self._ask(
                credentials, "GET", "/api/timeline/buckets", params=_view_query(view, owner)
            )
        except RefusedError:
            return None
        return read_months(view, await _read(answer, list))

    async def ids(
        self, credentials: Credentials, month: Month, owner: str | None = None
    ) -> frozenset[str]:
        """
        Give the ids of the assets of a month.

        :param owner: as `months` takes it.
        """
        params = {**_view_query(month.view, owner), "timeBucket": month.bucket}
        answer = await self._ask(credentials, "GET", "/api/timeline/bucket", params=params)
        return frozenset((await _read(answer, dict))["id"])

    async def search(self, credentials: Credentials, wish: Mapping[str, Any], page: int) -> Page:
        """
        Give a page of what a search finds.
        """
        body = {**wish, "size": PAGE, "page": page, "withExif": True}
        answer = await self._ask(credentials, "POST", "/api/search/metadata", body=body)
        found = (await _read(answer, dict))["assets"]
        return Page(found["items"], found.get("nextPage") is not None)

    async def asset(self, credentials: Credentials, asset_id: str) -> dict[str, Any] | None:
        """
        Give one asset, or nothing when there is no such asset that the credential may see.
        """
        try:
            answer = await self._ask(credentials, "GET", f"/api/assets/{asset_id}")
        except RefusedError:
            return None
        return await _read(answer, dict)

    async def _ask(
        self,
        credentials: Credentials,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: object = None,
    ) -> httpx.Response:
        headers = [(k.decode("latin-1"), v.decode("latin-1")) for k, v in credentials.headers]
        async with self._gate:
            self.requests += 1
            try:
                answer = await self._client.request(
                    method,
                    path,
                    headers=[*headers, ("accept-encoding", "identity")],
                    params={**(params or {}), **dict(credentials.query)},
                    json=body,
                    timeout=SECONDS,
                )
            except httpx.HTTPError as error:
                raise UnavailableError("Immich does not answer for now.") from error
        self._set_clock(answer)
        return _checked(answer, path)

    def _set_clock(self, answer: httpx.Response) -> None:
        if "date" in answer.headers:
            self._ahead = parsedate_to_datetime(answer.headers["date"]) - self._now()


class RefusedError(UnavailableError):
    """
    Raised when Immich answers that it does not take the question, or has no such thing.
    """


REFUSED = (httpx.codes.BAD_REQUEST, httpx.codes.NOT_FOUND)


def _checked(answer: httpx.Response, path: str) -> httpx.Response:
    status = answer.status_code
    if status == httpx.codes.UNAUTHORIZED:
        raise UnauthorizedError("Immich no longer knows this credential.")
    if status == httpx.codes.FORBIDDEN:
        raise ForbiddenError("This credential may not read assets.")
    if status in REFUSED:
        raise RefusedError(f"Immich refused {path}.")
    if not answer.is_success:
        raise UnavailableError(f"Immich answered {status} to {path}.")
    return answer


def _view_query(view: View, owner: str | None) -> dict[str, str]:
    whose = {} if owner is None else {"userId": owner}
    if view is View.TRASH:
        return {"isTrashed": "true", **whose}
    return {"visibility": str(view), "isTrashed": "false", **whose}


async def _read(answer: httpx.Response, shape: type[T]) -> T:
    """
    Parse an answer, the larger ones in a thread.
    """
    try:
        body = await asyncio.to_thread(orjson.loads, answer.content)
    except ValueError as error:
        raise UnavailableError("Immich's answer is not JSON; is IMMICH_URL right?") from error
    if not isinstance(body, shape):
        raise UnavailableError("Immich's answer has another shape than expected.")
    return body
