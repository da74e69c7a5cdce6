"""
Which assets a search finds.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

import orjson

from tests.fakes.immich.accounts import Caller
from tests.fakes.immich.errors import ImmichError
from tests.fakes.immich.fields import Fields
from tests.fakes.immich.records import Asset
from tests.fakes.immich.world import World

DEFAULT_SIZE = 250
MAX_SIZE = 1000
PAGING = frozenset({"page", "size", "withExif", "withPeople"})
FLAGS = (
    *("isFavorite", "isOffline", "isNotInAlbum", "isMotion", "isEncoded"),
    *("withDeleted", "withExif", "withPeople", "withStacked"),
)
TEXTS = (
    *("originalFileName", "originalPath", "description", "checksum"),
    *("previewPath", "thumbnailPath", "encodedVideoPath", "ocr"),
)
MOMENTS = ("created", "updated", "taken", "trashed")
PLACES = {"city": "city", "state": "state", "country": "country"}
CAMERAS = {"make": "make", "model": "model", "lensModel": "lens_model"}
VISIBILITIES = ("archive", "timeline", "hidden", "locked")

Wish = Mapping[str, Any]
Test = Callable[[Asset], bool]


def check(fields: Fields) -> None:
    """
    Note what is wrong with a search's body; unknown fields are ignored.
    """
    fields.number("size", 1, MAX_SIZE)
    fields.number("page")
    fields.choice("order", ("asc", "desc"))
    fields.choice("type", ("IMAGE", "VIDEO", "AUDIO", "OTHER"))
    fields.choice("visibility", VISIBILITIES)
    fields.number("rating", 1 if fields.v3 else -1, 5)
    for name in FLAGS:
        fields.flag(name)
    for name in TEXTS:
        fields.text(name)
    for name in MOMENTS:
        fields.moment(f"{name}After")
        fields.moment(f"{name}Before")
    for name in ("id", "libraryId"):
        fields.uuid(name, required=False, nullable=name == "libraryId")
    for name in ("albumIds", "personIds", "tagIds"):
        fields.uuids(name, required=False)


def plain(text: str) -> str:
    """
    Give a text without accents and case, as Immich compares them.
    """
    if text.isascii():
        return text.lower()
    bare = (
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )
    return "".join(bare).casefold()


def pattern(wanted: str) -> re.Pattern[str]:
    """
    Give what Immich's filter means: a loose substring in which `%` and `_` are wildcards.
    """
    wild = {"%": ".*", "_": "."}
    parts = (wild.get(letter) or re.escape(letter) for letter in plain(wanted))
    return re.compile("".join(parts), re.DOTALL)


def found(world: World, caller: Caller, wish: Wish) -> list[Asset]:
    """
    Give all that a search finds, in its order.
    """
    if wish.get("visibility") == "locked" and not caller.is_elevated(world):
        raise ImmichError(HTTPStatus.UNAUTHORIZED, "Elevated permission is required")
    asked = {name: value for name, value in wish.items() if name not in PAGING}
    user_id = caller.user.user_id
    key = ("search", user_id, orjson.dumps(asked, option=orjson.OPT_SORT_KEYS))
    return world.memo(key, lambda: _find(world, user_id, asked))


def _find(world: World, user_id: str, wish: Wish) -> list[Asset]:
    partners = world.shares_with(user_id, in_timeline=True)
    tests = [*_state_tests(world, wish), *_content_tests(world, user_id, wish)]
    kept = [asset for asset in world.owned(user_id) if all(test(asset) for test in tests)]
    for partner in partners:
        theirs = world.owned(partner)
        kept += [asset for asset in theirs if all(test(asset) for test in tests)]
    if partners:
        kept.sort(key=lambda a: (a.taken, a.original_path), reverse=True)
    if wish.get("order") == "asc":
        kept.reverse()
    return kept


def _state_tests(world: World, wish: Wish) -> Iterable[Test]:
    visible = wish.get("visibility")
    if visible is not None:
        yield lambda asset: asset.visibility == visible
    elif world.v3:
        yield lambda asset: asset.visibility != "locked"
    else:
        yield lambda asset: asset.visibility == "timeline"
    implied = ("withDeleted", "isOffline", "trashedAfter", "trashedBefore")
    if not any(wish.get(name) for name in implied):
        yield lambda asset: asset.deleted_at is None
    flags: dict[str, Callable[[Asset], object]] = {
        "isFavorite": lambda asset: asset.is_favorite,
        "isOffline": lambda asset: asset.is_offline,
        "isMotion": lambda asset: asset.live_video_id is not None,
        "isEncoded": lambda _: False,
        "isNotInAlbum": lambda asset: not _albums_of(world, asset),
    }
    yield from _equal(flags, wish)
    if wish.get("withStacked") is False:
        yield lambda asset: asset.stack_id is None
    moments: dict[str, Callable[[Asset], datetime | None]] = {
        "created": lambda asset: asset.created_at,
        "updated": lambda asset: asset.updated_at,
        "taken": lambda asset: asset.taken,
        "trashed": lambda asset: asset.deleted_at,
    }
    for name, moment_of in moments.items():
        yield from _moment_tests(wish, name, moment_of)


def _moment_tests(
    wish: Wish, name: str, moment_of: Callable[[Asset], datetime | None]
) -> Iterable[Test]:
    after, before = wish.get(f"{name}After"), wish.get(f"{name}Before")
    if after is not None:
        first = _moment(after)
        yield lambda asset: (at := moment_of(asset)) is not None and at >= first
    if before is not None:
        last = _moment(before)
        yield lambda asset: (at := moment_of(asset)) is not None and at <= last


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.fromisoformat(f"{at.isoformat()}+00:00")


def _content_tests(world: World, user_id: str, wish: Wish) -> Iterable[Test]:
    texts: dict[str, Callable[[Asset], str]] = {
        "originalPath": lambda asset: asset.original_path,
        "originalFileName": lambda asset: asset.name,
        "description": lambda asset: asset.exif.description,
    }
    for name, text_of in texts.items():
        if wish.get(name):
            yield _bears(pattern(wish[name]), text_of)
    exact: dict[str, Callable[[Asset], object]] = {
        "id": lambda asset: asset.asset_id,
        "libraryId": lambda asset: asset.library_id,
        "checksum": lambda asset: asset.checksum,
        "type": lambda asset: "VIDEO" if asset.is_video else "IMAGE",
        "rating": lambda asset: asset.exif.rating,
        **{name: _of_exif(attribute) for name, attribute in (PLACES | CAMERAS).items()},
    }
    if not world.v3:
        exact["deviceId"] = lambda asset: asset.device_id
    yield from _equal(exact, wish)
    yield from _group_tests(world, user_id, wish)


def _group_tests(world: World, user_id: str, wish: Wish) -> Iterable[Test]:
    for album_id in wish.get("albumIds") or ():
        album = world.albums.get(album_id)
        is_seen = album is not None and album.is_seen_by(user_id)
        yield _is_among(album.assets if album is not None and is_seen else ())
    for person_id in wish.get("personIds") or ():
        person = world.people.get(person_id)
        yield _is_among(() if person is None else person.faces)
    for tag_id in wish.get("tagIds") or ():
        tag = world.tags.get(tag_id)
        yield _is_among(() if tag is None else tag.assets)


def _equal(values: Mapping[str, Callable[[Asset], object]], wish: Wish) -> Iterable[Test]:
    for name, value_of in values.items():
        if wish.get(name) is not None:
            yield _equals(value_of, wish[name])


def _equals(value_of: Callable[[Asset], object], wanted: object) -> Test:
    return lambda asset: value_of(asset) == wanted


def _bears(wanted: re.Pattern[str], text_of: Callable[[Asset], str]) -> Test:
    return lambda asset: wanted.search(plain(text_of(asset))) is not None


def _of_exif(attribute: str) -> Callable[[Asset], object]:
    return lambda asset: getattr(asset.exif, attribute)


def _is_among(ids: Iterable[str]) -> Test:
    kept = frozenset(ids)
    return lambda asset: asset.asset_id in kept


def _albums_of(world: World, asset: Asset) -> list[str]:
    return [key for key, album in world.albums.items() if asset.asset_id in album.assets]


def ranked(assets: Iterable[Asset], query: str) -> list[Asset]:
    """
    Order assets by how many words of a query they bear: a stand-in for understanding pictures.
    """
    words = plain(query).split()

    def score(asset: Asset) -> int:
        exif = asset.exif
        told = (asset.original_path, exif.description, exif.model, exif.city, exif.country)
        text = plain(" ".join(part for part in told if part))
        return sum(word in text for word in words)

    return sorted(assets, key=score, reverse=True)
