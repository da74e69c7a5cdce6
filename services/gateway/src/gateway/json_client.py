"""
The client with which the gateway itself asks Immich and its own services, in JSON.
"""

from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from gateway.connections import KEEPALIVE_SECONDS
from gateway.upstream import REPEATABLE
from mediacore import request_id

CONNECT_SECONDS = 2.0
ANSWER_SECONDS = 10.0
USER_AGENT = "twinlens-gateway"
CUT_OFF = (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError)


class RepeatingTransport(httpx.AsyncHTTPTransport):
    """
    Connections that are kept for less time than servers keep them.

    Should a server close one all the same while a question is on its way, the question is asked
    again, once, where that changes nothing.
    """

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """
        Ask, and ask again if the connection ended before there was an answer.
        """
        try:
            return await super().handle_async_request(request)
        except CUT_OFF:
            if request.method not in REPEATABLE:
                raise
        return await super().handle_async_request(request)


async def carry_id(request: httpx.Request) -> None:
    """
    Send the id of what is done just now with a call to a service of ours.
    """
    told = request_id.current()
    if told is not None:
        request.headers[request_id.HEADER] = told


def make_client(base_url: str, *, inside: bool = False) -> httpx.AsyncClient:
    """
    Make the client for JSON to one service; redirects are answers.

    :param inside: the service is ours, and told the id of the request that it is asked for.

    No cookie is ever kept: one caller's would go out with the next caller's request.
    """
    return httpx.AsyncClient(
        base_url=base_url,
        timeout=httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
        headers={"user-agent": USER_AGENT},
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        event_hooks={"request": [carry_id]} if inside else {},
        transport=RepeatingTransport(
            limits=httpx.Limits(
                max_connections=100,
                max_keepalive_connections=20,
                keepalive_expiry=KEEPALIVE_SECONDS,
            ),
            trust_env=False,
        ),
        trust_env=False,
    )
