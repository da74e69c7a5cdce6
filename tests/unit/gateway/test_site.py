"""
Tests of serving the built web UI.
"""

from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient, Response

from gateway.site import ALWAYS_ASK, FOREVER, Site

HTML = {"accept": "text/html,*/*"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """
    A folder as Vite builds it.
    """
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<title>Twinlens</title>")
    (tmp_path / "icon.svg").write_text("<svg/>")
    (tmp_path / "assets" / "index-Ab3_-xYz.js").write_text("1")
    (tmp_path.parent / "secret.txt").write_text("secret")
    return tmp_path


async def get(root: Path, path: str, **headers: str) -> Response:
    """
    Ask a site for a path.
    """
    transport = ASGITransport(Site(root))
    async with AsyncClient(transport=transport, base_url="http://site.test") as client:
        return await client.get(path, headers=headers)


@pytest.mark.parametrize("path", ["/", "/index.html", "/photos/2024?x=1"])
async def test_navigation_gives_the_app(root: Path, path: str) -> None:
    """
    Whatever page a browser goes to, the app is asked for anew.
    """
    answer = await get(root, path, **HTML)

    assert "Twinlens" in answer.text
    assert answer.headers["cache-control"] == ALWAYS_ASK


async def test_hashed_file_is_kept_for_ever(root: Path) -> None:
    """
    A name with a hash never means other bytes.
    """
    answer = await get(root, "/assets/index-Ab3_-xYz.js")

    assert answer.headers["cache-control"] == FOREVER


async def test_plain_file_is_asked_for_again(root: Path) -> None:
    """
    A name without a hash may change, and costs a 304 when it has not.
    """
    first = await get(root, "/icon.svg")
    again = await get(root, "/icon.svg", **{"if-none-match": first.headers["etag"]})

    assert first.headers["cache-control"] == ALWAYS_ASK
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["/", "/icon.svg", "/missing.js"])
async def test_every_answer_is_secured(root: Path, path: str) -> None:
    """
    The policy stands on pages, files and errors alike: nothing inline, nothing from elsewhere.
    """
    headers = (await get(root, path)).headers

    assert headers["content-security-policy"].split("; ") == [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["permissions-policy"] == "camera=(), geolocation=(), microphone=()"


async def test_manifest_is_told_as_one(root: Path) -> None:
    """
    Browsers install what comes with the type of a manifest, and look for a newer one.
    """
    (root / "manifest.webmanifest").write_text("{}")
    answer = await get(root, "/manifest.webmanifest")

    assert answer.headers["content-type"] == "application/manifest+json"
    assert answer.headers["cache-control"] == ALWAYS_ASK


@pytest.mark.parametrize("path", ["/missing.js", "/%2e%2e/secret.txt", "/assets"])
async def test_missing_file_is_a_404(root: Path, path: str) -> None:
    """
    What is not there is not the app, and nothing outside of the folder is there.
    """
    answer = await get(root, path)

    assert answer.status_code == 404
    assert "secret" not in answer.text


async def test_unbuilt_site_says_what_to_do(tmp_path: Path) -> None:
    """
    Without an index the answer names the command.
    """
    answer = await get(tmp_path / "dist", "/", **HTML)

    assert (answer.status_code, "make web" in answer.text) == (404, True)


async def test_files_are_compressed_for_who_takes_it(root: Path) -> None:
    """
    A script travels small, and whole for who asks so.
    """
    script = "let a = 1;" * 1000
    (root / "assets" / "index-Ab3_-xYz.js").write_text(script)

    small = await get(root, "/assets/index-Ab3_-xYz.js", **{"accept-encoding": "gzip"})
    whole = await get(root, "/assets/index-Ab3_-xYz.js", **{"accept-encoding": "identity"})

    assert (small.headers["content-encoding"], small.text) == ("gzip", script)
    assert int(small.headers["content-length"]) < len(script) / 10
    assert (whole.headers.get("content-encoding"), whole.text) == (None, script)
    assert small.headers["vary"] == whole.headers["vary"] == "Accept-Encoding"
