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
from tests import documented
from tests.fakes.immich.accounts import by_email, issue_key, open_session
from tests.fakes.immich.app import create_app
from tests.fakes.immich.records import Asset
from tests.fakes.immich.seeding import share
from tests.fakes.immich.world import World
from tests.integration.gateway import visibility_files as files
from tests.integration.gateway.scripted import Gateway, running_gateway, until
from tests.integration.gateway.visibility_engines import (
    Engine,
    duplicate_id,
    running_engine,
    version_id,
)
from tests.integration.gateway.visibility_world import asset_ids, lay_out, populated

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
    :ivar names: what stands for further words in questions.
    :ivar away: words of the files that their owner has put away meanwhile.
    """

    world: World
    immich: str
    gateway: Gateway
    engines: tuple[Engine, Engine]
    database: Database
    ids: dict[tuple[str, str], str]
    headers: dict[Actor, dict[str, str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    away: frozenset[str] = frozenset()

    def asset(self, word: str, owner: str = "demo") -> Asset:
        """
        Give an asset of the stand-in's.
        """
        return self.world.assets[self.ids[owner, word]]

    def fill(self, text: str) -> str:
        """
        Put ids in the places of `{word}`, `{v:cluster}`, `{d:cluster}` and further names.
        """

        def found(match: re.Match[str]) -> str:
            kind, _, name = match[1].rpartition(":")
            if kind:
                return version_id(name) if kind == "v" else duplicate_id(name)
            return self.names.get(name) or self._id_of(name)

        return re.sub(r"\{((?:[vd]:)?[a-z]+)\}", found, text)

    def _id_of(self, word: str) -> str:
        return next(key for (_, name), key in self.ids.items() if name == word)

    async def ask(
        self, actor: Actor, method: str, path: str, body: Any = None, base: str = ""
    ) -> Asked:
        """
        Ask the gateway; give status and text of an answer that is as documented. Of events only
        the first are read.
        """
        url = f"{base or self.gateway.url}{self.fill(path)}"
        told = None if body is None else self.fill(orjson.dumps(body).decode())
        headers = {**OURS, **self.headers[actor], "content-type": "application/json"}
        async with self.gateway.client.request(
            method, url, data=told, headers=headers, allow_redirects=False
        ) as answer:
            if not answer.content_type.startswith("text/event-stream"):
                if not base:
                    documented.check(method, self.fill(path), answer.status, await answer.read())
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
        assets = frozenset(key for key, asset_id in self.ids.items() if asset_id in text)
        return Told(
            frozenset(WORD.findall(text)) & files.PATHS.keys() | {word for _, word in assets},
            assets,
            frozenset(name for key, name in clusters.items() if key in text),
        )

    def may_see(self, actor: Actor) -> Told:
        """
        Give what our answers may tell somebody.
        """
        owner = "demo" if actor in {Actor.KEY, Actor.PARTNER} else USERS.get(actor, "")
        words = SHOWN.get(actor, frozenset()) - (self.away if owner == "demo" else frozenset())
        assets = frozenset((owner, word) for word in words)
        return Told(words, assets, frozenset(files.grouped(words)))

    def of_owner(self, words: frozenset[str]) -> Told:
        """
        Give what tells some of the owner's files, and no group.
        """
        return Told(words, frozenset(("demo", word) for word in words), frozenset())

    def put_away(self, word: str, visibility: str) -> None:
        """
        Let the owner of the first library lock or archive an asset.
        """
        asset = self.asset(word)
        asset.visibility = visibility
        self.world.touch([asset])
        self.away |= {word}

    def shown(self, owner: str) -> frozenset[str]:
        """
        Give what the index has on show of an owner's.
        """
        rows = {str(row[0]) for row in self.rows("SELECT asset_id FROM assets WHERE shown")}
        return frozenset(
            word for (name, word), key in self.ids.items() if name == owner and key in rows
        )

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
        await until(self._is_settled)

    def _is_settled(self) -> bool:
        [[users, complete]] = self.rows(
            "SELECT count(*), count(*) FILTER (WHERE index_state = 'complete') FROM users"
        )
        [[dirty]] = self.rows("SELECT count(*) FROM dirty_files")
        [[positions]] = self.rows("SELECT count(*) FROM positions")
        return bool(users == complete == len(USERS) and dirty == 0 and positions == 3)


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
async def running_scene(
    version: int, root: Path, database_url: str, redis_url: str
) -> AsyncIterator[Scene]:
    """
    Run everything, with the indexes of all users complete.

    :param redis_url: of a Redis that nobody else uses: users have the same ids in all scenes.
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
            redis_cache_url=redis_url,
            media_path=str(root),
            background=True,
            user_limit_per_minute=0,
            address_limit_per_minute=0,
            sign_in_limit_per_minute=0,
            enrichment_budget_ms=5000,
        ) as gateway,
    ):
        scene = Scene(world, immich, gateway, (grouping, dedup), database, asset_ids(world))
        scene.names.update(own=f"{root}/{files.OWN}", common=f"{root}/{files.COMMON}")
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
    pair = [scene.ids["demo", word] for word in ("zqnandu", "zqpirol")]
    stack = await make("/api/stacks", {"assetIds": pair})
    link = await make(
        "/api/shared-links",
        {"type": "INDIVIDUAL", "assetIds": [scene.ids["demo", word] for word in SHARED]},
    )
    scene.headers[Actor.LINK] = {"x-immich-share-key": link["key"]}
    scene.names.update(album=album["id"], link=link["id"], stack=stack["id"])
