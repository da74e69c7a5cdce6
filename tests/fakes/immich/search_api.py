"""
Searching: by metadata, by words, at random, by size, and what there is to search for.
"""

from typing import Any

from tests.fakes.immich.errors import bad_request
from tests.fakes.immich.records import Asset
from tests.fakes.immich.routing import Call, Routes
from tests.fakes.immich.searching import CAMERAS, DEFAULT_SIZE, PLACES, check, found, plain, ranked
from tests.fakes.immich.shapes import asset_body, people_in, person_body

SMART_SIZE = 100
SUGGESTED = {
    "country": "country",
    "state": "state",
    "city": "city",
    "camera-make": "make",
    "camera-model": "model",
    "camera-lens-model": "lens_model",
}
TOWNS = (("Berlin", 52.52, 13.41), ("New York City", 40.71, -74.0), ("Tokyo", 35.68, 139.69))

routes = Routes()


def _checked(call: Call) -> dict[str, Any]:
    fields = call.fields()
    check(fields)
    fields.done()
    return call.body


def _items(call: Call, assets: list[Asset], *, exif: bool | None = None) -> list[dict[str, Any]]:
    with_exif = bool(call.body.get("withExif")) if exif is None else exif
    with_people = bool(call.body.get("withPeople"))
    return [
        asset_body(
            call.world,
            asset,
            call.user_id,
            exif=with_exif,
            people=people_in(call.world, asset) if with_people else [],
        )
        for asset in assets
    ]


def _page(call: Call, assets: list[Asset], usual: int) -> dict[str, Any]:
    """
    Give a page of a search; `total` counts only the page, as in Immich.
    """
    size, page = call.body.get("size") or usual, call.body.get("page") or 1
    start = (page - 1) * size
    items = _items(call, assets[start : start + size])
    following = str(page + 1) if len(assets) > start + size else None
    nothing = {"total": 0, "count": 0, "items": [], "facets": []}
    shown = {"total": len(items), "count": len(items), "items": items, "facets": []}
    return {"albums": nothing, "assets": {**shown, "nextPage": following}}


@routes.on("POST", "/search/metadata", "asset.read")
def metadata(call: Call) -> Any:
    """
    Search by what is known of assets.
    """
    return _page(call, found(call.world, call.caller, _checked(call)), DEFAULT_SIZE)


@routes.on("POST", "/search/smart", "asset.read")
def smart(call: Call) -> Any:
    """
    Search by words, or by likeness, which here is that of names.
    """
    wish = _checked(call)
    if not call.world.settings.smart_search:
        raise bad_request("Smart search is not enabled")
    query = wish.get("query")
    if wish.get("queryAssetId") in call.world.assets:
        query = call.world.assets[wish["queryAssetId"]].name.rpartition(".")[0]
    if not query:
        raise bad_request("Either `query` or `queryAssetId` must be set")
    rest = {name: value for name, value in wish.items() if name not in ("query", "language")}
    return _page(call, ranked(found(call.world, call.caller, rest), query), SMART_SIZE)


@routes.on("POST", "/search/random", "asset.read")
def random(call: Call) -> Any:
    """
    Give some assets, always the same ones.
    """
    assets = sorted(found(call.world, call.caller, _checked(call)), key=lambda a: a.asset_id)
    return _items(call, assets[: call.body.get("size") or DEFAULT_SIZE])


@routes.on("POST", "/search/large-assets", "asset.read")
def large(call: Call) -> Any:
    """
    Give the largest.
    """
    least = int(call.query("minFileSize") or 0)
    assets = found(call.world, call.caller, {})
    largest = sorted(assets, key=lambda a: (-a.size, a.asset_id))
    size = int(call.query("size") or DEFAULT_SIZE)
    return _items(call, [a for a in largest if a.size >= least][:size], exif=True)


@routes.on("POST", "/search/statistics", "asset.statistics")
def statistics(call: Call) -> Any:
    """
    Count what a search would find.
    """
    return {"total": len(found(call.world, call.caller, _checked(call)))}


@routes.on("GET", "/search/suggestions", "asset.read")
def suggestions(call: Call) -> Any:
    """
    Give the values there are of a field, within what was chosen already.
    """
    fields = call.query_fields()
    fields.choice("type", tuple(SUGGESTED))
    fields.done()
    attribute = SUGGESTED[call.query("type") or "country"]
    chosen = {n: call.query(n) for n in (PLACES | CAMERAS) if call.query(n) is not None}
    assets = found(call.world, call.caller, chosen)
    values = {getattr(asset.exif, attribute) for asset in assets}
    return sorted(value for value in values if value)


@routes.on("GET", "/search/places", "asset.read")
def places(call: Call) -> Any:
    """
    Give the towns of a name, of the few that are known here.
    """
    wanted = plain(call.query("name") or "")
    return [
        {"name": name, "latitude": latitude, "longitude": longitude}
        for name, latitude, longitude in TOWNS
        if wanted in plain(name)
    ]


@routes.on("GET", "/search/person", "person.read")
def person(call: Call) -> Any:
    """
    Give the people of a name.
    """
    wanted = plain(call.query("name") or "")
    return [
        person_body(one)
        for one in call.world.people.values()
        if one.owner_id == call.user_id and wanted in plain(one.name)
    ]


def _by_city(call: Call) -> list[Asset]:
    first: dict[str, Asset] = {}
    for asset in found(call.world, call.caller, {}):
        if asset.exif.city is not None:
            first.setdefault(asset.exif.city, asset)
    return [first[city] for city in sorted(first)]


@routes.on("GET", "/search/cities", "asset.read")
def cities(call: Call) -> Any:
    """
    Give one asset of each town.
    """
    return _items(call, _by_city(call), exif=True)


@routes.on("GET", "/search/explore", "asset.read")
def explore(call: Call) -> Any:
    """
    Give one asset of each town, as the page of places wants it.
    """
    assets = _by_city(call)
    bodies = zip(assets, _items(call, assets), strict=True)
    items = [{"value": asset.exif.city, "data": body} for asset, body in bodies]
    return [{"fieldName": "exifInfo.city", "items": items}]
