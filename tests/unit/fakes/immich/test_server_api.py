"""
Tests of what the server says about itself.
"""

from tests.unit.fakes.immich.conftest import StandIn


async def test_server_tells_its_version(either: StandIn) -> None:
    """
    To everybody, and what it is made of to users.
    """
    version = await either.get("/server/version", who="")
    about = await either.get("/server/about")
    [history] = await either.get("/server/version-history")
    refused = await either.refusal("GET", "/server/about", who="")

    assert (version["major"], about["repository"]) == (3 if either.world.v3 else 2, "stand-in")
    assert history["version"] == about["version"].removeprefix("v")
    assert refused == (401, "Authentication required")


async def test_server_knows_little_more(stand_in: StandIn) -> None:
    """
    No newer version, no apps, no style, no plug-ins.
    """
    assert (await stand_in.get("/server/version-check"))["releaseVersion"] is None
    assert (await stand_in.get("/server/apk-links"))["universal"] == ""
    assert await stand_in.get("/server/theme") == {"customCss": ""}
    assert "demo@twinlens.local" in (await stand_in.get("/server/config"))["loginPageMessage"]
    assert ".dng" in (await stand_in.get("/server/media-types"))["image"]
    assert (await stand_in.get("/server/storage"))["diskUsagePercentage"] == 50
    assert await stand_in.get("/plugins") == []


async def test_admin_sees_everybodys_counts(stand_in: StandIn) -> None:
    """
    Files of libraries take no space.
    """
    counts = await stand_in.get("/server/statistics", who="admin")

    assert (counts["photos"], counts["videos"], counts["usage"]) == (3, 1, 0)
    assert len(counts["usageByUser"]) == 3


async def test_queues_are_empty(stand_in: StandIn) -> None:
    """
    And jobs are done at once.
    """
    jobs = await stand_in.get("/jobs", who="admin")
    queues = await stand_in.get("/queues", who="admin")
    await stand_in.send("POST", "/jobs", {"name": "x"}, who="admin")
    ran = await stand_in.send("PUT", "/jobs/library", {"command": "start"}, who="admin")
    wrong = await stand_in.refusal("PUT", "/jobs/x", {}, who="admin")

    assert {one["name"] for one in queues} == set(jobs)
    assert (ran, wrong[0]) == (jobs["library"], 400)


async def test_switches_are_turned(stand_in: StandIn) -> None:
    """
    By admins; what is not named stays.
    """
    wish = {"oauth": {"enabled": True}, "trash": {"enabled": False}}
    changed = await stand_in.send("PUT", "/system-config", wish, who="admin")

    assert changed == await stand_in.get("/system-config", who="admin")
    assert (changed["trash"]["enabled"], changed["storageTemplate"]["enabled"]) == (False, False)
    assert (await stand_in.get("/server/features"))["oauth"] is True


async def test_users_are_told_and_read(stand_in: StandIn) -> None:
    """
    What an admin has to say.
    """
    wish = {"title": "Hello", "userId": stand_in.user_id("demo")}
    note = await stand_in.send("POST", "/admin/notifications", wish, who="admin")
    unread = await stand_in.get("/notifications?unread=true")
    await stand_in.send("PUT", "/notifications", {"ids": [note["id"], "x"]})

    assert unread == [note]
    assert await stand_in.get("/notifications?unread=true") == []
    assert len(await stand_in.get("/notifications")) == 1
