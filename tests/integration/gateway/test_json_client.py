"""
Tests of the client for JSON over real connections, which a server may close at any moment.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from unittest.mock import Mock

import httpx
import pytest

from gateway.json_client import make_client

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(talk: Talk) -> AsyncIterator[str]:
    """
    A server that talks so on each connection; gives its address.
    """

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def one_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """
    Answer once, and hang up on the second question: it crossed the server's closing.
    """
    await reader.readuntil(b"\r\n\r\n")
    writer.write(ANSWER)
    await reader.readuntil(b"\r\n\r\n")


async def many_answers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """
    Answer as long as there are questions.
    """
    while await reader.readline():
        await reader.readuntil(b"\r\n\r\n")
        writer.write(ANSWER)


async def silence(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """
    Hang up on every question.
    """
    await reader.readuntil(b"\r\n\r\n")


async def test_question_that_crossed_the_closing_is_asked_again() -> None:
    """
    Nobody hears of a kept connection that ended at this very moment.
    """
    async with serving(one_answer) as url, make_client(url) as client:
        answers = [await client.get("/api/server/config") for _ in range(3)]

    assert [answer.content for answer in answers] == [b"{}", b"{}", b"{}"]


async def test_what_changes_something_is_sent_once() -> None:
    """
    Nobody knows whether it has been done.
    """
    async with serving(one_answer) as url, make_client(url) as client:
        await client.get("/api/server/config")

        with pytest.raises(httpx.RemoteProtocolError):
            await client.post("/api/assets", json={})


async def test_server_that_always_hangs_up_is_asked_twice() -> None:
    """
    Then it counts as away.
    """
    met = 0

    async def count(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal met
        met += 1
        await silence(reader, writer)

    async with serving(count) as url, make_client(url) as client:
        with pytest.raises(httpx.RemoteProtocolError):
            await client.get("/api/server/config")

    assert met == 2


async def test_nothing_is_imported_for_a_request() -> None:
    """
    A module that is not there would be searched for on the disk with every one of them.
    """
    finder = Mock(find_spec=Mock(return_value=None))
    async with serving(many_answers) as url, make_client(url) as client:
        await client.get("/api/server/config")
        sys.meta_path.insert(0, finder)
        await client.get("/api/server/config")
        sys.meta_path.remove(finder)

    assert finder.find_spec.call_args_list == []
