"""
Full groups of grouping and dedup, cut down to what a caller may see; pure.

What stays is counted anew: members, sizes, savings, the primary, the keeper. Texts that name a file
which fell away are left out. Fewer than two visible files is no group.
"""

from collections.abc import Sequence
from typing import Any

from gateway.camel import camel_keys
from gateway.mentions import Names
from gateway.stored_groups import (
    MIN_VISIBLE,
    Assets,
    ShownAsset,
    StoredGroup,
    VisibleMember,
    of_format,
    visible_members,
)

Detail = dict[str, Any]
Places = dict[str, VisibleMember]


def _places(group: StoredGroup, assets: Assets) -> Places:
    return {pair[0]["path"]: pair for pair in visible_members(group, assets)}


def _paths(member: Detail) -> list[str]:
    return [member["path"], *member.get("also_at", ())]


def _seen_at(member: Detail, places: Places) -> str | None:
    """
    Give the path under which a caller sees a file; hard links have several.
    """
    return next((path for path in _paths(member) if path in places), None)


def _asset_fields(asset: ShownAsset | None) -> dict[str, Any]:
    if asset is None:
        nothing = dict.fromkeys(("assetId", "ownerId", "thumbhash", "localDateTime"))
        return nothing | {"isFavorite": False}
    fields: dict[str, Any] = {
        "assetId": asset.asset_id,
        "ownerId": asset.owner_id,
        "thumbhash": asset.thumbhash,
        "localDateTime": asset.local_at,
        "isFavorite": asset.is_favorite,
    }
    sizes = {"width": asset.width, "height": asset.height}
    return fields | {name: size for name, size in sizes.items() if size is not None}


class _Cut:
    """
    A detailed group with its visible members, and the paths on either side of the cut.
    """

    def __init__(self, group: StoredGroup, detail: Detail, assets: Assets) -> None:
        self.places = _places(group, assets)
        found = [(member, _seen_at(member, self.places)) for member in detail["members"]]
        self.members = [(member, path) for member, path in found if path is not None]
        self.whole = len(self.members) == len(found) and len(found) == len(group.members)
        everything = {path for member in detail["members"] for path in _paths(member)}
        sidecars = {path for member, path in found if path is None for path in _beside(member)}
        visible = frozenset(path for _, path in self.members)
        self.told = Names((everything | sidecars) - visible, visible).harmless

    def in_shot(self, path: str) -> bool:
        asset = self.places[path][1]
        return asset is not None and asset.in_shot

    def duration(self, path: str) -> int | None:
        asset = self.places[path][1]
        return None if asset is None or asset.is_image else asset.duration_ms

    def answer_of(self, member: Detail, path: str) -> dict[str, Any]:
        answer: dict[str, Any] = camel_keys(member) | _asset_fields(self.places[path][1])
        return answer | {"path": path, "filename": path.rpartition("/")[2]}


def _beside(member: Detail) -> list[str]:
    return list(member.get("sidecars", ()))


def version_group(
    group: StoredGroup, detail: Detail, assets: Assets, format_order: Sequence[str]
) -> dict[str, Any] | None:
    """
    Give a group of versions as a caller sees it, or nothing when that is no group.
    """
    cut = _Cut(group, detail, assets)
    if len(cut.members) < MIN_VISIBLE:
        return None
    chosen = _primary_path(cut, format_order, switchable=detail["switchable"])
    members = [
        cut.answer_of(member, path)
        | {"isPrimary": path == chosen, "evidence": cut.told(member["evidence"])}
        for member, path in sorted(cut.members, key=lambda pair: pair[1] != chosen)
    ]
    head = {name: value for name, value in detail.items() if name not in _OWN_VERSION_FIELDS}
    answer: dict[str, Any] = camel_keys(head)
    return answer | {
        "ownerId": group.owner_id,
        "versionCount": len(members),
        "totalSize": sum(member["size"] for member in members),
        "evidence": cut.told(detail["evidence"]),
        "primaryId": members[0]["assetId"],
        "newest": group.newest,
        "earliest": group.earliest,
        "members": members,
    }


def _primary_path(cut: _Cut, format_order: Sequence[str], *, switchable: bool) -> str:
    """
    Give the path of who stands for a group: of a preferred format, else the group's own, else any.
    """
    seen = {path for _, path in cut.members}
    standing = [pair for path, pair in cut.places.items() if path in seen]
    wanted = of_format(standing, format_order, switchable=switchable)
    own = (path for member, path in cut.members if member["is_primary"])
    return str(wanted[0]["path"]) if wanted else next(own, cut.members[0][1])


_OWN_VERSION_FIELDS = frozenset({"primary_path", "total_size", "evidence", "members"})
_OWN_DUPLICATE_FIELDS = frozenset({"total_size", "reclaimable_bytes", "reasons", "members"})
_WISHES = frozenset({"kept", "protected", "preferred_folder"})  # reasons of somebody's own
_OF_A_SHOT = {"rule": "of_a_shot", "text": "Photos shows it with other files of its shot"}


def duplicate_group(group: StoredGroup, detail: Detail, assets: Assets) -> dict[str, Any] | None:
    """
    Give a group of duplicates as a caller sees it, or nothing when that is no group.

    Of equal bytes one is kept that Photos shows with other files of its shot, unless somebody
    wished for another: letting it go would leave those files alone.
    """
    cut = _Cut(group, detail, assets)
    if len(cut.members) < MIN_VISIBLE:
        return None
    families = {path: cut.places[path][0].get("versionGroupId") for _, path in cut.members}
    cover_seen = any(member["is_cover"] for member, _ in cut.members)
    suggested = next((path for one, path in cut.members if one["is_suggested_keeper"]), None)
    keeper = _keeper(cut, detail, suggested)
    ticked = _ticked(cut, suggested, keeper)
    members = [
        cut.answer_of(member, path)
        | {
            "reasons": cut.told(member["reasons"]) if cover_seen else [],
            "alsoAt": [other for other in _paths(member) if other in cut.places and other != path],
            "versionGroupId": families[path],
            "inShot": cut.in_shot(path),
            "duration": cut.duration(path),
            "isSuggestedKeeper": path == keeper,
            "preselected": path in ticked and families[path] is None,
        }
        for member, path in cut.members
    ]
    members.sort(key=lambda member: not member["isSuggestedKeeper"])
    if not cover_seen:
        members[0]["isCover"] = True
    reasons = cut.told(detail["reasons"]) if keeper == suggested else []
    if suggested is not None and keeper != suggested:
        reasons = [_OF_A_SHOT]
    free = [one for one in members[1:] if not one["burst"] and one["versionGroupId"] is None]
    head = {name: value for name, value in detail.items() if name not in _OWN_DUPLICATE_FIELDS}
    answer: dict[str, Any] = camel_keys(head)
    return answer | {
        "ownerId": group.owner_id,
        "count": len(members),
        "similarity": detail["similarity"] if cut.whole else _least_alike(members),
        "totalSize": sum(member["size"] for member in members),
        "reclaimableBytes": sum(member["size"] for member in free),
        "reasons": reasons,
        "allVersions": len(set(families.values())) == 1 and None not in families.values(),
        "keeperId": members[0]["assetId"],
        "newest": group.newest,
        "earliest": group.earliest,
        "members": members,
    }


def _keeper(cut: _Cut, detail: Detail, suggested: str | None) -> str:
    """
    Give the path of the copy to keep.
    """
    first = cut.members[0][1] if suggested is None else suggested
    if detail["duplicate_type"] != "exact" or _WISHES & {one["rule"] for one in detail["reasons"]}:
        return first
    shown = (path for _, path in cut.members if cut.in_shot(path))
    return first if cut.in_shot(first) else next(shown, first)


def _ticked(cut: _Cut, suggested: str | None, keeper: str) -> set[str]:
    """
    Give the paths of copies that may go: none of a shot for one of none.
    """
    if suggested is None:
        return set()
    may_go = {path for member, path in cut.members if member["preselected"]}
    if keeper in may_go:
        may_go = (may_go | {suggested}) - {keeper}
    return {path for path in may_go if cut.in_shot(keeper) or not cut.in_shot(path)}


def _least_alike(members: list[dict[str, Any]]) -> float:
    return min(float(member["similarityScore"]) for member in members)
