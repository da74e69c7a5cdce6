"""
Tests of users, preferences and partners.
"""

import pytest

from tests.unit.fakes.immich.conftest import UNKNOWN, StandIn


async def test_everybody_sees_everybody(stand_in: StandIn) -> None:
    """
    Admins see more, and others are refused that.
    """
    users = await stand_in.get("/users")
    guest = await stand_in.get(f"/users/{stand_in.user_id('guest')}")
    everybody = await stand_in.get("/admin/users", who="admin")

    assert [one["name"] for one in users] == ["Admin", "Demo", "Guest"]
    assert guest["email"] == "guest@twinlens.local"
    assert [one["isAdmin"] for one in everybody] == [True, False, False]
    assert await stand_in.refusal("GET", "/admin/users") == (403, "Forbidden")
    assert await stand_in.refusal("GET", f"/users/{UNKNOWN}") == (400, "User not found")


async def test_admin_makes_and_changes_users(stand_in: StandIn) -> None:
    """
    An address is taken once.
    """
    body = {"email": "new@x.y", "password": "p", "name": "New"}
    made = await stand_in.send("POST", "/admin/users", body, who="admin")
    path = f"/admin/users/{made['id']}"
    changed = await stand_in.send("PUT", path, {"storageLabel": "new"}, who="admin")

    assert await stand_in.get(path, who="admin") == changed
    assert (await stand_in.refusal("POST", "/admin/users", body, who="admin"))[0] == 400


async def test_user_changes_their_name(stand_in: StandIn) -> None:
    """
    And nobody else's.
    """
    await stand_in.send("PUT", "/users/me", {"name": "Dora"})

    assert (await stand_in.get("/users/me"))["name"] == "Dora"


async def test_preferences_are_merged(either: StandIn) -> None:
    """
    What is not named stays.
    """
    wish = {"folders": {"enabled": True}, "unknown": {}}
    changed = await either.send("PUT", "/users/me/preferences", wish)

    assert changed == await either.get("/users/me/preferences")
    assert changed["folders"] == {"enabled": True, "sidebarWeb": False}
    assert ("minimumFaces" in changed["people"]) is either.world.v3


async def test_year_is_counted_by_day(newer: StandIn) -> None:
    """
    Older pictures are not in it.
    """
    heatmap = await newer.get("/users/me/calendar-heatmap")

    assert len(heatmap["series"]) == 364
    assert heatmap["totalCount"] == 3
    assert (await newer.get("/users/me/onboarding"))["isOnboarded"] is True
    assert (await newer.refusal("GET", "/users/me/license"))[0] == 404


async def test_partner_sees_what_is_shared(stand_in: StandIn) -> None:
    """
    Single assets at once, the timeline and searches when the partner wants them there.
    """
    demo, guest = stand_in.user_id("demo"), stand_in.user_id("guest")
    [asset_id] = stand_in.ids("L1000.JPG")
    await stand_in.send("PUT", f"/assets/{asset_id}", {"isFavorite": True})
    await stand_in.send("POST", "/partners", {"sharedWithId": guest})
    quiet = await stand_in.names(who="guest")
    await stand_in.send("PUT", f"/partners/{demo}", {"inTimeline": True}, who="guest")
    shown = await stand_in.get(f"/assets/{asset_id}", who="guest")
    by = await stand_in.get("/partners?direction=shared-by")
    to = await stand_in.get("/partners?direction=shared-with", who="guest")
    months = await stand_in.get("/timeline/buckets?withPartners=true", who="guest")
    theirs = await stand_in.get(f"/timeline/buckets?userId={demo}", who="guest")

    assert (quiet, len(await stand_in.names(who="guest"))) == ([], 4)
    assert (shown["isFavorite"], shown["people"]) == (False, [])
    assert [one["id"] for one in by + to] == [guest, demo]
    assert sum(one["count"] for one in months) == sum(one["count"] for one in theirs) == 4


async def test_partner_sees_neither_archive_nor_trash(stand_in: StandIn) -> None:
    """
    What is put away is gone for others.
    """
    await stand_in.send("POST", f"/partners/{stand_in.user_id('guest')}")
    archived, trashed = stand_in.ids("L1000.JPG", "L1000.DNG")
    await stand_in.send("PUT", "/assets", {"ids": [archived], "visibility": "archive"})
    await stand_in.send("DELETE", "/assets", {"ids": [trashed]})

    for asset_id in (archived, trashed):
        assert (await stand_in.refusal("GET", f"/assets/{asset_id}", who="guest"))[0] == 400


async def test_partnership_ends(stand_in: StandIn) -> None:
    """
    And can only be ended or changed while it is there.
    """
    guest = stand_in.user_id("guest")
    await stand_in.send("POST", f"/partners/{guest}")
    again = await stand_in.refusal("POST", f"/partners/{guest}")
    await stand_in.send("DELETE", f"/partners/{guest}")

    assert again == (400, "Partner already exists")
    assert (await stand_in.refusal("DELETE", f"/partners/{guest}"))[0] == 400
    assert (await stand_in.refusal("PUT", f"/partners/{guest}", {}))[0] == 400
    assert (await stand_in.refusal("POST", f"/partners/{UNKNOWN}"))[0] == 400


@pytest.mark.parametrize("path", ["/partners?direction=x", "/assets/not-a-uuid"])
async def test_strange_values_are_refused(stand_in: StandIn, path: str) -> None:
    """
    With a sentence each.
    """
    status, message = await stand_in.refusal("GET", path)

    assert (status, len(message)) == (400, 1)
