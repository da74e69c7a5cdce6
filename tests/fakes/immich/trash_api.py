"""
Emptying the trash, and taking things out of it.
"""

from typing import Any

from tests.fakes.immich import access
from tests.fakes.immich.routing import Call, Routes
from tests.fakes.immich.trash import delete_for_good, restore, trashed

routes = Routes()


@routes.on("POST", "/trash/empty", "asset.delete")
def empty(call: Call) -> Any:
    """
    Delete for good what a user has in the trash.
    """
    return {"count": delete_for_good(call.world, trashed(call.world, call.user_id))}


@routes.on("POST", "/trash/restore", "asset.delete")
def restore_all(call: Call) -> Any:
    """
    Restore everything whose file is there.
    """
    back = [one for one in trashed(call.world, call.user_id) if not one.is_offline]
    return {"count": restore(call.world, back)}


@routes.on("POST", "/trash/restore/assets", "asset.delete")
def restore_some(call: Call) -> Any:
    """
    Restore some assets; those that were not trashed count as well.
    """
    fields = call.fields()
    fields.uuids("ids")
    fields.done()
    assets = access.owned(call.world, call.caller, call.body["ids"], "asset.delete")
    return {"count": restore(call.world, assets)}
