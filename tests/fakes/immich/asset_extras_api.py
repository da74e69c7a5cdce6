"""
What hangs on assets: keyed values, edits, text on pictures.
"""

from typing import Any

from tests.fakes.immich import access
from tests.fakes.immich.routing import Call, Routes
from tests.fakes.immich.stamps import moment

routes = Routes()


@routes.on("GET", "/assets/{id}/metadata", "asset.read")
def metadata(call: Call) -> Any:
    """
    List an asset's keyed values.
    """
    asset = access.seen(call.world, call.caller, call.asset_id, "asset.read")
    return [
        {name: value for name, value in one.items() if name != "assetId"}
        for one in call.world.metadata.values()
        if one["assetId"] == asset.asset_id
    ]


@routes.on("PUT", "/assets/metadata", "asset.update")
def put_metadata(call: Call) -> Any:
    """
    Hang values on assets.
    """
    items = call.body["items"]
    ids = [one["assetId"] for one in items]
    access.owned(call.world, call.caller, ids, "asset.update")
    now = moment(call.world.stamps.now())
    made = [{**one, "updatedAt": now} for one in items]
    call.world.metadata |= {(one["assetId"], one["key"]): one for one in made}
    return made


@routes.on("GET", "/assets/{id}/ocr", "asset.read")
def ocr(call: Call) -> Any:
    """
    Read no text on a picture.
    """
    access.seen(call.world, call.caller, call.asset_id, "asset.read")
    return []


@routes.on("GET", "/assets/{id}/edits", "asset.edit.get")
def edits(call: Call) -> Any:
    """
    Tell how a picture was edited.
    """
    asset = access.seen(call.world, call.caller, call.asset_id, "asset.read")
    return {"assetId": asset.asset_id, "edits": call.world.edits.get(asset.asset_id, [])}


@routes.on("PUT", "/assets/{id}/edits", "asset.edit.create")
def put_edits(call: Call) -> Any:
    """
    Note how a picture shall be edited, without doing it.
    """
    [asset] = access.owned(call.world, call.caller, [call.asset_id], "asset.edit.create")
    made = [{**one, "id": call.world.stamps.new_id("edit")} for one in call.body["edits"]]
    call.world.edits[asset.asset_id] = made
    return {"assetId": asset.asset_id, "edits": made}
