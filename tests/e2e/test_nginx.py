"""
The page as it is installed: nginx in front of the running stack.
"""

import subprocess
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import expect

from localstack.ports import LOOPBACK, free_port
from tests.architecture import tree
from tests.e2e.conftest import CopyPair, SignIn
from tests.e2e.local_run import LocalRun
from tests.integration.nginx.web import AS_WE_ARE, START, environment
from tests.waiting import wait_until

LOADED = "images => images.length === 3 && images.every(image => image.naturalWidth > 0)"


@pytest.fixture(scope="module")
def stack(stack: LocalRun, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalRun]:
    """
    The stack, whose page is served by nginx; the gateway for apps stands for Immich's address.
    """
    port = free_port()
    told = environment(
        str(tmp_path_factory.mktemp("nginx")),
        LISTEN=f"{LOOPBACK}:{port}",
        IMMICH_URL=stack.gateway,
        GATEWAY_URL=stack.web,
        WEB_ROOT=str(tree.ROOT / "services/web/dist"),
    )
    process = subprocess.Popen(["/bin/sh", START, "-g", AS_WE_ARE], env=told)
    stack.web = f"http://{LOOPBACK}:{port}"
    wait_until(lambda: _is_up(stack.web))
    yield stack
    process.terminate()
    process.wait()


def _is_up(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health", trust_env=False).is_success
    except httpx.TransportError:
        return False


@pytest.mark.browser
def test_page_shows_pictures_and_hears_of_new_ones(
    sign_in: SignIn, copy_pair: CopyPair, stack: LocalRun
) -> None:
    """
    Signed in through nginx; pictures come the short way, and events as they happen.
    """
    page = sign_in("demo")
    cards = page.get_by_role("article")
    expect(cards).to_have_count(3)
    wait_until(lambda: page.locator("article img").evaluate_all(LOADED))
    copy_pair("IMG_4712")

    expect(page.get_by_role("article", name="IMG_4712")).to_contain_text("2 versions")
    assert httpx.get(f"{stack.web}/", trust_env=False).headers["server"] == "nginx"
