"""
Tests of measuring what passes through to Immich.
"""

import pytest
from starlette.types import Message

from gateway.routes import Door, Route
from gateway.traffic import Traffic
from mediacore.metrics import Metrics

NOTE = b"x-twinlens-enrichment"


async def nothing(_message: Message) -> None:
    """
    Stand for a caller.
    """


async def measured(
    door: Door, note: bytes = b"", method: str = "GET", status: int = 200
) -> Metrics:
    """
    Measure one answer.
    """
    metrics = Metrics("gateway")
    send = Traffic(metrics).measured(Route(door, "/api/x"), method, nothing)
    headers = [(NOTE, note)] if note else []
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
    return metrics


@pytest.mark.parametrize(
    ("door", "route"), [(Door.IMMICH, "/*"), (Door.ENRICHABLE, "/api/immich/*")]
)
async def test_answers_are_told_apart_by_what_is_done_to_them(door: Door, route: str) -> None:
    """
    Not by their paths, of which there are any number; and each counts once.
    """
    metrics = await measured(door, status=502)

    labels = {"service": "gateway", "method": "GET", "route": route, "status": "502"}
    assert metrics.registry.get_sample_value("twinlens_http_request_seconds_count", labels) == 1


async def test_odd_method_is_no_label_of_its_own() -> None:
    """
    Callers make up as many as they like.
    """
    metrics = await measured(Door.IMMICH, method="PURGE")

    labels = {"service": "gateway", "method": "other", "route": "/*", "status": "200"}
    assert metrics.registry.get_sample_value("twinlens_http_request_seconds_count", labels) == 1


@pytest.mark.parametrize(
    ("note", "result"),
    [(b"full", "full"), (b"partial; reason=index", "index")],
)
async def test_enriched_answers_are_counted_by_their_result(note: bytes, result: str) -> None:
    """
    What may be missing has its reason.
    """
    metrics = await measured(Door.ENRICHABLE, note)

    value = metrics.registry.get_sample_value("twinlens_enriched_answers_total", {"result": result})
    assert value == 1
