"""
How new files get to an Immich and to the services alike: copied into a library, or uploaded.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.contract.immich import Immich
from tests.contract.made import Made
from tests.waiting import wait_until

SEEN_SECONDS = 180.0
Way = Callable[[Immich, Made, list[Path]], None]


@dataclass
class NotOfferedError(Exception):
    """
    Raised when a server has no such way; says why.
    """

    why: str


def copied(immich: Immich, made: Made, files: list[Path]) -> None:
    """
    Copy files into a folder of an external library that lies under MEDIA_PATH.

    :raises NotOfferedError: when there is none that one may write to.
    """
    library, folder = _library(immich)
    target = folder / files[0].stem
    try:
        target.mkdir()
    except OSError as error:
        raise NotOfferedError(f"{folder} cannot be written to: {error.strerror}") from error

    def scan() -> None:
        immich.json("POST", f"/libraries/{library}/scan", {})

    def remove() -> None:
        ids = [one for file in files for one in immich.ids(originalFileName=file.name)]
        shutil.rmtree(target)
        scan()
        wait_until(lambda: all(immich.asset(one)["isTrashed"] for one in ids), SEEN_SECONDS)
        made.gone("DELETE", "/assets", {"ids": ids, "force": True})

    made.then(remove)
    for file in files:
        shutil.copy2(file, target)
    scan()


def _library(immich: Immich) -> tuple[str, Path]:
    media = immich.server.media
    if media is None or not immich.me["isAdmin"]:
        raise NotOfferedError("without MEDIA_PATH and an admin's account nothing can be copied in")
    for one in immich.json("GET", "/libraries"):
        for path in map(Path, one["importPaths"]):
            is_here = path.is_dir() and (path == media or media in path.parents)
            if one["ownerId"] == immich.user_id and is_here:
                return one["id"], path
    raise NotOfferedError(f"no external library of this account lies under {media}")


def uploaded(immich: Immich, made: Made, files: list[Path]) -> None:
    """
    Upload files to where MEDIA_PATH shows them, under their own names.

    :raises NotOfferedError: when it does not, or Immich names them otherwise.
    """
    media = immich.server.media
    paths = []
    for file in files:
        asset_id = made.send(file.name, file.read_bytes()).json()["id"]
        paths.append(Path(immich.asset(asset_id)["originalPath"]))
    if media is None or not all(any(media.rglob(path.name)) for path in paths):
        raise NotOfferedError("MEDIA_PATH does not show what is uploaded")
    if [path.stem for path in paths] != [file.stem for file in files]:
        raise NotOfferedError("without a storage template the names of uploads are lost on disk")


WAYS: tuple[Way, ...] = (copied, uploaded)


def facts(asset: dict[str, Any]) -> dict[str, Any]:
    """
    Give what is to be of an asset as it was.
    """
    passing = {"updatedAt", "thumbhash", "resized", "people", "hasMetadata", "duplicateId"}
    return {key: value for key, value in asset.items() if key not in passing}
