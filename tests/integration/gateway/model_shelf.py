"""
The gateway's read models over a real database: owners, their assets, and what engines say.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from gateway import feed_store, read_models
from gateway.dirty_files import mark_files
from gateway.fed_groups import DUPLICATE, VERSION, read_groups
from gateway.file_ids import file_ids
from gateway.read_models import Touched
from mediacore.database import Database, WriteSession, raw

ANNA, BEN = (uuid.UUID(int=number) for number in (0xA, 0xB))
NOON = datetime(2026, 5, 16, 12, 0, 0)  # noqa: DTZ001 - Immich's local times have no zone
MADE = datetime(2026, 5, 20, 8, 0, 0, tzinfo=UTC)

TABLES = {
    "owner_groups": "owner_id, kind, level, group_id",
    "asset_groups": "asset_id, kind, level, group_id",
    "owner_cards": "owner_id, card_id",
}


def gid(number: int) -> uuid.UUID:
    """
    Give the id of a group by its number.
    """
    return uuid.UUID(int=0x6000 + number)


def aid(number: int) -> uuid.UUID:
    """
    Give the id of an asset by its number.
    """
    return uuid.UUID(int=0xA000 + number)


def fed(
    number: int,
    *paths: str,
    view: uuid.UUID | None = None,
    hidden: Mapping[Any, Sequence[str]] | None = None,
    **columns: Any,
) -> dict[str, Any]:
    """
    Give a group as an engine feeds it; a path may name hard links: `a=b`.
    """
    return {
        "group_id": str(gid(number)),
        "view": str(view or ""),
        "type": "raw_jpeg",
        "switchable": True,
        "burst": False,
        "revision": 1,
        "levels": [""],
        "similarity": 0.9,
        "created_at": MADE.isoformat(),
        "members": [
            {
                "path": name.split("=")[0],
                "also_at": name.split("=")[1:],
                "filename": name.split("=")[0].rpartition("/")[2],
                "type": "jpeg",
                "size": 100 * (place + 1),
                "score": 1 - place / 100,
                "preselected": place > 0,
                "taken_at": NOON.isoformat(),
            }
            for place, name in enumerate(paths)
        ],
        "hidden": [
            {"view": str(key or ""), "paths": list(out)} for key, out in (hidden or {}).items()
        ],
    } | columns


def near(number: int, *paths: str, **columns: Any) -> dict[str, Any]:
    """
    Give a group of duplicates.
    """
    wanted: dict[str, Any] = {"type": "perceptual", "switchable": False, "levels": ["0.95", "0.90"]}
    return fed(number, *paths, **(wanted | columns))


@dataclass
class Models:
    """
    Everything that a test touches.
    """

    database: Database

    def user(self, user_id: uuid.UUID, state: str = "complete") -> None:
        """
        Let a user come by, whose index is in a state.
        """
        self.run(
            "INSERT INTO users (user_id, name, email, is_admin, index_state)"
            " VALUES (%s, 'x', 'x', false, %s)"
            " ON CONFLICT (user_id) DO UPDATE SET index_state = excluded.index_state",
            user_id,
            state,
        )

    def asset(
        self,
        number: int,
        path: str | None,
        owner: uuid.UUID = ANNA,
        *,
        shown: bool = True,
        minutes: int = 0,
    ) -> uuid.UUID:
        """
        Let an owner have an asset, new or changed, and note it as the index does.
        """
        with self.database.write() as session:
            self.put_asset(session, number, path, owner, shown=shown, minutes=minutes)
        return aid(number)

    def put_asset(
        self,
        session: WriteSession,
        number: int,
        path: str | None,
        owner: uuid.UUID = ANNA,
        *,
        shown: bool = True,
        minutes: int = 0,
    ) -> None:
        """
        Write an asset in a transaction.
        """
        file_id = file_ids(session, [path])[path] if path else None
        connection = raw(session)
        old = connection.execute("SELECT file_id FROM assets WHERE asset_id = %s", (aid(number),))
        mark_files(session, [file_id, *(row[0] for row in old)], [aid(number)])
        at = NOON + timedelta(minutes=minutes)
        connection.execute("DELETE FROM assets WHERE asset_id = %s", (aid(number),))
        connection.execute(
            "INSERT INTO assets (asset_id, owner_id, file_id, original_path, original_file_name,"
            " kind, visibility, is_trashed, is_offline, is_favorite, shown, local_at, month,"
            " updated_at, view) VALUES (%s, %s, %s, %s, %s, 'image', 'timeline', false, false,"
            " false, %s, %s, %s, now(), 'timeline')",
            (aid(number), owner, file_id, path or "?", f"name{number}", shown, at, at.date()),
        )

    def drop_asset(self, number: int) -> None:
        """
        Let an asset be gone.
        """
        with self.database.write() as session:
            rows = raw(session).execute(
                "DELETE FROM assets WHERE asset_id = %s RETURNING file_id", (aid(number),)
            )
            mark_files(session, [row[0] for row in rows], [aid(number)])

    def feed(
        self, *groups: dict[str, Any], kind: str = VERSION, gone: Iterable[int] = ()
    ) -> set[uuid.UUID]:
        """
        Let an engine say how groups are now; give the owners who see a difference.
        """
        with self.database.write() as session:
            read_models.take_turn(session)
            touched = feed_store.store(session, kind, read_groups(groups), [*map(gid, gone)])
            return read_models.refresh(session, touched)

    def near(self, *groups: dict[str, Any], gone: Iterable[int] = ()) -> set[uuid.UUID]:
        """
        Let dedup say how groups are now.
        """
        return self.feed(*groups, kind=DUPLICATE, gone=gone)

    def settle(self) -> set[uuid.UUID]:
        """
        Bring the read models up to date with all that was noted.
        """
        rows = self.rows("DELETE FROM dirty_files RETURNING file_id, asset_id")
        files = {row[0] for row in rows if row[0] is not None}
        assets = {row[1] for row in rows if row[1] is not None}
        return self.refresh(Touched((), files, assets))

    def refresh(self, touched: Touched) -> set[uuid.UUID]:
        """
        Bring the read models up to date.
        """
        with self.database.write() as session:
            return read_models.refresh(session, touched)

    def rebuild(self) -> None:
        """
        Make the read models from nothing.
        """
        self.run("TRUNCATE owner_groups, asset_groups, owner_cards")
        self.refresh(
            Touched(
                [row[0] for row in self.rows("SELECT group_id FROM engine_groups")],
                [row[0] for row in self.rows("SELECT file_id FROM files")],
                [row[0] for row in self.rows("SELECT asset_id FROM assets")],
            )
        )

    def state(self) -> dict[str, list[tuple[Any, ...]]]:
        """
        Give everything in the read models.
        """
        return {
            name: self.rows(f"SELECT * FROM {name} ORDER BY {order}")  # noqa: S608 - constants of this module
            for name, order in TABLES.items()
        }

    def groups(self, owner: uuid.UUID = ANNA, kind: str = VERSION) -> list[tuple[str, list[str]]]:
        """
        Give the groups that an owner sees, by level, with the paths of their members.
        """
        rows = self.rows(
            "SELECT level, members FROM owner_groups WHERE owner_id = %s AND kind = %s"
            " ORDER BY level, path",
            owner,
            kind,
        )
        return [(row[0], [member["path"] for member in row[1]]) for row in rows]

    def cards(self, owner: uuid.UUID = ANNA) -> list[tuple[uuid.UUID, int, int]]:
        """
        Give an owner's cards in the order of time: id, minutes after noon, how many are in it.
        """
        rows = self.rows(
            "SELECT card_id, at, count FROM owner_cards WHERE owner_id = %s ORDER BY at, card_id",
            owner,
        )
        return [(row[0], int((row[1] - NOON).total_seconds() / 60), row[2]) for row in rows]

    def version(self, owner: uuid.UUID = ANNA) -> int:
        """
        Give the version of what an owner sees.
        """
        ((version,),) = self.rows("SELECT version FROM users WHERE user_id = %s", owner)
        return int(version)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """
        Give the rows of a query.
        """
        with self.database.write() as session:
            return raw(session).execute(query.encode(), values or None).fetchall()

    def run(self, statement: str, *values: object) -> None:
        """
        Execute and commit.
        """
        with self.database.write() as session:
            raw(session).execute(statement.encode(), values or None)
