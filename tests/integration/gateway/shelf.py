"""
Read models as a test fills them: users, assets and the groups they are in.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from mediacore.database import Database, raw
from mediacore.paths import path_key

AT = "2024-05-01 12:00:00"


@dataclass(frozen=True, slots=True)
class Item:
    """
    An asset at a library path.
    """

    asset_id: str
    owner_id: str
    path: str
    kind: str = "jpeg"
    size: int = 1


class Shelf:
    """
    Writes what index and feed would.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_user(self, user_id: str) -> None:
        """
        Add somebody who came by.
        """
        with self._database.write() as session:
            raw(session).execute(
                "INSERT INTO users (user_id, name, email, is_admin) VALUES (%s, 'n', 'e', false)",
                (user_id,),
            )

    def raise_version(self, user_id: str) -> None:
        """
        Note that somebody's read models changed.
        """
        with self._database.write() as session:
            raw(session).execute(
                "UPDATE users SET version = version + 1 WHERE user_id = %s", (user_id,)
            )

    def add_asset(self, item: Item) -> None:
        """
        Add an asset to its owner's index.
        """
        name = item.path.rpartition("/")[2]
        with self._database.write() as session:
            raw(session).execute(
                "INSERT INTO files (path_key, path) VALUES (%s, %s)"
                " ON CONFLICT (path_key) DO NOTHING",
                (path_key(item.path.encode()), item.path),
            )
            raw(session).execute(
                "INSERT INTO assets (asset_id, owner_id, file_id, original_path,"
                " original_file_name, kind, visibility, view, is_trashed, is_offline, is_favorite,"
                " shown, local_at, month, updated_at)"
                " SELECT %s, %s, file_id, %s, %s, 'IMAGE', 'timeline', 'timeline', false, false,"
                " false, true, %s, '2024-05-01', now() FROM files WHERE path_key = %s",
                (item.asset_id, item.owner_id, item.path, name, AT, path_key(item.path.encode())),
            )

    def add_group(
        self,
        items: Sequence[Item],
        *,
        kind: str = "version",
        level: str = "",
        twins: Sequence[Item] = (),
    ) -> str:
        """
        Put assets of one owner into a group, the primary first; gives its id.

        :param twins: further assets on the files of the group.
        """
        group_id = str(uuid.uuid4())
        owner_id = items[0].owner_id
        members = [
            {
                "id": item.asset_id,
                "filename": item.path.rpartition("/")[2],
                "type": item.kind,
                "size": item.size,
                "path": item.path,
            }
            for item in items
        ]
        with self._database.write() as session:
            raw(session).execute(
                "INSERT INTO owner_groups (owner_id, kind, level, group_id, type, switchable,"
                " burst, revision, count, size, savings, similarity, newest, earliest, cover_id,"
                " path, members) VALUES (%s, %s, %s, %s, 'raw_jpeg', true, false, 1, %s, 1, 1,"
                " 0.97, %s, %s, %s, %s, %s)",
                (
                    *(owner_id, kind, level, group_id, len(items), AT, AT),
                    *(items[0].asset_id, items[0].path, orjson.dumps(members).decode()),
                ),
            )
            for item in (*items, *twins):
                raw(session).execute(
                    "INSERT INTO asset_groups (asset_id, kind, level, owner_id, group_id)"
                    " VALUES (%s, %s, %s, %s, %s)",
                    (item.asset_id, kind, level, owner_id, group_id),
                )
        return group_id
