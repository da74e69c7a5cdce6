"""
What a kept copy takes over from those that go, and how that is taken back; pure.

Albums and tags are joined, the best stars and any favourite win, descriptions are put below each
other, and a place is taken over where the copies agree on it and the kept one has none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.immich_assets import Album, ImmichAsset

FIELDS = {"favorite": "isFavorite", "rating": "rating", "description": "description"}
PERMISSIONS = {"album": "albumAsset.create", "tag": "tag.asset"}


@dataclass(frozen=True, slots=True)
class Change:
    """
    One thing that becomes another at the kept copy.

    :ivar what: `album`, `tag`, `favorite`, `rating`, `description` or `place`.
    :ivar key: the album's or the tag's id.
    :ivar name: of the album or the tag.
    """

    what: str
    before: Any
    after: Any
    key: str | None = None
    name: str | None = None

    @property
    def permission(self) -> str:
        """
        What an API key needs for it.
        """
        return PERMISSIONS.get(self.what, "asset.update")

    def told(self) -> dict[str, Any]:
        """
        Give it as JSON.
        """
        named = {} if self.key is None else {"id": self.key, "name": self.name}
        return {"what": self.what, "before": self.before, "after": self.after, **named}


def from_told(told: dict[str, Any]) -> Change:
    """
    Read what `told` gave.
    """
    return Change(told["what"], told["before"], told["after"], told.get("id"), told.get("name"))


def plan(
    keeper: ImmichAsset, going: Sequence[ImmichAsset], albums: Mapping[str, Sequence[Album]]
) -> tuple[Change, ...]:
    """
    Tell what would change at the kept copy.

    :param albums: of each asset, the kept one too.
    """
    return (
        *_albums(keeper, going, albums),
        *_tags(keeper, going),
        *_favorite(keeper, going),
        *_rating(keeper, going),
        *_description(keeper, going),
        *_place(keeper, going),
    )


def _albums(
    keeper: ImmichAsset, going: Sequence[ImmichAsset], albums: Mapping[str, Sequence[Album]]
) -> list[Change]:
    has = {album.album_id for album in albums.get(keeper.asset_id, ())}
    wanted = {
        album.album_id: album.name
        for asset in going
        for album in albums.get(asset.asset_id, ())
        if album.album_id not in has
    }
    return [Change("album", before=False, after=True, key=k, name=n) for k, n in wanted.items()]


def _tags(keeper: ImmichAsset, going: Sequence[ImmichAsset]) -> list[Change]:
    has = {tag.tag_id for tag in keeper.tags}
    wanted = {
        tag.tag_id: tag.value for asset in going for tag in asset.tags if tag.tag_id not in has
    }
    return [Change("tag", before=False, after=True, key=k, name=n) for k, n in wanted.items()]


def _favorite(keeper: ImmichAsset, going: Sequence[ImmichAsset]) -> list[Change]:
    if keeper.is_favorite or not any(asset.is_favorite for asset in going):
        return []
    return [Change("favorite", before=False, after=True)]


def _rating(keeper: ImmichAsset, going: Sequence[ImmichAsset]) -> list[Change]:
    best = max((one.rating or 0 for one in going), default=0)
    return [Change("rating", keeper.rating, best)] if best > (keeper.rating or 0) else []


def _description(keeper: ImmichAsset, going: Sequence[ImmichAsset]) -> list[Change]:
    told = [keeper.description.strip()]
    for asset in going:
        text = asset.description.strip()
        if text and not any(text in known for known in told):
            told.append(text)
    joined = "\n".join(text for text in told if text)
    if joined == keeper.description.strip():
        return []
    return [Change("description", keeper.description, joined)]


def _place(keeper: ImmichAsset, going: Sequence[ImmichAsset]) -> list[Change]:
    places = {
        (asset.latitude, asset.longitude)
        for asset in going
        if asset.latitude is not None and asset.longitude is not None
    }
    if keeper.latitude is not None or len(places) != 1:
        return []
    return [Change("place", None, list(places.pop()))]


def fields_of(change: Change, value: Any) -> dict[str, Any]:
    """
    Give the body of `PUT /assets/{id}` that sets a field to a value.
    """
    if change.what == "place":
        return {"latitude": value[0], "longitude": value[1]}
    return {FIELDS[change.what]: value}


def is_as_left(change: Change, keeper: ImmichAsset, albums: Sequence[Album]) -> bool:
    """
    Tell whether the kept copy is still as the change left it, so that it may be taken back.
    """
    now = {
        "album": change.key in {album.album_id for album in albums},
        "tag": change.key in {tag.tag_id for tag in keeper.tags},
        "favorite": keeper.is_favorite,
        "rating": keeper.rating,
        "description": keeper.description,
        "place": [keeper.latitude, keeper.longitude],
    }
    return bool(now[change.what] == change.after)
