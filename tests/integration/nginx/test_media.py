"""
Pictures and clips by the short way: which requests take it, and what Immich is told then.
"""

from itertools import product
from typing import Final

import pytest
from aiohttp import web as aio

from tests.integration.gateway.scripted import Gateway, Scripted
from tests.integration.nginx.web import running_web

ASSET = "6d0c4d0e-9a55-4c6e-8a7e-74776c6e7373"
THUMBNAIL = f"/api/assets/{ASSET}/thumbnail"
COOKIE = {"cookie": "theme=dark; twinlens=t0k-en_; immich_access_token=old"}
SECURE = {"cookie": "twinlens=plain; __Host-twinlens=bound", "x-forwarded-proto": "https"}

PREFIXES: Final = ("/api", "/api/immich")
STRAIGHT: Final = ("thumbnail?size=preview&c=a%2Bb", "original", "video/playback")
WHO_ASKS: Final[tuple[tuple[dict[str, str], list[str]], ...]] = (
    ({}, []),
    ({"cookie": "twinlens=; twinlens=second"}, ["Bearer second"]),
    ({"cookie": "nottwinlens=a; twinlens_oauth=b"}, []),
    ({"cookie": "__Host-twinlens=bound"}, []),
    (SECURE, ["Bearer bound"]),
    ({"cookie": "twinlens=plain", "x-forwarded-proto": "https"}, []),
    ({"cookie": "twinlens=plain", "x-forwarded-proto": "HTTP, https"}, ["Bearer plain"]),
    ({**COOKIE, "authorization": "Basic YTpi"}, ["Bearer t0k-en_"]),
    ({**COOKIE, "authorization": "bearer mine"}, ["bearer mine"]),
    ({**COOKIE, "x-api-key": "k"}, []),
    ({**COOKIE, "x-immich-user-token": "t"}, []),
    ({**COOKIE, "x-immich-session-token": "t"}, []),
    ({"authorization": "Basic YTpi"}, ["Basic YTpi"]),
)
BY_THE_GATEWAY: Final = (
    ("PUT", f"/api/assets/{ASSET}/original"),
    ("POST", f"/api/assets/{ASSET}/thumbnail"),
    ("GET", f"/api/assets/{ASSET}"),
    ("GET", f"/api/assets/{ASSET}/thumbnail/"),
    ("GET", f"/api/assets/{ASSET}/thumbnail/../../../users/me"),
    ("GET", "/api/assets/statistics/original"),
    ("GET", "/api/users/me"),
    ("GET", "/api/server/ping"),
    ("GET", f"/api//assets/{ASSET}/thumbnail"),
    ("GET", "/.well-known/immich"),
    ("GET", "/api"),
)
ODD_WAYS: Final = (
    f"/api/users/me/../../assets/{ASSET}/thumbnail",
    f"/api/%61ssets/{ASSET}/thumbnail",
    f"/x/%2e%2e/api/assets/{ASSET}/thumbnail",
)


async def asked(web: Gateway, path: str, method: str = "GET", **headers: str) -> int:
    """
    Ask the web server; give the status.
    """
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    url = f"{web.url}{path}"
    async with web.client.request(method, url, headers=told, allow_redirects=False) as answer:
        await answer.read()
        return answer.status


async def test_bytes_come_straight_from_immich(
    web: Gateway, immich: Scripted, bytes_of_immich: Scripted
) -> None:
    """
    Under either prefix, and the gateway hears nothing of it.
    """
    for method, prefix, what in product(("GET", "HEAD"), PREFIXES, STRAIGHT):
        bytes_of_immich.seen.clear()
        assert await asked(web, f"{prefix}/assets/{ASSET}/{what}", method) == 200
        (seen,) = bytes_of_immich.seen
        assert (seen.method, seen.raw_path) == (method, f"/api/assets/{ASSET}/{what}")

    assert immich.seen == []


async def test_cookie_becomes_a_token(web: Gateway, bytes_of_immich: Scripted) -> None:
    """
    Immich gets the caller's token, and no cookie at all.
    """
    await asked(web, THUMBNAIL, **COOKIE)

    (seen,) = bytes_of_immich.seen
    assert seen.header("authorization") == ["Bearer t0k-en_"]
    assert seen.header("cookie") == []


@pytest.mark.parametrize("path", [THUMBNAIL, "/api/users/me"])
async def test_short_way_and_gateway_agree_about_who_asks(
    web: Gateway, immich: Scripted, bytes_of_immich: Scripted, path: str
) -> None:
    """
    A name in a header goes before our cookie, whose name goes by the scheme.
    """
    for headers, expected in WHO_ASKS:
        immich.seen.clear()
        bytes_of_immich.seen.clear()
        await asked(web, path, **headers)
        (seen,) = bytes_of_immich.seen + immich.seen
        assert seen.header("authorization") == expected, headers


@pytest.mark.parametrize(("query", "expected"), [("apiKey=k", []), ("apiKey=", ["Bearer t0k-en_"])])
async def test_name_in_the_query_goes_before_the_cookie(
    web: Gateway, bytes_of_immich: Scripted, query: str, expected: list[str]
) -> None:
    """
    As it does at the gateway.
    """
    await asked(web, f"{THUMBNAIL}?size=preview&{query}", **COOKIE)

    (seen,) = bytes_of_immich.seen
    assert seen.header("authorization") == expected
    assert seen.raw_path.endswith(f"&{query}")


async def test_everything_else_goes_by_the_gateway(
    web: Gateway, immich: Scripted, bytes_of_immich: Scripted
) -> None:
    """
    With the path as the caller wrote it.
    """
    for method, path in BY_THE_GATEWAY:
        head = f"{method} {path} HTTP/1.0\r\nHost: a\r\nContent-Length: 0\r\n\r\n"
        await web.talk(head.encode())

    assert [(one.method, one.raw_path) for one in immich.seen] == list(BY_THE_GATEWAY)
    assert bytes_of_immich.seen == []


async def test_odd_way_of_writing_leads_nowhere_else(
    web: Gateway, bytes_of_immich: Scripted
) -> None:
    """
    Immich is asked for the plain address, never for what the caller wrote.
    """
    for path in ODD_WAYS:
        await web.talk(f"GET {path} HTTP/1.0\r\nHost: a\r\n\r\n".encode())

    assert [one.raw_path for one in bytes_of_immich.seen] == [THUMBNAIL] * len(ODD_WAYS)


async def test_redirect_stays_under_the_prefix(web: Gateway, bytes_of_immich: Scripted) -> None:
    """
    Immich sends some pictures elsewhere, and knows nothing of our prefix.
    """
    for prefix, location in product(PREFIXES, (f"/api/assets/{ASSET}/original", "original?x=1")):
        bytes_of_immich.say(THUMBNAIL, {}, 302, Location=location)
        url = f"{web.url}{prefix}/assets/{ASSET}/thumbnail"
        async with web.client.get(url, allow_redirects=False) as answer:
            expected = location.replace("/api/", f"{prefix}/")
            assert (answer.status, answer.headers["location"]) == (302, expected)


async def test_answer_and_conditions_are_immichs(web: Gateway, bytes_of_immich: Scripted) -> None:
    """
    Ranges and validators arrive, nothing is added to what comes back.
    """

    async def part(_request: aio.Request) -> aio.StreamResponse:
        headers = {
            "Cache-Control": "private, max-age=86400, no-transform",
            "Content-Range": "bytes 0-3/9",
            "X-Accel-Redirect": "/index.html",
            "ETag": '"1"',
        }
        return aio.Response(status=206, body=b"part", headers=headers)

    bytes_of_immich.answers[THUMBNAIL] = part
    told = {"range": "bytes=0-3", "if-none-match": '"0"'}
    async with web.client.get(f"{web.url}{THUMBNAIL}", headers=told) as answer:
        assert (answer.status, await answer.read()) == (206, b"part")
        assert {key.lower() for key in answer.headers} == {
            *("cache-control", "content-range", "etag", "content-length", "content-type"),
            *("date", "server", "connection"),
        }

    (seen,) = bytes_of_immich.seen
    assert [seen.header(name) for name in told] == [["bytes=0-3"], ['"0"']]


@pytest.mark.parametrize(
    ("trusted", "chain", "scheme"),
    [("", "203.0.113.7, 127.0.0.1", "https"), ("10.0.0.0/8, 192.0.2.1", "127.0.0.1", "http")],
)
async def test_word_of_a_stranger_does_not_count(
    gateway: Gateway,
    bytes_of_immich: Scripted,
    root: object,
    trusted: str,
    chain: str,
    scheme: str,
) -> None:
    """
    What a proxy of ours says about the caller is passed on; else only what is seen.
    """
    told = {"x_forwarded_for": "203.0.113.7", "x_forwarded_proto": "https", "host": "a:8080"}
    async with running_web(
        bytes_of_immich.url, gateway.url, str(root), TRUSTED_PROXIES=trusted
    ) as web:
        await asked(web, THUMBNAIL, **told)

    (seen,) = bytes_of_immich.seen
    assert seen.header("x-forwarded-for") == [chain]
    assert seen.header("x-real-ip") == [chain.partition(",")[0]]
    assert seen.header("x-forwarded-proto") == [scheme]
    assert seen.header("host") == ["a:8080"]


async def test_absent_immich_is_a_problem(gateway: Gateway, root: object) -> None:
    """
    And not a page of nginx's own.
    """
    async with (
        running_web("http://127.0.0.1:9", gateway.url, str(root)) as web,
        web.client.get(f"{web.url}{THUMBNAIL}") as answer,
    ):
        body = await answer.json(content_type="application/problem+json")

    assert (answer.status, body["status"], body["detail"]) == (502, 502, "Immich does not answer.")
