"""
Tests of what an admin is told of every part.
"""

import asyncio
from collections.abc import Mapping
from typing import Any, cast

import httpx
import pytest
import respx

from gateway import health_report
from gateway.engine_client import EngineClient
from gateway.health_report import Check, engine_check, examined, overall, report

URL = "http://dedup.test"
STATUS = {
    "state": "running",
    "total": 10,
    "done": 4,
    "files": 900,
    "files_failed": 2,
    "backlog": [{"stage": "compare", "waiting": 7, "rate": 0.0}],
}


def says(**found: Any) -> Check:
    """
    Make a check that finds something.
    """

    async def check() -> Mapping[str, Any]:
        return found

    return check


async def broken() -> Mapping[str, Any]:
    """
    A check that fails.
    """
    raise RuntimeError("password=secret")


async def test_finding_is_up_unless_it_says_otherwise() -> None:
    """
    How long it took is told, too.
    """
    found = await examined(says(version="3.1.0"))

    assert (found["status"], found["version"]) == ("up", "3.1.0")
    assert found["milliseconds"] >= 0


async def test_failing_check_is_down_and_tells_no_details() -> None:
    """
    An error's text may hold an address or a password.
    """
    found = await examined(broken)

    assert (found["status"], found["detail"]) == ("down", "RuntimeError")


async def test_late_check_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Nobody waits for a part that hangs.
    """
    monkeypatch.setattr(health_report, "CHECK_SECONDS", 0.0)

    async def hangs() -> Mapping[str, Any]:
        return cast("Mapping[str, Any]", await asyncio.get_running_loop().create_future())

    assert (await examined(hangs))["status"] == "down"


@pytest.mark.parametrize(
    ("states", "wanted"),
    [(["up", "up"], "up"), (["up", "down"], "degraded"), (["down", "down"], "down")],
)
def test_whole_is_as_its_parts(states: list[str], wanted: str) -> None:
    """
    Some parts down is not all down.
    """
    assert overall([{"status": state} for state in states]) == wanted


async def test_further_facts_do_not_make_the_whole_look_down() -> None:
    """
    Coverage that cannot be told is no outage.
    """
    told = await report({"immich": says()}, {"coverage": broken})

    assert (told["status"], told["coverage"]["status"]) == ("up", "down")
    assert set(told["components"]) == {"immich"}


@respx.mock
async def test_service_tells_its_checks_and_its_queue() -> None:
    """
    What is unread and what waits afterwards is counted by stage.
    """
    respx.get(f"{URL}/health").respond(json={"status": "up", "service": "dedup", "version": "1"})
    respx.get(f"{URL}/scan/status").respond(json=STATUS)
    async with httpx.AsyncClient(base_url=URL) as client:
        found = await engine_check(EngineClient("dedup", client, "t"))()

    assert found["queue"] == {"read": 6, "compare": 7}
    assert (found["scan"], found["files"], found["failed"]) == ("running", 900, 2)


@respx.mock
async def test_service_that_is_down_is_not_asked_further() -> None:
    """
    Its own words are the finding.
    """
    respx.get(f"{URL}/health").respond(503, json={"status": "down", "service": "dedup"})
    async with httpx.AsyncClient(base_url=URL) as client:
        found = await engine_check(EngineClient("dedup", client, "t"))()

    assert found == {"status": "down", "service": "dedup"}
