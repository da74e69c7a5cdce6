"""
A folder of the library for one test: what it puts there, and what Immich itself says of it.
"""

import shutil
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from localstack.edits import copy_picture, framed
from localstack.writers import CANON, Look, write_jpeg
from tests.e2e.local_run import LocalRun, signed_in
from tests.waiting import wait_until

SEEN_SECONDS = 60
DEMO = ("demo@twinlens.local", "demo")
NEWEST = datetime(2026, 10, 1, 9, 0)  # noqa: DTZ001 - cameras write local time
SIZE = (300, 200)

_scenes = count(1000)


class Shelf:
    """
    Pictures that are there several times, in `folder`; no other test's pictures resemble them.

    `immich` asks the stand-in itself as the demo user, `gateway` what we make of it.
    """

    def __init__(self, stack: LocalRun, name: str) -> None:
        self.name = name
        self.folder = stack.media / name
        self.folder.mkdir()
        self.gateway = signed_in(stack.gateway, *DEMO)
        self.immich = signed_in(stack.immich(), *DEMO)
        self._days = count(1)

    def close(self) -> None:
        """
        Let both clients go.
        """
        self.gateway.close()
        self.immich.close()

    def picture(self, name: str, size: tuple[int, int] = SIZE) -> Path:
        """
        Put a picture there, a day older than the one before.
        """
        taken = NEWEST - timedelta(days=next(self._days))
        return write_jpeg(self.folder / name, taken, CANON, Look(next(_scenes), size))

    def copies(self, stem: str, number: int = 2, size: tuple[int, int] = SIZE) -> list[Path]:
        """
        Put a picture there, and the same bytes under other names.
        """
        first = self.picture(f"{stem} 1.jpg", size)
        others = [self.folder / f"{stem} {place}.jpg" for place in range(2, number + 1)]
        return [first, *(Path(shutil.copy2(first, other)) for other in others)]

    def framed(self, stem: str) -> list[Path]:
        """
        Put a picture there, and one of it in a frame.
        """
        first = self.picture(f"{stem} 1.jpg")
        when = NEWEST + timedelta(days=1)
        return [first, copy_picture(first, self.folder / f"{stem} 2.jpg", framed, 90, when)]

    def groups(self) -> list[dict[str, Any]]:
        """
        What the gateway lists of this folder.
        """
        answer = self.gateway.get("/api/duplicates", params={"prefix": f"{self.name}/"})
        return list(answer.raise_for_status().json()["items"])

    def wait_for_groups(self, number: int) -> None:
        """
        Return once that many groups of duplicates are known.
        """
        wait_until(lambda: len(self.groups()) == number, seconds=SEEN_SECONDS)

    def assets(self) -> dict[str, dict[str, Any]]:
        """
        What Immich knows of the files of this folder, by name.
        """
        body = {"originalPath": f"{self.folder}/", "withDeleted": True}
        answer = self.immich.post("/api/search/metadata", json=body)
        found = answer.raise_for_status().json()["assets"]["items"]
        return {item["originalFileName"]: item for item in found}

    def version_count(self, name: str) -> int | None:
        """
        How many versions the gateway knows of a file's shot; nothing for a lone file.
        """
        asset = self.assets()[name]["id"]
        answer = self.gateway.get(f"/api/immich/assets/{asset}").raise_for_status().json()
        count: int | None = answer.get("versionCount")
        return count

    def trashed(self) -> list[str]:
        """
        The names of the files that lie in Immich's trash.
        """
        return sorted(name for name, asset in self.assets().items() if asset["isTrashed"])

    def wait_for_trash(self, *names: str) -> None:
        """
        Return once just these files lie in Immich's trash.
        """
        wait_until(lambda: self.trashed() == sorted(names), seconds=SEEN_SECONDS)

    def album(self, title: str, name: str) -> None:
        """
        Have Immich make an album of a file.
        """
        body = {"albumName": title, "assetIds": [self.assets()[name]["id"]]}
        self.immich.post("/api/albums", json=body).raise_for_status()

    def albums_with(self, name: str) -> list[str]:
        """
        The titles of the albums that Immich has a file in.
        """
        asset = self.assets()[name]["id"]
        found = self.immich.get("/api/albums", params={"assetId": asset}).raise_for_status().json()
        return [album["albumName"] for album in found]

    def favour(self, name: str) -> None:
        """
        Have Immich take a file for a favourite, and wait until the gateway has heard of it.
        """
        asset = self.assets()[name]["id"]
        self.immich.put(f"/api/assets/{asset}", json={"isFavorite": True}).raise_for_status()
        wait_until(lambda: name in self._favourites(), seconds=SEEN_SECONDS)

    def _favourites(self) -> list[str]:
        copies = [copy for group in self.groups() for copy in group["members"]]
        return [copy["filename"] for copy in copies if copy["isFavorite"]]
