"""
The id of a request, from its arrival to the work it asks for.
"""

import pytest
import structlog
from starlette.types import Message, Receive, Scope, Send

from mediacore import request_id
from mediacore.request_id import RequestIdMiddleware, accepted, begin, bound, current


@pytest.mark.parametrize("told", ["r1", "7f3c9a", "Root=1-67891233-abcdef012345678912345678"])
def test_callers_id_is_kept(told: str) -> None:
    """
    Proxies make ids of their own.
    """
    assert accepted(told) == told


@pytest.mark.parametrize("told", ["", "a b", 'x", "level": "error', "r" * 65, "line\nline", "ö"])
def test_id_that_could_forge_a_line_is_replaced(told: str) -> None:
    """
    So is one that is too long, and one that is missing.
    """
    assert len(accepted(told)) == 32
    assert accepted(told) != accepted(told)


def test_request_begins_with_nothing_of_another() -> None:
    """
    Whatever was bound before is forgotten.
    """
    structlog.contextvars.bind_contextvars(actor="old", request_id="old")
    begin({"headers": [(b"x-request-id", b"new")]})

    assert structlog.contextvars.get_contextvars() == {"request_id": "new"}


def test_id_is_bound_for_a_block() -> None:
    """
    With more, and afterwards what was bound before is again.
    """
    structlog.contextvars.clear_contextvars()
    with bound("r1", batch=7):
        inside = structlog.contextvars.get_contextvars()
        assert current() == "r1"

    assert inside == {"request_id": "r1", "batch": 7}
    assert current() is None


def test_work_that_nobody_asked_for_keeps_what_is_bound() -> None:
    """
    A message's id is better than none.
    """
    structlog.contextvars.clear_contextvars()
    with bound("message"), bound(None, batch=7):
        assert current() == "message"


async def test_only_requests_have_ids() -> None:
    """
    A lifespan goes through untouched.
    """
    seen: list[Scope] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope)

    async def silent() -> Message:
        return {}

    async def deaf(_message: Message) -> None:
        pass

    await RequestIdMiddleware(app)({"type": "lifespan"}, silent, deaf)
    await deaf(await silent())

    assert seen == [{"type": "lifespan"}]
    assert request_id.HEADER == "x-request-id"
