"""
The timeline of cards, over the whole gateway.
"""

import gzip
import json

import pytest
from aiohttp import web

from gateway.cards import COLUMNS
from tests.integration.gateway.list_shelf import ANNA, BEN, Shelf, id_of
from tests.integration.gateway.reading import Reading
from tests.integration.gateway.stand_in import ask
from tests.unit.gateway.test_picks import month

MONTH = "/api/groups/timeline/bucket?timeBucket=2026-05-01"
DAY = 86_400


@pytest.fixture(autouse=True)
def shelf(reading: Reading) -> Shelf:
    """
    A pair taken in May, a photo ten seconds later, and one in June.
    """
    made = reading.shelf
    made.versions(made.asset("a.jpg"), made.asset("a.cr2", 5, size=30))
    made.asset("b.jpg", 10, width=None)
    made.asset("c.jpg", 20 * DAY)
    return made


def prefer(shelf: Shelf, *format_order: str, auto_group: bool = True) -> None:
    """
    Say what Anna prefers.
    """
    shelf.insert(
        "preferences",
        user_id=ANNA,
        format_order=list(format_order),
        level="0.95",
        auto_group=auto_group,
    )


async def test_months_count_cards(reading: Reading, shelf: Shelf) -> None:
    """
    A pair counts once; months are counted again only when something has changed.
    """
    _, body = await reading.get("/api/groups/timeline/buckets")

    may, june = {"timeBucket": "2026-05-01", "count": 2}, {"timeBucket": "2026-06-01", "count": 1}
    assert body["items"] == [june, may]
    shelf.run("DELETE FROM owner_cards")
    assert (await reading.get("/api/groups/timeline/buckets"))[1] == body
    shelf.user(ANNA, 2)
    assert (await reading.get("/api/groups/timeline/buckets"))[1]["items"] == []


async def test_months_count_photos_for_who_wants_no_groups(reading: Reading, shelf: Shelf) -> None:
    """
    Each version counts by itself then.
    """
    prefer(shelf, auto_group=False)

    _, body = await reading.get("/api/groups/timeline/buckets?partners=true")

    assert [month["count"] for month in body["items"]] == [1, 3]


async def test_newest_month_comes_along(reading: Reading) -> None:
    """
    Who opens the timeline need not ask again for what it begins with.
    """
    _, body = await reading.get("/api/groups/timeline/buckets?newest=true")
    _, june = await reading.get(MONTH.replace("-05-", "-06-"))
    _, plain = await reading.get("/api/groups/timeline/buckets")

    assert {**body["newest"], "version": body["version"]} == june
    assert june["fileName"] == ["c.jpg"]
    assert plain == {**body, "newest": None}


async def test_nothing_comes_along_of_nothing(reading: Reading, shelf: Shelf) -> None:
    """
    An empty library has no newest month.
    """
    shelf.run("DELETE FROM owner_cards")

    _, body = await reading.get("/api/groups/timeline/buckets?newest=true")

    assert (body["items"], body["newest"]) == ([], None)


async def test_month_is_given_in_columns(reading: Reading) -> None:
    """
    Newest first, one row a card, with what is beneath it.
    """
    status, body = await reading.get(MONTH)

    assert (status, set(body)) == (200, {*COLUMNS, "version"})
    assert body["fileName"] == ["b.jpg", "a.jpg"]
    assert body["versionCount"] == [None, 2]
    assert body["ratio"] == [1.0, 1.5]
    ((other,),) = body["alternates"][1:]
    assert (other["filename"], other["type"], other["size"]) == ("a.cr2", "raw", 30)
    assert body["localDateTime"] == ["2026-05-16T12:00:10", "2026-05-16T12:00:00"]


async def test_preferred_format_is_on_top_and_moves_nothing(reading: Reading, shelf: Shelf) -> None:
    """
    The RAW is shown, the card stands where it stood.
    """
    prefer(shelf, "raw")

    _, body = await reading.get(MONTH)

    assert body["fileName"] == ["b.jpg", "a.cr2"]
    assert body["localDateTime"][1] == "2026-05-16T12:00:00"


async def test_changed_order_of_formats_is_seen_at_once(reading: Reading) -> None:
    """
    What the browser has kept is of the former order; a format that no shot has says nothing.
    """
    orders = (["jpeg", "raw"], ["heif", "raw", "jpeg"])
    seen, kept = [], ""
    for order in orders:
        body = {"formatOrder": order}
        status, _, _ = await ask(
            reading.gateway, "PUT", "/api/preferences", body, authorization="Bearer anna"
        )
        assert status == 200
        _, month_of_cards, headers = await reading.ask(MONTH, if_none_match=kept)
        seen.append(month_of_cards["fileName"][1])
        kept = headers["etag"]

    assert seen == ["a.jpg", "a.cr2"]


async def test_without_groups_each_photo_is_a_card(reading: Reading, shelf: Shelf) -> None:
    """
    No fields of groups, and of the other months nothing.
    """
    prefer(shelf, auto_group=False)

    _, body = await reading.get(MONTH)

    assert body["fileName"] == ["b.jpg", "a.cr2", "a.jpg"]
    assert body["groupId"] == [None] * 3


async def test_filters_choose_cards_of_any_of_them(reading: Reading, shelf: Shelf) -> None:
    """
    Types of groups, duplicates of any version, and RAWs that stand alone.
    """
    twin = shelf.asset("d.jpg", 30)
    shelf.asset("e.nef", 40)
    raw = next(one for one, put in shelf.assets.items() if put.path == "a.cr2")
    shelf.duplicates(raw, twin, levels=["0.95"], kind="perceptual", similarity=0.96)

    async def names(query: str) -> list[str]:
        _, body = await reading.get(f"{MONTH}&{query}")
        return list(body["fileName"])

    assert await names("filter=raw_jpeg") == ["a.jpg"]
    assert await names("filter=similar") == ["d.jpg", "a.jpg"]
    assert await names("filter=exact") == []
    assert await names("filter=ungrouped_raw&filter=raw_jpeg") == ["e.nef", "a.jpg"]
    _, buckets = await reading.get("/api/groups/timeline/buckets?filter=similar")
    assert buckets["items"] == [{"timeBucket": "2026-05-01", "count": 2}]


async def test_filters_without_groups_know_no_types_of_groups(
    reading: Reading, shelf: Shelf
) -> None:
    """
    Duplicates and RAWs are found, each photo by itself.
    """
    prefer(shelf, auto_group=False)
    raw = next(one for one, put in shelf.assets.items() if put.path == "a.cr2")
    shelf.duplicates(raw, shelf.asset("d.jpg", 30))

    _, body = await reading.get(f"{MONTH}&filter=exact&filter=raw_jpeg")

    assert body["fileName"] == ["d.jpg", "a.cr2"]
    assert (await reading.get(f"{MONTH}&filter=raw_jpeg"))[1]["id"] == []


async def test_card_tells_its_covers_duplicates(reading: Reading, shelf: Shelf) -> None:
    """
    At the level that its viewer prefers.
    """
    group_id = shelf.duplicates(
        shelf.asset("x.jpg", 50), shelf.asset("y.jpg", 60), kind="perceptual", similarity=0.97
    )

    _, body = await reading.get(MONTH)

    assert body["duplicateGroupId"][:2] == [group_id] * 2
    assert (body["duplicateType"][0], body["duplicateSimilarity"][0]) == ("perceptual", 0.97)


async def test_photo_that_was_hidden_just_now_is_gone(reading: Reading, shelf: Shelf) -> None:
    """
    Even while the stored cards still name it.
    """
    shelf.run("UPDATE assets SET shown = false WHERE original_file_name IN ('a.jpg', 'b.jpg')")

    _, body = await reading.get(MONTH)

    assert (body["fileName"], body["groupId"]) == (["a.cr2"], [None])


async def test_partners_cards_stand_among_the_own(reading: Reading, shelf: Shelf) -> None:
    """
    Where they are asked for.
    """
    shelf.asset("p.jpg", 7, BEN)

    _, body = await reading.get(f"{MONTH}&partners=true")

    assert list(zip(body["fileName"], body["ownerId"], strict=True)) == [
        ("b.jpg", ANNA),
        ("p.jpg", BEN),
        ("a.jpg", ANNA),
    ]


@pytest.mark.parametrize(
    "query", ["timeBucket=2026-13-01", "timeBucket=2026-05-02", "", "timeBucket=0001-01-01"]
)
async def test_month_that_is_none_is_refused(reading: Reading, query: str) -> None:
    """
    A month is named by its first day.
    """
    status, _ = await reading.get(f"/api/groups/timeline/bucket?{query}")

    assert status == 422


async def test_month_may_be_named_as_immich_names_it(reading: Reading) -> None:
    """
    With a time behind the day; a month without cards is empty.
    """
    _, body = await reading.get(f"{MONTH}T00:00:00.000Z")
    assert len(body["id"]) == 2

    _, empty = await reading.get("/api/groups/timeline/bucket?timeBucket=2020-01-01")

    assert empty["id"] == []


async def test_long_answers_are_compressed_for_who_takes_it(reading: Reading, shelf: Shelf) -> None:
    """
    A month of many cards travels small; a client that takes no compression gets it whole.
    """
    for second in range(20):
        shelf.asset(f"many {second}.jpg", second)

    gateway = reading.gateway
    asked = {"authorization": "Bearer anna", "accept-encoding": "gzip"}
    async with gateway.client.get(f"{gateway.url}{MONTH}", headers=asked) as answer:
        small = await answer.read()
    _, whole, plain = await reading.ask(MONTH)

    assert json.loads(gzip.decompress(small)) == whole
    assert answer.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain
    assert len(small) < int(plain["content-length"]) / 2


ALBUM = f"albumId={id_of('an album')}"


def put_together(reading: Reading, *ids: str) -> None:
    """
    Have Immich say that these are in an album, all of them in May.
    """

    async def bucket(_request: web.Request) -> web.StreamResponse:
        columns = month(*({"id": one} for one in ids))
        return web.Response(body=columns, content_type="application/json")

    told = [{"timeBucket": "2026-05-01", "count": len(ids)}]
    reading.immich.say("/api/timeline/buckets", told)
    reading.immich.answers["/api/timeline/bucket"] = bucket


async def test_album_is_a_timeline_of_its_own(reading: Reading, shelf: Shelf) -> None:
    """
    Of what Immich says that is in it, asked with the caller's own credential.
    """
    raw = next(one for one, put in shelf.assets.items() if put.path == "a.cr2")
    put_together(reading, raw, id_of("of somebody else"))
    _, counted = await reading.get(f"/api/groups/timeline/buckets?{ALBUM}")
    _, body = await reading.get(f"{MONTH}&{ALBUM}")

    assert counted["items"] == [{"timeBucket": "2026-05-01", "count": 2}]
    assert body["fileName"] == ["a.cr2", ""]
    asked = [one for one in reading.immich.seen if one.raw_path.startswith("/api/timeline")]
    assert {one.header("authorization")[0] for one in asked} == {"Bearer anna"}


async def test_person_is_asked_for_by_their_own_name(reading: Reading) -> None:
    """
    Immich tells the two apart.
    """
    put_together(reading)
    await reading.get(f"/api/groups/timeline/buckets?personId={id_of('a person')}")

    paths = [one.raw_path for one in reading.immich.seen]
    assert f"/api/timeline/buckets?personId={id_of('a person')}&visibility=timeline" in paths


async def test_album_that_changes_has_another_answer(reading: Reading, shelf: Shelf) -> None:
    """
    Though nothing of the caller's own photos has changed.
    """
    put_together(reading, *(one for one, put in shelf.assets.items() if put.path == "b.jpg"))
    path = f"/api/groups/timeline/buckets?{ALBUM}"
    _, first, headers = await reading.ask(path)
    put_together(reading, *shelf.assets)
    reading.gateway.rooms.picks._picks.forget_all()
    status, second, _ = await reading.ask(path, if_none_match=headers["etag"])

    assert [month["count"] for month in first["items"]] == [1]
    assert (status, [month["count"] for month in second["items"]]) == (200, [1, 2])


async def test_album_that_did_not_change_is_not_told_again(reading: Reading, shelf: Shelf) -> None:
    """
    The caller has it already.
    """
    put_together(reading, *shelf.assets)
    _, _, headers = await reading.ask(f"{MONTH}&{ALBUM}")
    status, _, _ = await reading.ask(f"{MONTH}&{ALBUM}", if_none_match=headers["etag"])

    assert status == 304


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (f"{ALBUM}&personId={id_of('a person')}", 400),
        (f"{ALBUM}&scope=unmatched", 400),
        ("albumId=1", 422),
    ],
)
async def test_pick_that_cannot_be_is_refused(reading: Reading, query: str, status: int) -> None:
    """
    An album and a person at once, files that Immich does not know, and no id.
    """
    assert (await reading.get(f"{MONTH}&{query}", "ben"))[0] == status


async def test_album_that_immich_does_not_show_is_not_there(reading: Reading) -> None:
    """
    For who asks.
    """
    reading.immich.say("/api/timeline/buckets", {"message": "Not found or no access"}, 400)

    assert (await reading.get(f"/api/groups/timeline/buckets?{ALBUM}"))[0] == 404
