"""
Stacks.
"""

from http import HTTPStatus
from typing import Any

from tests.fakes.immich import access
from tests.fakes.immich.errors import bad_request
from tests.fakes.immich.records import Asset, Stack
from tests.fakes.immich.routing import Call, Routes
from tests.fakes.immich.shapes import Moment, asset_body
from tests.fakes.immich.stamps import database_moment, moment
from tests.fakes.immich.trash import dissolve
from tests.fakes.immich.world import World

SHOWN = frozenset({"timeline", "archive"})

routes = Routes()


def stack_body(
    world: World, stack: Stack, *, tags: bool = False, at: Moment = moment
) -> dict[str, Any]:
    """
    Give a stack with those of its assets that show.
    """
    members = [
        asset_body(world, asset, stack.owner_id, exif=True, tags=tags, at=at)
        for asset in world.members_of(stack.stack_id)
        if asset.deleted_at is None and asset.visibility in SHOWN
    ]
    return {"id": stack.stack_id, "primaryAssetId": stack.primary_id, "assets": members}


def make_stack(world: World, assets: list[Asset]) -> Stack:
    """
    Stack assets, the first on top; a primary brings its whole stack along.
    """
    now = world.stamps.now()
    members = {asset.asset_id: asset for asset in assets}
    for asset in assets:
        old = world.stacks.get(asset.stack_id or "")
        if old is not None and old.primary_id == asset.asset_id:
            members |= {one.asset_id: one for one in world.members_of(old.stack_id)}
            dissolve(world, old)
    stack_id = world.stamps.new_id("stack")
    stack = Stack(stack_id, assets[0].owner_id, assets[0].asset_id, now, now, world.changed())
    world.stacks[stack.stack_id] = stack
    for asset in members.values():
        asset.stack_id = stack.stack_id
    world.touch(members.values())
    world.tell(stack.owner_id, "on_asset_stack_update")
    return stack


@routes.on("GET", "/stacks", "stack.read")
def list_stacks(call: Call) -> Any:
    """
    List all of a user's stacks, or the one of a primary.
    """
    fields = call.query_fields()
    fields.uuid("primaryAssetId", required=False)
    fields.done()
    wanted = call.query("primaryAssetId")
    return [
        stack_body(call.world, stack, at=database_moment)
        for stack in call.world.stacks.values()
        if stack.owner_id == call.user_id and wanted in (None, stack.primary_id)
    ]


@routes.on("POST", "/stacks", "stack.create", status=HTTPStatus.CREATED)
def create(call: Call) -> Any:
    """
    Make a stack.
    """
    fields = call.fields()
    fields.uuids("assetIds", least=2)
    fields.done()
    assets = access.owned(call.world, call.caller, call.body["assetIds"], "asset.update")
    return stack_body(call.world, make_stack(call.world, assets), at=database_moment)


@routes.on("DELETE", "/stacks", "stack.delete")
def delete_many(call: Call) -> None:
    """
    Dissolve stacks.
    """
    fields = call.fields()
    fields.uuids("ids")
    fields.done()
    stacks = [
        access.owned_stack(call.world, call.caller, stack_id, "stack.delete")
        for stack_id in call.body["ids"]
    ]
    for stack in stacks:
        dissolve(call.world, stack)


@routes.on("GET", "/stacks/{id}", "stack.read")
def show(call: Call) -> Any:
    """
    Show a stack.
    """
    stack = access.owned_stack(call.world, call.caller, call.param("id"), "stack.read")
    return stack_body(call.world, stack, tags=True, at=database_moment)


@routes.on("PUT", "/stacks/{id}", "stack.update", twin=True)
def update(call: Call) -> Any:
    """
    Put another asset on top.
    """
    fields = call.fields()
    fields.uuid("primaryAssetId", required=False)
    fields.done()
    stack = access.owned_stack(call.world, call.caller, call.param("id"), "stack.update")
    primary = call.body.get("primaryAssetId", stack.primary_id)
    if primary not in {one.asset_id for one in call.world.members_of(stack.stack_id)}:
        raise bad_request("Primary asset must be in the stack")
    stack.primary_id = primary
    stack.updated_at = call.world.stamps.now()
    stack.seq = call.world.changed()
    call.world.tell(stack.owner_id, "on_asset_stack_update")
    return stack_body(call.world, stack, tags=True, at=database_moment)


@routes.on("DELETE", "/stacks/{id}", "stack.delete")
def delete(call: Call) -> None:
    """
    Dissolve a stack.
    """
    stack = access.owned_stack(call.world, call.caller, call.param("id"), "stack.delete")
    dissolve(call.world, stack)


@routes.on("DELETE", "/stacks/{id}/assets/{assetId}", "stack.update")
def remove_asset(call: Call) -> None:
    """
    Take an asset out of its stack, but for the one on top.
    """
    stack = access.owned_stack(call.world, call.caller, call.param("id"), "stack.update")
    asset = call.world.assets.get(call.param("assetId"))
    if asset is None or asset.stack_id != stack.stack_id:
        raise bad_request("Asset not in stack")
    if asset.asset_id == stack.primary_id:
        raise bad_request("Cannot remove stack's primary asset")
    asset.stack_id = None
    call.world.touch([asset])
    call.world.tell(stack.owner_id, "on_asset_stack_update")
