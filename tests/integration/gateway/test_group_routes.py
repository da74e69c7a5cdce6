"""
What is read of groups and duplicates, over the whole gateway.
"""

from typing import Any

import pytest

from tests.integration.gateway.list_shelf import ANNA, BEN, Shelf, id_of
from tests.integration.gateway.reading import Reading


def pair(shelf: Shelf, stem: str, seconds: float = 0, owner: str = ANNA) -> str:
    """
    Put a JPEG with its RAW; give the group's id.
    """
    jpeg = shelf.asset(f"{stem}.jpg", seconds, owner)
    raw = shelf.asset(f"{stem}.cr2", seconds, owner, size=30)
    return shelf.versions(jpeg, raw, name=f"{owner} {stem}")


def ids(body: dict[str, Any]) -> list[str]:
    """
    Give the groups of a page.
    """
    return [group["groupId"] for group in body["items"]]


async def test_group_is_told_in_full_with_its_assets(reading: Reading) -> None:
    """
    What grouping knows and what Immich knows of a member stand side by side.
    """
    group_id = pair(reading.shelf, "trip/IMG_1")

    status, body = await reading.get("/api/groups")

    assert (status, body["nextCursor"], body["version"]) == (200, None, 0)
    (group,) = body["items"]
    assert (group["groupId"], group["groupType"], group["revision"]) == (group_id, "raw_jpeg", 3)
    assert (group["versionCount"], group["totalSize"]) == (2, 40)
    first = group["members"][0]
    assert first["assetId"] == id_of(f"{ANNA} trip/IMG_1.jpg") == group["primaryId"]
    assert (first["isPrimary"], first["ownerId"], first["thumbhash"]) == (True, ANNA, "aGFzaA==")
    assert (first["width"], first["localDateTime"]) == (6000, "2026-05-16T12:00:00")


async def test_one_group_is_given_like_in_the_list(reading: Reading) -> None:
    """
    By its id, and only as groups of versions.
    """
    group_id = pair(reading.shelf, "IMG_1")
    _, listed = await reading.get("/api/groups")

    status, body = await reading.get(f"/api/groups/{group_id}")

    assert (status, body) == (200, listed["items"][0] | {"version": 0})
    assert (await reading.get(f"/api/duplicates/{group_id}"))[0] == 404
    assert (await reading.get(f"/api/groups/{id_of('none')}"))[0] == 404
    assert (await reading.get("/api/groups/nonsense"))[0] == 422


async def test_nobody_sees_what_is_not_theirs(reading: Reading) -> None:
    """
    Ben's groups are in Ben's lists and counts only.
    """
    group_id = pair(reading.shelf, "IMG_1", owner=BEN)

    assert ids((await reading.get("/api/groups"))[1]) == []
    assert (await reading.get(f"/api/groups/{group_id}"))[0] == 404
    assert (await reading.get("/api/groups/counts"))[1]["groups"] == 0
    assert ids((await reading.get("/api/groups", "ben"))[1]) == [group_id]


async def test_what_partners_share_is_shown_where_asked_for(reading: Reading) -> None:
    """
    Both libraries in one order; a group that both have is the caller's own.
    """
    shelf = reading.shelf
    first, second = pair(shelf, "a", 10), pair(shelf, "b", 20, BEN)
    mine = shelf.asset("c.jpg", 30), shelf.asset("c.cr2", 30)
    theirs = shelf.asset("d.jpg", 40, BEN), shelf.asset("d.cr2", 40, BEN)
    shelf.versions(*theirs, name="both")
    shared = shelf.versions(*mine, name="both")

    _, body = await reading.get("/api/groups?partners=true")

    assert ids(body) == [shared, second, first]
    assert [group["ownerId"] for group in body["items"]] == [ANNA, BEN, ANNA]
    assert (await reading.get("/api/groups/counts?partners=true"))[1]["groups"] == 3
    assert (await reading.get(f"/api/groups/{second}?partners=true"))[0] == 200


async def test_unmatched_files_are_for_admins(reading: Reading) -> None:
    """
    Files that Immich does not know have groups without assets.
    """
    nobody = "00000000-0000-0000-0000-000000000000"
    group_id = pair(reading.shelf, "x", owner=nobody)

    status, body, headers = await reading.ask("/api/groups?scope=unmatched&prefix=x", "ben")

    assert (status, ids(body)) == (200, [group_id])
    assert {member["assetId"] for member in body["items"][0]["members"]} == {None}
    assert "etag" not in headers
    assert (await reading.get("/api/groups?scope=unmatched"))[0] == 403
    counts = (await reading.get("/api/groups/counts?scope=unmatched", "ben"))[1]
    assert counts["byType"] == {"raw_jpeg": {"groups": 1, "files": 2, "bytes": 40}}


async def test_unchanged_page_is_a_304(reading: Reading) -> None:
    """
    Until something of the caller's changes; another question has another tag.
    """
    reading.shelf.user(ANNA, 1)
    _, _, headers = await reading.ask("/api/groups")
    tag = headers["etag"]

    assert (headers["cache-control"], (await reading.get("/api/groups", if_none_match=tag))[0]) == (
        "private, no-cache",
        304,
    )
    assert (await reading.get("/api/groups?limit=7", if_none_match=tag))[0] == 200
    reading.shelf.user(ANNA, 2)
    status, body = await reading.get("/api/groups", if_none_match=tag)
    assert (status, body["version"]) == (200, 2)


async def test_counts_tell_what_each_filter_shows(reading: Reading) -> None:
    """
    Groups by type, single photos, and the cards behind each filter.
    """
    shelf = reading.shelf
    pair(shelf, "a")
    lone = shelf.asset("b.cr2", 10)
    shelf.duplicates(lone, shelf.asset("c.cr2", 20))

    _, body = await reading.get("/api/groups/counts")

    assert (body["groups"], body["files"], body["bytes"]) == (1, 2, 40)
    assert (body["ungrouped"], body["ungroupedRaw"]) == (2, 2)
    filters = {name: count for name, count in body["filters"].items() if count}
    assert filters == {"raw_jpeg": 1, "exact": 2, "ungrouped_raw": 2}


async def test_duplicates_are_at_the_preferred_level(reading: Reading) -> None:
    """
    The caller's own level, unless another one is named.
    """
    shelf = reading.shelf
    loose = shelf.duplicates(
        *(shelf.asset(f"{name}.jpg") for name in "ab"),
        kind="perceptual",
        levels=["0.80"],
        similarity=0.82,
    )
    exact = shelf.duplicates(*(shelf.asset(f"{name}.jpg", 5, size=9) for name in "cd"))

    assert ids((await reading.get("/api/duplicates"))[1]) == [exact]
    wide = (await reading.get("/api/duplicates?level=0.80&sort=space"))[1]
    assert ids(wide) == [loose, exact]
    alike = (await reading.get("/api/duplicates?level=0.80&sort=similarity"))[1]
    assert ids(alike) == [exact, loose]
    typed = (await reading.get("/api/duplicates?level=0.80&type=perceptual"))[1]
    assert ids(typed) == [loose]
    assert (await reading.get(f"/api/duplicates/{loose}"))[1]["similarity"] == 0.82
    shelf.insert("preferences", user_id=ANNA, format_order=[], level="0.80", auto_group=True)
    assert (await reading.get("/api/duplicates/counts?prefix=a", "anna"))[0] == 200


async def test_copy_beside_its_raw_is_the_one_to_keep(reading: Reading) -> None:
    """
    The one that dedup knows nothing against may lie alone.
    """
    shelf = reading.shelf
    copy, jpeg, raw = (shelf.asset(name) for name in ("copy.jpg", "trip/a.jpg", "trip/a.cr2"))
    group = shelf.duplicates(copy, jpeg)
    before = (await reading.get(f"/api/duplicates/{group}"))[1]
    shelf.versions(jpeg, raw)

    after = (await reading.get(f"/api/duplicates/{group}"))[1]
    paths = [[member["path"] for member in body["members"]] for body in (before, after)]
    assert paths == [["copy.jpg", "trip/a.jpg"], ["trip/a.jpg", "copy.jpg"]]
    assert [member["inShot"] for member in after["members"]] == [True, False]
    assert [reason["rule"] for reason in after["reasons"]] == ["of_a_shot"]


async def test_duplicates_are_counted_by_level_and_type(reading: Reading) -> None:
    """
    The totals are those of the level, with all other levels beside them.
    """
    shelf = reading.shelf
    shelf.duplicates(*(shelf.asset(f"{name}.jpg") for name in "ab"))
    shelf.duplicates(
        *(shelf.asset(f"{name}.jpg") for name in "cd"), kind="perceptual", levels=["0.80"]
    )

    _, body = await reading.get("/api/duplicates/counts?level=0.80")

    one = {"groups": 1, "files": 2, "reclaimableBytes": 10}
    assert {name: body[name] for name in one} == {"groups": 2, "files": 4, "reclaimableBytes": 20}
    assert (body["level"], body["byType"]) == ("0.80", {"exact": one, "perceptual": one})
    assert body["byLevel"]["exact"] == body["byLevel"]["0.95"] == one


async def test_service_that_is_down_is_a_503(reading: Reading) -> None:
    """
    Details cannot be given then; counts and cards can.
    """
    pair(reading.shelf, "a")
    reading.services.say("/groups/details", {"detail": "no"}, 500)

    assert (await reading.get("/api/groups"))[0] == 503
    assert (await reading.get("/api/groups/counts"))[0] == 200
    assert (await reading.get("/api/groups/timeline/buckets"))[0] == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("sort=similarity", 422),
        ("limit=101", 422),
        ("type=RAW'", 422),
        ("prefix=%00", 422),
        ("scope=all", 422),
        ("cursor=nonsense", 400),
    ],
)
async def test_question_that_cannot_be_meant_is_refused(
    reading: Reading, query: str, status: int
) -> None:
    """
    With a word on what is wrong.
    """
    found, body = await reading.get(f"/api/groups?{query}")

    assert (found, body["status"]) == (status, status)
