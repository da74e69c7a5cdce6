"""
A web server before a gateway, before an Immich whose behaviour a test sets.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.integration.gateway.scripted import Gateway, Scripted, running_gateway, scripted_server
from tests.integration.nginx.web import running_web

NO_PAGE = Path("/nowhere")  # the gateway behind the web server has no page of its own to serve


@pytest.fixture
async def immich() -> AsyncIterator[Scripted]:
    """
    An Immich as the gateway reaches it.
    """
    async with scripted_server() as script:
        yield script


@pytest.fixture
async def bytes_of_immich() -> AsyncIterator[Scripted]:
    """
    The same as the web server reaches it, so that a test sees who asked.
    """
    async with scripted_server() as script:
        yield script


@pytest.fixture
async def gateway(immich: Scripted) -> AsyncIterator[Gateway]:
    """
    The gateway of the web page's origin.
    """
    async with running_gateway(immich.url, web_root=NO_PAGE) as running:
        yield running


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """
    A page as Vite builds it.
    """
    page = tmp_path / "page"
    (page / "assets").mkdir(parents=True)
    (page / "icons").mkdir()
    (page / "index.html").write_text("<title>Twinlens</title>")
    (page / "favicon.svg").write_text("<svg/>")
    (page / "sw.js").write_text("self")
    (page / "offline.css").write_text("body {}")
    (page / "manifest.webmanifest").write_text("{}")
    (page / "icons" / "icon.png").write_bytes(b"\x89PNG")
    (page / "assets" / "index-Ab3_-xYz.js").write_text("1;" * 2000)
    (page / "assets" / "index-Ab3_-xYz.css").write_text("a {}")
    (page / "assets" / "font-Ab3_-xYz.woff2").write_bytes(b"wOF2")
    (page / "assets" / "plain.js").write_text("2")
    (tmp_path / "secret.txt").write_text("secret")
    return page


@pytest.fixture
async def web(gateway: Gateway, bytes_of_immich: Scripted, root: Path) -> AsyncIterator[Gateway]:
    """
    The web server.
    """
    async with running_web(bytes_of_immich.url, gateway.url, root) as running:
        yield running
