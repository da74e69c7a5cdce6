"""
`/api/scan`: how far the services are, for whoever is signed in; starting and stopping for admins.
"""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from gateway.camel import camel_keys
from gateway.engine_client import EngineClient
from gateway.guard import Admin, Reader
from gateway.json_answer import json_answer
from gateway.progress import scan_progress, without_paths
from gateway.rooms import Parts, Rooms
from gateway.scan_schemas import ScanCommanded, ScanProgress, ScanRuns
from mediacore.errors import TwinlensError

Service = Literal["grouping", "dedup"]
Wanted = Annotated[Service | None, Query(alias="service", description="one of them, or both")]

router = APIRouter(prefix="/api/scan", tags=["scan"])


def _engines(parts: Rooms, wanted: Service | None) -> Sequence[EngineClient]:
    return [engine for engine in parts.engines if wanted in (None, engine.name)]


@router.get("/status", response_model=ScanProgress)
async def scan_status(who: Reader, parts: Parts) -> Response:
    """
    Give stage, counts, rate and ETA of each service; the names of failing files for admins only.
    """
    told = await scan_progress(parts.engines)
    return json_answer(told if who.is_admin else without_paths(told))


@router.get("/runs", response_model=ScanRuns)
async def scan_runs(
    _who: Admin, parts: Parts, limit: Annotated[int, Query(ge=1, le=100)] = 20
) -> Response:
    """
    List the newest runs of each service.
    """
    path = f"/scan/runs?limit={limit}"
    answers = [camel_keys(await engine.ask("GET", path)) for engine in parts.engines]
    named = zip(parts.engines, answers, strict=True)
    return json_answer({engine.name: answer["items"] for engine, answer in named})


async def _all(engines: Sequence[EngineClient], path: str) -> dict[str, Any]:
    """
    Tell some services to do something; when all refuse, that is the answer.
    """
    refused: list[TwinlensError] = []

    async def tell(engine: EngineClient) -> dict[str, Any]:
        try:
            return {"ok": True, **camel_keys(await engine.ask("POST", path))}
        except TwinlensError as error:
            refused.append(error)
            return {"ok": False, "detail": error.message}

    answers = await asyncio.gather(*(tell(engine) for engine in engines))
    if len(refused) == len(engines):
        raise refused[0]
    return {engine.name: answer for engine, answer in zip(engines, answers, strict=True)}


@router.post("", status_code=HTTPStatus.ACCEPTED, response_model=ScanCommanded)
async def start_scan(_who: Admin, parts: Parts, service: Wanted = None) -> Response:
    """
    Start a scan, or give the one under way.
    """
    answers = await _all(_engines(parts, service), "/scan")
    return json_answer(answers, HTTPStatus.ACCEPTED)


@router.post("/{verb}", response_model=ScanCommanded)
async def change_scan(
    verb: Literal["pause", "resume", "cancel", "retry"],
    _who: Admin,
    parts: Parts,
    service: Wanted = None,
) -> Response:
    """
    Pause, resume or cancel the scan under way, or try every failed file again.
    """
    return json_answer(await _all(_engines(parts, service), f"/scan/{verb}"))
