"""
An indexer over a stand-in for Immich in this process, whose answers and clock a test may change.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
import orjson

from gateway.asset_rows import ToLibrary
from gateway.credentials import Credentials
from gateway.immich_library import ImmichLibrary
from gateway.indexer import Indexer
from gateway.json_client import make_client
from gateway.viewer import Viewer
from mediacore.database import Database, raw
from tests.fakes.immich.accounts import by_email, issue_key, open_session
from tests.fakes.immich.app import create_app
from tests.fakes.immich.populate import populate
from tests.fakes.immich.records import Asset, User
from tests.fakes.immich.seeding import seeded
from tests.fakes.immich.settings import V2, Settings
from tests.fakes.immich.world import World

FOLDER = "/mnt/photos"
SEARCH = "/api/search/metadata"

FOLLOWED = 6.0
MINUTE = 60.0

Meddle = Callable[[httpx.Request, Any], Any]


def to_library(path: str) -> str | None:
    """
    Translate as one rule for the folder would.
    """
    return path.removeprefix(f"{FOLDER}/") if path.startswith(f"{FOLDER}/") else None


class MeddledTransport(httpx.AsyncBaseTransport):
    """
    Passes requests to an application; a test may look at each, fail it, or change its answer.
    """

    def __init__(self, app: Any) -> None:
        self._inner = httpx.ASGITransport(app)
        self.seen: list[httpx.Request] = []
        self.before: Callable[[httpx.Request], None] = lambda _request: None
        self.meddle: Meddle = lambda _request, body: body

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """
        Answer one request.
        """
        self.seen.append(request)
        self.before(request)
        answer = await self._inner.handle_async_request(request)
        body = await answer.aread()
        if answer.status_code == httpx.codes.OK:
            body = orjson.dumps(self.meddle(request, orjson.loads(body)))
        headers = {"date": answer.headers["date"]} if "date" in answer.headers else {}
        return httpx.Response(answer.status_code, headers=headers, content=body)

    def asked(self, path: str) -> int:
        """
        Count the requests for a path.
        """
        return sum(request.url.path == path for request in self.seen)


@dataclass(slots=True)
class IndexScene:
    """
    The demo user's assets, and the index of them.
    """

    world: World
    user: User
    database: Database
    transport: MeddledTransport
    client: httpx.AsyncClient
    seconds: float = 1000.0
    to_library: ToLibrary = field(default=to_library)
    indexer: Indexer = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    async def restart(self) -> None:
        """
        Begin as a new process would.
        """
        await self.indexer.close()
        self.open()

    def open(self) -> None:
        """
        Make a new indexer.
        """
        library = ImmichLibrary(self.client, self.world.stamps.now)
        self.indexer = Indexer(library, self.database, self.to_library, lambda: self.seconds)

    def viewer(self, credentials: Credentials | None = None, *permissions: str) -> Viewer:
        """
        Give the demo user as somebody who has come by, usually with a new session.
        """
        if credentials is None:
            credentials = bearer(open_session(self.world, self.user).token)
        return Viewer(
            user_id=self.user.user_id,
            name=self.user.name,
            email=self.user.email,
            is_admin=False,
            permissions=frozenset(permissions) or None,
            credentials=credentials,
        )

    def key(self, *permissions: str) -> Viewer:
        """
        Give the demo user as somebody who has come by with an API key.
        """
        secret = issue_key(self.world, self.user, list(permissions)).secret
        return self.viewer(Credentials(((b"x-api-key", secret.encode()),), ()), *permissions)

    def pass_time(self, seconds: float) -> None:
        """
        Let time go by, in Immich too.
        """
        self.seconds += seconds
        self.world.stamps.advance(timedelta(seconds=seconds))

    async def turn(self) -> None:
        """
        Let the indexer do what is due.
        """
        await self.indexer.turn(self.user.user_id)

    async def indexed(self) -> None:
        """
        Have the user come by and their index made, some time after the last change.
        """
        self.pass_time(60)
        self.indexer.seen(self.viewer())
        await self.turn()

    def add(self, count: int, folder: str) -> list[Asset]:
        """
        Give the user more assets.
        """
        paths = set(populate(self.world, self.user, count, folder=folder))
        return [asset for asset in self.assets if asset.original_path in paths]

    @property
    def assets(self) -> list[Asset]:
        """
        The user's assets, in Immich.
        """
        return self.world.owned(self.user.user_id)

    def column(self, column: str, condition: str = "true") -> list[Any]:
        """
        Give a column of the index, sorted.
        """
        query = f"SELECT {column} FROM assets WHERE {condition} ORDER BY 1"  # noqa: S608 - tests say what
        with self.database.read() as session:
            return [row[0] for row in raw(session).execute(query.encode())]

    def shown(self) -> set[str]:
        """
        Give Immich's paths of what is shown.
        """
        return set(self.column("original_path", "shown"))

    def state(self) -> tuple[Any, ...]:
        """
        Give how far the index says it is: state, done and total.
        """
        query = b"SELECT index_state, index_done, index_total FROM users"
        with self.database.read() as session:
            row = raw(session).execute(query).fetchone()
        assert row is not None
        return tuple(row)

    def marked(self) -> set[str]:
        """
        Give the paths that were noted for the read models, and forget the notes.
        """
        query = b"SELECT path FROM dirty_files JOIN files USING (file_id)"
        with self.database.write() as session:
            found = {row[0] for row in raw(session).execute(query)}
            raw(session).execute("DELETE FROM dirty_files")
        return found


def bearer(token: str) -> Credentials:
    """
    Give a session's credential.
    """
    return Credentials(((b"authorization", f"Bearer {token}".encode()),), ())


@asynccontextmanager
async def index_scene(
    url: str, version: tuple[int, int, int] = V2, count: int = 40
) -> AsyncIterator[IndexScene]:
    """
    Make a stand-in whose demo user has some assets, and an indexer with its own database.
    """
    world = seeded(seed="index", settings=Settings(version=version), owners=())
    user = by_email(world, "demo")
    populate(world, user, count, folder=FOLDER)
    transport = MeddledTransport(create_app(world))
    client = make_client("http://immich")
    client._transport = transport
    database = Database(url)
    scene = IndexScene(world, user, database, transport, client)
    async with client:
        yield scene
        await scene.indexer.close()
    await asyncio.to_thread(database.close)


def paths_of(assets: list[Asset]) -> set[str]:
    """
    Give Immich's paths of assets.
    """
    return {asset.original_path for asset in assets}
