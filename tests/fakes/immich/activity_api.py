"""
Comments and likes in albums.
"""

from http import HTTPStatus
from typing import Any

from tests.fakes.immich import access
from tests.fakes.immich.errors import no_access
from tests.fakes.immich.routing import Access, Call, Routes
from tests.fakes.immich.shapes import user_body
from tests.fakes.immich.stamps import moment

routes = Routes()


def _of_album(call: Call) -> list[dict[str, Any]]:
    fields = call.query_fields()
    fields.uuid("albumId")
    fields.done()
    album_id = call.query("albumId") or ""
    access.seen_album(call.world, call.caller, album_id, "activity.read")
    wanted = call.query("assetId")
    listed = [one for one in call.world.activities.values() if one["albumId"] == album_id]
    return [one for one in listed if wanted in (None, one["assetId"])]


def _shown(activity: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in activity.items() if name != "albumId"}


@routes.on("GET", "/activities", "activity.read", access=Access.SHARED)
def list_activities(call: Call) -> Any:
    """
    List what was said in an album, or of one of its assets.
    """
    return [_shown(one) for one in _of_album(call)]


@routes.on("GET", "/activities/statistics", "activity.statistics")
def statistics(call: Call) -> Any:
    """
    Count what was said.
    """
    kinds = [one["type"] for one in _of_album(call)]
    return {"comments": kinds.count("comment"), "likes": kinds.count("like")}


@routes.on("POST", "/activities", "activity.create", status=HTTPStatus.CREATED)
def create(call: Call) -> Any:
    """
    Say something in an album.
    """
    fields = call.fields()
    fields.uuid("albumId")
    fields.uuid("assetId", required=False)
    fields.choice("type", ("comment", "like"))
    fields.done()
    access.seen_album(call.world, call.caller, call.body["albumId"], "activity.create")
    activity = {
        "id": call.world.stamps.new_id("activity"),
        "albumId": call.body["albumId"],
        "assetId": call.body.get("assetId"),
        "comment": call.body.get("comment"),
        "createdAt": moment(call.world.stamps.now()),
        "type": call.body["type"],
        "user": user_body(call.caller.user),
    }
    call.world.activities[activity["id"]] = activity
    return _shown(activity)


@routes.on("DELETE", "/activities/{id}", "activity.delete")
def delete(call: Call) -> None:
    """
    Take back what one said.
    """
    activity = call.world.activities.get(call.param("id"))
    if activity is None or activity["user"]["id"] != call.user_id:
        raise no_access("activity.delete")
    del call.world.activities[activity["id"]]
