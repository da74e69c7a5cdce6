"""
Tests of the stand-in's routes.
"""

from typing import Any

import pytest

from tests.fakes.immich.accounts import DEMO, GUEST
from tests.unit.fakes.immich.conftest import StandIn

WANTED = {"email": DEMO.email, "password": DEMO.password}


async def test_login_sets_immichs_cookies(stand_in: StandIn) -> None:
    """
    Three cookies, of which a script sees one.
    """
    answer = await stand_in.client.post("/api/auth/login", json=WANTED)

    cookies = answer.headers.get_list("set-cookie")
    token = answer.json()["accessToken"]
    assert answer.status_code == 201
    assert cookies[0].startswith(f"immich_access_token={token};")
    assert [("HttpOnly" in cookie, "Secure" in cookie) for cookie in cookies] == [
        (True, False),
        (True, False),
        (False, False),
    ]


async def test_cookies_are_secure_behind_https(stand_in: StandIn) -> None:
    """
    A proxy's word about https is believed.
    """
    https = {"x-forwarded-proto": "https"}
    answer = await stand_in.client.post("/api/auth/login", json=WANTED, headers=https)

    assert all("Secure" in cookie for cookie in answer.headers.get_list("set-cookie"))


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        ({**WANTED, "password": "nope"}, 401, "Incorrect email or password"),
        (
            {"email": "x"},
            400,
            [
                "email must be an email",
                "password should not be empty",
                "password must be a string",
            ],
        ),
    ],
)
async def test_wrong_login_is_refused(
    stand_in: StandIn, body: dict[str, str], status: int, message: object
) -> None:
    """
    With Immich's own sentences.
    """
    answer = await stand_in.client.post("/api/auth/login", json=body)

    assert (answer.status_code, answer.json()["message"]) == (status, message)


async def test_logout_ends_the_session(stand_in: StandIn) -> None:
    """
    The token is worth nothing afterwards.
    """
    _, token = stand_in.accounts.login(DEMO.email, DEMO.password)
    headers = {"authorization": f"Bearer {token}"}

    before = await stand_in.client.post("/api/auth/validateToken", headers=headers)
    answer = await stand_in.client.post("/api/auth/logout", headers=headers)
    after = await stand_in.client.post("/api/auth/validateToken", headers=headers)

    assert answer.json()["successful"] is True
    assert len(answer.headers.get_list("set-cookie")) == 3
    assert (before.json(), after.status_code) == ({"authStatus": True}, 401)


async def test_guest_has_an_empty_library(stand_in: StandIn) -> None:
    """
    The second user is no admin, sees nothing, and cannot read the first one's assets.
    """
    asset_id = await stand_in.id_of("L1000.JPG")
    client, headers = stand_in.client, stand_in.guest

    me = await client.get("/api/users/me", headers=headers)
    found = await client.post("/api/search/metadata", headers=headers)
    asset = await client.get(f"/api/assets/{asset_id}", headers=headers)

    assert (me.json()["id"], me.json()["isAdmin"]) == (GUEST.user_id, False)
    assert found.json()["assets"]["items"] == []
    assert (asset.status_code, asset.json()["message"]) == (
        400,
        "Not found or no asset.read access",
    )


async def test_asset_is_shown_whole(stand_in: StandIn) -> None:
    """
    A single asset has owner, EXIF and an empty stack.
    """
    answer = await stand_in.get(f"/api/assets/{await stand_in.id_of('L1000.JPG')}")

    body: dict[str, Any] = answer.json()
    assert body["owner"]["email"] == DEMO.email
    assert body["exifInfo"]["dateTimeOriginal"] == "2023-05-10T12:00:00.000+00:00"
    assert body["stack"] is None


async def test_id_must_be_a_uuid(stand_in: StandIn) -> None:
    """
    Anything else is a 400 of its own.
    """
    answer = await stand_in.get("/api/assets/not-a-uuid")

    assert (answer.status_code, answer.json()["message"]) == (400, ["id must be a UUID"])


@pytest.mark.parametrize(("content", "status"), [(b"", 200), (b"[]", 200), (b"{", 400)])
async def test_body_must_be_json(stand_in: StandIn, content: bytes, status: int) -> None:
    """
    No body and no object count as an empty one; broken JSON is a 400.
    """
    url = "/api/search/metadata"
    answer = await stand_in.client.post(url, content=content, headers=stand_in.key)

    assert answer.status_code == status


async def test_about_is_for_users(stand_in: StandIn) -> None:
    """
    What is public needs no credential, what is not does.
    """
    public = await stand_in.client.get("/api/server/version")
    private = await stand_in.client.get("/api/server/about")
    known = await stand_in.get("/api/server/about")

    assert public.json() == {"major": 2, "minor": 7, "patch": 5}
    assert (private.status_code, known.json()["version"]) == (401, "v2.7.5")


async def test_page_says_that_it_is_a_stand_in(stand_in: StandIn) -> None:
    """
    Nobody takes it for Immich.
    """
    page = await stand_in.client.get("/photos")
    health = await stand_in.client.get("/health")

    assert "stand-in" in page.text
    assert health.json()["status"] == "up"
