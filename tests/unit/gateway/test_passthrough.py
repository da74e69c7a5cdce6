"""
Tests of reading a caller's body.
"""

import asyncio

import pytest
from starlette.types import Message

from gateway.exchange import ClientGoneError
from gateway.passthrough import RequestBody


class Caller:
    """
    A caller who sends some messages and then hangs up, or says nothing more.
    """

    def __init__(self, *messages: Message, is_silent: bool = False) -> None:
        self.messages = [*messages, {"type": "http.disconnect"}]
        self.is_silent = is_silent

    async def __call__(self) -> Message:
        """
        Give the next message.
        """
        if self.is_silent:
            await asyncio.Future()
        return self.messages.pop(0)


async def test_empty_pieces_are_no_pieces() -> None:
    """
    A last message without bytes ends the body and adds nothing.
    """
    last: Message = {"type": "http.request", "body": b""}
    body = RequestBody(Caller({"type": "http.request", "body": b"abc", "more_body": True}, last))

    assert [piece async for piece in body.rest()] == [b"abc"]


async def test_good_bye_within_the_body_is_an_error() -> None:
    """
    Half a body is none.
    """
    with pytest.raises(ClientGoneError):
        await RequestBody(Caller()).next()


async def test_silence_within_the_body_is_a_good_bye() -> None:
    """
    Nobody holds a connection for ever by saying nothing.
    """
    with pytest.raises(ClientGoneError):
        await RequestBody(Caller(is_silent=True), silence=0.01).next()
