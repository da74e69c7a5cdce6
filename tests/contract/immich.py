"""
Speaking to an Immich as its apps do.
"""

import atexit
from collections.abc import Sequence
from typing import Any

import httpx

from tests.contract.server import Server

SECONDS = 60.0
MOST_ASSETS = 1000
Json = dict[str, Any]


class ManyAssetsError(Exception):
    """
    Raised for an account that somebody may need, because it has many assets.
    """


class Immich:
    """
    An account at a server, by a session of its own.

    :ivar version: major, minor, patch.
    """

    def __init__(self, server: Server) -> None:
        self.server = server
        self.open = client(server.url)
        told = self.json("GET", "/server/version", by=self.open)
        self.version = (told["major"], told["minor"], told["patch"])
        login = {"email": server.email, "password": server.password}
        with client(server.url) as entering:  # it keeps the cookies
            self.login = self.json("POST", "/auth/login", login, by=entering)
        atexit.register(self.close)
        self.token: str = self.login["accessToken"]
        self.client = client(server.url, authorization=f"Bearer {self.token}")
        self.me = self.json("GET", "/users/me")
        self.user_id: str = self.me["id"]

    @property
    def is_v3(self) -> bool:
        """
        Whether it speaks as version 3 does.
        """
        return self.version >= (3, 0, 0)

    def refuse_many(self) -> None:
        """
        Leave an account alone that has many assets, unless told otherwise.

        :raises ManyAssetsError: when it has.
        """
        total = self.json("GET", "/assets/statistics")["total"]
        if total > MOST_ASSETS and not self.server.may_be_large:
            raise ManyAssetsError(
                f"{self.server.email} has {total} assets. Name an account for tests, or say"
                " IMMICH_MANY=1: only what the tests make is removed again."
            )

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        by: httpx.Client | None = None,
        **headers: str,
    ) -> httpx.Response:
        """
        Ask, as this account unless said otherwise.
        """
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        asking = self.client if by is None else by
        return asking.request(method, f"/api{path}", json=body, headers=told)

    def json(self, method: str, path: str, body: Any = None, by: httpx.Client | None = None) -> Any:
        """
        Give the JSON of an answer, which must be a success.
        """
        answer = self.ask(method, path, body, by)
        assert answer.is_success, (method, path, answer.status_code, answer.text)
        return answer.json() if answer.content else None

    def found(self, **wanted: Any) -> list[Json]:
        """
        Search by metadata.
        """
        items: list[Json] = self.json("POST", "/search/metadata", wanted)["assets"]["items"]
        return items

    def ids(self, **wanted: Any) -> list[str]:
        """
        Search by metadata for ids.
        """
        return [one["id"] for one in self.found(**wanted)]

    def asset(self, asset_id: str) -> Json:
        """
        Give an asset as it is now.
        """
        told: Json = self.json("GET", f"/assets/{asset_id}")
        return told

    def by_key(self, secret: str) -> httpx.Client:
        """
        Give a client that comes with an API key.
        """
        return client(self.server.url, x_api_key=secret)

    def close(self) -> None:
        """
        End the session; at the end of the process by itself.
        """
        atexit.unregister(self.close)
        self.ask("POST", "/auth/logout")
        self.client.close()
        self.open.close()


def client(url: str, **headers: str) -> httpx.Client:
    """
    Make a client that always sends some headers.
    """
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Client(base_url=url, headers=told, timeout=SECONDS, trust_env=False)


def texts(answers: Sequence[httpx.Response]) -> list[tuple[int, str]]:
    """
    Give statuses and Immich's words.
    """
    return [(one.status_code, one.json()["message"]) for one in answers]
