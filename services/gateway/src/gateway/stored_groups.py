"""
What the read models say of groups, assets and cards: the nouns of our lists; pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.format_order import preferred

MIN_VISIBLE = 2
NOBODY = "00000000-0000-0000-0000-000000000000"  # owns the groups of files that Immich knows not


@dataclass(frozen=True, slots=True)
class StoredGroup:
    """
    A group as one owner sees it.

    :ivar place: what the list was sorted by.
    :ivar members: `id`, `filename`, `type`, `size`, `path`, the primary (or the keeper) first.
    """

    owner_id: str
    group_id: str
    kind: str
    level: str
    type: str
    switchable: bool
    burst: bool
    revision: int
    count: int
    size: int
    savings: int
    similarity: float
    newest: str
    earliest: str
    members: tuple[dict[str, Any], ...]
    place: Any = None


@dataclass(frozen=True, slots=True)
class ShownAsset:
    """
    An asset that its owner is shown on the timeline.

    :ivar duplicate: id, type and similarity of its group of duplicates, at the viewer's level.
    :ivar in_shot: whether its owner sees other versions of the same shot; known in lists of
        duplicates only.
    """

    asset_id: str
    owner_id: str
    file_name: str
    is_image: bool
    is_favorite: bool
    local_at: str
    thumbhash: str | None
    width: int | None
    height: int | None
    duration_ms: int | None
    live_photo_video_id: str | None
    camera: str | None = None
    duplicate: tuple[str, str, float] | None = None
    in_shot: bool = False


Assets = Mapping[str, ShownAsset]
VisibleMember = tuple[dict[str, Any], ShownAsset | None]


def visible_members(group: StoredGroup, assets: Assets) -> list[VisibleMember]:
    """
    Give the members whose asset is shown; of files that Immich knows not, all of them.
    """
    if group.owner_id == NOBODY:
        return [(member, None) for member in group.members]
    return [
        (member, assets[member["id"]]) for member in group.members if member.get("id") in assets
    ]


def of_format(
    members: list[VisibleMember], format_order: Sequence[str], *, switchable: bool
) -> VisibleMember | None:
    """
    Give the member that a viewer wants to stand for a group by its format, if there is one and the
    owner did not choose another.
    """
    if not switchable or any(_is_decided(member) for member, _ in members):
        return None
    files = [(member["type"], member["filename"]) for member, _ in members]
    place = preferred(files, format_order)
    return None if place is None else members[place]


def _is_decided(member: Mapping[str, Any]) -> bool:
    """
    Tell it of a member as the read models have it, or as grouping tells it in full.
    """
    reasons = member.get("evidence", ())
    return bool(member.get("decided")) or any(row["rule"] == "chosen" for row in reasons)
