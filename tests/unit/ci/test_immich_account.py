"""
How a new Immich is made ready for the tests.
"""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import httpx
import pytest

ACCOUNT = ("a@b.example", "p4Hn-9s_Zq", "/photos")
SOURCE = Path(__file__).parents[3] / "infra" / "ci" / "immich_account.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """
    The script as a module.
    """
    spec = importlib.util.spec_from_file_location("immich_account", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class NewImmich:
    """
    Knows nobody and no library, until it is told.
    """

    def __init__(self) -> None:
        self.users: list[str] = []
        self.libraries: list[dict[str, object]] = []
        self.asleep = 2

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """
        Answer.
        """
        told = json.loads(request.content or b"{}")
        answers: dict[tuple[str, str], Callable[[], httpx.Response]] = {
            ("GET", "/api/server/ping"): self._ping,
            ("POST", "/api/auth/login"): lambda: self._login(told),
            ("POST", "/api/auth/admin-sign-up"): lambda: self._sign_up(told),
            ("GET", "/api/libraries"): lambda: httpx.Response(200, json=self.libraries),
            ("POST", "/api/libraries"): lambda: self._add(told),
        }
        return answers[request.method, request.url.path]()

    def _ping(self) -> httpx.Response:
        self.asleep -= 1
        if self.asleep:
            raise httpx.ConnectError("not yet")
        return httpx.Response(200)

    def _login(self, told: dict[str, str]) -> httpx.Response:
        if told["email"] not in self.users:
            return httpx.Response(401)
        return httpx.Response(201, json={"accessToken": "t", "userId": "1"})

    def _sign_up(self, told: dict[str, str]) -> httpx.Response:
        self.users.append(told["email"])
        return httpx.Response(201)

    def _add(self, told: dict[str, object]) -> httpx.Response:
        self.libraries.append(told)
        return httpx.Response(201)


def client_of(immich: Callable[[httpx.Request], httpx.Response]) -> httpx.Client:
    """
    Give a client of it.
    """
    return httpx.Client(base_url="http://immich", transport=httpx.MockTransport(immich))


def test_admin_and_library_are_made_once(script: ModuleType) -> None:
    """
    A second run finds them.
    """
    immich = NewImmich()
    for _ in range(2):
        with client_of(immich) as client:
            script.make_account(client, *ACCOUNT)

    assert immich.users == ["a@b.example"]
    assert [library["importPaths"] for library in immich.libraries] == [["/photos"]]


def test_server_that_starts_is_waited_for(script: ModuleType) -> None:
    """
    And not for ever.
    """
    with client_of(NewImmich()) as client:
        script.wait_ready(client, 1.0)
    with (
        client_of(lambda _: httpx.Response(503)) as client,
        pytest.raises(TimeoutError, match="http://immich"),
    ):
        script.wait_ready(client, 0.05)
