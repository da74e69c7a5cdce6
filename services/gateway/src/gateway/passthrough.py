"""
A request to Immich and its answer back, byte for byte, streamed both ways.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

import structlog
from starlette.types import Receive, Scope, Send

from gateway.exchange import ClientGoneError, UpstreamError
from gateway.forwarding import Headers, get, has_body, response_headers
from gateway.line import BARE_QUERY, HELD, line_of
from gateway.upstream import Reply, Request, Upstream
from mediacore.api_errors import problem

BODY_SILENCE_SECONDS = 600.0  # how long a caller may stop in the middle of a body

log = structlog.get_logger()

Rewrite = Callable[[Headers], Headers]


@dataclass(frozen=True, slots=True)
class Answer:
    """
    A whole answer of Immich's, small enough to be looked at.
    """

    status: int
    headers: Headers
    body: bytes


Transform = Callable[[Answer], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Forward:
    """
    A request for Immich, and what becomes of its answer.

    :ivar target: the raw path.
    :ivar rewrite: what is done to the answer's headers.
    :ivar transform: given, the answer is read whole and handed over; else it streams through.
    """

    method: str
    target: str
    query: bytes
    headers: Headers
    rewrite: Rewrite
    transform: Transform | None = None


class RequestBody:
    """
    The caller's side of a request: the body as it comes.
    """

    def __init__(self, receive: Receive, silence: float = BODY_SILENCE_SECONDS) -> None:
        self._receive = receive
        self._silence = silence
        self.has_more = True

    async def next(self) -> bytes:
        """
        Give the next piece.

        :raises ClientGoneError: when the caller hangs up, or is silent for too long.
        """
        try:
            async with asyncio.timeout(self._silence):
                message = await self._receive()
        except TimeoutError:
            raise ClientGoneError from None
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        self.has_more = message.get("more_body", False)
        piece: bytes = message.get("body", b"")
        return piece

    async def rest(self) -> AsyncIterator[bytes]:
        """
        Give what follows, piece by piece.

        :raises ClientGoneError: when the caller hangs up before its end.
        """
        while self.has_more:
            piece = await self.next()
            if piece:
                yield piece


class Passthrough:
    """
    Carries requests to Immich; a caller who hangs up ends the request there, too.
    """

    def __init__(self, upstream: Upstream) -> None:
        self._upstream = upstream

    async def __call__(self, forward: Forward, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Answer a request with what Immich answers.
        """
        try:
            request = await _request(forward, scope, receive)
            answer = await self._upstream.send(request, line_of(scope))
        except ClientGoneError:
            log.debug("caller_hung_up", method=forward.method, target=forward.target)
            return
        except UpstreamError as error:
            await _no_answer(error)(scope, receive, send)
            return
        try:
            if forward.transform is None:
                await _stream(forward, answer, send)
            else:
                await _whole(forward, forward.transform, answer, scope, receive, send)
        except ClientGoneError:
            log.debug("caller_hung_up", method=forward.method, target=forward.target)
        finally:
            answer.release()


async def _request(forward: Forward, scope: Scope, receive: Receive) -> Request:
    headers: Headers = tuple(scope["headers"])
    target = forward.target.encode("latin-1")
    if forward.query or scope.get(BARE_QUERY, False):
        target = b"%b?%b" % (target, forward.query)
    is_old = scope["http_version"] == "1.0"
    if not has_body(headers):
        return Request(forward.method, target, forward.headers, is_old=is_old)
    body = RequestBody(receive)
    first = await body.next()
    return Request(
        forward.method,
        target,
        forward.headers,
        first,
        body.rest() if body.has_more else None,
        is_chunked=not get(headers, b"content-length"),
        is_old=is_old,
    )


def _no_answer(error: UpstreamError) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
    log.warning("immich_unreachable", error=error.message, cause=str(error.__cause__))
    timed_out = error.context["timed_out"]
    status = HTTPStatus.GATEWAY_TIMEOUT if timed_out else HTTPStatus.BAD_GATEWAY
    return problem(status, error.message)


async def _stream(forward: Forward, answer: Reply, send: Send) -> None:
    headers = forward.rewrite(response_headers(answer.headers, answer.status))
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": headers,
            HELD: answer.has_more,
        }
    )
    try:
        while piece := await answer.read():
            if answer.is_whole:
                await send({"type": "http.response.body", "body": piece})
                return
            await send({"type": "http.response.body", "body": piece, "more_body": True})
    except UpstreamError as error:
        # Left unfinished on purpose: the server then closes the connection, and the caller sees
        # that the body broke off.
        log.warning("immich_broke_off", target=forward.target, error=error.message)
        return
    await send({"type": "http.response.body", "body": b""})


async def _whole(
    forward: Forward,
    transform: Transform,
    answer: Reply,
    scope: Scope,
    receive: Receive,
    send: Send,
) -> None:
    pieces = []
    try:
        while piece := await answer.read():
            pieces.append(piece)
    except UpstreamError as error:
        log.warning("immich_broke_off", target=forward.target, error=error.message)
        await problem(HTTPStatus.BAD_GATEWAY, "Immich broke off its answer.")(scope, receive, send)
        return
    headers = response_headers(answer.headers, answer.status)
    changed = await transform(Answer(answer.status, headers, b"".join(pieces)))
    await send(
        {
            "type": "http.response.start",
            "status": changed.status,
            "headers": list(forward.rewrite(changed.headers)),
        }
    )
    await send({"type": "http.response.body", "body": changed.body})
