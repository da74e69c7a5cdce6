"""
Stand-ins of either version over a folder with one of each kind of file, and people signed in.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response

from tests.fakes.immich.accounts import by_email, issue_key, open_session
from tests.fakes.immich.app import create_app
from tests.fakes.immich.library import Watcher
from tests.fakes.immich.records import Asset
from tests.fakes.immich.seeding import seeded
from tests.fakes.immich.settings import V2, V3, Settings
from tests.fakes.immich.world import World
from tests.samples.media import clip, dng, jpeg, picture, tiff

TAKEN = tiff({0x010F: "LEICA", 0x0110: "Q2"}, {0x9003: "2023:05:10 12:00:00"})
UNKNOWN = "00000000-0000-4000-8000-000000000001"

Json = dict[str, Any]


@dataclass(slots=True)
class StandIn:
    """
    A stand-in, and how to ask it as somebody.
    """

    root: Path
    client: AsyncClient
    world: World

    async def ask(
        self, method: str, path: str, body: Any = None, *, who: str = "demo", **headers: str
    ) -> Response:
        """
        Ask as a user, by a session of theirs; as nobody when `who` is empty.
        """
        mine = {"authorization": f"Bearer {self.token(who)}"} if who else {}
        more: Json = {} if body is None else {"json": body}
        return await self.client.request(method, f"/api{path}", headers={**mine, **headers}, **more)

    async def get(self, path: str, *, who: str = "demo", **headers: str) -> Any:
        """
        Give what a GET that goes well answers.
        """
        answer = await self.ask("GET", path, who=who, **headers)
        assert answer.is_success, answer.text
        return answer.json()

    async def send(self, method: str, path: str, body: Any = None, *, who: str = "demo") -> Any:
        """
        Give what a change that goes well answers.
        """
        answer = await self.ask(method, path, body, who=who)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def refusal(
        self, method: str, path: str, body: Any = None, *, who: str = "demo"
    ) -> tuple[int, Any]:
        """
        Give status and message of what is refused.
        """
        answer = await self.ask(method, path, body, who=who)
        return answer.status_code, answer.json()["message"]

    async def names(self, *, who: str = "demo", **body: Any) -> list[str]:
        """
        Give the file names that a search finds.
        """
        found = await self.send("POST", "/search/metadata", body, who=who)
        return [one["originalFileName"] for one in found["assets"]["items"]]

    def token(self, who: str) -> str:
        """
        Give the token of a user's session, opened at the first time.
        """
        user = by_email(self.world, who)
        for session in self.world.sessions.values():
            if session.user_id == user.user_id and session.parent is None:
                return session.token
        return open_session(self.world, user).token

    def key(self, who: str, *permissions: str) -> dict[str, str]:
        """
        Give the header of a new API key.
        """
        key = issue_key(self.world, by_email(self.world, who), permissions or ("all",))
        return {"x-api-key": key.secret}

    def user_id(self, who: str) -> str:
        """
        Give a user's id.
        """
        return by_email(self.world, who).user_id

    def asset(self, name: str, who: str = "demo") -> Asset:
        """
        Give an asset by its file name.
        """
        self.world.look_again()
        assets = self.world.owned(self.user_id(who))
        return next(asset for asset in assets if asset.name == name)

    def ids(self, *names: str) -> list[str]:
        """
        Give ids by file names.
        """
        return [self.asset(name).asset_id for name in names]

    def scan(self) -> None:
        """
        Look at the folders now.
        """
        self.world.look_again = Watcher(self.world)
        self.world.look_again()


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """
    A folder with a pair, a clip, a damaged picture, and what is no asset.
    """
    folder = tmp_path / "photos"
    (folder / "trip").mkdir(parents=True)
    (folder / "@eaDir").mkdir()
    (folder / "trip" / "L1000.JPG").write_bytes(jpeg(TAKEN, image=picture(400, 300)))
    (folder / "trip" / "L1000.DNG").write_bytes(dng())
    (folder / "trip" / "L1000.xmp").write_text("<x/>")
    (folder / "bad.png").write_bytes(b"nothing")
    (folder / ".hidden.jpg").write_bytes(b"")
    (folder / "@eaDir" / "thumb.jpg").write_bytes(jpeg())
    (folder / "gone.jpg").symlink_to("nowhere")
    clip(folder / "clip.mp4", frames=20)
    return folder


async def _standing(photos: Path, version: tuple[int, int, int]) -> AsyncIterator[StandIn]:
    settings = Settings(version=version, uploads=photos.parent / "uploads")
    world = seeded(photos, settings=settings)
    transport = ASGITransport(create_app(world))
    async with AsyncClient(transport=transport, base_url="http://immich.test") as client:
        yield StandIn(photos, client, world)


@pytest.fixture
async def stand_in(photos: Path) -> AsyncIterator[StandIn]:
    """
    A stand-in of version 2.
    """
    async for made in _standing(photos, V2):
        yield made


@pytest.fixture(params=[V2, V3], ids=["2", "3"])
async def either(photos: Path, request: pytest.FixtureRequest) -> AsyncIterator[StandIn]:
    """
    A stand-in of one version, then of the other.
    """
    async for made in _standing(photos, request.param):
        yield made


@pytest.fixture
async def newer(photos: Path) -> AsyncIterator[StandIn]:
    """
    A stand-in of version 3.
    """
    async for made in _standing(photos, V3):
        yield made
