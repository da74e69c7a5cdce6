"""
The timeline: months with counts, and a month's assets in columns.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any

from tests.fakes.immich import access
from tests.fakes.immich.errors import ImmichError, bad_request, no_access
from tests.fakes.immich.fields import Fields
from tests.fakes.immich.records import Asset
from tests.fakes.immich.routing import Access, Call, Routes
from tests.fakes.immich.searching import VISIBILITIES
from tests.fakes.immich.shapes import THUMBHASH, spoken_duration, whole_number
from tests.fakes.immich.stamps import database_moment
from tests.fakes.immich.world import World

USUAL = ("archive", "timeline")
NO_PARTNERS = (
    "withPartners is only supported for non-archived, non-trashed, non-favorited, non-locked assets"
)
FLAGS = ("isFavorite", "isTrashed", "withCoordinates", "withPartners", "withStacked")
HOUR = 3600

Columns = dict[str, list[Any]]
Months = dict[str, list[Asset]]

routes = Routes()


@routes.on("GET", "/timeline/buckets", "asset.read", access=Access.SHARED)
def buckets(call: Call) -> Any:
    """
    Count assets by month.
    """
    months = _months(call, _asked(call))
    return [{"timeBucket": month, "count": len(assets)} for month, assets in months.items()]


@routes.on("GET", "/timeline/bucket", "asset.read", access=Access.SHARED)
def bucket(call: Call) -> Any:
    """
    Give a month's assets as columns.
    """
    asked = _asked(call, with_bucket=True)
    months = _months(call, asked)
    try:
        month = datetime.fromisoformat(asked["timeBucket"]).strftime("%Y-%m-01")
    except ValueError:
        text = "Failed to get time bucket" if call.world.v3 else "Internal server error"
        raise ImmichError(HTTPStatus.INTERNAL_SERVER_ERROR, text) from None
    assets = months.get(month, [])
    columns = _columns(call.world, assets, call.user_id)
    if call.caller.link is not None and not call.caller.link.show_metadata:
        del columns["city"], columns["country"]
    if asked.get("withCoordinates") == "true":
        columns["latitude"] = [whole_number(asset.exif.latitude) for asset in assets]
        columns["longitude"] = [whole_number(asset.exif.longitude) for asset in assets]
    if asked.get("withStacked") == "true":
        columns["stack"] = [_stack(call.world, asset) for asset in assets]
    return columns


def _asked(call: Call, *, with_bucket: bool = False) -> dict[str, str]:
    asked = dict(call.request.query_params)
    fields = Fields(asked, v3=call.world.v3)
    if with_bucket:
        fields.text("timeBucket", required=True)
    fields.choice("visibility", VISIBILITIES)
    fields.choice("order", ("asc", "desc"))
    for name in FLAGS:
        fields.flag_word(name)
    for name in ("albumId", "personId", "tagId", "userId"):
        fields.uuid(name, required=False)
    fields.done()
    return asked


def _months(call: Call, asked: dict[str, str]) -> Months:
    _guard(call, asked)
    link = None if call.caller.link is None else call.caller.link.link_id
    wish = tuple(sorted((k, v) for k, v in asked.items() if k not in ("timeBucket", "key")))
    key = ("months", call.user_id, link, wish)
    return call.world.memo(key, lambda: _by_month(call, asked))


def _guard(call: Call, asked: dict[str, str]) -> None:
    visible = asked.get("visibility")
    if visible == "locked" and not call.caller.is_elevated(call.world):
        raise ImmichError(HTTPStatus.UNAUTHORIZED, "Elevated permission is required")
    if "albumId" in asked:
        access.seen_album(call.world, call.caller, asked["albumId"], "album.read")
    elif call.caller.link is not None:
        raise no_access("timeline.read")
    user_id = asked.get("userId", call.user_id)
    if user_id != call.user_id:
        is_partner = (user_id, call.user_id) in call.world.partners
        if not is_partner or visible not in (None, "timeline"):
            raise no_access("timeline.read")
    if asked.get("withPartners") == "true":
        special = asked.get("isTrashed") == "true" or "isFavorite" in asked
        if special or visible not in (None, "timeline"):
            raise bad_request(NO_PARTNERS)


def _by_month(call: Call, asked: dict[str, str]) -> Months:
    by_upload = asked.get("orderBy") == "createdAt" and call.world.v3

    def moment_of(asset: Asset) -> datetime:
        return asset.created_at if by_upload else asset.local

    kept = [asset for asset in _sources(call, asked) if _is_kept(call.world, asset, asked)]
    kept.sort(key=lambda a: (moment_of(a), a.original_path), reverse=asked.get("order") != "asc")
    months: Months = defaultdict(list)
    for asset in kept:
        months[moment_of(asset).strftime("%Y-%m-01")].append(asset)
    return dict(months)


def _sources(call: Call, asked: dict[str, str]) -> list[Asset]:
    world = call.world
    if "albumId" in asked:
        return [world.assets[asset_id] for asset_id in world.albums[asked["albumId"]].assets]
    user_id = asked.get("userId", call.user_id)
    assets = list(world.owned(user_id))
    partners = asked.get("withPartners") == "true"
    for partner in world.shares_with(call.user_id, in_timeline=True) if partners else ():
        assets += [asset for asset in world.owned(partner) if asset.visibility == "timeline"]
    if user_id != call.user_id:
        assets = [asset for asset in assets if asset.visibility == "timeline"]
    return assets


def _is_kept(world: World, asset: Asset, asked: dict[str, str]) -> bool:
    visible = (asked["visibility"],) if "visibility" in asked else USUAL
    if asset.visibility not in visible:
        return False
    if (asset.deleted_at is not None) != (asked.get("isTrashed") == "true"):
        return False
    if "isFavorite" in asked and asset.is_favorite != (asked["isFavorite"] == "true"):
        return False
    stack = world.stacks.get(asset.stack_id or "")
    if asked.get("withStacked") == "true" and stack is not None:
        return stack.primary_id == asset.asset_id and _is_chosen(world, asset, asked)
    return _is_chosen(world, asset, asked)


def _is_chosen(world: World, asset: Asset, asked: dict[str, str]) -> bool:
    if "personId" in asked:
        person = world.people.get(asked["personId"])
        if person is None or asset.asset_id not in person.faces:
            return False
    if "tagId" in asked:
        tag = world.tags.get(asked["tagId"])
        if tag is None or asset.asset_id not in tag.assets:
            return False
    if "bbox" in asked:
        west, south, east, north = map(float, asked["bbox"].split(","))
        latitude, longitude = asset.exif.latitude, asset.exif.longitude
        if latitude is None or longitude is None:
            return False
        return south <= latitude <= north and west <= longitude <= east
    return True


def _columns(world: World, assets: list[Asset], viewer_id: str) -> Columns:
    spoken: Callable[[int], object] = (lambda ms: ms) if world.v3 else spoken_duration
    created = (
        {"createdAt": [database_moment(asset.created_at)[:-6] for asset in assets]}
        if world.v3
        else {}
    )
    return {
        "city": [asset.exif.city for asset in assets],
        "country": [asset.exif.country for asset in assets],
        "duration": [spoken(a.duration_ms) if a.duration_ms else None for a in assets],
        "id": [asset.asset_id for asset in assets],
        "visibility": [asset.visibility for asset in assets],
        "isFavorite": [a.is_favorite and a.owner_id == viewer_id for a in assets],
        "isImage": [not asset.is_video for asset in assets],
        "isTrashed": [asset.deleted_at is not None for asset in assets],
        "livePhotoVideoId": [asset.live_video_id for asset in assets],
        "fileCreatedAt": [database_moment(asset.taken)[:-6] for asset in assets],
        "localOffsetHours": [
            whole_number((asset.local - asset.taken).total_seconds() / HOUR) for asset in assets
        ],
        **created,
        "ownerId": [asset.owner_id for asset in assets],
        "projectionType": [None for _ in assets],
        "ratio": [_ratio(asset) for asset in assets],
        "status": ["trashed" if asset.deleted_at else "active" for asset in assets],
        "thumbhash": [THUMBHASH if asset.has_thumbnail else None for asset in assets],
    }


def _ratio(asset: Asset) -> float | None:
    if not asset.width or not asset.height:
        return 1
    return whole_number(round(asset.width / asset.height, 3))


def _stack(world: World, asset: Asset) -> list[str] | None:
    if asset.stack_id is None:
        return None
    members = world.members_of(asset.stack_id)
    count = sum(one.deleted_at is None and one.visibility == "timeline" for one in members)
    return [asset.stack_id, str(count)]
