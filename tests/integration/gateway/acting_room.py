"""
The acting part of a gateway between a stand-in for Immich, a dedup that plays by its rules, and a
real database; anything that is asked may be made to crash the one who asks.
"""

import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from gateway.acting import Acting
from gateway.credentials import Credentials
from gateway.path_map import PathMap, Rule
from gateway.service_calls import Service
from gateway.turns import Turns
from gateway.viewer import Viewer
from mediacore.database import Database, raw
from mediacore.paths import path_key, undisplay
from tests.fakes.immich.accounts import by_email, open_session
from tests.fakes.immich.app import create_app
from tests.fakes.immich.library import add_library
from tests.fakes.immich.populate import populate
from tests.fakes.immich.records import Asset, User
from tests.fakes.immich.seeding import seeded
from tests.fakes.immich.settings import Settings
from tests.fakes.immich.world import World

FOLDER = "/far"
GROUP = "6d0c4d0e-9a55-4c6e-8a7e-74776c6e7373"
TOKEN = "0123456789abcdef"


Answer = Callable[[httpx.Request], httpx.Response | None]


class CrashError(Exception):
    """
    Raised where a process would die.
    """


@dataclass
class Faults:
    """
    What goes wrong, counted over everything that is asked.

    :ivar crash_at: the number of the request at which the one who asks dies.
    :ivar answered: the other side still did what it was asked.
    :ivar refuse: gives an answer in the place of the other side's.
    """

    crash_at: int | None = None
    answered: bool = False
    count: int = 0
    asked: list[str] = field(default_factory=list)
    refuse: Answer = lambda _request: None


class Line(httpx.AsyncBaseTransport):
    """
    A line to the other side, which faults may hit.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport, faults: Faults) -> None:
        self._inner = inner
        self._faults = faults

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """
        Ask the other side, if nothing goes wrong.
        """
        faults = self._faults
        faults.count += 1
        faults.asked.append(f"{request.method} {request.url.path}")
        crashes = faults.count == faults.crash_at
        if crashes and not faults.answered:
            raise CrashError
        refused = faults.refuse(request)
        answer = refused or await self._inner.handle_async_request(request)
        if crashes:
            raise CrashError
        return answer


@dataclass
class Dedup:
    """
    Dedup's word on one group: revisions, decisions under batches, and what is undone.
    """

    paths: list[str]
    revision: int = 1
    decided: dict[str, list[str]] = field(default_factory=dict)
    refusal: tuple[int, dict[str, Any]] | None = None
    kept: list[str] = field(default_factory=list)

    @property
    def going(self) -> set[str]:
        """
        Name what an open decision lets go.
        """
        return {path for paths in self.decided.values() for path in paths}

    def group(self) -> dict[str, Any]:
        """
        Give the group as it is now.
        """
        return {
            "group_id": GROUP,
            "duplicate_type": "exact",
            "revision": self.revision,
            "members": [
                {
                    "path": path,
                    "filename": path.rpartition("/")[2],
                    "type": "jpeg",
                    "size": 1,
                    "is_suggested_keeper": place == 0,
                    "is_kept": path in self.kept,
                    "is_going": path in self.going,
                    "also_at": [],
                }
                for place, path in enumerate(self.paths)
            ],
        }

    def answer(self, request: httpx.Request) -> httpx.Response:
        """
        Answer as dedup would.
        """
        body = _json(request)
        if self.refusal is not None and "undo" not in request.url.path:
            status, told = self.refusal
            return httpx.Response(status, json=told)
        verb = request.url.path.split("/")[-1]
        if "/undo/" in request.url.path:
            return self._undo(verb)
        if body["revision"] not in (None, self.revision):
            told = {"detail": "The group has changed", "current": self.group()}
            return httpx.Response(409, json=told)
        acts = {"files": self._let_go, "keep": self._keep, "dismiss": self._dismiss}
        return acts[verb](body)

    def _undo(self, token: str) -> httpx.Response:
        if self.decided.pop(token, None) is None:
            return httpx.Response(404, json={"detail": "There is nothing to undo"})
        self.revision += 1
        groups = [self.group()]
        return httpx.Response(200, json={"undo_token": token, "groups": groups, "files": []})

    def _let_go(self, body: dict[str, Any]) -> httpx.Response:
        self.decided[body["batch"]] = list(body["paths"])
        self.revision += 1
        read = {"path": body["keep"][0], "size": 1, "sha256": "00"}
        token = str(uuid.uuid4())
        told = {"undo_token": token, "group": self.group(), "keeper": read, "files": []}
        return httpx.Response(200, json=told)

    def _keep(self, body: dict[str, Any]) -> httpx.Response:
        self.kept = list(body["paths"])
        return self._remembered([self.group()])

    def _dismiss(self, _body: dict[str, Any]) -> httpx.Response:
        return self._remembered([])

    def _remembered(self, groups: list[dict[str, Any]]) -> httpx.Response:
        token = str(uuid.uuid4())
        self.decided[token] = []
        return httpx.Response(200, json={"undo_token": token, "groups": groups, "files": []})


def _json(request: httpx.Request) -> Any:
    return httpx.Response(200, content=request.content).json() if request.content else {}


@dataclass
class ActingRoom:
    """
    Everything that a test touches.

    :ivar assets: of the demo user, all in one group of duplicates.
    """

    world: World
    database: Database
    faults: Faults
    dedup: Dedup
    acting: Acting
    assets: list[Asset]
    answers: dict[str, httpx.Response] = field(default_factory=dict)
    heard: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    nudged: list[str] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        """
        Name the assets of the group.
        """
        return [asset.asset_id for asset in self.assets]

    def user(self, name: str = "demo") -> User:
        """
        Give a user of Immich.
        """
        return by_email(self.world, name)

    def viewer(self, name: str = "demo", *permissions: str) -> Viewer:
        """
        Give somebody who signed in, or came with a key of some permissions.
        """
        user = self.user(name)
        token = open_session(self.world, user).token
        return Viewer(
            user_id=user.user_id,
            name=user.name,
            email=user.email,
            is_admin=user.is_admin,
            permissions=frozenset(permissions) if permissions else None,
            credentials=Credentials(((b"authorization", f"Bearer {token}".encode()),), ()),
        )

    def trashed(self) -> list[str]:
        """
        Name what Immich has in the trash.
        """
        return [one.asset_id for one in self.assets if one.deleted_at is not None]

    def rows(self, query: str, *values: object) -> list[Any]:
        """
        Give the rows of a query.
        """
        with self.database.read() as session:
            return raw(session).execute(query.encode(), values).fetchall()

    def run(self, statement: str, *values: object) -> None:
        """
        Execute and commit.
        """
        with self.database.write() as session:
            raw(session).execute(statement.encode(), values)

    def know(self, asset: Asset, path: str | None = None) -> None:
        """
        Have the index know an asset at its file.
        """
        path = asset.original_path.removeprefix(f"{FOLDER}/") if path is None else path
        self.run(
            "INSERT INTO files (path_key, path) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            path_key(undisplay(path)),
            path,
        )
        shows = asset.visibility == "timeline" and asset.deleted_at is None
        self.run(
            "INSERT INTO assets (asset_id, owner_id, file_id, original_path, original_file_name,"
            " library_id, kind, visibility, view, is_trashed, is_offline, is_favorite, shown,"
            " local_at, month, updated_at) VALUES (%s, %s,"
            " (SELECT file_id FROM files WHERE path = %s), %s, %s, %s, 'jpeg', %s, 'timeline',"
            " %s, false, false, %s, now(), now(), now())",
            asset.asset_id,
            asset.owner_id,
            path,
            asset.original_path,
            asset.name,
            asset.library_id,
            asset.visibility,
            asset.deleted_at is not None,
            shows,
        )

    def group(self, group_id: str = GROUP, kind: str = "duplicate", owner: str = "") -> None:
        """
        Have a group of all assets stand in an owner's lists.
        """
        level = "0.95" if kind == "duplicate" else ""
        owner = owner or self.user().user_id
        self.run(
            "INSERT INTO owner_groups (owner_id, kind, level, group_id, type, switchable, burst,"
            " revision, count, size, savings, similarity, newest, earliest, cover_id, path,"
            " members) SELECT %s, %s, %s, %s, 'exact', false, false, 1, 2, 2, 1, 1, now(), now(),"
            " %s, 'x', '[]'",
            owner,
            kind,
            level,
            group_id,
            self.ids[0],
        )
        for asset_id in self.ids:
            self.run(
                "INSERT INTO asset_groups (asset_id, kind, level, owner_id, group_id)"
                " VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
                asset_id,
                kind,
                level,
                owner,
                group_id,
            )

    def tell_libraries(self, *extra: tuple[str, str]) -> None:
        """
        Have an admin have told whose libraries there are.
        """
        paths = [[self.user().user_id, FOLDER], *map(list, extra)]
        self.run(
            "INSERT INTO import_paths (one, paths) VALUES (true, %s::jsonb)"
            " ON CONFLICT (one) DO UPDATE SET paths = excluded.paths, told_at = now()",
            httpx.Request("POST", "http://x", json=paths).content.decode(),
        )

    def say(self, path: str, body: Any, status: int = 200) -> None:
        """
        Set an answer of grouping.
        """
        self.answers[path] = httpx.Response(status, json=body)

    def grouping(self, request: httpx.Request) -> httpx.Response:
        """
        Answer as grouping was told to.
        """
        self.heard.append((request.url.path, dict(request.url.params), _json(request)))
        found = self.answers[request.url.path]
        return httpx.Response(found.status_code, json=found.json())


@asynccontextmanager
async def acting_room(
    url: str, *, version: tuple[int, int, int], count: int = 4
) -> AsyncIterator[ActingRoom]:
    """
    Make a room: the demo user's library of some assets, all copies of each other.
    """
    world = seeded(seed="acting", settings=Settings(version=version))
    demo = by_email(world, "demo")
    library = add_library(world, demo, [FOLDER])
    populate(world, demo, count, folder=FOLDER, library=library)
    assets = sorted(world.owned(demo.user_id), key=lambda asset: asset.original_path)
    dedup = Dedup([asset.original_path.removeprefix(f"{FOLDER}/") for asset in assets])
    faults, database = Faults(), Database(url, pool_size=5, name="acting")
    room: ActingRoom

    def to_grouping(request: httpx.Request) -> httpx.Response:
        return room.grouping(request)

    async with (
        httpx.AsyncClient(
            transport=Line(httpx.ASGITransport(create_app(world)), faults), base_url="http://i"
        ) as immich,
        httpx.AsyncClient(
            transport=Line(httpx.MockTransport(dedup.answer), faults), base_url="http://d"
        ) as to_dedup,
        httpx.AsyncClient(
            transport=httpx.MockTransport(to_grouping), base_url="http://g"
        ) as grouping,
    ):
        nudged: list[str] = []
        acting = Acting(
            database=database,
            turns=Turns(database),
            immich=immich,
            grouping=Service(grouping, TOKEN),
            dedup=Service(to_dedup, TOKEN),
            to_library=PathMap((Rule(FOLDER, ""),)).to_library,
            nudge=nudged.append,
        )
        room = ActingRoom(world, database, faults, dedup, acting, assets, nudged=nudged)
        for asset in assets:
            room.know(asset)
        room.group()
        room.tell_libraries()
        yield room
    database.close()
