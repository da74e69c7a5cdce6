"""
The fast way to Immich for bytes: raw headers, nothing decoded, nothing followed, nothing kept.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import aiohttp
from multidict import CIMultiDict
from yarl import URL

from gateway.connections import CONNECT_SECONDS, Address, Connection, Connections, in_chunk
from gateway.exchange import Exchange, UpstreamError
from gateway.forwarding import Headers, get
from gateway.line import Line

REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "PROPFIND"})
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Request:
    """
    A request for Immich.

    :ivar target: raw path and query.
    :ivar first: the body, or its beginning.
    :ivar rest: what follows of the body, where it does not end with its beginning.
    :ivar is_chunked: the body has no length that was announced.
    :ivar is_old: the caller speaks HTTP/1.0, where a host need not be named.
    """

    method: str
    target: bytes
    headers: Headers
    first: bytes = b""
    rest: AsyncIterator[bytes] | None = None
    is_chunked: bool = False
    is_old: bool = False


def as_text(headers: Headers) -> CIMultiDict[str]:
    """
    Give headers for the client of WebSockets; bytes that are no UTF-8 are read as Latin-1.
    """
    return CIMultiDict((_text(key), _text(value)) for key, value in headers)


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


class Upstream:
    """
    The way to Immich.

    :param base_url: Immich's address, without a slash at its end.
    :param read_timeout: seconds that Immich may be silent.
    """

    def __init__(self, base_url: str, read_timeout: float) -> None:
        parts = urlsplit(base_url)
        self._base = base_url
        self._path = parts.path.encode()
        self._host = parts.netloc.rpartition("@")[2].encode()
        self._patience = read_timeout
        port = parts.port or PORTS[parts.scheme]
        self._connections = Connections(
            Address(parts.hostname or "", port, is_secure=parts.scheme == "https")
        )
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, force_close=True),
            cookie_jar=aiohttp.DummyCookieJar(),
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS),
            trust_env=False,
        )

    async def send(self, request: Request, line: Line) -> "Reply":
        """
        Send a request and give the answer as soon as its headers are there.

        A kept connection that Immich closes at this very moment is replaced, once, where the
        request may be repeated.

        :raises UpstreamError: when there is no answer.
        :raises ClientGoneError: when the caller hangs up before there is one.
        """
        connection = await self._connections.take()
        is_used = connection.uses > 0
        try:
            return await self._exchange(connection, request, line)
        except UpstreamError as error:
            was_stale = is_used and not error.context["timed_out"] and not error.context["began"]
            if not was_stale or request.method not in REPEATABLE or request.rest is not None:
                raise
        return await self._exchange(await self._connections.open(), request, line)

    async def _exchange(self, connection: Connection, request: Request, line: Line) -> "Reply":
        exchange = connection.begin(
            self._head(request), is_head=request.method == "HEAD", patience=self._patience
        )
        line.watch(exchange.abandon)
        if request.rest is not None:
            connection.upload(exchange, request.rest, is_chunked=request.is_chunked)
        answer = Reply(connection, exchange, line)
        try:
            await exchange.started()
        except BaseException as error:
            if isinstance(error, UpstreamError):
                error.context["began"] = exchange.began
            answer.release()
            raise
        return answer

    def _head(self, request: Request) -> bytes:
        lines = [b"%b %b%b HTTP/1.1\r\n" % (request.method.encode(), self._path, request.target)]
        lines += [b"%b: %b\r\n" % row for row in request.headers]
        if request.is_old and not get(request.headers, b"host"):
            lines.append(b"host: %b\r\n" % self._host)
        if not request.is_chunked:
            return b"".join((*lines, b"\r\n", request.first))
        first = in_chunk(request.first) if request.first else b""
        last = b"0\r\n\r\n" if request.rest is None else b""
        return b"".join((*lines, b"transfer-encoding: chunked\r\n\r\n", first, last))

    async def open_socket(
        self, target: str, query: bytes, headers: Headers, protocols: tuple[str, ...]
    ) -> aiohttp.ClientWebSocketResponse:
        """
        Open a WebSocket.

        :raises aiohttp.WSServerHandshakeError: when Immich answers, but opens none.
        :raises UpstreamError: when it does not answer.
        """
        tail = f"?{query.decode('latin-1')}" if query else ""
        url = URL(f"{self._base}{target}{tail}", encoded=True)
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
        self._connections.close()
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


class Reply:
    """
    An answer whose headers are there; its connection must be released.
    """

    __slots__ = ("_connection", "_exchange", "_line")

    def __init__(self, connection: Connection, exchange: Exchange, line: Line) -> None:
        self._connection = connection
        self._exchange = exchange
        self._line = line

    @property
    def status(self) -> int:
        """
        Its status.
        """
        return self._exchange.status

    @property
    def headers(self) -> Headers:
        """
        Its headers as they came.
        """
        return self._exchange.headers

    async def read(self) -> bytes:
        """
        Give the next piece of the body, or `b""` at its end.

        :raises UpstreamError: when Immich breaks off.
        :raises ClientGoneError: when the caller hangs up.
        """
        return await self._exchange.read()

    @property
    def has_more(self) -> bool:
        """
        Whether the next piece can be read without waiting.
        """
        return self._exchange.has_pieces

    @property
    def is_whole(self) -> bool:
        """
        Whether everything has come, so that the next piece is the last.
        """
        return self._exchange.is_complete

    def release(self) -> None:
        """
        Let the connection go, for another request if this one went well.
        """
        self._line.watch(None)
        self._connection.release(self._exchange)
