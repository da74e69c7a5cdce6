"""
A grouping that tells which files it has, and nothing else.
"""

from collections.abc import Iterable
from typing import Any

import httpx
import orjson

from tests.fakes.immich.records import Asset


class GroupingFiles:
    """
    Answers `POST /files/known` out of a set of paths.
    """

    def __init__(self, client: httpx.AsyncClient) -> None:
        client._transport = httpx.MockTransport(self._handle)
        self.client = client
        self.paths: set[str] = set()
        self.asked_names = 0
        self.answer: Any = None

    def take(self, folder: str, container: str, assets: Iterable[Asset]) -> None:
        """
        Have the files of those assets that lie in a folder of Immich's, under one of ours.
        """
        for asset in assets:
            if asset.original_path.startswith(f"{container}/"):
                rest = asset.original_path.removeprefix(f"{container}/")
                self.paths.add(f"{folder}/{rest}" if folder else rest)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        asked = orjson.loads(request.content)
        self.asked_names += "names" in asked
        names = set(asked.get("names", ()))
        found = {
            "paths": sorted(self.paths & set(asked.get("paths", ()))),
            "named": sorted(path for path in self.paths if path.rpartition("/")[2] in names),
        }
        return httpx.Response(200, json=found if self.answer is None else self.answer)
