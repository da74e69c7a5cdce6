"""
Everybody who may come to a gateway, over a stand-in for Immich and services that tell everything.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import orjson
import uvicorn

from mediacore.database import Database, raw
from tests.fakes.immich.accounts import add_user, by_email, issue_key, open_session
from tests.fakes.immich.app import create_app
from tests.fakes.immich.library import add_library, scan
from tests.fakes.immich.records import Asset
from tests.fakes.immich.seeding import seeded, share
from tests.fakes.immich.settings import V2, V3, Settings
from tests.fakes.immich.world import World
from tests.integration.gateway import visibility_files as files
from tests.integration.gateway.scripted import Gateway, running_gateway, until
from tests.integration.gateway.visibility_engines import (
    Engine,
    duplicate_id,
    running_engine,
    version_id,
)
from tests.samples.media import dng, jpeg

OURS = {"x-requested-with": "twinlens", "accept-encoding": "identity"}
ALBUM = ("zqbuchfink", "zqkiebitz", "zqlerche", "zqnandu")
SHARED = ("zqamsel", "zqspatz", "zqstieglitz")
READING = ("user.read", "asset.read", "timeline.read", "album.read", "stack.read", "partner.read")
WORD = re.compile(r"zq[a-z]+")
EVENTS_END = b"event: groups"
Asked = tuple[int, str]


class Actor(StrEnum):
    """
    Who asks.
    """

    ADMIN = "admin"
    OWNER = "owner"
    OTHER = "another user"
    SECOND = "a second owner of a library over the same folder"
    PARTNER = "partner"
    MEMBER = "album member"
    LINK = "share link"
    KEY = "key that may read"
    BLIND = "key that may not read its user"
    NOBODY = "nobody"


USERS = {
    Actor.ADMIN: "admin",
    Actor.OWNER: "demo",
    Actor.OTHER: "other",
    Actor.SECOND: "second",
    Actor.PARTNER: "partner",
    Actor.MEMBER: "member",
}
SHOWN = {
    Actor.OWNER: files.OWNERS,
    Actor.KEY: files.OWNERS,
    Actor.SECOND: files.SECONDS,
    Actor.OTHER: files.OTHER_USERS,
    Actor.PARTNER: files.OWNERS,
    Actor.ADMIN: files.UNMATCHED,
}
"""
The files that our answers may ever tell somebody of, beside what stands in Immich's own answer.
"""


@dataclass(frozen=True, slots=True)
class Told:
    """
    What a text tells: words of files, the assets' ids with their owners', ids of groups.
    """

    words: frozenset[str]
    assets: frozenset[tuple[str, str]]
    groups: frozenset[str]

    def beyond(self, *others: "Told") -> set[object]:
        """
        Give what none of some others tells.
        """
        found: set[object] = {*self.words, *self.assets, *self.groups}
        for one in others:
            found -= {*one.words, *one.assets, *one.groups}
        return found


@dataclass
class Scene:
    """
    Everything that a test touches.

    :ivar ids: of assets, by their owner's short name and the word of their file.
    """

    world: World
    immich: str
    gateway: Gateway
    engines: tuple[Engine, Engine]
    database: Database
    ids: dict[tuple[str, str], str]
    headers: dict[Actor, dict[str, str]] = field(default_factory=dict)
    album: str = ""

    def asset(self, word: str, owner: str = "demo") -> Asset:
        """
        Give an asset of the stand-in's.
        """
        return self.world.assets[self.ids[owner, word]]

    def fill(self, text: str) -> str:
        """
        Put ids in the places of `{word}`, `{v:cluster}`, `{d:cluster}` and `{album}`.
        """

        def found(match: re.Match[str]) -> str:
            kind, _, name = match[1].rpartition(":")
            if kind:
                return version_id(name) if kind == "v" else duplicate_id(name)
            return self.album if name == "album" else self._id_of(name)

        return re.sub(r"\{((?:[vd]:)?[a-z]+)\}", found, text)

    def _id_of(self, word: str) -> str:
        return next(key for (_, name), key in self.ids.items() if name == word)

    async def ask(
        self, actor: Actor, method: str, path: str, body: Any = None, base: str = ""
    ) -> Asked:
        """
        Ask the gateway; give status and text. Of events only the first are read.
        """
        url = f"{base or self.gateway.url}{self.fill(path)}"
        told = None if body is None else self.fill(orjson.dumps(body).decode())
        headers = {**OURS, **self.headers[actor], "content-type": "application/json"}
        async with self.gateway.client.request(
            method, url, data=told, headers=headers, allow_redirects=False
        ) as answer:
            if not answer.content_type.startswith("text/event-stream"):
                return answer.status, f"{await answer.text()}\n{answer.headers}"
            read = b""
            while EVENTS_END not in read:
                read += await answer.content.readany()
            return answer.status, read.decode()

    def told(self, text: str) -> Told:
        """
        Give what a text tells.
        """
        clusters = {version_id(one): one for one in files.CLUSTERS}
        clusters |= {duplicate_id(one): one for one in files.CLUSTERS}
        return Told(
            frozenset(WORD.findall(text)) & files.PATHS.keys(),
            frozenset(key for key, asset_id in self.ids.items() if asset_id in text),
            frozenset(name for key, name in clusters.items() if key in text),
        )

    def may_see(self, actor: Actor) -> Told:
        """
        Give what our answers may tell somebody.
        """
        words = SHOWN.get(actor, frozenset())
        owner = "demo" if actor in {Actor.KEY, Actor.PARTNER} else USERS.get(actor, "")
        assets = frozenset((owner, word) for word in words)
        return Told(words, assets, frozenset(files.grouped(words)))

    def rows(self, query: str) -> list[Any]:
        """
        Give the rows of a query.
        """
        with self.database.read() as session:
            return raw(session).execute(query.encode()).fetchall()

    def state(self) -> dict[str, Any]:
        """
        Give everything that a decision changes, here, at the services and at Immich.
        """
        tables = ("preferences", "audit", "action_journal")
        return {
            "decided": [list(engine.decided) for engine in self.engines],
            "trash": {key for key, one in self.world.assets.items() if one.deleted_at},
            **{name: self.rows(f"SELECT count(*) FROM {name}") for name in tables},  # noqa: S608 - constants of this function
        }

    async def settled(self) -> None:
        """
        Wait until all that came by are indexed and the read models are true to it.
        """
        await until(lambda: self._is_settled())

    def _is_settled(self) -> bool:
        [[users, complete]] = self.rows(
            "SELECT count(*), count(*) FILTER (WHERE index_state = 'complete') FROM users"
        )
        [[dirty]] = self.rows("SELECT count(*) FROM dirty_files")
        [[positions]] = self.rows("SELECT count(*) FROM positions")
        return bool(users == complete == len(USERS) and dirty == 0 and positions == 3)


def lay_out(root: Path) -> None:
    """
    Put every file in its place.
    """
    for path in files.PATHS.values():
        target = root / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(dng() if target.suffix == ".dng" else jpeg())


def populated(root: Path, version: int) -> World:
    """
    Make the stand-in's world: who has which library, and what is not on show.
    """
    world = seeded(settings=Settings(version=V3 if version == 3 else V2), seed="matrix")
    for name in ("other", "second", "partner", "member"):
        add_user(world, f"{name}@twinlens.local", name)
    folders = {
        "demo": (files.OWN, files.COMMON),
        "second": (files.COMMON,),
        "other": (files.OTHERS,),
    }
    for name, inside in folders.items():
        add_library(world, by_email(world, name), [root / one for one in inside])
    rescan(world)
    for word in files.OFFLINE:
        (root / files.PATHS[word]).unlink()
    rescan(world)
    for asset in world.assets.values():
        word = asset.name.partition(".")[0]
        hide(world, asset, word)
    return world


def rescan(world: World) -> None:
    """
    Look at all libraries.
    """
    for library in world.libraries.values():
        scan(world, library)


def hide(world: World, asset: Asset, word: str) -> None:
    """
    Put an asset away, as its word wants it.
    """
    for words, visibility in (
        (files.ARCHIVED, "archive"),
        (files.LOCKED, "locked"),
        (files.HIDDEN, "hidden"),
    ):
        if word in words:
            asset.visibility = visibility
    if word in files.TRASHED:
        asset.deleted_at = world.stamps.now()
    world.touch([asset])


def asset_ids(world: World) -> dict[tuple[str, str], str]:
    """
    Give all ids by the owner's short name and the word of the file.
    """
    return {
        (world.users[one.owner_id].email.partition("@")[0], one.name.partition(".")[0]): key
        for key, one in world.assets.items()
    }


def credentials(world: World, link: str) -> dict[Actor, dict[str, str]]:
    """
    Give what each actor shows.
    """
    owner = by_email(world, "demo")
    found = {
        actor: {"authorization": f"Bearer {open_session(world, by_email(world, name)).token}"}
        for actor, name in USERS.items()
    }
    return found | {
        Actor.LINK: {"x-immich-share-key": link},
        Actor.KEY: {"x-api-key": issue_key(world, owner, READING).secret},
        Actor.BLIND: {"x-api-key": issue_key(world, owner, ["asset.read"]).secret},
        Actor.NOBODY: {},
    }


@asynccontextmanager
async def running_stand_in(world: World) -> AsyncIterator[str]:
    """
    Run a stand-in on a free port; give its address.
    """
    config = uvicorn.Config(
        create_app(world), port=0, server_header=False, log_config=None, ws="websockets-sansio"
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    await until(lambda: server.started)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await task


@asynccontextmanager
async def running_scene(version: int, root: Path, database_url: str) -> AsyncIterator[Scene]:
    """
    Run everything, with the indexes of all users complete.
    """
    lay_out(root)
    world = populated(root, version)
    grouping, dedup = Engine(is_grouping=True), Engine(is_grouping=False)
    database = Database(database_url)
    async with (
        running_stand_in(world) as immich,
        running_engine(grouping) as grouping_url,
        running_engine(dedup) as dedup_url,
        running_gateway(
            immich,
            grouping_url=grouping_url,
            dedup_url=dedup_url,
            database_url=database_url,
            media_path=str(root),
            background=True,
            user_limit_per_minute=0,
            address_limit_per_minute=0,
            enrichment_budget_ms=5000,
        ) as gateway,
    ):
        scene = Scene(world, immich, gateway, (grouping, dedup), database, asset_ids(world))
        await _share(scene)
        for actor in USERS:
            await scene.ask(actor, "GET", "/api/session")
        await scene.settled()
        yield scene
    database.close()


async def _share(scene: Scene) -> None:
    """
    Let the owner share with a partner, by an album, and by a link.
    """
    world = scene.world
    share(world, "demo", "partner")
    scene.headers.update(credentials(world, ""))

    async def make(path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        status, text = await scene.ask(Actor.OWNER, "POST", path, body, base=scene.immich)
        assert status == 201, text
        made: dict[str, Any] = orjson.loads(text.partition("\n")[0])
        return made

    member = by_email(world, "member").user_id
    album = await make(
        "/api/albums",
        {
            "albumName": "together",
            "assetIds": [scene.ids["demo", word] for word in ALBUM],
            "albumUsers": [{"userId": member, "role": "editor"}],
        },
    )
    scene.album = album["id"]
    link = await make(
        "/api/shared-links",
        {"type": "INDIVIDUAL", "assetIds": [scene.ids["demo", word] for word in SHARED]},
    )
    scene.headers[Actor.LINK] = {"x-immich-share-key": link["key"]}
