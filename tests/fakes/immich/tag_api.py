"""
Tags.
"""

from http import HTTPStatus
from typing import Any

from tests.fakes.immich import access
from tests.fakes.immich.errors import no_access
from tests.fakes.immich.records import Tag
from tests.fakes.immich.routing import Call, Routes
from tests.fakes.immich.shapes import tag_body
from tests.fakes.immich.world import World

routes = Routes()


def tag_of(world: World, owner_id: str, value: str) -> Tag:
    """
    Give the tag of a name, made if there is none.
    """
    for tag in world.tags.values():
        if (tag.owner_id, tag.value) == (owner_id, value):
            return tag
    now = world.stamps.now()
    tag = Tag(world.stamps.new_id("tag"), owner_id, value, now, now)
    world.tags[tag.tag_id] = tag
    return tag


def _mine(call: Call, permission: str) -> Tag:
    tag = call.world.tags.get(call.param("id"))
    if tag is None or tag.owner_id != call.user_id:
        raise no_access(permission)
    return tag


@routes.on("GET", "/tags", "tag.read")
def list_tags(call: Call) -> Any:
    """
    List a user's tags.
    """
    mine = [tag for tag in call.world.tags.values() if tag.owner_id == call.user_id]
    return [tag_body(tag) for tag in sorted(mine, key=lambda tag: tag.value)]


@routes.on("POST", "/tags", "tag.create", status=HTTPStatus.CREATED)
def create(call: Call) -> Any:
    """
    Make a tag.
    """
    fields = call.fields()
    fields.text("name", required=True)
    fields.done()
    parent = call.world.tags.get(call.body.get("parentId") or "")
    value = call.body["name"] if parent is None else f"{parent.value}/{call.body['name']}"
    tag = tag_of(call.world, call.user_id, value)
    tag.color = call.body.get("color")
    return tag_body(tag)


@routes.on("PUT", "/tags", "tag.create")
def upsert(call: Call) -> Any:
    """
    Make tags that are not there yet.
    """
    return [tag_body(tag_of(call.world, call.user_id, name)) for name in call.body["tags"]]


@routes.on("PUT", "/tags/assets", "tag.asset")
def tag_many(call: Call) -> Any:
    """
    Give several tags to several assets.
    """
    assets = access.owned(call.world, call.caller, call.body["assetIds"], "asset.update")
    count = 0
    for tag_id in call.body["tagIds"]:
        tag = call.world.tags[tag_id]
        count += len({one.asset_id for one in assets} - tag.assets)
        tag.assets |= {one.asset_id for one in assets}
    call.world.touch(assets)
    return {"count": count}


@routes.on("GET", "/tags/{id}", "tag.read")
def show(call: Call) -> Any:
    """
    Show a tag.
    """
    return tag_body(_mine(call, "tag.read"))


@routes.on("PUT", "/tags/{id}", "tag.update", twin=True)
def update(call: Call) -> Any:
    """
    Colour a tag.
    """
    tag = _mine(call, "tag.update")
    tag.color = call.body.get("color")
    return tag_body(tag)


@routes.on("DELETE", "/tags/{id}", "tag.delete")
def delete(call: Call) -> None:
    """
    Forget a tag.
    """
    del call.world.tags[_mine(call, "tag.delete").tag_id]
    call.world.changed()


@routes.on("PUT", "/tags/{id}/assets", "tag.asset")
def tag_assets(call: Call) -> Any:
    """
    Give a tag to assets.
    """
    tag, results = _mine(call, "tag.asset"), []
    for asset_id in call.body["ids"]:
        error = "duplicate" if asset_id in tag.assets else None
        asset = call.world.assets.get(asset_id)
        if asset is None or asset.owner_id != call.user_id:
            error = "no_permission"
        else:
            tag.assets.add(asset_id)
            call.world.touch([asset])
        results.append(
            {"id": asset_id, "success": error is None} | ({"error": error} if error else {})
        )
    return results


@routes.on("DELETE", "/tags/{id}/assets", "tag.asset")
def untag_assets(call: Call) -> Any:
    """
    Take a tag from assets.
    """
    tag, results = _mine(call, "tag.asset"), []
    for asset_id in call.body["ids"]:
        known = asset_id in tag.assets
        tag.assets.discard(asset_id)
        results.append(
            {"id": asset_id, "success": known} | ({} if known else {"error": "not_found"})
        )
    call.world.changed()
    return results
