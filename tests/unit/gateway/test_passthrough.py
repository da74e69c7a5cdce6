"""
Tests of reading a caller's body.
"""

import asyncio

import pytest
from starlette.types import Message

from gateway.passthrough import ClientGoneError, RequestBody

LENGTH = ((b"content-length", b"3"),)


class Caller:
    """
    A caller who sends some messages and then hangs up.
    """

    def __init__(self, *messages: Message) -> None:
        self.messages = [*messages, {"type": "http.disconnect"}]

    async def __call__(self) -> Message:
        """
        Give the next message.
        """
        return self.messages.pop(0)


async def test_empty_pieces_are_no_pieces() -> None:
    """
    A last message without bytes ends the body and adds nothing.
    """
    last: Message = {"type": "http.request", "body": b""}
    caller = Caller({"type": "http.request", "body": b"abc", "more_body": True}, last)

    assert [piece async for piece in RequestBody(caller, LENGTH).chunks()] == [b"abc"]


async def test_good_bye_is_noticed_after_the_body() -> None:
    """
    While the body is being read, nobody else listens.
    """
    body = RequestBody(Caller({"type": "http.request", "body": b"abc"}), LENGTH)
    watch = asyncio.create_task(body.until_gone())
    await asyncio.sleep(0)
    pieces = [piece async for piece in body.chunks()]

    with pytest.raises(ClientGoneError):
        await watch
    assert pieces == [b"abc"]


async def test_good_bye_without_a_body_is_noticed() -> None:
    """
    A request that announces no body has only its empty message before the end.
    """
    with pytest.raises(ClientGoneError):
        await RequestBody(Caller({"type": "http.request"}), ()).until_gone()


async def test_good_bye_within_the_body_is_an_error() -> None:
    """
    Half a body is none.
    """
    body = RequestBody(Caller(), LENGTH)

    with pytest.raises(ClientGoneError):
        _ = [piece async for piece in body.chunks()]
    assert body.is_gone
