"""
Asking Immich for the index.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime

import httpx
import pytest

from gateway.asset_rows import View
from gateway.credentials import Credentials
from gateway.immich_library import ImmichLibrary
from gateway.index_plan import Month
from mediacore.errors import ForbiddenError, UnauthorizedError, UnavailableError

WHO = Credentials(((b"x-api-key", b"secret"),), (("apiKey", "other"),))
MONTH = Month(View.TIMELINE, date(2024, 1, 1), "2024-01-01", 2)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def _library(handler: Callable[[httpx.Request], httpx.Response]) -> ImmichLibrary:
    client = httpx.AsyncClient(transport=httpx.MockTransport(handler), base_url="http://immich")
    return ImmichLibrary(client, lambda: NOW)


@pytest.mark.parametrize(
    ("status", "error"),
    [(401, UnauthorizedError), (403, ForbiddenError), (500, UnavailableError)],
)
async def test_refusals_are_errors_of_ours(status: int, error: type[Exception]) -> None:
    """
    Each status says whether the credential, or Immich, is the trouble.
    """
    library = _library(lambda _request: httpx.Response(status))

    with pytest.raises(error):
        await library.ids(WHO, MONTH)


@pytest.mark.parametrize("text", ["<html>", "[]"])
async def test_other_shapes_are_errors_of_ours(text: str) -> None:
    """
    A web page, or JSON of another kind, is not Immich.
    """
    library = _library(lambda _request: httpx.Response(200, text=text))

    with pytest.raises(UnavailableError):
        await library.ids(WHO, MONTH)


async def test_silence_is_an_error_of_ours() -> None:
    """
    A connection that fails is Immich being away.
    """

    def fail(_request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow")

    with pytest.raises(UnavailableError):
        await _library(fail).major(WHO)


async def test_credential_goes_out_whole() -> None:
    """
    What came by header and by query goes to Immich by header and by query.
    """
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"id": ["a", "b"]})

    library = _library(answer)

    assert await library.ids(WHO, MONTH) == {"a", "b"}
    assert seen[0].headers["x-api-key"] == "secret"
    assert seen[0].url.params["apiKey"] == "other"
    assert seen[0].url.params["timeBucket"] == "2024-01-01"
    assert library.requests == 1


async def test_unknown_view_or_asset_is_nothing() -> None:
    """
    What Immich does not take, or does not know, is no trouble.
    """
    library = _library(lambda _request: httpx.Response(400))

    assert await library.months(WHO, View.HIDDEN) is None
    assert await library.asset(WHO, "8d1b7a3e-0000-4000-8000-000000000002") is None


async def test_clock_is_immichs() -> None:
    """
    The time that an answer bears counts, not ours.
    """
    headers = {"date": "Thu, 01 Jan 2026 00:05:00 GMT"}
    library = _library(lambda _request: httpx.Response(200, json={"major": 3}, headers=headers))
    before = library.now()

    assert await library.major(WHO) == 3
    assert (before, library.now()) == (NOW, datetime(2026, 1, 1, 0, 5, tzinfo=UTC))
    assert ImmichLibrary(httpx.AsyncClient()).now() > NOW
