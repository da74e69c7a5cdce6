"""
The gateway beside the server itself: whoever asks cannot tell one from the other.

Two stand-ins with the same seed, clock and files get the same requests, one directly and one
through the gateway. The requests are those that were captured of real servers, where the reference
folder is present, and always one of each of the stand-in's own routes.
"""

import json
import re
from collections.abc import AsyncIterator, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient

from gateway.routes import Door, route
from tests.fakes.immich.accounts import by_email, issue_key, open_session
from tests.fakes.immich.app import create_app, endpoints
from tests.fakes.immich.seeding import seeded
from tests.fakes.immich.settings import V2, V3, Settings
from tests.fakes.immich.world import World
from tests.integration.gateway.pairs import HOST, Pair, Reply, running_pair, told
from tests.samples.media import clip, dng, jpeg, picture
from tests.unit.fakes.immich.captured import FOLDERS, WRITTEN, Json, Scene, captures_in, scene_of
from tests.unit.fakes.immich.steps import prepare

UNKNOWN = "00000000-0000-4000-8000-000000000001"
SETTINGS = "x-web-system-config"  # what it turns on or off lies outside of a session
NO_ROUTES = (
    ("GET", "/.well-known/immich"),
    ("GET", "/"),
    ("GET", "/photos/1?x=y"),
    ("HEAD", "/photos"),
    ("GET", "/custom.css"),
    ("GET", "/api/nope"),
    ("PROPFIND", "/api/assets"),
    ("OPTIONS", "/api/assets"),
    ("TRACE", "/api/assets"),
    ("POST", "/"),
    ("DELETE", "/photos"),
    ("GET", "/api//assets;v=1/%2e%2E/x%2Fy?&&=&a=b=c&%zz"),
    ("GET", "/api/socket.io/?transport=polling"),
)
CONDITIONS: tuple[dict[str, str], ...] = (
    {},
    {"range": "bytes=0-9"},
    {"range": "bytes=-5"},
    {"range": "bytes=0-1,4-5"},
    {"range": "bytes=999999999-"},
    {"range": "nonsense"},
    {"accept-encoding": "gzip, br"},
    {"if-modified-since": "Thu, 01 Jan 2099 00:00:00 GMT"},
)
MOVED = re.compile(r"^/api/")
Version = tuple[int, int, int]


@pytest.fixture
async def pair() -> AsyncIterator[Pair]:
    """
    Two stages that wait for their worlds.
    """
    async with running_pair() as running:
        yield running


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """
    A folder with a pair and a clip.
    """
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "L1000.JPG").write_bytes(jpeg(image=picture(400, 300)))
    (folder / "L1000.DNG").write_bytes(dng())
    clip(folder / "clip.mp4", frames=20)
    return folder


def recordings() -> list[Any]:
    """
    Give the folders of captures that are present, each with its version.
    """
    found = [(V2, WRITTEN)]
    found += [(version, folder) for version, folder in FOLDERS.items() if folder.exists()]
    return [
        pytest.param(
            version,
            folder,
            id=f"{version[0]}-{folder.name}-{'written' if folder == WRITTEN else 'captured'}",
            marks=() if folder == WRITTEN else pytest.mark.testdata,
        )
        for version, folder in found
    ]


def is_ours(capture: Json) -> bool:
    """
    Tell whether a request is one that the gateway answers itself.
    """
    request = capture["request"]
    path = request["path"].partition("?")[0]
    return route(request["method"], path, has_site=False).door is Door.OURS


class Play:
    """
    A set of captures, made again on both sides.

    :ivar prefix: what stands before the paths on the gateway's side instead of `/api/`.
    """

    def __init__(self, pair: Pair, version: Version, folder: Path, uploads: Path) -> None:
        self.pair, self.version, self.folder, self.uploads = pair, version, folder, uploads
        self.prefix = "/api/"
        self.names = [
            name
            for name, one in captures_in(folder).items()
            if name != SETTINGS and not is_ours(one)
        ]
        self.scenes: list[Scene] = []

    def _scene(self, url: str) -> Scene:
        scene = scene_of(self.version, self.folder, self.uploads, seed="alike")
        headers = {"host": HOST, "user-agent": "immich-ios/2"}
        scene.client = AsyncClient(base_url=url, headers=headers)
        return scene

    def begin(self) -> None:
        """
        Set both scenes anew.
        """
        urls = (self.pair.direct_url, self.pair.gateway.url)
        self.scenes = [self._scene(url) for url in urls]
        stages = (self.pair.plain, self.pair.hidden)
        for stage, scene in zip(stages, self.scenes, strict=True):
            stage.app = create_app(scene.world)
        self._moved()

    def _moved(self) -> None:
        through = self.scenes[1]
        through.captures = {
            name: {**one, "request": {**one["request"], "path": self._path(one)}}
            for name, one in through.captures.items()
        }

    def _path(self, capture: Json) -> str:
        return MOVED.sub(self.prefix, capture["request"]["path"])

    async def prepared(self, name: str) -> None:
        """
        Set both scenes as they were before a capture.
        """
        for scene in self.scenes:
            await prepare(scene, name)

    async def both(self, name: str) -> tuple[Reply, Reply]:
        """
        Make a captured request on both sides.
        """
        direct, through = [await self._asked(scene, name) for scene in self.scenes]
        return direct, through

    async def _asked(self, scene: Scene, name: str) -> Reply:
        answer = await scene.replay(name)
        return told(answer.status_code, answer.headers.raw, answer.content)

    async def end(self) -> None:
        """
        Let go of the connections.
        """
        for scene in self.scenes:
            await scene.client.aclose()


@pytest.fixture
async def play(pair: Pair, version: Version, folder: Path, tmp_path: Path) -> AsyncIterator[Play]:
    """
    The captures of one folder, on both sides.
    """
    made = Play(pair, version, folder, tmp_path)
    made.begin()
    yield made
    await made.end()


@pytest.mark.parametrize("backwards", [False, True], ids=["forwards", "backwards"])
@pytest.mark.parametrize(("version", "folder"), recordings())
async def test_captured_session_is_the_same_in_either_order(play: Play, backwards: bool) -> None:
    """
    All requests one after the other, in the order of the files and in its reverse: status, headers
    with their order and repetitions, and bytes are the server's own.
    """
    for name in reversed(play.names) if backwards else play.names:
        direct, through = await play.both(name)
        assert through == direct, name


@pytest.mark.parametrize(("version", "folder"), recordings())
async def test_each_captured_request_is_the_same_when_it_goes_well(play: Play) -> None:
    """
    Each request in the circumstances in which it was captured.
    """
    for name in play.names:
        await play.end()
        play.begin()
        await play.prepared(name)
        direct, through = await play.both(name)
        assert through == direct, name


@pytest.mark.parametrize(("version", "folder"), recordings())
async def test_captured_session_says_the_same_under_our_prefix(play: Play) -> None:
    """
    Under `/api/immich` nothing is taken away from what the server says, or said differently.
    """
    play.prefix = "/api/immich/"
    play.begin()
    for name in play.names:
        direct, through = await play.both(name)
        assert through.status == direct.status, name
        assert relocated(direct) == dict(through.headers).get(b"location", b""), name
        assert through.body == direct.body or holds(
            json.loads(through.body), json.loads(direct.body)
        )


def relocated(direct: Reply) -> bytes:
    """
    Tell where an answer leads to for who came by our prefix.
    """
    location = dict(direct.headers).get(b"location", b"")
    return re.sub(rb"^/api/", b"/api/immich/", location)


def holds(ours: Any, theirs: Any) -> bool:
    """
    Tell whether a value says all that another one does.
    """
    if isinstance(theirs, dict):
        return isinstance(ours, dict) and all(holds(ours.get(key), theirs[key]) for key in theirs)
    if isinstance(theirs, list):
        pairs = zip(ours, theirs, strict=True)
        return all(holds(mine, other) for mine, other in pairs)
    return bool(ours == theirs)


@pytest.mark.parametrize(
    ("ours", "expected"),
    [({"a": [{"b": 1, "c": 2}], "d": 3}, True), ({"a": [{"b": 2}]}, False), ([], False)],
)
def test_more_may_be_said_but_nothing_else(ours: Any, expected: bool) -> None:
    """
    The comparison itself sees what differs.
    """
    assert holds(ours, {"a": [{"b": 1}]}) is expected


def seeded_world(photos: Path, version: Version, uploads: Path) -> World:
    """
    Make a world like every other one of these arguments.
    """
    world = seeded(photos, seed="alike", settings=Settings(version=version, uploads=uploads))
    open_session(world, by_email(world, "demo"))
    issue_key(world, by_email(world, "demo"), ("asset.read",))
    world.look_again()
    return world


def credentials(world: World) -> dict[str, dict[str, str]]:
    """
    Give the headers of who may ask.
    """
    token = next(iter(world.sessions))
    return {
        "nobody": {},
        "session": {"authorization": f"Bearer {token}"},
        "cookie": {"cookie": f"immich_access_token={token}; theme=dark"},
        "key": {"x-api-key": next(iter(world.keys))},
    }


def requests_of(world: World) -> Iterator[tuple[str, str, Any]]:
    """
    Give one request of each route for a known id and an unknown one, with a body that fits some.
    """
    asset_id = next(iter(world.assets))
    for one in endpoints():
        for known_id in (asset_id, UNKNOWN):
            path = re.sub(r"\{\w+(:\w+)?\}", known_id, f"/api{one.path}")
            if route(one.method, path, has_site=False).door is not Door.OURS:
                body = None if one.method == "GET" else {"ids": [known_id]}
                yield one.method, f"{path}?x=%20&size=preview", body


@pytest.mark.parametrize(
    ("version", "who"), [(V2, "session"), (V2, "nobody"), (V3, "cookie"), (V3, "key")]
)
async def test_every_route_of_the_server_is_the_same(
    pair: Pair, photos: Path, tmp_path: Path, version: Version, who: str
) -> None:
    """
    Whoever asks, for what is there and for what is not.
    """
    worlds = [seeded_world(photos, version, tmp_path / name) for name in ("a", "b")]
    pair.plain.app, pair.hidden.app = map(create_app, worlds)
    headers = credentials(worlds[0])[who]
    assert headers == credentials(worlds[1])[who]
    for method, path, body in requests_of(worlds[0]):
        direct, through = await pair.both(method, path, headers, body)
        assert through == direct, f"{method} {path}"


async def test_what_is_no_route_is_the_same(pair: Pair, photos: Path, tmp_path: Path) -> None:
    """
    Pages, unknown paths and odd methods are the server's affair.
    """
    pair.plain.app = pair.hidden.app = create_app(seeded_world(photos, V3, tmp_path))
    for method, path in NO_ROUTES:
        direct, through = await pair.both(method, path, {"accept": "text/html"})
        assert through == direct, f"{method} {path}"


@pytest.mark.parametrize("what", ["original", "thumbnail?size=preview", "video/playback", ""])
async def test_bytes_and_conditions_are_the_same(
    pair: Pair, photos: Path, tmp_path: Path, what: str
) -> None:
    """
    Parts, lengths, compression and validators are the server's.
    """
    world = seeded_world(photos, V3, tmp_path)
    pair.plain.app = pair.hidden.app = create_app(world)
    session = credentials(world)["session"]
    for method, headers, asset_id in product(("GET", "HEAD"), CONDITIONS, world.assets):
        path = f"/api/assets/{asset_id}/{what}".rstrip("/")
        direct, through = await pair.both(method, path, session | headers)
        assert through == direct, f"{method} {path} {headers}"
        validator = {"if-none-match": dict(direct.headers).get(b"etag", b"").decode()}
        direct, through = await pair.both(method, path, session | headers | validator)
        assert through == direct, f"{method} {path} {headers} again"
