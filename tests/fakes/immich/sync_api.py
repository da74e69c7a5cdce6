"""
The sync stream of the mobile app: JSON lines of what changed since what was acknowledged.
"""

import uuid
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import suppress
from http import HTTPStatus
from itertools import chain
from typing import Any

import orjson

from tests.fakes.immich.answers import Streamed
from tests.fakes.immich.errors import ImmichError, bad_request, error_answer
from tests.fakes.immich.records import Session
from tests.fakes.immich.routing import Call, Routes
from tests.fakes.immich.searching import found
from tests.fakes.immich.shapes import asset_body
from tests.fakes.immich.sync_sources import DEPRECATED, ENTITIES, REQUESTS, Row, gone_rows, rows_of

VERSION_7 = 0x01A1FB61_0000_7000 << 64 | 0x8000 << 48
PIECE = 500
LINES = "application/jsonlines+json"

routes = Routes()


def ack_of(entity: str, number: int) -> str:
    """
    Give what acknowledges a row.
    """
    return f"{entity}|{uuid.UUID(int=VERSION_7 | number)}"


def number_of(ack: str) -> int:
    """
    Give the change that an acknowledgement is about; nothing when it is of a reset.
    """
    try:
        return uuid.UUID(ack.split("|")[1]).int & 0xFFFF_FFFF_FFFF
    except (ValueError, IndexError):
        return 0


def _session(call: Call) -> Session:
    session = call.caller.session
    if session is None:
        raise ImmichError(HTTPStatus.FORBIDDEN, "Sync endpoints cannot be used with API keys")
    return session


@routes.on("POST", "/sync/stream", "sync.stream")
def stream(call: Call) -> Any:
    """
    Stream what changed, as lines.
    """
    try:
        _check(call)
    except ImmichError as error:
        answer = error_answer(error, v3=call.world.v3)
        answer.headers["content-type"] = f"{LINES}; charset=utf-8"
        return answer
    session = _session(call)
    if call.body.get("reset"):
        session.pending_reset = False
        session.checkpoints.clear()
    lines = _lines(call, session, call.body["types"])
    pieces = _pieces(chain([next(lines)], lines))
    return Streamed(pieces, headers={"vary": "Accept-Encoding"}, media_type=LINES)


def _check(call: Call) -> None:
    fields = call.fields()
    types = call.body.get("types")
    names = REQUESTS if call.world.v3 else [name for name in REQUESTS if not name.endswith("V2")]
    if not isinstance(types, list):
        fields.mistyped("types", "array", ["types must be an array"])
        types = []
    for number, name in enumerate(types):
        if name not in REQUESTS:
            quoted = "|".join(f'"{one}"' for one in names)
            text = f"each value in types must be one of the following values: {', '.join(names)}"
            message = f"Invalid option: expected one of {quoted}"
            shown = {"values": list(names), "path": ["types", number]}
            fields.wrong([text], "invalid_value", message, **shown)
    fields.done()


async def _pieces(lines: Iterator[dict[str, Any]]) -> AsyncIterator[bytes]:
    """
    Give lines in pieces; where a type is refused half-way, the stream just ends.
    """
    piece: list[bytes] = []
    with suppress(ImmichError):
        for line in lines:
            piece.append(orjson.dumps(line) + b"\n")
            if len(piece) >= PIECE:
                yield b"".join(piece)
                piece.clear()
    yield b"".join(piece)


def _lines(call: Call, session: Session, types: list[str]) -> Iterator[dict[str, Any]]:
    if session.pending_reset:
        yield {"type": "SyncResetV1", "data": {}, "ack": "SyncResetV1|reset"}
        return
    for name in REQUESTS:
        if name in types and call.world.v3 and name in DEPRECATED:
            used, instead = f"SyncRequestType.{name}", f"SyncRequestType.{DEPRECATED[name]}"
            raise bad_request(f"{used} is deprecated, use {instead} instead")
        if name in types:
            yield from _rows_after(session, gone_rows(call.world, call.user_id, name))
            yield from _rows_after(session, rows_of(call.world, call.caller.user, name))
    yield {"type": "SyncCompleteV1", "data": {}, "ack": ack_of("SyncCompleteV1", call.world.seq)}


def _rows_after(session: Session, rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    for number, entity, data in sorted(rows, key=lambda row: row[0]):
        if number > number_of(session.checkpoints.get(entity, "")):
            yield {
                "type": entity,
                "data": data() if callable(data) else data,
                "ack": ack_of(entity, number),
            }


@routes.on("GET", "/sync/ack", "syncCheckpoint.read")
def acks(call: Call) -> Any:
    """
    List what the session has acknowledged.
    """
    checkpoints = _session(call).checkpoints
    return [{"type": entity, "ack": ack} for entity, ack in checkpoints.items()]


@routes.on("POST", "/sync/ack", "syncCheckpoint.update")
def acknowledge(call: Call) -> None:
    """
    Note how far the session has come; a reset's acknowledgement forgets it all.
    """
    session = _session(call)
    for ack in call.body["acks"]:
        entity = ack.split("|")[0]
        if entity not in ENTITIES:
            raise bad_request(f"Invalid ack type: {entity}")
        if entity == "SyncResetV1":
            session.pending_reset = False
            session.checkpoints.clear()
        else:
            session.checkpoints[entity] = ack


@routes.on("DELETE", "/sync/ack", "syncCheckpoint.delete")
def forget(call: Call) -> None:
    """
    Forget how far the session has come, in some types or all.
    """
    session = _session(call)
    for entity in call.body.get("types") or list(session.checkpoints):
        session.checkpoints.pop(entity, None)


@routes.on("POST", "/sync/full-sync", only=2)
def full_sync(call: Call) -> Any:
    """
    Page through all of a user's assets, by id, in the older way.
    """
    last, limit = call.body.get("lastId") or "", call.body["limit"]
    assets = sorted(call.world.owned(call.user_id), key=lambda a: a.asset_id)
    page = [asset for asset in assets if asset.asset_id > last][:limit]
    return [asset_body(call.world, one, call.user_id, exif=True, stack=None) for one in page]


@routes.on("POST", "/sync/delta-sync", only=2)
def delta_sync(call: Call) -> Any:
    """
    Give what changed since a moment, in the older way.
    """
    wish = {"updatedAfter": call.body["updatedAfter"], "withDeleted": True}
    assets = found(call.world, call.caller, wish)
    wanted = [asset for asset in assets if asset.owner_id in call.body["userIds"]]
    bodies = [asset_body(call.world, a, call.user_id, exif=True, stack=None) for a in wanted]
    return {"needsFullSync": False, "upserted": bodies, "deleted": []}
