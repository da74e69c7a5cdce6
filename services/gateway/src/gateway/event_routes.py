"""
`/api/events`: what is going on, as server-sent events; `/api/events/state` for who has to poll.

A comment every 15 seconds keeps the connection open, and proxies are told not to hold it back.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from fastapi import APIRouter, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from gateway.guard import Reader
from gateway.json_answer import json_answer
from gateway.rooms import Parts
from gateway.scan_schemas import EventState

RECONNECT_MILLISECONDS = 3000
LIFETIME_SECONDS = 300.0  # then the page connects again, and shows again who it is

router = APIRouter(prefix="/api/events", tags=["events"])


@router.get("", response_class=EventSourceResponse)
async def events(who: Reader, parts: Parts) -> AsyncIterator[ServerSentEvent]:
    """
    Send `progress`, `index` and `groups` (the version of the caller's groups) when they change.
    """
    yield ServerSentEvent(comment="hello", retry=RECONNECT_MILLISECONDS)
    with suppress(TimeoutError):
        async with asyncio.timeout(LIFETIME_SECONDS):
            async for name, value in parts.pulse.listen(who.user_id, is_admin=who.is_admin):
                yield ServerSentEvent(event=name, data=value)


@router.get("/state", response_model=EventState)
async def event_state(who: Reader, parts: Parts) -> Response:
    """
    Give at once what the events would tell.
    """
    return json_answer(await parts.pulse.now(who.user_id, is_admin=who.is_admin))
