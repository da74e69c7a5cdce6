"""
Tests of what is made of Immich's answers to a caller who acts.
"""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from gateway.credentials import Credentials
from gateway.immich_assets import Album
from gateway.immich_hand import Hand, NotInImmichError
from mediacore.errors import ForbiddenError, UnauthorizedError, UnavailableError

Answer = Callable[[httpx.Request], httpx.Response]


def hand(answer: Answer) -> Hand:
    """
    Make a hand that reaches a server of one answer.
    """
    client = httpx.AsyncClient(transport=httpx.MockTransport(answer), base_url="http://immich")
    return Hand(client, Credentials(((b"x-api-key", b"k"),), (("sessionKey", "s"),)))


def always(status: int, **more: object) -> Answer:
    """
    Give the same answer to everything.
    """
    return lambda _request: httpx.Response(status, json=more)


def away(_request: httpx.Request) -> httpx.Response:
    """
    Be away.
    """
    raise httpx.ConnectError("away")


@pytest.mark.parametrize(
    ("answer", "kind", "text"),
    [
        (always(400, message="Not found"), NotInImmichError, "Not found"),
        (always(404, message="Not found"), NotInImmichError, "Not found"),
        (always(401, message="Invalid token"), UnauthorizedError, "Invalid token"),
        (always(403, message="Missing"), ForbiddenError, "Missing"),
        (always(403), ForbiddenError, "Immich answered 403"),
        (always(500), UnavailableError, "500"),
        (lambda _request: httpx.Response(200, text="<html>"), UnavailableError, "not JSON"),
        (away, UnavailableError, "does not answer"),
    ],
)
async def test_answers_become_our_errors(answer: Answer, kind: type[Exception], text: str) -> None:
    """
    What is unknown, not allowed, or away for now are different things.
    """
    with pytest.raises(kind, match=text):
        await hand(answer).has_trash()


async def test_credential_goes_along_whole() -> None:
    """
    Headers and query, as Immich is to see them, and nothing forces a deletion.
    """
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(204)

    await hand(answer).trash(["a", "b"])

    [request] = seen
    assert request.headers["x-api-key"] == "k"
    assert request.url.params["sessionKey"] == "s"
    assert request.content == b'{"ids":["a","b"]}'


async def test_asset_that_does_not_show_is_nothing() -> None:
    """
    An unknown asset, and another's, are the same.
    """
    shown = hand(always(400, message="Not found or no asset.read access"))

    assert await shown.asset("a") is None
    assert await shown.assets(["a", "a", "b"]) == {}


Act = Callable[[Hand], Awaitable[None]]


@pytest.mark.parametrize(
    "act", [lambda h: h.put_in_album("x", "a"), lambda h: h.tag("x", "a")], ids=["album", "tag"]
)
async def test_results_are_looked_at(act: Act) -> None:
    """
    What is there already is fine; what may not be done is told.
    """

    def results(error: str) -> Answer:
        return lambda _request: httpx.Response(
            200, json=[{"id": "a", "success": False, "error": error}]
        )

    await act(hand(results("duplicate")))
    with pytest.raises(NotInImmichError, match="no_permission"):
        await act(hand(results("no_permission")))


async def test_everybody_where_users_are_public() -> None:
    """
    Users whom Immich keeps from each other cannot be named.
    """

    def answer(request: httpx.Request) -> httpx.Response:
        told: object = [{"id": "a"}, {"id": "b"}]
        return httpx.Response(
            200, json={"publicUsers": True} if "config" in request.url.path else told
        )

    assert await hand(answer).everybody() == frozenset({"a", "b"})
    assert await hand(always(200)).everybody() is None


async def test_libraries_and_albums_are_read() -> None:
    """
    Of a library every folder, of an album its name.
    """
    library = {"ownerId": "o", "importPaths": ["/a", "/b"]}
    libraries = hand(lambda _request: httpx.Response(200, json=[library]))
    albums = hand(lambda _request: httpx.Response(200, json=[{"id": "h", "albumName": "Home"}]))

    assert await libraries.import_paths() == (("o", "/a"), ("o", "/b"))
    assert await albums.albums_with("a") == (Album("h", "Home"),)
