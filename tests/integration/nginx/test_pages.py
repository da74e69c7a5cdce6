"""
The page as nginx serves it, beside the page as the gateway serves it in the local mode.
"""

import json
from itertools import product
from pathlib import Path
from typing import Any

from gateway.site import SECURITY_HEADERS
from tests.integration.gateway.scripted import Gateway, Scripted, running_gateway, until

HTML = {"accept": "text/html,*/*", "accept-encoding": "identity"}
ALL = {"accept": "*/*", "accept-encoding": "identity"}
ALIKE = ("content-type", "cache-control", "content-encoding", *map(str.lower, SECURITY_HEADERS))
NEVER = ("/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt")
PATHS = (
    "/",
    "/?x=1",
    "/index.html",
    "/photos/2024?x=1",
    "/photos/a.jpg",
    "/favicon.svg",
    "/sw.js",
    "/offline.css",
    "/manifest.webmanifest",
    "/icons/icon.png",
    "/icons",
    "/icons/",
    "/assets/",
    "/assets/index-Ab3_-xYz.js",
    "/assets/index-Ab3_-xYz.css",
    "/assets/font-Ab3_-xYz.woff2",
    "/assets/plain.js",
    "/assets/gone-Ab3_-xYz.js",
    "/apis",
)


async def shown(server: Gateway, method: str, path: str, headers: dict[str, str]) -> list[Any]:
    """
    Give what a browser gets to see of a file.
    """
    url = f"{server.url}{path}"
    async with server.client.request(method, url, headers=headers) as answer:
        body = await answer.read()
        told = {name: answer.headers.getall(name, []) for name in ALIKE}
        is_problem = answer.content_type == "application/problem+json"
        return [answer.status, told, json.loads(body) if is_problem and body else body]


def words_of(log: Path) -> str:
    """
    Give what a log says.
    """
    return log.read_text()


async def test_files_are_as_in_the_local_mode(web: Gateway, immich: Scripted, root: Path) -> None:
    """
    Status, type, policy, how long it is kept, and the bytes.
    """
    async with running_gateway(immich.url, web_root=root) as local:
        for path, headers in product(PATHS, (HTML, ALL)):
            theirs = await shown(local, "GET", path, headers)
            ours = await shown(web, "GET", path, headers)
            assert ours == theirs, (path, headers)


async def test_nothing_beside_the_page_is_served(web: Gateway) -> None:
    """
    However somebody writes the way out of the folder.
    """
    for path in NEVER:
        answer = await web.talk(f"GET {path} HTTP/1.0\r\n\r\n".encode())
        assert answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 404 ")), path


async def test_head_is_get_without_its_body(web: Gateway) -> None:
    """
    A HEAD tells the same.
    """
    for path in PATHS:
        whole = await shown(web, "GET", path, HTML)
        assert await shown(web, "HEAD", path, HTML) == [*whole[:2], b""], path


async def test_unchanged_page_is_not_sent_again(web: Gateway) -> None:
    """
    Validators work, and the answer still says what holds.
    """
    async with web.client.get(f"{web.url}/", headers=HTML) as answer:
        validator = {"if-none-match": answer.headers["etag"]}
    async with web.client.get(f"{web.url}/", headers=HTML | validator) as answer:
        assert (answer.status, answer.headers["cache-control"]) == (304, "no-cache")


async def test_script_is_compressed_for_who_takes_it(web: Gateway) -> None:
    """
    And caches know that there are two forms.
    """
    url = f"{web.url}/assets/index-Ab3_-xYz.js"
    async with web.client.get(url, headers={"accept-encoding": "gzip"}) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["vary"] == "Accept-Encoding"


async def test_page_can_only_be_read(web: Gateway) -> None:
    """
    Whatever changes something is under the API.
    """
    for path in ("/", "/photos", "/sw.js"):
        status, told, said = await shown(web, "POST", path, HTML)
        assert (status, said["status"]) == (405, 405)
        assert told["x-frame-options"] == ["DENY"]


async def test_web_server_tells_that_it_serves(web: Gateway, immich: Scripted) -> None:
    """
    Its own health is its own affair, whatever is behind it.
    """
    async with web.client.get(f"{web.url}/health") as answer:
        assert await answer.json() == {"status": "up", "service": "web"}

    assert immich.seen == []


async def test_metrics_are_not_for_this_port(web: Gateway) -> None:
    """
    Prometheus asks the gateway inside.
    """
    async with web.client.get(f"{web.url}/metrics", headers=HTML) as answer:
        assert answer.status == 404


async def test_nothing_of_a_query_is_logged(web: Gateway) -> None:
    """
    It may hold the key of a share link; a line is JSON as with everybody else.
    """
    log: Path = web.rooms / "access.log"
    async with web.client.get(f"{web.url}/photos?key=hush", headers=HTML) as answer:
        assert answer.status == 200
    await until(lambda: bool(words_of(log)))
    line = json.loads(words_of(log))

    assert (line["service"], line["method"], line["status"]) == ("web", "GET", 200)
    assert "hush" not in words_of(log)
