"""
Whose view a request asks for.
"""

from tests.integration.gateway.list_shelf import ANNA
from tests.integration.gateway.reading import Reading


async def test_without_a_database_there_is_no_list(reading: Reading) -> None:
    """
    Who is nobody hears so first.
    """
    assert (await reading.get("/api/groups", "nobody"))[0] >= 400


async def test_share_link_is_nobody(reading: Reading) -> None:
    """
    Whatever it opens in Immich.
    """
    status, _ = await reading.get("/api/groups?key=share")

    assert status == 401


async def test_tag_is_one_persons(reading: Reading) -> None:
    """
    Two people with equal versions have different answers.
    """
    tags = {(await reading.ask("/api/groups", who))[2]["etag"] for who in ("anna", "ben")}

    assert len(tags) == 2


async def test_tag_is_found_among_others(reading: Reading) -> None:
    """
    A caller may hold several answers.
    """
    _, _, headers = await reading.ask("/api/duplicates")
    status, _, again = await reading.ask(
        "/api/duplicates", if_none_match=f'W/"other", {headers["etag"]}'
    )

    assert (status, again["etag"]) == (304, headers["etag"])
    assert again["cache-control"] == "private, no-cache"


async def test_partners_never_count_the_caller_twice(reading: Reading) -> None:
    """
    Even if Immich named them among those who share.
    """
    reading.immich.say("/api/partners", [{"id": ANNA, "inTimeline": True}])
    reading.shelf.asset("a.jpg")

    _, body = await reading.get("/api/groups/timeline/buckets?partners=true")

    assert body["items"] == [{"timeBucket": "2026-05-01", "count": 1}]
