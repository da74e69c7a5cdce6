"""
Tests of connections to Immich and of keeping them.
"""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from gateway.connections import KEEPALIVE_SECONDS, Address, Connection, Connections, in_chunk
from gateway.exchange import Exchange, UpstreamError
from tests.unit.gateway.wires import Wire

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"
HEAD = b"POST / HTTP/1.1\r\n\r\n"
DEADLINE_SECONDS = 20.0


@pytest.fixture
async def pool() -> Connections:
    """
    Connections to where nobody is asked.
    """
    return Connections(Address("127.0.0.1", 9, is_secure=False))


def connected(pool: Connections) -> tuple[Connection, Wire]:
    """
    Make a connection on a wire of its own.
    """
    connection, wire = Connection(pool), Wire()
    connection.connection_made(wire)
    return connection, wire


def begun(connection: Connection) -> Exchange:
    """
    Begin an exchange.
    """
    return connection.begin(HEAD, is_head=False, patience=60)


async def settled() -> None:
    """
    Let tasks go as far as they can.
    """
    for _ in range(5):
        await asyncio.sleep(0)


async def pieces(*given: bytes, error: Exception | None = None) -> AsyncIterator[bytes]:
    """
    Give a body, which may break off.
    """
    for piece in given:
        yield piece
    if error is not None:
        raise error


async def test_good_end_keeps_the_connection(pool: Connections) -> None:
    """
    The next request goes the same way.
    """
    connection, wire = connected(pool)
    exchange = begun(connection)
    connection.data_received(ANSWER)
    connection.release(exchange)

    assert wire.written == HEAD
    assert await pool.take() is connection


async def test_early_end_closes_it(pool: Connections) -> None:
    """
    Who does not read an answer to its end cannot ask again on the same connection.
    """
    connection, wire = connected(pool)
    connection.release(begun(connection))

    assert wire.is_closing()


async def test_closed_connection_is_not_kept(pool: Connections) -> None:
    """
    Immich may close it with the answer.
    """
    connection, wire = connected(pool)
    exchange = begun(connection)
    connection.data_received(ANSWER)
    wire.abort()
    connection.release(exchange)

    with pytest.raises(UpstreamError):
        await pool.take()


async def test_connection_that_rested_long_is_not_used(pool: Connections) -> None:
    """
    Immich is about to close it.
    """
    connection, wire = connected(pool)
    pool.keep(connection)
    connection.idle_since -= KEEPALIVE_SECONDS

    with pytest.raises(UpstreamError):
        await pool.take()
    assert wire.is_closing()


async def test_resting_connection_that_is_lost_is_forgotten(pool: Connections) -> None:
    """
    Immich has closed it.
    """
    connection, _ = connected(pool)
    pool.keep(connection)
    connection.connection_lost(None)

    with pytest.raises(UpstreamError):
        await pool.take()


async def test_bytes_that_nobody_asked_for_close_it(pool: Connections) -> None:
    """
    They would be taken for the next answer.
    """
    connection, wire = connected(pool)
    connection.data_received(b"HTTP/1.1 408")

    assert wire.is_closing()


async def test_lost_connection_ends_the_exchange(pool: Connections) -> None:
    """
    Whoever waits learns it.
    """
    connection, _ = connected(pool)
    exchange = begun(connection)
    connection.connection_lost(ConnectionResetError())

    with pytest.raises(UpstreamError):
        await exchange.started()


async def test_upload_goes_as_fast_as_immich_takes_it(pool: Connections) -> None:
    """
    A full connection lets the body wait.
    """
    connection, wire = connected(pool)
    exchange = begun(connection)
    connection.pause_writing()
    connection.upload(exchange, pieces(b"a", b"b"), is_chunked=False)
    await settled()
    assert wire.written == HEAD + b"a"
    connection.resume_writing()
    await settled()

    assert wire.written == HEAD + b"ab"


async def test_upload_without_length_is_framed(pool: Connections) -> None:
    """
    With an end that says so.
    """
    connection, wire = connected(pool)
    connection.upload(begun(connection), pieces(b"abc"), is_chunked=True)
    await settled()

    assert wire.written == HEAD + in_chunk(b"abc") + b"0\r\n\r\n"


async def test_upload_ends_where_immich_closes(pool: Connections) -> None:
    """
    Nothing more is written; what it has answered still counts.
    """
    connection, wire = connected(pool)
    exchange = begun(connection)
    connection.data_received(ANSWER)
    wire.abort()
    connection.upload(exchange, pieces(b"abc"), is_chunked=True)
    await settled()

    assert (wire.written, await exchange.read()) == (HEAD, b"a")


async def test_connection_closed_at_the_last_piece_gets_no_end(pool: Connections) -> None:
    """
    Neither does a closed one get the last frame.
    """
    connection, wire = connected(pool)
    wire.abort()
    connection.upload(begun(connection), pieces(), is_chunked=True)
    await settled()

    assert wire.written == HEAD


async def test_broken_upload_is_told(pool: Connections) -> None:
    """
    Immich must not take half a file for a whole one.
    """
    connection, wire = connected(pool)
    exchange = begun(connection)
    connection.upload(exchange, pieces(b"a", error=EOFError()), is_chunked=False)
    await settled()

    assert wire.is_closing()
    with pytest.raises(EOFError):
        await exchange.started()


async def test_answer_before_the_end_of_the_upload_ends_it(pool: Connections) -> None:
    """
    A refusal need not wait for the rest, and the connection cannot be used again.
    """
    connection, wire = connected(pool)
    exchange = begun(connection)
    connection.pause_writing()
    connection.upload(exchange, pieces(b"a", b"b"), is_chunked=False)
    await settled()
    connection.data_received(ANSWER)
    connection.release(exchange)
    connection.connection_lost(None)
    await settled()

    assert (wire.is_closing(), wire.written) == (True, HEAD + b"a")


async def test_finished_upload_keeps_the_connection(pool: Connections) -> None:
    """
    Both sides have said what they had to say.
    """
    connection, _ = connected(pool)
    exchange = begun(connection)
    connection.upload(exchange, pieces(b"a"), is_chunked=False)
    await settled()
    connection.data_received(ANSWER)
    connection.release(exchange)

    assert await pool.take() is connection


@asynccontextmanager
async def listening() -> AsyncIterator[tuple[Address, list[asyncio.StreamWriter]]]:
    """
    Run a server that only takes connections.
    """
    taken: list[asyncio.StreamWriter] = []

    async def take(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken.append(writer)

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    yield Address("127.0.0.1", port, is_secure=False), taken
    for writer in taken:
        writer.close()
    server.close()
    await server.wait_closed()


async def test_pool_opens_and_closes_connections() -> None:
    """
    At its end nothing stays open.
    """
    async with listening() as (address, _):
        pool = Connections(address)
        connection = await pool.take()
        exchange = begun(connection)
        pool.close()

        async with asyncio.timeout(DEADLINE_SECONDS):
            with pytest.raises(UpstreamError):
                await exchange.started()


async def test_immich_without_an_address_cannot_be_reached(pool: Connections) -> None:
    """
    Which is said at once.
    """
    with pytest.raises(UpstreamError) as raised:
        await pool.open()
    assert not raised.value.context["timed_out"]


async def test_immich_that_takes_no_connection_is_slow() -> None:
    """
    A full queue of connections answers to nobody.
    """
    with socket.socket() as full, socket.socket() as first:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        address = full.getsockname()
        there = Address(address[0], address[1], is_secure=False)
        first.setblocking(False)  # noqa: FBT003 - the socket's own signature
        first.connect_ex(address)
        with socket.socket() as second:
            second.setblocking(False)  # noqa: FBT003 - the socket's own signature
            second.connect_ex(address)
            pool = Connections(there, connect_seconds=0.1)
            with pytest.raises(UpstreamError) as raised:
                await pool.open()
    assert raised.value.context["timed_out"]
