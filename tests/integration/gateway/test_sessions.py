"""
Tests of signing in and out.
"""

from typing import Any

from tests.integration.gateway.scripted import Gateway, Scripted, running_gateway

OURS = {"x-requested-with": "twinlens"}
WANTED = {"email": "anna@example.org", "password": "secret"}
LOGIN: dict[str, Any] = {
    "accessToken": "tok",
    "userId": "1",
    "userEmail": "anna@example.org",
    "name": "Anna",
    "isAdmin": False,
}
ME: dict[str, Any] = {"id": "1", "email": "anna@example.org", "name": "Anna", "isAdmin": False}
SHOWN = {"userId": "1", "name": "Anna", "email": "anna@example.org", "isAdmin": False}


async def test_sign_in_sets_our_cookie_only(gateway: Gateway, immich: Scripted) -> None:
    """
    Immich's token goes into a cookie that no script reads; Immich's own cookies stay away.
    """
    immich.say("/api/auth/login", LOGIN, 201, **{"Set-Cookie": "immich_access_token=tok"})
    headers = {**OURS, "user-agent": "Firefox"}
    url = f"{gateway.url}/api/session"
    async with gateway.client.post(url, json=WANTED, headers=headers) as answer:
        body = await answer.json()

    cookies = answer.headers.getall("set-cookie")
    assert (answer.status, body) == (201, SHOWN)
    assert cookies == ["twinlens=tok; HttpOnly; Max-Age=34560000; Path=/; SameSite=lax"]
    assert immich.seen[0].header("user-agent") == ["Firefox"]
    assert immich.seen[0].header("x-forwarded-for") == ["127.0.0.1"]


async def test_cookie_is_secure_on_https(gateway: Gateway, immich: Scripted) -> None:
    """
    Behind a proxy that ends https, the cookie is bound to host and https.
    """
    immich.say("/api/auth/login", LOGIN, 201)
    headers = {**OURS, "x-forwarded-proto": "https"}
    url = f"{gateway.url}/api/session"
    async with gateway.client.post(url, json=WANTED, headers=headers) as answer:
        cookie = answer.headers["set-cookie"]

    assert cookie.startswith("__Host-twinlens=tok;")
    assert cookie.endswith("; Secure")


async def test_wrong_password_is_a_401(gateway: Gateway, immich: Scripted) -> None:
    """
    Immich's sentence reaches the caller.
    """
    immich.say("/api/auth/login", {"message": "Incorrect email or password"}, 401)
    url = f"{gateway.url}/api/session"
    async with gateway.client.post(url, json=WANTED, headers=OURS) as answer:
        body = await answer.json(content_type="application/problem+json")

    assert (answer.status, body["detail"]) == (401, "Incorrect email or password")


async def test_disabled_passwords_are_told_apart(gateway: Gateway, immich: Scripted) -> None:
    """
    The page then offers the other way in.
    """
    immich.say("/api/auth/login", {"message": "Password login has been disabled"}, 401)
    url = f"{gateway.url}/api/session"
    async with gateway.client.post(url, json=WANTED, headers=OURS) as answer:
        body = await answer.json(content_type="application/problem+json")

    assert (answer.status, body["reason"]) == (401, "password_login_disabled")


async def test_wrong_password_keeps_the_session_that_is_there(
    gateway: Gateway, immich: Scripted
) -> None:
    """
    A mistake does not sign anybody out.
    """
    immich.say("/api/auth/login", {"message": "Incorrect email or password"}, 401)
    headers = {**OURS, "cookie": "twinlens=tok"}
    url = f"{gateway.url}/api/session"
    async with gateway.client.post(url, json=WANTED, headers=headers) as answer:
        assert "set-cookie" not in answer.headers


async def test_guessing_is_slowed_down(immich: Scripted) -> None:
    """
    By address and by account; Immich hears nothing of it any more.
    """
    immich.say("/api/auth/login", {"message": "Incorrect email or password"}, 401)
    statuses = []
    async with running_gateway(immich.url, sign_in_limit_per_minute=2) as gateway:
        for number in range(4):
            headers = {**OURS, "x-forwarded-for": f"198.51.100.{number}"}
            url = f"{gateway.url}/api/session"
            async with gateway.client.post(url, json=WANTED, headers=headers) as answer:
                statuses.append(answer.status)
                waits = "retry-after" in answer.headers

    assert (statuses, waits, len(immich.seen)) == ([401, 401, 429, 429], True, 2)


async def test_only_believed_proxies_make_it_https(immich: Scripted) -> None:
    """
    Anybody else who says so gets the cookie of plain http.
    """
    immich.say("/api/auth/login", LOGIN, 201)
    headers = {**OURS, "x-forwarded-proto": "https"}
    async with running_gateway(immich.url, trusted_proxies="10.0.0.1") as gateway:
        url = f"{gateway.url}/api/session"
        async with gateway.client.post(url, json=WANTED, headers=headers) as answer:
            assert answer.headers["set-cookie"].startswith("twinlens=tok;")


async def test_ways_in_are_told_to_anybody(gateway: Gateway, immich: Scripted) -> None:
    """
    Before anybody is signed in.
    """
    immich.say("/api/server/features", {"oauth": True, "passwordLogin": True})
    immich.say("/api/server/config", {"oauthButtonText": "Go", "loginPageMessage": "Hello"})
    async with gateway.client.get(f"{gateway.url}/api/session/options") as answer:
        body = await answer.json()

    assert (answer.status, body) == (
        200,
        {
            "passwordLogin": True,
            "oauth": True,
            "oauthButtonText": "Go",
            "oauthAutoLaunch": False,
            "loginPageMessage": "Hello",
        },
    )


async def test_user_who_asks_too_often_waits(immich: Scripted) -> None:
    """
    On our own routes; Immich's are open as ever.
    """
    immich.say("/api/users/me", ME)
    key = {"x-api-key": "k"}
    async with running_gateway(immich.url, user_limit_per_minute=2) as gateway:
        found = []
        for path in (*["/api/session"] * 3, "/api/albums", "/api/immich/albums"):
            async with gateway.client.get(f"{gateway.url}{path}", headers=key) as answer:
                found.append(answer.status)

    assert found == [200, 200, 429, 200, 200]


async def test_foreign_page_cannot_sign_anybody_in(gateway: Gateway, immich: Scripted) -> None:
    """
    Not even into an account of its own choice.
    """
    headers = {"origin": "http://evil.example"}
    url = f"{gateway.url}/api/session"
    async with gateway.client.post(url, json=WANTED, headers=headers) as answer:
        assert answer.status == 403

    assert immich.seen == []


async def test_session_is_shown(gateway: Gateway, immich: Scripted) -> None:
    """
    The cookie tells who is signed in.
    """
    immich.say("/api/users/me", ME)
    headers = {"cookie": "twinlens=tok"}
    async with gateway.client.get(f"{gateway.url}/api/session", headers=headers) as answer:
        body = await answer.json()

    assert (answer.status, body) == (200, SHOWN)
    assert immich.seen[0].header("authorization") == ["Bearer tok"]


async def test_nobody_is_a_401(gateway: Gateway) -> None:
    """
    Without a cookie nobody is signed in.
    """
    async with gateway.client.get(f"{gateway.url}/api/session") as answer:
        assert answer.status == 401


async def test_a_page_may_ask_without_being_refused(gateway: Gateway, immich: Scripted) -> None:
    """
    Nobody is no error then; a session that has ended is one all the same.
    """
    url = f"{gateway.url}/api/session?orNobody=true"
    async with gateway.client.get(url) as answer:
        assert (answer.status, await answer.read()) == (204, b"")
    immich.say("/api/users/me", {"message": "Invalid user token"}, 401)
    async with gateway.client.get(url, headers={"cookie": "twinlens=tok"}) as answer:
        assert answer.status == 401


async def test_signing_out_ends_immichs_session(gateway: Gateway, immich: Scripted) -> None:
    """
    The token is worth nothing afterwards, and the cookie is gone.
    """
    headers = {**OURS, "cookie": "twinlens=tok"}
    async with gateway.client.delete(f"{gateway.url}/api/session", headers=headers) as answer:
        cookie = answer.headers["set-cookie"]

    assert answer.status == 204
    assert cookie.startswith('twinlens=""; ')
    assert "Max-Age=0" in cookie
    assert immich.seen[0].raw_path == "/api/auth/logout"
    assert immich.seen[0].header("authorization") == ["Bearer tok"]


async def test_signing_out_of_an_ended_session_is_fine(gateway: Gateway, immich: Scripted) -> None:
    """
    A session that has expired already is as good as ended.
    """
    immich.say("/api/auth/logout", {"message": "Invalid user token"}, 401)
    headers = {**OURS, "cookie": "twinlens=tok"}
    async with gateway.client.delete(f"{gateway.url}/api/session", headers=headers) as answer:
        assert answer.status == 204


async def test_signing_out_nobody_asks_nobody(gateway: Gateway, immich: Scripted) -> None:
    """
    Without our cookie there is no session of ours to end.
    """
    async with gateway.client.delete(f"{gateway.url}/api/session", headers=OURS) as answer:
        assert (answer.status, immich.seen) == (204, [])
