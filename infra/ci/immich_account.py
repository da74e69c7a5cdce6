"""
Give a new Immich its admin and a library over a folder, and wait until that is done.

`immich_account.py URL EMAIL PASSWORD FOLDER`; an Immich that has them already stays as it is.
"""

import sys
import time
from typing import Final

import httpx

READY_SECONDS: Final = 300.0
PAUSE_SECONDS: Final = 1.0
NAME: Final = "Twinlens tests"


def wait_ready(client: httpx.Client, seconds: float = READY_SECONDS) -> None:
    """
    Return as soon as the server answers.

    :raises TimeoutError: when it does not in time.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if client.get("/api/server/ping").is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(min(PAUSE_SECONDS, seconds / 10))
    raise TimeoutError(f"{client.base_url} does not answer")


def make_account(client: httpx.Client, email: str, password: str, folder: str) -> None:
    """
    Make what is missing.
    """
    who = {"email": email, "password": password}
    login = client.post("/api/auth/login", json=who)
    if login.status_code == httpx.codes.UNAUTHORIZED:
        client.post("/api/auth/admin-sign-up", json={**who, "name": NAME}).raise_for_status()
        login = client.post("/api/auth/login", json=who)
    told = login.raise_for_status().json()
    client.headers["Authorization"] = f"Bearer {told['accessToken']}"
    libraries = client.get("/api/libraries").raise_for_status().json()
    if not any(folder in library["importPaths"] for library in libraries):
        library = {"ownerId": told["userId"], "name": NAME, "importPaths": [folder]}
        client.post("/api/libraries", json=library).raise_for_status()


if __name__ == "__main__":
    with httpx.Client(base_url=sys.argv[1], timeout=30, trust_env=False) as immich:
        wait_ready(immich)
        make_account(immich, *sys.argv[2:5])
