"""
A request as the gateway sees it: who connected, and what Immich is to be told of it.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection
from starlette.types import Scope

from gateway.credentials import (
    Upstream,
    beats_cookie,
    for_immich,
    is_explicit,
    session_token,
)
from gateway.forwarding import Headers, Peer, is_near, peer_of
from gateway.proxies import Trusts, client_of
from gateway.rooms import Parts


@dataclass(frozen=True, slots=True)
class Caller:
    """
    The facts of one request.

    :ivar address: who asks, behind proxies of ours.
    :ivar owns_origin: the page that asks is ours, so Immich's own cookies mean nothing here.
    """

    headers: Headers
    query: bytes
    peer: Peer
    owns_origin: bool
    address: str = ""

    @property
    def proves_itself(self) -> bool:
        """
        Whether no cookie vouches for the request, but what only a program of the caller's sends.
        """
        if self.owns_origin:
            return is_explicit(self.headers, self.query)
        return beats_cookie(self.headers, self.query)

    def for_immich(self) -> Upstream:
        """
        Give the headers as Immich is to see them on our routes.
        """
        if self.owns_origin:
            return for_immich(self.headers, self.query, self.peer.scheme)
        return Upstream(self.headers, by_cookie=False)


def caller_of(scope: Scope, *, has_site: bool, trusts: Trusts = is_near) -> Caller:
    """
    Read the facts of a request; our cookie, too, makes the origin ours.
    """
    headers = tuple(scope["headers"])
    client = scope.get("client")
    peer = peer_of(client[0] if client else "", scope["scheme"], headers, trusts)
    owns = has_site or session_token(headers, peer.scheme) is not None
    return Caller(headers, scope["query_string"], peer, owns, client_of(peer, trusts))


def caller(connection: HTTPConnection, parts: Parts) -> Caller:
    """
    Give the caller of a request that reached a route of ours.
    """
    return caller_of(connection.scope, has_site=parts.site is not None, trusts=parts.trusts)


Asker = Annotated[Caller, Depends(caller)]
