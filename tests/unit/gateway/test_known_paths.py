"""
Asking grouping what it knows.
"""

import httpx
import orjson
import pytest

from gateway.known_paths import KnownPaths
from mediacore.errors import UnavailableError


async def test_questions_carry_the_token() -> None:
    """
    Paths and names are two questions of one route.
    """
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"paths": ["a"], "named": ["b"]})

    transport = httpx.MockTransport(answer)
    async with httpx.AsyncClient(transport=transport, base_url="http://grouping") as client:
        known = KnownPaths(client, "secret")

        assert await known.known(["a", "x"]) == ["a"]
        assert await known.named(["b"]) == ["b"]
    assert [orjson.loads(request.content) for request in seen] == [
        {"paths": ["a", "x"]},
        {"names": ["b"]},
    ]
    assert seen[0].headers["authorization"] == "Bearer secret"


@pytest.mark.parametrize("answer", [httpx.Response(500), httpx.Response(200, text="<html>")])
async def test_refusals_are_errors_of_ours(answer: httpx.Response) -> None:
    """
    Whatever else it answers, it is not there for now.
    """
    transport = httpx.MockTransport(lambda _request: answer)
    async with httpx.AsyncClient(transport=transport, base_url="http://grouping") as client:
        with pytest.raises(UnavailableError):
            await KnownPaths(client, "secret").known([])
