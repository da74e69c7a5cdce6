"""
Tests of Express's manners.
"""

import asyncio

from starlette.types import Message, Receive, Scope, Send

from tests.fakes.immich.answers import ExpressManners
from tests.unit.fakes.immich.conftest import StandIn


async def test_json_has_expresss_etag(stand_in: StandIn) -> None:
    """
    The same body has the ETag that a real Immich gave it.
    """
    answer = await stand_in.ask("GET", "/server/ping")

    assert answer.headers["etag"] == '"e-X79OU2IZYkDmLU4ZK9k3d4mHVbI"'
    assert answer.headers["x-powered-by"] == "Express"


async def test_known_answer_is_not_sent_again(stand_in: StandIn) -> None:
    """
    A caller who has it gets a 304 without a body.
    """
    known = {"if-none-match": '"e-X79OU2IZYkDmLU4ZK9k3d4mHVbI"'}
    answer = await stand_in.ask("GET", "/server/ping", **known)

    assert (answer.status_code, answer.content) == (304, b"")
    assert "content-length" not in answer.headers


async def test_changed_answer_is_sent(stand_in: StandIn) -> None:
    """
    Another ETag asks for the body.
    """
    answer = await stand_in.ask("GET", "/server/ping", **{"if-none-match": '"old"'})

    assert answer.json() == {"res": "pong"}


async def test_only_requests_have_manners() -> None:
    """
    What is not HTTP passes by.
    """
    passed: list[Scope] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        passed.append(scope)

    scope: Scope = {"type": "lifespan"}
    queue = asyncio.Queue[Message]()
    await ExpressManners(app)(scope, queue.get, queue.put)

    assert passed == [scope]


async def test_long_json_is_compressed_for_who_can_read_it(stand_in: StandIn) -> None:
    """
    The ETag is that of the plain body, as in Express.
    """
    squeezed = await stand_in.ask("GET", "/server/media-types", **{"accept-encoding": "gzip"})
    many = await stand_in.ask("POST", "/search/metadata", {}, **{"accept-encoding": "gzip"})
    plain = await stand_in.ask("POST", "/search/metadata", {}, **{"accept-encoding": "identity"})

    assert "content-encoding" not in squeezed.headers
    assert many.headers["content-encoding"] == "gzip"
    assert (many.json(), many.headers["etag"]) == (plain.json(), plain.headers["etag"])


async def test_newer_version_gives_a_request_its_own_id_back(newer: StandIn) -> None:
    """
    Version 3 takes `X-Correlation-ID` from who sends one.
    """
    answer = await newer.ask("GET", "/server/ping", **{"x-correlation-id": "mine"})

    assert answer.headers["x-correlation-id"] == "mine"
