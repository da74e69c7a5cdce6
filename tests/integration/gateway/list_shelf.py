"""
The read models as feed and index would fill them, put there by hand; and what services tell.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import orjson
from psycopg.types.json import Jsonb

from gateway.stored_groups import NOBODY
from mediacore.database import Database, raw
from mediacore.formats import kind_of_name
from mediacore.paths import path_key, undisplay

ANNA = "00000000-0000-4000-8000-00000000000a"
BEN = "00000000-0000-4000-8000-00000000000b"
NOON = datetime(2026, 5, 16, 12)  # noqa: DTZ001 - wall time, as Immich tells it
NEAR_LEVELS = ("0.95", "0.90", "0.85", "0.80")
ALL_LEVELS = ("exact", "0.98", *NEAR_LEVELS)

Detail = dict[str, Any]


def id_of(name: str) -> str:
    """
    Give the id that a name stands for.
    """
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


@dataclass(frozen=True, slots=True)
class Put:
    """
    An asset on the shelf.
    """

    asset_id: str
    owner: str
    path: str
    at: datetime
    size: int

    @property
    def member(self) -> dict[str, Any]:
        """
        Give it as a member of a stored group.
        """
        return {
            "id": None if self.owner == NOBODY else self.asset_id,
            "filename": self.path.rpartition("/")[2],
            "type": kind_of_name(self.path).value,
            "size": self.size,
            "path": self.path,
        }


@dataclass
class Shelf:
    """
    Everything that a test puts in, and what the services say of it.
    """

    database: Database
    assets: dict[str, Put] = field(default_factory=dict)
    details: dict[str, Detail] = field(default_factory=dict)

    def run(self, statement: str, *values: object) -> None:
        """
        Change something by hand.
        """
        with self.database.write() as session:
            raw(session).execute(statement.encode(), values)

    def insert(self, table: str, **columns: Any) -> None:
        """
        Put a row.
        """
        names = ", ".join(columns)
        places = ", ".join(["%s"] * len(columns))
        self.run(f"INSERT INTO {table} ({names}) VALUES ({places})", *columns.values())  # noqa: S608 - names of the tests

    def user(self, owner: str, version: int = 1) -> None:
        """
        Put a user whose read models have changed so often.
        """
        self.run("DELETE FROM users WHERE user_id = %s", owner)
        self.insert("users", user_id=owner, name="x", email="x", is_admin=False, version=version)

    def asset(
        self, path: str, seconds: float = 0, owner: str = ANNA, size: int = 10, **columns: Any
    ) -> str:
        """
        Put an asset taken so many seconds after noon; give its id.
        """
        asset_id, at = id_of(f"{owner} {path}"), NOON + timedelta(seconds=seconds)
        self.assets[asset_id] = Put(asset_id, owner, path, at, size)
        self.run(
            "INSERT INTO files (path_key, path) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            path_key(undisplay(path)),
            path,
        )
        row = {
            "asset_id": asset_id,
            "owner_id": owner,
            "original_path": f"/mnt/{path}",
            "original_file_name": path.rpartition("/")[2],
            "kind": "VIDEO" if kind_of_name(path).value == "video" else "IMAGE",
            "visibility": "timeline",
            "view": "timeline",
            "is_trashed": False,
            "is_offline": False,
            "is_favorite": False,
            "shown": True,
            "local_at": at,
            "month": at.date().replace(day=1),
            "updated_at": "2026-05-16T12:00:00Z",
            "thumbhash": "aGFzaA==",
            "width": 6000,
            "height": 4000,
            "size": size,
            "camera": "Canon EOS R6",
            **columns,
        }
        self.insert("assets", **row)
        self.run(
            "UPDATE assets SET file_id = f.file_id FROM files f"
            " WHERE f.path = %s AND asset_id = %s",
            path,
            asset_id,
        )
        self.cards(owner)
        return asset_id

    def versions(
        self, *ids: str, kind: str = "raw_jpeg", switchable: bool = True, name: str = ""
    ) -> str:
        """
        Put a group of versions, the primary first; give its id.
        """
        members = [self.assets[one] for one in ids]
        group_id = id_of(f"versions {name or ids}")
        self._group("version", "", group_id, members, type=kind, switchable=switchable)
        self.details[group_id] = version_detail(group_id, kind, members, switchable=switchable)
        self.cards(members[0].owner)
        return group_id

    def duplicates(
        self,
        *ids: str,
        kind: str = "exact",
        levels: Iterable[str] = ALL_LEVELS,
        similarity: float = 1.0,
    ) -> str:
        """
        Put a group of duplicates, the keeper first; give its id.
        """
        members = [self.assets[one] for one in ids]
        group_id = id_of(f"duplicates {ids}")
        chosen = tuple(levels)
        for level in chosen:
            self._group(
                "duplicate",
                level,
                group_id,
                members,
                type=kind,
                switchable=False,
                similarity=similarity,
            )
        self.details[group_id] = duplicate_detail(group_id, kind, chosen, members, similarity)
        return group_id

    def _group(
        self,
        kind: str,
        level: str,
        group_id: str,
        members: Sequence[Put],
        **columns: Any,
    ) -> None:
        sizes = [member.size for member in members]
        told = [member.member for member in members]
        row = {
            "owner_id": members[0].owner,
            "kind": kind,
            "level": level,
            "group_id": group_id,
            "burst": False,
            "revision": 1,
            "count": len(members),
            "size": sum(sizes),
            "savings": sum(sizes) - max(sizes) if kind == "duplicate" else 0,
            "similarity": 1.0,
            "newest": max(member.at for member in members),
            "earliest": min(member.at for member in members),
            "cover_id": members[0].asset_id,
            "path": members[0].path,
            "members": Jsonb(told, dumps=orjson.dumps),
            **columns,
        }
        self.insert("owner_groups", **row)
        if members[0].owner != NOBODY:
            for member in members:
                self.insert(
                    "asset_groups",
                    asset_id=member.asset_id,
                    kind=kind,
                    level=level,
                    owner_id=member.owner,
                    group_id=group_id,
                )

    def cards(self, owner: str) -> None:
        """
        Make the cards of an owner anew.
        """
        self.run("DELETE FROM owner_cards WHERE owner_id = %s", owner)
        self.run(
            "INSERT INTO owner_cards (owner_id, card_id, month, at, cover_id, count, group_id)"
            " SELECT owner_id, group_id, date_trunc('month', earliest), earliest, cover_id, count,"
            " group_id FROM owner_groups WHERE owner_id = %s AND kind = 'version' AND switchable",
            owner,
        )
        self.run(
            "INSERT INTO owner_cards (owner_id, card_id, month, at, cover_id, count)"
            " SELECT owner_id, asset_id, date_trunc('month', local_at), local_at, asset_id, 1"
            " FROM assets a WHERE owner_id = %s AND shown AND NOT EXISTS (SELECT 1"
            " FROM asset_groups g JOIN owner_groups o USING (group_id, owner_id, kind)"
            " WHERE g.asset_id = a.asset_id AND g.kind = 'version' AND o.switchable)",
            owner,
        )


def version_detail(
    group_id: str, kind: str, members: Sequence[Put], *, switchable: bool = True
) -> Detail:
    """
    Give a group as grouping tells it.
    """
    return {
        "group_id": group_id,
        "group_type": kind,
        "confidence": 0.97,
        "evidence": [{"rule": "same_second", "text": "taken in the same second"}],
        "switchable": switchable,
        "revision": 3,
        "primary_path": members[0].path,
        "total_size": sum(member.size for member in members),
        "created_at": "2026-05-16T10:00:00+00:00",
        "updated_at": "2026-05-16T10:00:00+00:00",
        "members": [
            {
                "path": member.path,
                "filename": member.path.rpartition("/")[2],
                "type": kind_of_name(member.path).value,
                "role": "original",
                "is_primary": place == 0,
                "size": member.size,
                "evidence": [
                    {"rule": "same_base_name", "text": f"the same name as {members[0].path}"}
                ],
                "taken_at": member.at.isoformat(),
                "taken_source": "exif",
                "camera": "Canon EOS R6",
                "width": 6000,
                "height": 4000,
                "duration_s": None,
                "problem": None,
                "mismatch": None,
                "sidecars": [f"{member.path}.xmp"],
            }
            for place, member in enumerate(members)
        ],
    }


def duplicate_detail(
    group_id: str, kind: str, levels: Sequence[str], members: Sequence[Put], similarity: float = 1.0
) -> Detail:
    """
    Give a group as dedup tells it.
    """
    sizes = [member.size for member in members]
    return {
        "group_id": group_id,
        "duplicate_type": kind,
        "level": levels[0],
        "levels": list(levels),
        "burst": False,
        "revision": 2,
        "reasons": [{"rule": "larger", "text": "larger: 24 vs 6 MP"}],
        "created_at": "2026-05-16T10:00:00+00:00",
        "updated_at": "2026-05-16T10:00:00+00:00",
        "similarity": similarity,
        "total_size": sum(sizes),
        "reclaimable_bytes": sum(sizes) - max(sizes),
        "members": [
            {
                "path": member.path,
                "filename": member.path.rpartition("/")[2],
                "type": kind_of_name(member.path).value,
                "format": "jpeg",
                "size": member.size,
                "width": 6000,
                "height": 4000,
                "taken_at": member.at.isoformat(),
                "modified_at": None,
                "sha256": None,
                "perceptual_hash": None,
                "similarity_score": 1.0 if place == 0 else min(1.0, similarity + 0.01 * place),
                "relation": "same",
                "reasons": [{"rule": "same_picture", "text": "the same picture"}],
                "is_cover": place == 0,
                "is_suggested_keeper": place == 0,
                "burst": False,
                "preselected": place > 0,
                "also_at": [],
                "damaged": False,
                "has_gps": False,
                "is_kept": False,
                "is_going": False,
            }
            for place, member in enumerate(members)
        ],
    }
