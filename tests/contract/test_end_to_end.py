"""
From new files to a decision and back, with this very Immich behind everything of ours.
"""

import random
import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from localstack.writers import CANON, Look, write_dng, write_jpeg
from tests.contract.immich import Immich, Json, client
from tests.contract.made import Made, new_name
from tests.contract.moments import LONG_AGO
from tests.contract.ways import WAYS, NotOfferedError, Way, facts
from tests.e2e.local_run import LocalRun
from tests.waiting import wait_until

SECONDS = 240.0
HERE = {"x_requested_with": "twinlens"}


@pytest.fixture(scope="module")
def twinlens(immich: Immich) -> Iterator[httpx.Client]:
    """
    All of ours over MEDIA_PATH, started as `make run` does it; asked as the account.
    """
    media = immich.server.media
    if media is None:  # pragma: no cover - the stand-ins have a folder
        pytest.skip("MEDIA_PATH is not given: the services have no files to look at")
    folder = Path(tempfile.mkdtemp(prefix="twinlens-contract-"))
    folder.chmod(0o755)
    run = LocalRun(folder, MEDIA_PATH=str(media), IMMICH_URL=immich.server.url, IMMICH_PASSWORD="")
    run.start()
    run.wait_for("Open http")
    with client(run.gateway, authorization=f"Bearer {immich.token}", **HERE) as asking:
        yield asking
    run.stop()
    shutil.rmtree(folder)


def three_files(folder: Path) -> list[Path]:
    """
    Write a RAW and its JPEG, and the same picture again in other bytes and under another name.
    """
    look = Look(random.randrange(10**6), (480, 320))
    taken = LONG_AGO + timedelta(seconds=random.randrange(10**6))
    name = new_name()
    return [
        write_jpeg(folder / f"{name}.jpg", taken, CANON, look),
        write_dng(folder / f"{name}.dng", taken, CANON, look),
        write_jpeg(folder / f"{new_name()}.jpg", taken, CANON, look, serial=1),
    ]


class Shot:
    """
    The files' assets, as our answers tell them.
    """

    def __init__(self, immich: Immich, twinlens: httpx.Client, files: list[Path]) -> None:
        self.immich = immich
        self.twinlens = twinlens
        self.names = [file.name for file in files]
        self.ids: list[str] = []

    def ask(self, method: str, path: str, body: Json | None = None) -> Json:
        """
        Ask the gateway, which must succeed.
        """
        answer = self.twinlens.request(method, path, json=body)
        assert answer.is_success, (path, answer.status_code, answer.text)
        told: Json = answer.json()
        return told

    def enriched(self, name: str) -> Json:
        """
        Give an enriched asset by its name; nothing while there is none.
        """
        path = "/api/immich/search/metadata"
        items: list[Json] = self.ask("POST", path, {"originalFileName": name})["assets"]["items"]
        return items[0] if items else {}

    def is_a_pair(self) -> bool:
        """
        Tell whether RAW and JPEG are versions of each other.
        """
        told = [self.enriched(name) for name in self.names[:2]]
        return [one.get("versionCount") for one in told] == [2, 2]

    def copies(self) -> Json | None:
        """
        Give the group of duplicates with JPEG and copy, once there is one.
        """
        wanted = {self.ids[0], self.ids[2]}
        groups: list[Json] = self.ask("GET", "/api/duplicates")["items"]
        return next(
            (one for one in groups if wanted <= {member["assetId"] for member in one["members"]}),
            None,
        )

    def is_primary(self, place: int) -> bool:
        """
        Tell whether an asset stands for its shot.
        """
        return self.enriched(self.names[place]).get("isPrimaryVersion") is True


@pytest.fixture(params=WAYS, ids=lambda way: way.__name__)
def shot(
    request: pytest.FixtureRequest,
    immich: Immich,
    made: Made,
    twinlens: httpx.Client,
    tmp_path: Path,
) -> Shot:
    """
    Three new files, as soon as everybody knows them.
    """
    way: Way = request.param
    files = three_files(tmp_path)
    try:
        way(immich, made, files)
    except NotOfferedError as error:  # pragma: no cover - the stand-ins offer every way
        pytest.skip(error.why)
    found = Shot(immich, twinlens, files)
    wait_until(lambda: all(immich.ids(originalFileName=name) for name in found.names), SECONDS)
    found.ids = [immich.ids(originalFileName=name)[0] for name in found.names]
    wait_until(lambda: all(immich.asset(one)["thumbhash"] for one in found.ids), SECONDS)
    wait_until(found.is_a_pair, SECONDS)
    wait_until(found.copies, SECONDS)
    return found


def test_new_files_are_grouped_decided_and_given_back(shot: Shot) -> None:
    """
    A primary is chosen, a copy goes to Immich's trash; undone, everything is as it was.
    """
    before = [facts(shot.immich.asset(one)) for one in shot.ids]
    assert shot.is_primary(0)

    group = shot.enriched(shot.names[0])["groupId"]
    chosen = shot.ask("POST", f"/api/groups/{group}/primary", {"assetId": shot.ids[1]})
    wait_until(lambda: shot.is_primary(1), SECONDS)

    copies = shot.copies()
    assert copies is not None
    wish = {"groupId": copies["groupId"], "remove": [shot.ids[2]], "revision": copies["revision"]}
    resolved = shot.ask("POST", "/api/duplicates/resolve", {"items": [wish]})
    assert [one["ok"] for one in resolved["results"]] == [True], resolved
    trashed = shot.immich.asset(shot.ids[2])["isTrashed"]

    shot.ask("POST", f"/api/duplicates/undo/{resolved['undoToken']}")
    shot.ask("POST", f"/api/groups/undo/{chosen['undoToken']}")
    wait_until(lambda: shot.is_primary(0), SECONDS)

    assert trashed
    assert [facts(shot.immich.asset(one)) for one in shot.ids] == before
