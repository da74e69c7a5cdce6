"""
The front door: decides who answers a request before anything else looks at it.
"""

from http import HTTPStatus

from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.caller import Caller, caller_of
from gateway.credentials import Upstream, credentials_of, without_immich_cookies
from gateway.ended_sessions import watched
from gateway.enriched_answer import asking, transform
from gateway.forwarding import Headers, get, handshake_headers, relocated, request_headers
from gateway.guard import FOREIGN
from gateway.origin import is_same_origin, may_change
from gateway.own_routes import OwnRoutes
from gateway.passthrough import Forward, Rewrite
from gateway.rooms import Rooms
from gateway.routes import PREFIX, Door, Route, route
from gateway.sockets import deny
from mediacore.api_errors import problem


class Front:
    """
    Middleware around our own routes: what is not ours goes to Immich or to the web UI.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Answer a request or a WebSocket.
        """
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        parts: Rooms = scope["app"].state.rooms
        has_site = parts.site is not None
        asker = caller_of(scope, has_site=has_site, trusts=parts.trusts)
        path = scope["raw_path"].decode("latin-1")
        referer = get(asker.headers, b"referer")
        method = scope.get("method", "GET")
        chosen = route(method, path, has_site=has_site, referer=referer)
        if scope["type"] == "websocket":
            await _socket(parts, chosen, asker, scope, receive, send)
        elif chosen.door is Door.OURS:
            await OwnRoutes(self.app, parts.limits)(asker, scope, receive, send)
        elif chosen.door is Door.SITE and parts.site is not None:
            await parts.site(scope, receive, send)
        else:
            await _forward(parts, chosen, asker, scope, receive, send)


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
    change = None
    if chosen.enriched:
        headers = asking(headers)
        change = transform(parts.enricher, credentials_of(told.headers, asker.query))
    forward = Forward(
        method=scope["method"],
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
