"""
The assets of an answer, and where in its text our fields go; pure.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import orjson

from gateway.asset_fields import Fields
from gateway.asset_places import ID, Places
from gateway.json_splice import Found, find, members

INDEXED = frozenset({"timeline", "archive"})

_is_id = re.compile(ID).fullmatch
_are_ids = re.compile(f"(?:{ID},)*").fullmatch

Addition = tuple[int, str]


class Spot(NamedTuple):
    """
    An asset of an answer.

    :ivar is_indexed: it is of those that the index of its owner should know.
    """

    asset_id: str
    owner_id: str
    is_indexed: bool


_spot_of = Spot._make


class Enrichable(Protocol):
    """
    An answer whose text was understood.
    """

    @property
    def spots(self) -> Sequence[Spot]:
        """
        The assets in it; sanitised ones, of which a link hides everything, are left out.
        """
        ...

    def additions(self, fields: Mapping[str, Fields], names: Sequence[str]) -> list[Addition]:
        """
        Give what is to be written where, for the fields of each asset.
        """
        ...


class Whole:
    """
    An answer in which assets stand as objects.
    """

    def __init__(self, found: Sequence[Found]) -> None:
        self._found = [one for one in found if _is_whole(one.value)]
        self.spots = [_spot(one.value) for one in self._found]

    def additions(self, fields: Mapping[str, Fields], names: Sequence[str]) -> list[Addition]:
        """
        Give the new members of each asset; a field that Immich has by itself stays Immich's.
        """
        wanted = frozenset(names)
        written = []
        for one in self._found:
            own = fields.get(one.value["id"], {})
            names_left = (own.keys() & wanted) - one.value.keys()
            if names_left:
                new = {name: value for name, value in own.items() if name in names_left}
                written.append(members(one, orjson.dumps(new).decode()[1:-1]))
        return written


class Columns:
    """
    A bucket of the timeline: one array for each field, all of one length.
    """

    def __init__(self, found: Found) -> None:
        self._found = found
        column = found.value
        self._ids: list[str] = column["id"]
        count = len(self._ids)
        owners = {owner_id for owner_id in set(column["ownerId"]) if _is_known(owner_id)}
        all_known = _are_ids(f"{','.join(self._ids)},") is not None
        shown = _column(column, "visibility", count, "timeline")
        trashed = _column(column, "isTrashed", count, False)  # noqa: FBT003 - of each row
        self.spots = [
            _spot_of((asset_id, owner_id, visibility in INDEXED and not is_trashed))
            for asset_id, owner_id, visibility, is_trashed in zip(
                self._ids, column["ownerId"], shown, trashed, strict=True
            )
            if owner_id in owners and (all_known or _is_known(asset_id))
        ]

    def additions(self, fields: Mapping[str, Fields], names: Sequence[str]) -> list[Addition]:
        """
        Give the new arrays, with null for each row that has nothing.
        """
        none: Fields = {}
        rows = [fields.get(asset_id, none) for asset_id in self._ids]
        new = {
            name: [row.get(name) for row in rows] for name in names if name not in self._found.value
        }
        return [members(self._found, orjson.dumps(new).decode()[1:-1])] if new else []


def understand(text: str, places: Places) -> Enrichable:
    """
    Read an answer.

    :raises ValueError: when it is no JSON that everybody would read alike.
    """
    if not places.columns:
        return Whole(find(text, *places.whole))
    found = _plain_columns(text) or next(iter(find(text, ())), None)
    return Columns(found) if found is not None and _is_bucket(found.value) else Whole(())


def _plain_columns(text: str) -> Found | None:
    """
    Read a bucket as Immich writes it, several times faster than whatever else may come.

    Each array in it belongs to a key of its own, so no key stands there twice.
    """
    try:
        value = orjson.loads(text)
    except ValueError:
        return None
    is_plain = isinstance(value, dict) and text.endswith("}") and text.count('":[') == len(value)
    return Found(value, len(text) - 1) if is_plain else None


def _is_whole(value: dict[str, Any]) -> bool:
    ids = (value.get("id"), value.get("ownerId"))
    return value.get("hasMetadata") is not False and all(_is_known(one) for one in ids)


def _spot(value: dict[str, Any]) -> Spot:
    is_indexed = value.get("visibility", "timeline") in INDEXED and not value.get("isTrashed")
    return Spot(value["id"], value["ownerId"], is_indexed)


def _is_known(value: object) -> bool:
    return isinstance(value, str) and _is_id(value) is not None


def _column(value: dict[str, Any], name: str, count: int, otherwise: Any) -> list[Any]:
    found = value.get(name)
    return found if isinstance(found, list) and len(found) == count else [otherwise] * count


def _is_bucket(value: dict[str, Any]) -> bool:
    """
    Tell whether rows can be told apart: every array of the bucket has as many.
    """
    ids, owners = value.get("id"), value.get("ownerId")
    if not isinstance(ids, list) or not isinstance(owners, list):
        return False
    are_texts = all(isinstance(one, str) for one in ids)
    return are_texts and len(ids) == len(owners) and all(map(_is_owner, owners))


def _is_owner(value: object) -> bool:
    return value is None or isinstance(value, str)
