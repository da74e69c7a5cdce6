"""
A desk to work at: a folder of generated photos, and grouping over it within this process.
"""

import os
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from redis import Redis

from grouping import actions, listing
from grouping.application import create_app
from grouping.library import GroupingLibrary
from grouping.rules import Rules
from grouping.settings import GroupingSettings
from localstack.writers import Look, write_clip, write_dng, write_jpeg
from mediacore.database import Database
from mediacore.exclusions import Exclusions
from mediacore.scan_runtime import ScanRuntime

NOON = datetime(2026, 5, 16, 12, 0, 0)  # noqa: DTZ001 - cameras write local time
TOKEN = "a token of tests"
ALICE, BOB = "alice", "bob"

# All that is made of the files and the decisions; times and serial numbers aside.
DERIVED = (
    """
    SELECT group_id, owner, group_type, confidence, evidence::text, switchable, revision,
      primary_path, member_count, total_size FROM file_groups ORDER BY group_id
    """,
    """
    SELECT owner, file_path, group_id, file_type, role, is_primary, file_size, evidence::text
      FROM group_members ORDER BY owner, file_path
    """,
    """
    SELECT display, kind, state, ungrouped, problem, taken_us, content_id FROM files
      WHERE state <> 'missing' ORDER BY path
    """,
    "SELECT match_key FROM dirty_keys ORDER BY 1",
)

Group = dict[str, Any]


@dataclass
class Desk:
    """
    Grouping over a folder, with what tests ask of both.
    """

    database: Database
    folder: Path
    runtime: ScanRuntime
    library: GroupingLibrary
    rules: Rules
    sent: list[int]

    @property
    def url(self) -> str:
        """
        Give the address of the database.
        """
        return self.database.engine.url.render_as_string(hide_password=False)

    def jpeg(self, name: str, seconds: float = 0, scene: int = 0) -> Path:
        """
        Write a JPEG taken so many seconds after noon; files of one scene have equal contents.
        """
        return write_jpeg(self._place(name), _after(seconds), look=_look(scene))

    def raw(self, name: str, seconds: float = 0, scene: int = 0) -> Path:
        """
        Write a RAW taken so many seconds after noon.
        """
        return write_dng(self._place(name), _after(seconds), look=_look(scene))

    def clip(self, name: str, seconds: float = 0) -> Path:
        """
        Write a clip of half a second.
        """
        return write_clip(
            self._place(name), _after(seconds), Look(scene=1, size=(64, 48)), seconds=0.5
        )

    def pair(self, stem: str, seconds: float = 0, scene: int = 0) -> None:
        """
        Write a RAW and its JPEG.
        """
        self.raw(f"{stem}.DNG", seconds, scene)
        self.jpeg(f"{stem}.JPG", seconds, scene)

    def put(self, name: str | bytes, body: bytes = b"x") -> Path:
        """
        Write any bytes under any name.
        """
        path = self._place(os.fsdecode(name))
        path.write_bytes(body)
        return path

    def move(self, old: str, new: str) -> None:
        """
        Rename a file or a folder.
        """
        (self.folder / old).rename(self._place(new))

    def _place(self, name: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def scan(self) -> None:
        """
        Do a whole scan, and what the watcher's next tick does.
        """
        self.runtime.start_scan("manual")
        self.runtime.work()
        self.runtime.work()
        self.tick()

    def tick(self) -> None:
        """
        Do what the watcher does every two seconds, and the worker that it wakes.
        """
        self.runtime.tick(reconcile_hours=999, forget_days=30)
        self.runtime.work()

    def groups(self, owner: str = "", **wanted: Any) -> list[Group]:
        """
        Give the groups of a view in the order of their primary's path.
        """
        with self.database.read() as session:
            page = listing.list_groups(session, owner=owner, **wanted)
        return sorted(page.items, key=lambda group: str(group["primary_path"]))

    def group(self, owner: str = "") -> Group:
        """
        Give the only group of a view.
        """
        (only,) = self.groups(owner)
        return only

    def shots(self, owner: str = "") -> list[tuple[str, ...]]:
        """
        Give the member paths of each group of a view, the primary first.
        """
        return [members(group) for group in self.groups(owner)]

    def act(self, name: str, owner: str, *arguments: Any) -> Any:
        """
        Do one of the actions in a transaction of its own.
        """
        with self.database.write() as session:
            return getattr(actions, name)(session, self.rules, owner, *arguments)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """
        Give the rows of a query.
        """
        with self.database.engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]

    def run(self, statement: str) -> None:
        """
        Execute and commit.
        """
        with self.database.engine.begin() as connection:
            connection.exec_driver_sql(statement)

    def derived(self) -> list[list[tuple[Any, ...]]]:
        """
        Give all that was made of the files and the decisions.
        """
        return [self.rows(query) for query in DERIVED]

    def changes(self) -> list[tuple[str, str]]:
        """
        Give what was published, and forget it.
        """
        found = self.rows("SELECT kind, subject FROM changes ORDER BY id")
        self.run("DELETE FROM changes")
        return [(kind, subject) for kind, subject in found]

    def lose_all_but_decisions(self) -> None:
        """
        Empty every table but the decisions.
        """
        self.run(
            "TRUNCATE files, file_groups, group_members, folders, dirty_keys, changes,"
            " scan_runs, scan_batches"
        )


def members(group: Group) -> tuple[str, ...]:
    """
    Give the paths of a group's members, the primary first.
    """
    return tuple(member["path"] for member in group["members"])


def group_id(group: Group) -> Any:
    """
    Give a group's id as the actions take it.
    """
    return uuid.UUID(group["group_id"])


def _look(scene: int) -> Look:
    return Look(scene=scene, size=(96, 64))


def _after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def make_desk(url: str, folder: Path, batch_size: int = 100) -> Desk:
    """
    Put grouping together over a folder and a database.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rules = Rules()
    database = Database(url, pool_size=3, name="desk")
    root = os.fsencode(folder)
    library = GroupingLibrary(database, root, rules)
    sent: list[int] = []
    runtime = ScanRuntime(
        database,
        root,
        library,
        exclusions=Exclusions(),
        batch_size=batch_size,
        send=lambda: sent.append(1),
    )
    return Desk(database, folder, runtime, library, rules, sent)


def make_application(desk: Desk, redis_url: str) -> FastAPI:
    """
    Put the API together over a desk.
    """
    settings = GroupingSettings(
        database_url=desk.url,
        redis_url=redis_url,
        service_token=TOKEN,
        media_path=desk.folder,
    )
    return create_app(settings, desk.database, desk.runtime, Redis.from_url(redis_url))


def make_client(application: FastAPI, headers: Sequence[tuple[str, str]] = ()) -> TestClient:
    """
    Make a client that carries the service token.
    """
    carried = {"Authorization": f"Bearer {TOKEN}", **dict(headers)}
    return TestClient(application, headers=carried, raise_server_exceptions=False)
