"""
Memories.
"""

from http import HTTPStatus
from typing import Any

from tests.fakes.immich import access
from tests.fakes.immich.errors import no_access
from tests.fakes.immich.fields import MOMENT
from tests.fakes.immich.records import Memory
from tests.fakes.immich.routing import Call, Routes
from tests.fakes.immich.shapes import asset_body
from tests.fakes.immich.stamps import moment

routes = Routes()


def memory_body(call: Call, memory: Memory) -> dict[str, Any]:
    """
    Give a memory with its assets.
    """
    known = (call.world.assets[one] for one in memory.assets if one in call.world.assets)
    shown = [asset for asset in known if asset.deleted_at is None]
    return {
        "id": memory.memory_id,
        "createdAt": moment(memory.created_at),
        "updatedAt": moment(memory.updated_at),
        "memoryAt": memory.memory_at,
        "ownerId": memory.owner_id,
        "type": memory.kind,
        "data": memory.data,
        "isSaved": memory.is_saved,
        "assets": [asset_body(call.world, asset, call.user_id) for asset in shown],
    }


def _mine(call: Call, permission: str) -> Memory:
    memory = call.world.memories.get(call.param("id"))
    if memory is None or memory.owner_id != call.user_id:
        raise no_access(permission)
    return memory


@routes.on("GET", "/memories", "memory.read")
def list_memories(call: Call) -> Any:
    """
    List a user's memories; version 3 wants a bare date.
    """
    day = call.query("for")
    if call.world.v3 and day is not None and "T" in day and MOMENT.match(day):
        fields = call.query_fields()
        shown = {"origin": "string", "format": "date", "pattern": "date", "path": ["for"]}
        message = "Invalid input: expected ISO 8601 date string, received string"
        fields.wrong([message], "invalid_format", message, **shown)
        fields.done()
    mine = [one for one in call.world.memories.values() if one.owner_id == call.user_id]
    return [memory_body(call, memory) for memory in mine]


@routes.on("POST", "/memories", "memory.create", status=HTTPStatus.CREATED)
def create(call: Call) -> Any:
    """
    Make a memory.
    """
    fields = call.fields()
    fields.moment("memoryAt", required=True)
    fields.uuids("assetIds", required=False)
    fields.done()
    ids, now = call.body.get("assetIds") or [], call.world.stamps.now()
    access.owned(call.world, call.caller, ids, "asset.share")
    memory = Memory(
        memory_id=call.world.stamps.new_id("memory"),
        owner_id=call.user_id,
        kind=call.body["type"],
        data=call.body["data"],
        memory_at=call.body["memoryAt"],
        created_at=now,
        updated_at=now,
        seq=call.world.changed(),
        is_saved=bool(call.body.get("isSaved")),
    )
    memory.assets = {asset_id: call.world.changed() for asset_id in ids}
    call.world.memories[memory.memory_id] = memory
    return memory_body(call, memory)


@routes.on("GET", "/memories/statistics", "memory.statistics")
def statistics(call: Call) -> Any:
    """
    Count a user's memories.
    """
    return {"total": sum(one.owner_id == call.user_id for one in call.world.memories.values())}


@routes.on("GET", "/memories/{id}", "memory.read")
def show(call: Call) -> Any:
    """
    Show a memory.
    """
    return memory_body(call, _mine(call, "memory.read"))


@routes.on("PUT", "/memories/{id}", "memory.update", twin=True)
def update(call: Call) -> Any:
    """
    Save a memory, or not.
    """
    memory = _mine(call, "memory.update")
    memory.is_saved = call.body.get("isSaved", memory.is_saved)
    memory.updated_at = call.world.stamps.now()
    memory.seq = call.world.changed()
    return memory_body(call, memory)


@routes.on("DELETE", "/memories/{id}", "memory.delete")
def delete(call: Call) -> None:
    """
    Forget a memory.
    """
    memory = _mine(call, "memory.delete")
    del call.world.memories[memory.memory_id]
    call.world.bury("MemoryDeleteV1", {memory.owner_id}, {"memoryId": memory.memory_id})


@routes.on("PUT", "/memories/{id}/assets", "memoryAsset.create")
def add_assets(call: Call) -> Any:
    """
    Put assets into a memory.
    """
    memory = _mine(call, "memory.read")
    results: list[dict[str, Any]] = []
    for asset_id in call.body["ids"]:
        known = asset_id in memory.assets
        if not known:
            access.owned(call.world, call.caller, [asset_id], "asset.share")
            memory.assets[asset_id] = call.world.changed()
        results.append(
            {"id": asset_id, "success": not known} | ({"error": "duplicate"} if known else {})
        )
    return results


@routes.on("DELETE", "/memories/{id}/assets", "memoryAsset.delete")
def remove_assets(call: Call) -> Any:
    """
    Take assets out of a memory.
    """
    memory = _mine(call, "memory.update")
    results: list[dict[str, Any]] = []
    for asset_id in call.body["ids"]:
        known = memory.assets.pop(asset_id, None) is not None
        row: dict[str, object] = {"memoryId": memory.memory_id, "assetId": asset_id}
        call.world.bury("MemoryToAssetDeleteV1", {memory.owner_id}, row)
        results.append(
            {"id": asset_id, "success": known} | ({} if known else {"error": "not_found"})
        )
    return results
