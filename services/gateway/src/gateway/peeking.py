"""
Looking at a body before it is decided who reads it.
"""

from collections import deque

from starlette.types import Message, Receive


async def peeked(receive: Receive, limit: int) -> tuple[bytes, Receive]:
    """
    Read a body, up to about a limit, and give it with a function that gives it again.
    """
    messages: deque[Message] = deque()
    body = b""
    while len(body) <= limit:
        message = await receive()
        messages.append(message)
        body += message.get("body", b"")
        if not message.get("more_body", False):
            break

    async def again() -> Message:
        return messages.popleft() if messages else await receive()

    return body, again
