"""
The fast way to Immich for bytes: raw headers, nothing decoded, nothing followed, nothing kept.
"""

from collections.abc import AsyncIterator
from types import TracebackType
from typing import Self

import aiohttp
from multidict import CIMultiDict
from yarl import URL

from gateway.forwarding import Headers
from mediacore.errors import TwinlensError

CONNECT_SECONDS = 5.0
KEEPALIVE_SECONDS = 3.0  # below the five seconds after which Node closes an idle connection
LINE_BYTES = 65_536


class UpstreamError(TwinlensError):
    """
    Raised when Immich gives no answer at all.

    `timed_out` in the context tells a slow Immich from one that is down.
    """


def as_text(headers: Headers) -> CIMultiDict[str]:
    """
    Give headers for the client; bytes that are no UTF-8 are read as Latin-1.
    """
    return CIMultiDict((_text(key), _text(value)) for key, value in headers)


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


class Upstream:
    """
    A pool of connections to Immich.

    :param base_url: Immich's address, without a slash at its end.
    :param read_timeout: seconds that Immich may be silent.
    """

    def __init__(self, base_url: str, read_timeout: float) -> None:
        self._base = base_url
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=KEEPALIVE_SECONDS),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
            timeout=aiohttp.ClientTimeout(
                total=None, sock_connect=CONNECT_SECONDS, sock_read=read_timeout
            ),
            max_line_size=LINE_BYTES,
            max_field_size=LINE_BYTES,
            trust_env=False,
        )

    def url(self, target: str, query: bytes) -> URL:
        """
        Give the address of a raw path and query, unchanged to the byte.
        """
        tail = f"?{query.decode('latin-1')}" if query else ""
        return URL(f"{self._base}{target}{tail}", encoded=True)

    async def send(
        self, method: str, url: URL, headers: Headers, body: AsyncIterator[bytes] | None
    ) -> aiohttp.ClientResponse:
        """
        Send a request and give the answer as soon as its headers are there.

        :raises UpstreamError: when there is none.
        """
        try:
            return await self._session.request(
                method, url, headers=as_text(headers), data=body, allow_redirects=False
            )
        except TimeoutError as error:
            raise UpstreamError("Immich is too slow to answer.", timed_out=True) from error
        except (aiohttp.ClientError, OSError) as error:
            raise UpstreamError(
                f"Immich cannot be reached: {type(error).__name__}.", timed_out=False
            ) from error

    async def open_socket(
        self, url: URL, headers: Headers, protocols: tuple[str, ...]
    ) -> aiohttp.ClientWebSocketResponse:
        """
        Open a WebSocket.

        :raises aiohttp.WSServerHandshakeError: when Immich answers, but opens none.
        :raises UpstreamError: when it does not answer.
        """
        try:
            return await self._session.ws_connect(
                url, headers=as_text(headers), protocols=protocols, max_msg_size=0, autoclose=False
            )
        except aiohttp.WSServerHandshakeError:
            raise
        except (aiohttp.ClientError, OSError) as error:
            raise UpstreamError(
                f"Immich cannot be reached: {type(error).__name__}.", timed_out=False
            ) from error

    async def close(self) -> None:
        """
        Close every connection.
        """
        await self._session.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()
