"""
Immich's own command line, from npm, with the gateway where it expects Immich.

It is pinned by hash in `immich_cli/` and meets a server of version 3. (npm has no release for 2.7:
older ones speak the API of before 2.0, and this one leaves out what 2.7 demands of an upload.)
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from localstack.ports import LOOPBACK, free_port
from tests.samples.media import jpeg, picture
from tests.waiting import wait_until

BIN = Path(sys.executable).parent
PACKAGE = Path(__file__).parent / "immich_cli"
UNREACHABLE = re.compile(r"ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|network")
SIGN_IN = {"email": "demo@twinlens.local", "password": "demo"}
SECONDS = 60
DEAD_END = "postgresql://nobody@127.0.0.1:9/none"  # the gateway passes Immich through without it

Cli = Callable[..., str]


@contextmanager
def process(module: str, **environ: str) -> Iterator[str]:
    """
    Run a server of ours on a free port, until its first answer and the end of a test.
    """
    port = free_port()
    url = f"http://{LOOPBACK}:{port}"
    env = {**os.environ, "PORT": str(port), **environ}
    started = subprocess.Popen([sys.executable, "-m", module], env=env)
    wait_until(lambda: answers(f"{url}/api/server/ping"), SECONDS)
    yield url
    started.terminate()
    started.wait(SECONDS)


def answers(url: str) -> bool:
    """
    Tell whether a server is up.
    """
    try:
        return httpx.get(url, timeout=SECONDS).is_success
    except httpx.TransportError:
        return False


@pytest.fixture
def immich(tmp_path: Path) -> Iterator[str]:
    """
    A gateway before a stand-in.
    """
    (tmp_path / "library").mkdir()
    (tmp_path / "uploads").mkdir()
    with ExitStack() as stack:
        server = process(
            "tests.fakes.immich",
            MEDIA_PATH=str(tmp_path / "library"),
            STAND_IN_VERSION="3",
            STAND_IN_UPLOADS=str(tmp_path / "uploads"),
        )
        behind = stack.enter_context(server)
        gateway = process(
            "gateway.main",
            IMMICH_URL=behind,
            DATABASE_URL=DEAD_END,
            SERVICE_TOKEN="0123456789abcdef",
            LOG_LEVEL="error",
        )
        yield stack.enter_context(gateway)


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """
    A function that runs the command line, installed as it is pinned.
    """
    folder = Path(shutil.copytree(PACKAGE, tmp_path / "cli"))
    command = [str(BIN / "npm"), "ci", "--no-audit", "--no-fund", "--prefer-offline"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    is_cut_off = done.returncode != 0 and UNREACHABLE.search(done.stderr)
    _ = is_cut_off and pytest.skip("no npm registry can be reached for @immich/cli")
    assert done.returncode == 0, done.stderr

    def run(*words: str) -> str:
        env = {**os.environ, "IMMICH_CONFIG_DIR": str(tmp_path / "config")}
        program = [str(BIN / "node"), str(folder / "node_modules/.bin/immich"), *words]
        asked = subprocess.run(
            program, env=env, capture_output=True, text=True, check=False, timeout=SECONDS
        )
        assert asked.returncode == 0, asked.stdout + asked.stderr
        return asked.stdout

    return run


def test_folder_is_uploaded_once(immich: str, cli: Cli, tmp_path: Path) -> None:
    """
    It signs in with a key at any way of writing the address, uploads, and the second time finds
    that all is there.
    """
    folder = tmp_path / "camera"
    (folder / "trip").mkdir(parents=True)
    for number in range(3):
        picture_of = picture(40 + number, 30)
        (folder / "trip" / f"IMG_{number}.jpg").write_bytes(jpeg(image=picture_of))
    with httpx.Client(base_url=f"{immich}/api", timeout=SECONDS) as client:
        token = client.post("/auth/login", json=SIGN_IN).json()["accessToken"]
        client.headers["authorization"] = f"Bearer {token}"
        key = client.post("/api-keys", json={"name": "cli", "permissions": ["all"]})
        for address in (immich, f"{immich}/api", f"{immich}/api/immich"):
            assert "Logged in as demo@twinlens.local" in cli("login", address, key.json()["secret"])
        first = cli("upload", "--recursive", str(folder))
        second = cli("upload", "--recursive", str(folder))
        total = client.get("/assets/statistics").json()["total"]

    assert "Successfully uploaded 3 new assets" in first
    assert "All assets were already uploaded, nothing to do" in second
    assert total == 3
