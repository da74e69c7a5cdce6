"""
Who somebody is, and what their credential may do.
"""

from tests.contract.immich import Immich, client, texts
from tests.contract.made import Made

STALE = "this-token-was-never-given"


def test_session_tells_who_it_is(immich: Immich) -> None:
    """
    Signing in gives a token; with it Immich names the user.
    """
    assert immich.login["userId"] == immich.user_id
    assert immich.me["email"] == immich.server.email
    assert {"isAdmin", "name", "id"} <= immich.me.keys()


def test_key_needs_a_permission_to_tell_who_it_is(immich: Immich, made: Made) -> None:
    """
    With `user.read` it is the user's; without, Immich names what is missing.
    """
    seeing, blind = made.key("user.read"), made.key("asset.read")
    refused = immich.ask("GET", "/users/me", by=blind)

    assert immich.json("GET", "/users/me", by=seeing)["id"] == immich.user_id
    assert texts([refused]) == [(403, "Missing required permission: user.read")]


def test_every_key_may_ask_what_it_may_do(immich: Immich, made: Made) -> None:
    """
    `/api-keys/me` needs no permission.
    """
    told = immich.json("GET", "/api-keys/me", by=made.key("asset.read", "asset.view"))

    assert set(told["permissions"]) == {"asset.read", "asset.view"}


def test_key_is_refused_what_it_may_not_do(immich: Immich, made: Made) -> None:
    """
    In the words that our own routes use, too.
    """
    picture = made.picture()
    ids = {"ids": [picture.asset_id]}
    refused = immich.ask("DELETE", "/assets", ids, by=made.key("asset.read"))

    assert texts([refused]) == [(403, "Missing required permission: asset.delete")]
    assert not immich.asset(picture.asset_id)["isTrashed"]


def test_session_beats_a_key(immich: Immich, made: Made) -> None:
    """
    Even a stale one: with a good key beside it the answer is 401.
    """
    key = made.key("all")
    refused = immich.ask("GET", "/users/me", by=key, authorization=f"Bearer {STALE}")

    assert texts([refused]) == [(401, "Invalid user token")]


def test_nobody_is_told_so(immich: Immich) -> None:
    """
    Without a credential, with a wrong key.
    """
    answers = [
        immich.ask("GET", "/users/me", by=immich.open),
        immich.ask("GET", "/users/me", by=immich.open, x_api_key=STALE),
    ]

    assert texts(answers) == [(401, "Authentication required"), (401, "Invalid API key")]


def test_share_key_beats_a_session(immich: Immich, made: Made) -> None:
    """
    With a link's key beside it, a session is a visitor's.
    """
    link = made.link([made.picture().asset_id])
    seen = immich.ask("GET", "/shared-links/me", x_immich_share_key=link["key"])
    refused = immich.ask("GET", "/users/me", x_immich_share_key=link["key"])

    assert seen.json()["id"] == link["id"]
    assert refused.status_code == 403


def test_child_session_ends_by_itself(immich: Immich, made: Made) -> None:
    """
    It has a token of its own, and ending it leaves its parent.
    """
    child = made.session()
    with client(immich.server.url, authorization=f"Bearer {child['token']}") as by:
        known = immich.json("GET", "/users/me", by=by)["id"]
        immich.json("DELETE", f"/sessions/{child['id']}")
        ended = immich.ask("GET", "/users/me", by=by)

    assert (known, ended.status_code) == (immich.user_id, 401)
    assert immich.json("GET", "/users/me")["id"] == immich.user_id
