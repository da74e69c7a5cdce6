"""
A request to Immich and its answer back, byte for byte, streamed both ways.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

import aiohttp
import structlog
from starlette.types import Receive, Scope, Send

from gateway.forwarding import Headers, has_body, response_headers
from gateway.upstream import Upstream, UpstreamError
from mediacore.api_errors import problem

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


class ClientGoneError(Exception):
    """
    Raised when the caller has hung up, so that what was asked for them stops.
    """


class RequestBody:
    """
    The caller's side of a request: the body as it comes, then silence, then good-bye.
    """

    def __init__(self, receive: Receive, headers: Headers) -> None:
        self._receive = receive
        self._read = asyncio.Event()
        self.is_gone = False
        self.expected = has_body(headers)
        if not self.expected:
            self._read.set()

    async def chunks(self) -> AsyncIterator[bytes]:
        """
        Give the body, piece by piece.

        :raises ClientGoneError: when the caller hangs up before its end.
        """
        more = True
        while more:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                self.is_gone = True
                raise ClientGoneError
            if message.get("body"):
                yield message["body"]
            more = message.get("more_body", False)
        self._read.set()

    async def until_gone(self) -> None:
        """
        Wait until the caller hangs up, then say so.

        :raises ClientGoneError: when it happens.
        """
        await self._read.wait()
        while (await self._receive())["type"] != "http.disconnect":
            pass
        raise ClientGoneError


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
        body = RequestBody(receive, tuple(scope["headers"]))
        try:
            async with asyncio.TaskGroup() as group:
                watch = group.create_task(body.until_gone())
                await self._exchange(forward, body, scope, receive, send)
                watch.cancel()
        except* ClientGoneError:
            log.debug("caller_hung_up", method=forward.method, target=forward.target)

    async def _exchange(
        self, forward: Forward, body: RequestBody, scope: Scope, receive: Receive, send: Send
    ) -> None:
        try:
            answer = await self._upstream.send(
                forward.method,
                self._upstream.url(forward.target, forward.query),
                forward.headers,
                body.chunks() if body.expected else None,
            )
        except UpstreamError as error:
            if not body.is_gone:
                await _no_answer(error)(scope, receive, send)
            return
        async with answer:
            if forward.transform is None:
                await _stream(forward, answer, send)
            else:
                await _whole(forward, forward.transform, answer, scope, receive, send)


def _no_answer(error: UpstreamError) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
    log.warning("immich_unreachable", error=error.message, cause=str(error.__cause__))
    timed_out = error.context["timed_out"]
    status = HTTPStatus.GATEWAY_TIMEOUT if timed_out else HTTPStatus.BAD_GATEWAY
    return problem(status, error.message)


async def _stream(forward: Forward, answer: aiohttp.ClientResponse, send: Send) -> None:
    headers = forward.rewrite(response_headers(answer.raw_headers, answer.status))
    await send({"type": "http.response.start", "status": answer.status, "headers": list(headers)})
    try:
        async for chunk in answer.content.iter_any():
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
    except (aiohttp.ClientError, TimeoutError) as error:
        # Left unfinished on purpose: the server then closes the connection, and the caller sees
        # that the body broke off.
        log.warning("immich_broke_off", target=forward.target, error=repr(error))
        return
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _whole(
    forward: Forward,
    transform: Transform,
    answer: aiohttp.ClientResponse,
    scope: Scope,
    receive: Receive,
    send: Send,
) -> None:
    try:
        body = await answer.read()
    except (aiohttp.ClientError, TimeoutError) as error:
        log.warning("immich_broke_off", target=forward.target, error=repr(error))
        await problem(HTTPStatus.BAD_GATEWAY, "Immich broke off its answer.")(scope, receive, send)
        return
    headers = response_headers(answer.raw_headers, answer.status)
    changed = await transform(Answer(answer.status, headers, body))
    await send(
        {
            "type": "http.response.start",
            "status": changed.status,
            "headers": list(forward.rewrite(changed.headers)),
        }
    )
    await send({"type": "http.response.body", "body": changed.body})
