"""
Tests of taking an answer from a connection.
"""

import asyncio

import pytest

from gateway.exchange import HIGH_WATER, ClientGoneError, Exchange, UpstreamError
from tests.unit.gateway.wires import Wire

PATIENCE = 60.0
HEAD = b"HTTP/1.1 200 OK\r\nX-A: 1\r\nContent-Length: %d\r\n\r\n"
ENDLESS = b"HTTP/1.1 200 OK\r\n\r\n"


@pytest.fixture
async def wire() -> Wire:
    """
    A connection.
    """
    return Wire()


@pytest.fixture
async def exchange(wire: Wire) -> Exchange:
    """
    A request that waits for its answer.
    """
    return Exchange(wire, is_head=False, patience=PATIENCE)


async def everything(exchange: Exchange) -> bytes:
    """
    Read an answer to its end.
    """
    pieces = []
    while piece := await exchange.read():
        pieces.append(piece)
    return b"".join(pieces)


async def test_answer_in_one_piece_is_there(exchange: Exchange) -> None:
    """
    Status, headers as they were written, body; and the connection is free again.
    """
    exchange.feed(HEAD % 3 + b"abc")

    await exchange.started()
    assert (exchange.status, exchange.has_pieces) == (200, True)
    assert exchange.headers == ((b"X-A", b"1"), (b"Content-Length", b"3"))
    assert await everything(exchange) == b"abc"
    assert (exchange.is_complete, exchange.keeps_alive) == (True, True)


async def test_answer_is_waited_for(exchange: Exchange) -> None:
    """
    Head and body may come at any moment, in any pieces.
    """
    started = asyncio.create_task(exchange.started())
    await asyncio.sleep(0)
    exchange.feed((HEAD % 4)[:9])
    await asyncio.sleep(0)
    exchange.feed((HEAD % 4)[9:])
    await started
    reading = asyncio.create_task(everything(exchange))
    await asyncio.sleep(0)
    exchange.feed(b"ab")
    exchange.feed(b"cd")

    assert await reading == b"abcd"
    assert exchange.keeps_alive


async def test_more_than_was_announced_ends_the_connection(exchange: Exchange) -> None:
    """
    The answer is what its length says; what follows belongs to nobody.
    """
    exchange.feed(HEAD % 4 + b"ab")
    exchange.feed(b"cdef")

    assert await everything(exchange) == b"abcd"
    assert not exchange.keeps_alive


async def test_bytes_after_the_end_end_the_connection(exchange: Exchange) -> None:
    """
    Nobody asked for them.
    """
    exchange.feed(HEAD % 1 + b"a")
    exchange.feed(b"x")

    assert not exchange.keeps_alive


async def test_garbage_behind_the_answer_is_not_the_answers_fault(exchange: Exchange) -> None:
    """
    What came whole is given, the connection is not used again.
    """
    exchange.feed(HEAD % 1 + b"a" + b"garbage")

    assert await everything(exchange) == b"a"
    assert not exchange.keeps_alive


async def test_chunks_are_unframed(exchange: Exchange) -> None:
    """
    The caller's connection has frames of its own; what trails is dropped.
    """
    exchange.feed(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
    exchange.feed(b"2\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n")

    assert await everything(exchange) == b"abcde"
    assert (exchange.headers, exchange.keeps_alive) == (((b"Transfer-Encoding", b"chunked"),), True)


async def test_interim_answer_is_none(exchange: Exchange) -> None:
    """
    `100 Continue` says only that there will be one.
    """
    exchange.feed(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n")

    await exchange.started()
    assert (exchange.status, exchange.headers) == (204, ())
    assert exchange.is_complete


@pytest.mark.parametrize("answer", [HEAD % 9, b"HTTP/1.1 200 OK\r\nETag: x\r\n\r\n"])
async def test_head_has_no_body(wire: Wire, answer: bytes) -> None:
    """
    Whatever its length says.
    """
    exchange = Exchange(wire, is_head=True, patience=PATIENCE)
    exchange.feed(answer)

    assert await everything(exchange) == b""
    assert exchange.is_complete


async def test_body_of_a_head_ends_the_connection(wire: Wire) -> None:
    """
    A server that sends one has lost count.
    """
    exchange = Exchange(wire, is_head=True, patience=PATIENCE)
    exchange.feed(HEAD % 1 + b"a")

    assert await everything(exchange) == b""
    assert not exchange.keeps_alive


async def test_answer_without_length_ends_with_the_connection(exchange: Exchange) -> None:
    """
    As HTTP/1.0 has it.
    """
    exchange.feed(ENDLESS + b"ab")
    exchange.feed(b"c")
    exchange.end(None)

    assert await everything(exchange) == b"abc"
    assert not exchange.keeps_alive


@pytest.mark.parametrize(
    ("begun", "error"), [(ENDLESS, ConnectionResetError()), (HEAD % 9, None), (b"", None)]
)
async def test_broken_answer_is_an_error(
    exchange: Exchange, begun: bytes, error: Exception | None
) -> None:
    """
    What is not whole does not end well.
    """
    exchange.feed(begun)
    exchange.end(error)
    exchange.end(error)

    with pytest.raises(UpstreamError) as raised:
        await everything(exchange)
    assert raised.value.message == "Immich broke off its answer."


async def test_end_of_the_connection_after_the_answer_is_no_error(exchange: Exchange) -> None:
    """
    It is only not to be used again.
    """
    exchange.feed(HEAD % 1 + b"a")
    exchange.end(None)

    assert (await everything(exchange), exchange.keeps_alive) == (b"a", False)


async def test_nonsense_is_an_error(wire: Wire, exchange: Exchange) -> None:
    """
    Who speaks something else is no Immich.
    """
    exchange.feed(b"SSH-2.0-x\r\n")

    with pytest.raises(UpstreamError) as raised:
        await exchange.started()
    assert raised.value.message == "Immich's answer makes no sense."
    assert wire.is_closing()


async def test_slow_reader_holds_immich_back(wire: Wire, exchange: Exchange) -> None:
    """
    So much waits for a caller, and no more; then it goes on.
    """
    exchange.feed(HEAD % (4 * HIGH_WATER))
    exchange.feed(bytes(HIGH_WATER))
    before = wire.takes
    exchange.feed(b"xx")
    exchange.feed(b"xx")
    full = wire.takes
    piece = await exchange.read()

    assert (before, full, wire.takes) == (True, False, True)
    assert len(piece) == HIGH_WATER + 4


async def test_closed_connection_is_not_read_again(wire: Wire, exchange: Exchange) -> None:
    """
    What had come before is still given.
    """
    exchange.feed(HEAD % (2 * HIGH_WATER) + bytes(HIGH_WATER + 1))
    wire.abort()

    assert len(await exchange.read()) == HIGH_WATER + 1
    assert not wire.takes


async def test_silence_is_given_up(wire: Wire) -> None:
    """
    After the time that is set; a silence in which Immich is being sent something is none.
    """
    exchange = Exchange(wire, is_head=False, patience=0.05)
    exchange.touched += 0.1
    loop = asyncio.get_running_loop()
    begun = loop.time()

    with pytest.raises(UpstreamError) as raised:
        await exchange.started()
    assert raised.value.context["timed_out"]
    assert loop.time() - begun > 0.1
    assert wire.is_closing()


async def test_lost_caller_ends_it(wire: Wire, exchange: Exchange) -> None:
    """
    At once, also when they are told twice.
    """
    waiting = asyncio.create_task(exchange.started())
    await asyncio.sleep(0)
    exchange.abandon()
    exchange.abandon()

    with pytest.raises(ClientGoneError):
        await waiting
    assert wire.is_closing()
