"""
What an admin is told of every part: each checked at once with the others, none waited for long.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import structlog

import gateway
from gateway.camel import camel_keys
from gateway.engine_client import EngineClient

CHECK_SECONDS = 3.0
UP = "up"
DOWN = "down"

Report = dict[str, Any]
Check = Callable[[], Awaitable[Mapping[str, Any]]]

log = structlog.get_logger()


async def examined(check: Check) -> Report:
    """
    Give what a check found, its status and its milliseconds; one that fails or is late is down.
    """
    started = time.perf_counter()
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            found = dict(await check())
    except TimeoutError:
        found = {"status": DOWN, "detail": f"no answer within {CHECK_SECONDS:.0f} seconds"}
    except Exception as error:  # noqa: BLE001 - whatever is wrong is the finding
        log.info("health_check_failed", error=repr(error))
        found = {"status": DOWN, "detail": type(error).__name__}
    found.setdefault("status", UP)
    found.setdefault("milliseconds", round((time.perf_counter() - started) * 1000, 1))
    return found


def engine_check(engine: EngineClient) -> Check:
    """
    Make the check of a service: what it says of itself, and how much work waits there.
    """

    async def check() -> Report:
        told = await engine.health(CHECK_SECONDS / 2)
        if told["status"] != UP:
            return told
        status = await engine.ask("GET", "/scan/status", seconds=CHECK_SECONDS / 2)
        waiting = {row["stage"]: row["waiting"] for row in status.get("backlog", [])}
        unread = status["total"] - status["done"]
        queue = {"read": max(0, unread), **waiting}
        known = {"files": status["files"], "failed": status["files_failed"]}
        report: Report = camel_keys({**told, "scan": status["state"], **known})
        return {**report, "queue": queue}

    return check


async def report(checks: Mapping[str, Check], more: Mapping[str, Check]) -> Report:
    """
    Examine all components, and what else an admin wants to know.

    :param checks: the components; the whole is up when all of them are.
    :param more: further facts, whose failing does not make the whole look down.
    """
    names = [*checks, *more]
    everything = {**checks, **more}
    found = await asyncio.gather(*(examined(everything[name]) for name in names))
    by_name = dict(zip(names, found, strict=True))
    components = {name: by_name[name] for name in checks}
    return {
        "status": overall(list(components.values())),
        "version": gateway.__version__,
        "components": components,
        **{name: by_name[name] for name in more},
    }


def overall(components: Sequence[Mapping[str, Any]]) -> str:
    """
    Give `up` when every component is, `down` when none is, else `degraded`.
    """
    states = {component["status"] for component in components}
    if states == {UP}:
        return UP
    return "degraded" if UP in states else DOWN
