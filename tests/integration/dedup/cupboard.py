"""
Groups over a real database whose files are really on disk, and a desk to decide about them.
"""

import hashlib
import os
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dedup import actions
from dedup.actions import Outcome
from dedup.copy_check import CopyCheck
from dedup.fresh_state import add_decisions
from dedup.preferences import Preferences
from dedup.queries import get_group
from dedup.records import Level
from dedup.removal_store import RemovalState
from dedup.resolving import Desk, Resolved, Wish, let_go
from mediacore.errors import TwinlensError
from mediacore.formats import Kind
from tests.integration.dedup.shelf import Shelf, content_id, quick_id


def shows(path: bytes, kind: Kind) -> None:
    """
    Show every JPEG but those called odd.
    """
    if kind is not Kind.JPEG or b"odd" in path:
        raise TwinlensError("cannot be shown")


@dataclass
class Cupboard:
    """
    Everything that a test touches.
    """

    shelf: Shelf
    folder: Path
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.desk = self.make_desk()

    def make_desk(self, **preferences: Any) -> Desk:
        """
        Make a desk with preferences.
        """
        check = CopyCheck(os.fsencode(self.folder), shows)
        return Desk(check, Preferences(**preferences), outside=("Private",))

    def put(self, path: str, content: str = "same", **columns: Any) -> Path:
        """
        Write a file, and let the inventory know it.
        """
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content)
        self.know(path, content, **columns)
        return place

    def show(self, path: str, body: bytes) -> None:
        """
        Write a picture whose content has the name of its path, and let the inventory know it.
        """
        (self.folder / path).write_bytes(body)
        self.know(path, path, sha256=hashlib.sha256(body).digest())

    def link(self, path: str, target: str, content: str = "same") -> None:
        """
        Let a second name lead to a file that is there.
        """
        (self.folder / path).hardlink_to(self.folder / target)
        self.know(path, content)

    def know(self, path: str, content: str, **columns: Any) -> None:
        """
        Let the inventory know a file as it is on disk.
        """
        found = (self.folder / path).stat()
        columns = {
            "size": found.st_size,
            "mtime_ns": found.st_mtime_ns,
            "sha_mtime_ns": found.st_mtime_ns,
            "sha256": hashlib.sha256(content.encode()).digest(),
            "inode": found.st_ino,
            "device": found.st_dev,
            "quick_id": quick_id(content),
            "content_id": content_id(content),
        } | columns
        self.shelf.file(path, content, **columns)

    def exact(self, *paths: str) -> uuid.UUID:
        """
        Put copies, and give their group.
        """
        for path in paths:
            self.put(path)
        return self.settle()

    def near(self, *paths: str) -> uuid.UUID:
        """
        Put pictures that are alike, each of its own content, and give their group.
        """
        for path in paths:
            self.put(path, path)
        return self.alike(*paths)

    def alike(self, *paths: str) -> uuid.UUID:
        """
        Let files that were put be alike, by their content; give their group.
        """
        for path in paths[1:]:
            self.shelf.pair(paths[0], path)
        return self.settle()

    def settle(self) -> uuid.UUID:
        """
        Bring the groups up to date; give the only one.
        """
        self.shelf.settle()
        return uuid.UUID(self.shelf.group(Level.L95)["group_id"])

    def revision(self, group_id: uuid.UUID) -> int:
        """
        Give a group's revision.
        """
        with self.shelf.database.read() as session:
            return int(get_group(session, group_id)["revision"])

    def remove(
        self,
        group_id: uuid.UUID,
        *paths: str,
        keep: tuple[str, ...] = (),
        owner: str = "anna",
        revision: int | None = None,
        desk: Desk | None = None,
    ) -> Resolved:
        """
        Decide that files are to go.
        """
        wish = Wish(group_id, revision or self.revision(group_id), paths, keep)
        with self.shelf.database.write() as session:
            return let_go(session, desk or self.desk, owner, wish)

    def undo(self, token: uuid.UUID, owner: str = "anna") -> actions.Outcome:
        """
        Take a decision back.
        """
        with self.shelf.database.write() as session:
            return actions.undo(session, self.desk.check, owner, token)

    def states(self) -> list[tuple[str, RemovalState]]:
        """
        Give path and state of every removal, in the order of the decisions.
        """
        with self.shelf.database.engine.connect() as connection:
            rows = connection.exec_driver_sql(
                "SELECT file_path, state FROM duplicate_removals ORDER BY id"
            )
            return [(path, RemovalState(state)) for path, state in rows]


def keep(cupboard: Cupboard, group_id: uuid.UUID, *paths: str, owner: str = "anna") -> Outcome:
    """
    Keep files of a group.
    """
    with cupboard.shelf.database.write() as session:
        return actions.keep(session, owner, group_id, paths, None)


def kept(cupboard: Cupboard, owner: str = "anna", level: Level = Level.L95) -> list[str]:
    """
    Give the paths of the only group that are kept.
    """
    found = cupboard.shelf.group(level)
    with cupboard.shelf.database.read() as session:
        add_decisions(session, owner, [found])
    return [member["path"] for member in found["members"] if member["is_kept"]]
