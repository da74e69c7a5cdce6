"""
The cards of the timeline: one a shot, with the version on top that its viewer prefers; pure.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.picks import PickedAsset
from gateway.stored_groups import (
    MIN_VISIBLE,
    Assets,
    ShownAsset,
    StoredGroup,
    VisibleMember,
    of_format,
    visible_members,
)

COLUMNS = (
    *("cardId", "id", "ownerId", "groupId", "groupType", "versionCount", "ratio", "isImage"),
    *("isFavorite", "duration", "thumbhash", "localDateTime", "fileName", "livePhotoVideoId"),
    *("duplicateGroupId", "duplicateType", "duplicateSimilarity", "alternates"),
)

Card = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredCard:
    """
    A card as it is stored: whose, where it stands, and what is in it.
    """

    owner_id: str
    card_id: str
    at: str
    cover_id: str
    group_id: str | None


Groups = Mapping[tuple[str, str], StoredGroup]


def card_of(
    stored: StoredCard,
    groups: Groups,
    assets: Assets,
    format_order: Sequence[str],
    among: Collection[str] | None = None,
) -> Card | None:
    """
    Give a card as its viewer sees it, or nothing when nothing in it is shown any more.

    Where only one version of a group is shown, the card is that of a single photo.

    :param among: what else would be on top gives way to a version that is one of these.
    """
    group = groups.get((stored.owner_id, stored.group_id)) if stored.group_id else None
    members = visible_members(group, assets) if group else []
    if group is None or len(members) < MIN_VISIBLE:
        cover = assets.get(stored.cover_id) or next((shown for _, shown in members), None)
        return None if cover is None else _card(stored, cover)
    cover = assets[_on_top(group, members, format_order, among)[0]["id"]]
    card = _card(stored, cover) | {"groupId": group.group_id, "groupType": group.type}
    if not group.switchable:
        return card
    others = [member for member, _ in members if member["id"] != cover.asset_id]
    named = ("id", "filename", "type", "size")
    return card | {
        "versionCount": len(members),
        "alternates": [{name: other[name] for name in named} for other in others],
    }


def _on_top(
    group: StoredGroup,
    members: list[VisibleMember],
    format_order: Sequence[str],
    among: Collection[str] | None,
) -> VisibleMember:
    chosen = of_format(members, format_order, switchable=group.switchable) or members[0]
    if among is None or chosen[0]["id"] in among:
        return chosen
    return next((pair for pair in members if pair[0]["id"] in among), chosen)


def lone_card(asset: PickedAsset) -> Card:
    """
    Give the card of a photo that only Immich knows of: a single one without a name.
    """
    return {
        **dict.fromkeys(COLUMNS),
        "cardId": asset.asset_id,
        "id": asset.asset_id,
        "ownerId": asset.owner_id,
        "ratio": asset.ratio,
        "isImage": asset.is_image,
        "isFavorite": asset.is_favorite,
        "duration": None if asset.is_image else asset.duration_ms,
        "thumbhash": asset.thumbhash,
        "localDateTime": asset.local_at,
        "fileName": "",
        "livePhotoVideoId": asset.live_photo_video_id,
        "alternates": [],
    }


def _card(stored: StoredCard, cover: ShownAsset) -> Card:
    duplicate = cover.duplicate or (None, None, None)
    return {
        "cardId": stored.card_id,
        "id": cover.asset_id,
        "ownerId": cover.owner_id,
        "groupId": None,
        "groupType": None,
        "versionCount": None,
        "ratio": round(cover.width / cover.height, 3) if cover.width and cover.height else 1.0,
        "isImage": cover.is_image,
        "isFavorite": cover.is_favorite,
        "duration": None if cover.is_image else cover.duration_ms,
        "thumbhash": cover.thumbhash,
        "localDateTime": stored.at,
        "fileName": cover.file_name,
        "livePhotoVideoId": cover.live_photo_video_id,
        "duplicateGroupId": duplicate[0],
        "duplicateType": duplicate[1],
        "duplicateSimilarity": duplicate[2],
        "alternates": [],
    }


def columns(cards: Iterable[Card]) -> dict[str, list[Any]]:
    """
    Give cards as parallel arrays, as Immich gives a bucket of its timeline.
    """
    rows: Sequence[Card] = list(cards)
    return {name: [card[name] for card in rows] for name in COLUMNS}
