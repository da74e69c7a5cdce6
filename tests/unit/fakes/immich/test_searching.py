"""
Tests of the metadata search.
"""

from typing import Any

import pytest

from tests.samples.media import jpeg
from tests.unit.fakes.immich.conftest import StandIn


def names(page: dict[str, Any]) -> list[str]:
    """
    Give the file names of a page.
    """
    return [item["originalFileName"] for item in page["items"]]


async def test_pages_follow_each_other(stand_in: StandIn) -> None:
    """
    The next page is a number as text, and null at the end; totals count the page.
    """
    first = await stand_in.search(size=3)
    second = await stand_in.search(size=3, page=2)
    beyond = await stand_in.search(size=3, page=9)

    assert [page["nextPage"] for page in (first, second, beyond)] == ["2", None, None]
    assert [page["total"] for page in (first, second, beyond)] == [3, 1, 0]
    assert len({*names(first), *names(second)}) == 4


async def test_order_can_be_turned(stand_in: StandIn) -> None:
    """
    The oldest first, when that is asked for.
    """
    newest = names(await stand_in.search())

    assert names(await stand_in.search(order="asc")) == newest[::-1]


@pytest.mark.parametrize("wanted", ["TRIP/l1000.jpg", "L1000%", "tr_p", "tr\u00edp"])
async def test_path_filter_is_loose(stand_in: StandIn, wanted: str) -> None:
    """
    A substring, without regard to case and accents, with wildcards.
    """
    assert "L1000.JPG" in names(await stand_in.search(originalPath=wanted))


async def test_name_filter_is_about_the_name(stand_in: StandIn) -> None:
    """
    A folder's name is no file's name.
    """
    assert names(await stand_in.search(originalFileName="trip")) == []
    assert names(await stand_in.search(originalFileName="clip")) == ["clip.mp4"]


async def test_checksum_finds_the_one(stand_in: StandIn) -> None:
    """
    The hash of the path is exact.
    """
    wanted = (await stand_in.search(originalFileName="clip"))["items"][0]["checksum"]

    assert names(await stand_in.search(checksum=wanted)) == ["clip.mp4"]


async def test_exif_comes_when_asked_for(stand_in: StandIn) -> None:
    """
    Only `withExif` brings `exifInfo`.
    """
    with_exif = await stand_in.search(originalFileName="L1000.JPG", withExif=True)
    without = await stand_in.search(originalFileName="L1000.JPG")

    assert with_exif["items"][0]["exifInfo"]["exifImageWidth"] == 400
    assert "exifInfo" not in without["items"][0]


async def test_new_file_is_found(stand_in: StandIn) -> None:
    """
    A file copied into a fresh stand-in's folder is there at the first search.
    """
    (stand_in.root / "new.jpg").write_bytes(jpeg())

    assert "new.jpg" in names(await stand_in.search())


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"size": 1001}, "size must not be greater than 1000"),
        ({"size": 0}, "size must not be less than 1"),
        ({"page": "x"}, "page must be an integer number"),
        ({"page": True}, "page must be an integer number"),
    ],
)
async def test_wrong_number_is_a_400(
    stand_in: StandIn, body: dict[str, object], message: str
) -> None:
    """
    Immich says what a value must be.
    """
    url = "/api/search/metadata"
    answer = await stand_in.client.post(url, json=body, headers=stand_in.key)

    assert (answer.status_code, answer.json()["message"]) == (400, [message])
