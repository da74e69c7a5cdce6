"""
Tests of asking grouping and dedup to decide.
"""

import httpx
import pytest

from gateway.service_calls import Service, ServiceRefusedError
from mediacore.errors import UnavailableError


def service(answer: httpx.Response | Exception, seen: list[httpx.Request]) -> Service:
    """
    Make a service of one answer.
    """

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    client = httpx.AsyncClient(transport=httpx.MockTransport(handle), base_url="http://service")
    return Service(client, "token")


async def test_owner_and_token_go_along() -> None:
    """
    The service knows who asks, and for whom.
    """
    seen: list[httpx.Request] = []
    told = await service(httpx.Response(200, json={"a": 1}), seen).ask(
        "POST", "/groups/merge", "anna", {"paths": []}, limit="1"
    )

    assert told == {"a": 1}
    assert seen[0].headers["authorization"] == "Bearer token"
    assert seen[0].headers["x-twinlens-owner"] == "anna"
    assert (seen[0].url.query, seen[0].content) == (b"limit=1", b'{"paths":[]}')


@pytest.mark.parametrize("status", [400, 404, 409, 422])
async def test_refusal_is_kept_whole(status: int) -> None:
    """
    Its reason and the fresh state are for whoever tells it on.
    """
    refused = service(httpx.Response(status, json={"detail": "no", "current": {}}), [])
    with pytest.raises(ServiceRefusedError, match="no") as caught:
        await refused.ask("POST", "/x", "anna")

    assert caught.value.body["current"] == {}
    assert (caught.value.is_stale, caught.value.is_missing) == (status == 409, status == 404)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(503, json={"detail": "down"}),
        httpx.Response(401, json={}),
        httpx.Response(200, json=[]),
        httpx.Response(200, text="<html>"),
        httpx.Response(409, json=[]),
        httpx.ReadTimeout("late"),
    ],
)
async def test_anything_else_is_no_answer(answer: httpx.Response | Exception) -> None:
    """
    Trying again later may help.
    """
    with pytest.raises(UnavailableError):
        await service(answer, []).ask("POST", "/x", "anna")
