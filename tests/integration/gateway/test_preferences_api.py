"""
Tests of what a user prefers to see.
"""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.integration.gateway.scripted import Gateway, Scripted
from tests.integration.gateway.stand_in import DEMO, GUEST, ask, gateway_over, sign_in

PATH = "/api/preferences"
PAGE = {"x_requested_with": "twinlens"}
DEFAULTS = {"primaryFormat": "default", "formatOrder": [], "level": "0.90", "autoGroup": True}
ME: dict[str, Any] = {"id": "1", "email": "a", "name": "A", "isAdmin": False}


@pytest.fixture(params=[2, 3])
async def through(
    request: pytest.FixtureRequest, tmp_path: Path, database_url: Callable[[str], str]
) -> AsyncIterator[Gateway]:
    """
    A gateway with its database over a stand-in of either version.
    """
    settings = {"database_url": database_url("gateway"), "default_level": "0.90"}
    async with gateway_over(request.param, tmp_path, **settings) as gateway:
        yield gateway


async def test_preferences_are_ones_own(through: Gateway) -> None:
    """
    What one user changes stays, changes by parts, and is nobody else's.
    """
    demo, guest = await sign_in(through, DEMO), await sign_in(through, GUEST)
    await ask(
        through, "PUT", PATH, {"primaryFormat": "heic", "level": "exact"}, cookie=demo, **PAGE
    )
    status, now, _ = await ask(through, "PUT", PATH, {"autoGroup": False}, cookie=demo, **PAGE)

    assert (status, now) == (
        200,
        {
            "primaryFormat": "heif",
            "formatOrder": ["heif"],
            "level": "exact",
            "autoGroup": False,
        },
    )
    assert (await ask(through, "GET", PATH, cookie=demo))[1] == now
    assert (await ask(through, "GET", PATH, cookie=guest))[1] == DEFAULTS


async def test_formats_are_preferred_in_an_order(through: Gateway) -> None:
    """
    The first is also told by itself; naming it alone makes it the only one.
    """
    demo = await sign_in(through, DEMO)

    async def said(body: dict[str, Any]) -> tuple[str, list[str]]:
        status, now, _ = await ask(through, "PUT", PATH, body, cookie=demo, **PAGE)
        assert (status, (await ask(through, "GET", PATH, cookie=demo))[1]) == (200, now)
        return now["primaryFormat"], now["formatOrder"]

    order = ["raw", "heif", "jpeg"]
    assert await said({"formatOrder": ["raw", "heic", "jpeg"]}) == ("raw", order)
    assert await said({"level": "exact"}) == ("raw", order)
    assert await said({"formatOrder": order, "primaryFormat": "raw"}) == ("raw", order)
    assert await said({"primaryFormat": "jpeg"}) == ("jpeg", ["jpeg"])
    assert await said({"formatOrder": []}) == ("default", [])
    assert await said({"primaryFormat": "default"}) == ("default", [])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"level": "0.5"}, "'exact', '0.98'"),
        ({"primaryFormat": "bmp"}, "'default', 'jpeg'"),
        ({"formatOrder": ["jpeg", "default"]}, "'jpeg', 'raw'"),
        ({"formatOrder": "raw"}, "valid list"),
        ({"formatOrder": ["heif", "heic"]}, "heif more than once"),
        ({"formatOrder": ["raw", "jpeg"], "primaryFormat": "jpeg"}, "begins with raw"),
        ({"formatOrder": [], "primaryFormat": "jpeg"}, "is empty"),
        ({"autoGroup": "no"}, "valid boolean"),
        ({"theme": "dark"}, "theme"),
    ],
)
async def test_other_choices_are_named(
    gateway: Gateway, immich: Scripted, body: dict[str, Any], words: str
) -> None:
    """
    The answer says which there are.
    """
    immich.say("/api/users/me", ME)
    status, problem, _ = await ask(gateway, "PUT", PATH, body, x_api_key="k")

    assert status == 422
    assert words in problem["detail"]


async def test_nobody_has_preferences(gateway: Gateway) -> None:
    """
    They are by user.
    """
    assert (await ask(gateway, "GET", PATH))[0] == 401


async def test_foreign_page_changes_nothing(gateway: Gateway, immich: Scripted) -> None:
    """
    The cookie alone is not enough.
    """
    immich.say("/api/users/me", ME)
    status, _, _ = await ask(
        gateway,
        "PUT",
        PATH,
        {"level": "exact"},
        cookie="twinlens=t",
        origin="http://evil.example",
    )

    assert status == 403
