"""
Tests of looking at a body before it is read.
"""

import pytest
from starlette.types import Message

from gateway.peeking import peeked

PARTS: tuple[Message, ...] = (
    {"type": "http.request", "body": b"ab", "more_body": True},
    {"type": "http.request", "body": b"cd", "more_body": True},
    {"type": "http.request", "body": b"e"},
    {"type": "http.disconnect"},
)


@pytest.mark.parametrize(("limit", "seen"), [(100, b"abcde"), (1, b"ab"), (2, b"abcd")])
async def test_body_is_seen_and_read_again(limit: int, seen: bytes) -> None:
    """
    What was looked at comes once more, and then what follows.
    """
    left = list(PARTS)

    async def receive() -> Message:
        return left.pop(0)

    body, again = await peeked(receive, limit)

    assert body == seen
    assert [await again() for _ in PARTS] == list(PARTS)


async def test_caller_who_is_gone_has_no_body() -> None:
    """
    And whoever reads learns that they are gone.
    """

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    body, again = await peeked(receive, 100)

    assert (body, await again()) == (b"", {"type": "http.disconnect"})
