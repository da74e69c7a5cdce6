"""
What the tests make at an Immich, and removing it again, whatever happens.
"""

import atexit
import io
import os
import uuid
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import httpx
from PIL import Image

from tests.contract.immich import Immich, Json
from tests.contract.moments import LONG_AGO
from tests.waiting import wait_until

READY_SECONDS = 120.0
NAME = "twinlens-test"
GONE = {204, 200, 400, 404}  # also what was removed meanwhile


@dataclass(frozen=True, slots=True)
class Picture:
    """
    A picture that was uploaded.
    """

    asset_id: str
    name: str
    content: bytes


def new_name(suffix: str = "") -> str:
    """
    Give a name that nobody else has.
    """
    return f"{NAME}-{uuid.uuid4().hex[:12]}{suffix}"


def new_picture() -> bytes:
    """
    Give a JPEG that there is only once.
    """
    file = io.BytesIO()
    image = Image.frombytes("RGB", (64, 48), os.urandom(64 * 48 * 3))
    image.save(file, "JPEG", quality=95)
    return file.getvalue()


def as_form(name: str, content: bytes) -> tuple[dict[str, str], dict[str, tuple[str, bytes]]]:
    """
    Give fields and file of an upload, as both versions take them.
    """
    moment = f"{LONG_AGO.isoformat()}.000Z"
    fields = {"filename": name, "fileCreatedAt": moment, "fileModifiedAt": moment}
    fields |= {"deviceAssetId": name, "deviceId": NAME}
    return fields, {"assetData": (name, content)}


class Made:
    """
    Makes things, and knows how each is removed; the newest first, all of them at the end.
    """

    def __init__(self, immich: Immich) -> None:
        self.immich = immich
        self._undo = ExitStack()
        atexit.register(self.clear)

    def then(self, undo: Callable[[], object]) -> None:
        """
        Remember how something is removed.
        """
        self._undo.callback(undo)

    def gone(self, method: str, path: str, body: Any = None) -> None:
        """
        Remove something, which may be gone already.
        """
        status = self.immich.ask(method, path, body).status_code
        assert status in GONE, (method, path, status)

    def clear(self) -> None:
        """
        Remove everything; what cannot be removed hinders nothing else, and is told at the end.
        """
        atexit.unregister(self.clear)
        self._undo.close()

    def send(self, name: str, content: bytes) -> httpx.Response:
        """
        Upload a file.
        """
        fields, files = as_form(name, content)
        answer = self.immich.client.post("/api/assets", data=fields, files=files)
        assert answer.is_success, answer.text
        if answer.status_code == httpx.codes.CREATED:
            ids = [answer.json()["id"]]
            self.then(lambda: self.gone("DELETE", "/assets", {"ids": ids, "force": True}))
        return answer

    def picture(self) -> Picture:
        """
        Upload a picture.
        """
        name, content = new_name(".jpg"), new_picture()
        return Picture(self.send(name, content).json()["id"], name, content)

    def ready(self, picture: Picture) -> Picture:
        """
        Wait until Immich has done with a picture whatever it does by itself.
        """
        wait_until(lambda: self.immich.asset(picture.asset_id)["thumbhash"], READY_SECONDS)
        return picture

    def album(self, ids: Sequence[str]) -> Json:
        """
        Make an album.
        """
        return self._new("/albums", {"albumName": new_name(), "assetIds": list(ids)})

    def stack(self, ids: Sequence[str]) -> Json:
        """
        Make a stack.
        """
        return self._new("/stacks", {"assetIds": list(ids)})

    def link(self, ids: Sequence[str]) -> Json:
        """
        Make a shared link.
        """
        return self._new("/shared-links", {"type": "INDIVIDUAL", "assetIds": list(ids)})

    def session(self) -> Json:
        """
        Open a session under this one.
        """
        return self._new("/sessions", {"deviceType": NAME, "deviceOS": NAME})

    def key(self, *permissions: str) -> httpx.Client:
        """
        Make an API key, and give a client that comes with it.
        """
        made = self.immich.json(
            "POST", "/api-keys", {"name": new_name(), "permissions": list(permissions)}
        )
        self.then(lambda: self.gone("DELETE", f"/api-keys/{made['apiKey']['id']}"))
        client = self.immich.by_key(made["secret"])
        self.then(client.close)
        return client

    def user(self) -> Json:
        """
        Make another user; only admins can.
        """
        told = {"email": f"{new_name()}@twinlens.invalid", "password": uuid.uuid4().hex}
        made: Json = self.immich.json("POST", "/admin/users", {**told, "name": NAME})
        way = f"/admin/users/{made['id']}"
        self.then(lambda: self.gone("DELETE", way, {"force": True}))
        return made

    def partner(self, user_id: str) -> None:
        """
        Share everything with a user.
        """
        if self.immich.is_v3:
            self.immich.json("POST", "/partners", {"sharedWithId": user_id})
        else:
            self.immich.json("POST", f"/partners/{user_id}")
        self.then(lambda: self.gone("DELETE", f"/partners/{user_id}"))

    def _new(self, path: str, body: Json) -> Json:
        made: Json = self.immich.json("POST", path, body)
        self.then(lambda: self.gone("DELETE", f"{path}/{made['id']}"))
        return made
