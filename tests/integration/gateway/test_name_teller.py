"""
Telling grouping what uploads are called.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from gateway.json_client import make_client
from gateway.name_teller import NameTeller
from mediacore.errors import UnavailableError
from tests.fakes.immich.accounts import open_session
from tests.fakes.immich.trash import delete_for_good
from tests.integration.gateway.index_scene import FOLLOWED, MINUTE, IndexScene
from tests.integration.gateway.model_shelf import ANNA, BEN, Models
from tests.integration.gateway.scripted import Scripted, running_gateway
from tests.integration.gateway.test_following import eventually

LOST = "upload/anna/12/34/12345678-1234-4234-8234-1234567890{}.jpg"
ONE, TWO = LOST.format("01"), LOST.format("02")


class Hearing:
    """
    A grouping that hears names, unless it is away.
    """

    def __init__(self, client: httpx.AsyncClient) -> None:
        client._transport = httpx.MockTransport(self._handle)
        self.client = client
        self.told: list[list[dict[str, Any]]] = []
        self.away = False

    def _handle(self, request: httpx.Request) -> httpx.Response:
        if self.away:
            return httpx.Response(503)
        assert request.headers["authorization"] == "Bearer token"
        assert (request.method, request.url.path) == ("PUT", "/files/names")
        self.told.append(orjson.loads(request.content)["files"])
        return httpx.Response(200, json={"changed": len(self.told[-1])})

    def heard(self) -> dict[str, str | None]:
        """
        Give the name of each path that was told, and forget it.
        """
        found = {file["path"]: file["name"] for batch in self.told for file in batch}
        self.told.clear()
        return found


@pytest.fixture
async def grouping() -> AsyncIterator[Hearing]:
    """
    A grouping that has heard nothing.
    """
    async with make_client("http://grouping") as client:
        yield Hearing(client)


def _teller(models: Models | IndexScene, grouping: Hearing, at_once: int = 100) -> NameTeller:
    return NameTeller(models.database, grouping.client, "token", at_once)


async def test_uploads_are_told_with_owner_and_time(models: Models, grouping: Hearing) -> None:
    """
    Files that have their names on disk are none of it.
    """
    models.asset(1, ONE, ANNA)
    models.asset(2, "2026/IMG_2.jpg", ANNA)
    models.asset(3, None, ANNA)

    assert not await _teller(models, grouping).turn()

    assert grouping.told == [
        [{"path": ONE, "name": "name1", "folder": str(ANNA), "takenAt": "2026-05-16T12:00:00"}]
    ]


async def test_nothing_is_told_twice_needlessly(models: Models, grouping: Hearing) -> None:
    """
    Not by a new process, and not when something else of the asset changes.
    """
    models.asset(1, ONE)
    await _teller(models, grouping).turn()
    grouping.heard()

    models.asset(1, ONE, shown=False)
    again = _teller(models, grouping)
    await again.turn()
    await again.turn()

    assert grouping.told == []


async def test_what_changes_is_told_anew(models: Models, grouping: Hearing) -> None:
    """
    A new name, another owner, another time.
    """
    models.asset(1, ONE)
    teller = _teller(models, grouping)
    await teller.turn()

    models.asset(1, ONE, BEN, minutes=1)
    await teller.turn()

    assert [batch[0]["folder"] for batch in grouping.told] == [str(ANNA), str(BEN)]
    assert grouping.told[1][0]["takenAt"] == "2026-05-16T12:01:00"


async def test_assets_that_are_gone_are_taken_back(models: Models, grouping: Hearing) -> None:
    """
    As are those that lie elsewhere now.
    """
    models.asset(1, ONE)
    models.asset(2, TWO)
    teller = _teller(models, grouping)
    await teller.turn()
    grouping.heard()

    models.drop_asset(1)
    models.asset(2, "library/anna/2026/name2")
    await teller.turn()

    assert grouping.heard() == {ONE: None, TWO: None}


async def test_first_of_two_assets_names_a_file(models: Models, grouping: Hearing) -> None:
    """
    The other, when the first is gone.
    """
    models.asset(2, ONE, BEN)
    models.asset(1, ONE, ANNA)
    teller = _teller(models, grouping)
    await teller.turn()
    before = grouping.heard()

    models.drop_asset(1)
    await teller.turn()

    assert (before, grouping.heard()) == ({ONE: "name1"}, {ONE: "name2"})


async def test_grouping_that_is_away_hears_it_later(models: Models, grouping: Hearing) -> None:
    """
    The mark stays until it has answered.
    """
    models.asset(1, ONE)
    grouping.away = True
    with pytest.raises(UnavailableError):
        await _teller(models, grouping).turn()

    grouping.away = False
    await _teller(models, grouping).turn()

    assert grouping.heard() == {ONE: "name1"}


async def test_a_crash_before_the_note_tells_once_more(models: Models, grouping: Hearing) -> None:
    """
    Twice rather than never.
    """
    models.asset(1, ONE)
    await _teller(models, grouping).turn()
    models.run("UPDATE files SET told_name = NULL, told_owner = NULL, told_at = NULL")
    models.run("INSERT INTO dirty_names (file_id) SELECT file_id FROM files")

    await _teller(models, grouping).turn()

    assert [batch[0]["name"] for batch in grouping.told] == ["name1", "name1"]


async def test_many_are_told_in_shares(models: Models, grouping: Hearing) -> None:
    """
    As long as shares are full there is more.
    """
    for number in range(3):
        models.asset(number, LOST.format(f"{number:02}"))
    teller = _teller(models, grouping, at_once=2)

    assert [await teller.turn(), await teller.turn()] == [True, False]
    assert [len(batch) for batch in grouping.told] == [2, 1]


async def _upload(scene: IndexScene, name: str, body: bytes) -> str:
    token = open_session(scene.world, scene.user).token
    answer = await scene.client.post(
        "/api/assets",
        headers={"authorization": f"Bearer {token}"},
        files={"assetData": (name, body)},
        data={
            "deviceAssetId": name,
            "deviceId": "test",
            "fileCreatedAt": "2026-05-01T12:00:00.120Z",
            "fileModifiedAt": "2026-05-01T12:00:00.120Z",
        },
    )
    return str(answer.json()["id"])


async def test_uploads_of_immich_reach_grouping(
    scene: IndexScene, grouping: Hearing, tmp_path: Path
) -> None:
    """
    From the stand-in through the index; taken back when the asset is deleted for good.
    """
    scene.world.settings.uploads = tmp_path
    scene.to_library = lambda path: path.removeprefix(f"{tmp_path}/")
    await scene.restart()
    teller = _teller(scene, grouping)
    raw_id = await _upload(scene, "IMG_1.CR3", b"raw")
    await _upload(scene, "IMG_1.JPG", b"jpeg")
    await scene.indexed()
    await teller.turn()
    (told,) = grouping.told
    first = grouping.heard()

    delete_for_good(scene.world, [one for one in scene.assets if one.asset_id == raw_id])
    scene.pass_time(MINUTE + FOLLOWED)
    await scene.turn()
    await teller.turn()

    gone = [path for path, name in first.items() if name == "IMG_1.CR3"]
    assert sorted(map(str, first.values())) == ["IMG_1.CR3", "IMG_1.JPG"]
    assert {file["folder"] for file in told} == {scene.user.user_id}
    assert {file["takenAt"][:19] for file in told} == {"2026-05-01T12:00:00"}
    assert all(path.startswith(f"upload/{scene.user.user_id}/") for path in first)
    assert grouping.heard() == dict.fromkeys(gone)


async def test_running_gateway_tells_names_once(
    models: Models, immich: Scripted, services: Scripted
) -> None:
    """
    And after a restart only what is new.
    """
    models.asset(1, ONE)
    services.say("/feed", {"groups": [], "next": None, "position": 0})
    services.say("/changes", {"items": [], "last": 0, "lost": False})
    services.say("/files/names", {"changed": 1})
    url = models.database.engine.url.render_as_string(hide_password=False)

    async def run() -> None:
        async with running_gateway(
            immich.url, services=services.url, database_url=url, background=True
        ):
            await eventually(lambda: models.rows("SELECT 1 FROM dirty_names") == [])

    await run()
    models.asset(2, TWO)
    await run()

    bodies = [seen.json() for seen in services.seen if seen.raw_path == "/files/names"]
    assert [[file["name"] for file in body["files"]] for body in bodies] == [["name1"], ["name2"]]
