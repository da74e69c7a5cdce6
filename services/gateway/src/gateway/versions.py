"""
Which fields of ours an asset gets, out of groups and of what the caller may see; pure.

Only members that Immich shows the caller count, and only those of the asset's own owner: fewer
than two visible files is no group.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MIN_VISIBLE = 2


@dataclass(frozen=True, slots=True)
class Asset:
    """
    One of Immich's assets that the caller may see, at a library path.
    """

    asset_id: str
    owner_id: str
    path: str


@dataclass(frozen=True, slots=True)
class Member:
    """
    A file of a group, as grouping or dedup tells it.
    """

    path: str
    filename: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class VersionGroup:
    """
    Versions of one shot; in a group that is not switchable Immich shows them as one already.
    """

    group_id: str
    group_type: str
    switchable: bool
    primary_path: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """
    Files that are the same picture.
    """

    group_id: str
    duplicate_type: str
    similarity: float
    members: tuple[Member, ...]


Groups = Mapping[str, VersionGroup]
Duplicates = Mapping[str, DuplicateGroup]
Visible = Mapping[str, tuple[Asset, ...]]
VisibleMember = tuple[Member, Asset]


def visible_members(
    asset: Asset, members: tuple[Member, ...], visible: Visible
) -> list[VisibleMember]:
    """
    Give the members that the caller may see and the asset's owner owns, the asset among them.
    """
    shown = []
    for member in members:
        there = (asset,) if member.path == asset.path else visible.get(member.path, ())
        owned = [other for other in there if other.owner_id == asset.owner_id]
        shown += [(member, other) for other in owned[:1]]
    return shown


def version_fields(asset: Asset, group: VersionGroup, visible: Visible) -> dict[str, Any]:
    """
    Give the group fields of an asset; none where the caller sees fewer than two versions.
    """
    shown = visible_members(asset, group.members, visible)
    if len(shown) < MIN_VISIBLE:
        return {}
    fields: dict[str, Any] = {"groupId": group.group_id, "groupType": group.group_type}
    if not group.switchable:
        return fields
    primary = min(shown, key=lambda pair: pair[0].path != group.primary_path)[1]
    return fields | {
        "isPrimaryVersion": primary.asset_id == asset.asset_id,
        "versionCount": len(shown),
        "alternateVersions": [
            {
                "id": other.asset_id,
                "filename": member.filename,
                "type": member.kind,
                "size": member.size,
            }
            for member, other in shown
            if other.asset_id != asset.asset_id
        ],
    }


def duplicate_fields(asset: Asset, group: DuplicateGroup, visible: Visible) -> dict[str, Any]:
    """
    Give the duplicate fields of an asset; none where the caller sees fewer than two copies.
    """
    if len(visible_members(asset, group.members, visible)) < MIN_VISIBLE:
        return {}
    return {
        "duplicateGroupId": group.group_id,
        "duplicateType": group.duplicate_type,
        "duplicateSimilarity": group.similarity,
    }


def fields_of(
    asset: Asset, groups: Groups, duplicates: Duplicates, visible: Visible
) -> dict[str, Any]:
    """
    Give all fields of ours for an asset.
    """
    fields: dict[str, Any] = {}
    if asset.path in groups:
        fields |= version_fields(asset, groups[asset.path], visible)
    if asset.path in duplicates:
        fields |= duplicate_fields(asset, duplicates[asset.path], visible)
    return fields
