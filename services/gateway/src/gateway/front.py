"""
The front door: decides who answers a request before anything else looks at it.
"""

from functools import partial
from http import HTTPStatus

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from gateway.caller import Caller, caller_of
from gateway.credentials import Upstream, without_immich_cookies
from gateway.duplicates_route import (
    LONGEST_BODY,
    DuplicatesRoute,
    is_about_duplicates,
    is_immich_shaped,
    may_be_immichs_body,
    means_immich,
)
from gateway.ended_sessions import watched
from gateway.enriched_answer import asking, method_of, transform
from gateway.forwarding import Headers, get, handshake_headers, relocated, request_headers
from gateway.guard import FOREIGN
from gateway.origin import is_same_origin, may_change, own_origin
from gateway.own_routes import OwnRoutes
from gateway.passthrough import Forward, Rewrite
from gateway.peeking import peeked
from gateway.rooms import Rooms
from gateway.routes import PREFIX, Door, Route, route
from gateway.sockets import deny
from gateway.traffic import Traffic
from mediacore import request_id
from mediacore.api_errors import problem


class Front:
    """
    Stands around our own application: what is not ours goes to Immich or to the web UI, and meets
    nothing else on its way.
    """

    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self._traffic = Traffic(app.state.metrics)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Answer a request or a WebSocket.
        """
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        parts: Rooms = self.app.state.rooms
        has_site = parts.site is not None
        asker = caller_of(scope, has_site=has_site, trusts=parts.trusts)
        path = scope["raw_path"].decode("latin-1")
        method = scope.get("method", "GET")
        is_immichs = False
        if is_about_duplicates(path):
            is_immichs, receive = await _is_immichs(parts, asker, method, path, receive)
        chosen = route(method, path, has_site=has_site, is_immichs=is_immichs)
        if scope["type"] == "websocket":
            await _socket(parts, chosen, asker, scope, receive, send)
        elif chosen.door is Door.OURS:
            await OwnRoutes(self.app, parts.limits)(asker, scope, receive, send)
        elif chosen.door is Door.SITE and parts.site is not None:
            await parts.site(scope, receive, send)
        else:
            request_id.begin(scope)  # for our log alone: Immich's answer stays as it is
            send = self._traffic.measured(chosen, method, send)
            await _forward(parts, chosen, asker, scope, receive, send)


async def _is_immichs(
    parts: Rooms, asker: Caller, method: str, path: str, receive: Receive
) -> tuple[bool, Receive]:
    """
    Tell whether Immich is to answer about duplicates, and give what reads the body.
    """
    if parts.duplicates_route is not DuplicatesRoute.AUTO:
        return parts.duplicates_route is DuplicatesRoute.IMMICH, receive
    referer = get(asker.headers, b"referer")
    origin = own_origin(asker.peer.scheme, asker.headers)
    if means_immich(method, path, referer, origin, owns_origin=asker.owns_origin):
        return True, receive
    if not may_be_immichs_body(method, path):
        return False, receive
    body, again = await peeked(receive, LONGEST_BODY)
    return is_immich_shaped(body), again


def _told(chosen: Route, asker: Caller, *, has_site: bool) -> Upstream:
    """
    Give the headers as Immich is to see them: untouched where the route is Immich's own.
    """
    if chosen.door is Door.ENRICHABLE or has_site:
        return asker.for_immich()
    return Upstream(asker.headers, by_cookie=False)


def _rewrite(chosen: Route, *, owns_origin: bool) -> Rewrite:
    def change(headers: Headers) -> Headers:
        if chosen.door is Door.ENRICHABLE:
            headers = relocated(headers, PREFIX)
        return without_immich_cookies(headers) if owns_origin else headers

    return change


async def _forward(
    parts: Rooms, chosen: Route, asker: Caller, scope: Scope, receive: Receive, send: Send
) -> None:
    has_site = parts.site is not None
    told = _told(chosen, asker, has_site=has_site)
    if told.by_cookie and not may_change(scope["method"], asker.peer.scheme, asker.headers):
        await problem(HTTPStatus.FORBIDDEN, FOREIGN)(scope, receive, send)
        return
    owns = asker.owns_origin and (chosen.door is Door.ENRICHABLE or has_site)
    headers = request_headers(told.headers, asker.peer)
    change, method = None, scope["method"]
    if chosen.places is not None:
        look = partial(parts.sights.of, told.headers, asker.query)
        change = transform(parts.enricher, chosen.places, look, method, headers)
        headers, method = asking(headers), method_of(method)
    forward = Forward(
        method=method,
        target=chosen.target,
        query=asker.query,
        headers=headers,
        rewrite=_rewrite(chosen, owns_origin=owns),
        transform=change,
    )
    send = watched(parts, asker, forward.method, forward.target, send)
    await parts.passthrough(forward, scope, receive, send)


async def _socket(
    parts: Rooms, chosen: Route, asker: Caller, scope: Scope, receive: Receive, send: Send
) -> None:
    """
    Open a WebSocket to Immich; on the word of our cookie only for a page of our own.
    """
    told = _told(chosen, asker, has_site=parts.site is not None)
    if told.by_cookie and not is_same_origin(asker.peer.scheme, asker.headers):
        await deny(scope, send, HTTPStatus.FORBIDDEN)
        return
    headers = handshake_headers(told.headers, asker.peer)
    await parts.sockets(chosen.target, headers, scope, receive, send)
