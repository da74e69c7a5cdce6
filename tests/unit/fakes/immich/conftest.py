"""
A stand-in over a folder with one of each kind of file, and somebody signed in.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response

from tests.fakes.immich.accounts import DEMO, GUEST, Accounts
from tests.fakes.immich.app import create_app
from tests.samples.media import clip, dng, jpeg, picture, tiff

TAKEN = tiff({0x010F: "LEICA"}, {0x9003: "2023:05:10 12:00:00"})


@dataclass(slots=True)
class StandIn:
    """
    A stand-in, with the demo user's and the guest's keys.
    """

    root: Path
    client: AsyncClient
    accounts: Accounts
    key: dict[str, str]
    guest: dict[str, str]

    async def get(self, path: str, **headers: str) -> Response:
        """
        Ask as the demo user.
        """
        return await self.client.get(path, headers={**self.key, **headers})

    async def search(self, **body: Any) -> dict[str, Any]:
        """
        Search as the demo user, and give the page of assets.
        """
        url = "/api/search/metadata"
        answer = await self.client.post(url, json=body, headers=self.key)
        page: dict[str, Any] = answer.json()["assets"]
        return page

    async def id_of(self, name: str) -> str:
        """
        Give the id of an asset by its file name.
        """
        page = await self.search(originalFileName=name)
        asset_id: str = page["items"][0]["id"]
        return asset_id


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


@pytest.fixture
async def stand_in(photos: Path) -> AsyncIterator[StandIn]:
    """
    The stand-in over that folder.
    """
    accounts = Accounts()
    key, guest = ({"x-api-key": accounts.issue_key(user)} for user in (DEMO, GUEST))
    transport = ASGITransport(create_app(photos, accounts))
    async with AsyncClient(transport=transport, base_url="http://immich.test") as client:
        yield StandIn(photos, client, accounts, key, guest)
