"""
Assets: their checksums and paths, how they are found, counted and listed, and their bytes.
"""

import base64
import hashlib

import pytest

from tests.contract.immich import Immich
from tests.contract.made import Made
from tests.contract.moments import MONTH
from tests.waiting import wait_until

BUCKET = f"/timeline/bucket?visibility=timeline&timeBucket={MONTH}T00:00:00.000Z"
PLENTY = 60.0
NEVER = "2199-01-01T00:00:00.000Z"


def sha1(content: bytes) -> str:
    """
    Give a checksum as Immich writes it.
    """
    return base64.b64encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()


def count_of_month(immich: Immich) -> int:
    """
    Give how many assets the month of these tests has, by the list of months.
    """
    told = immich.json("GET", "/timeline/buckets?visibility=timeline")
    return sum(one["count"] for one in told if one["timeBucket"].startswith(MONTH))


def test_upload_is_known_by_its_bytes(immich: Immich, made: Made) -> None:
    """
    The checksum is their SHA-1, and sending them again gives the same asset.
    """
    picture = made.picture()
    asset = immich.asset(picture.asset_id)
    again = made.send(picture.name, picture.content)

    assert asset["checksum"] == sha1(picture.content)
    assert (again.status_code, again.json()["id"]) == (200, picture.asset_id)
    assert again.json()["status"] == "duplicate"


def test_upload_keeps_its_name_beside_its_path(immich: Immich, made: Made) -> None:
    """
    It belongs to no library; what it was called is another field than where it lies.
    """
    picture = made.picture()
    asset = immich.asset(picture.asset_id)

    assert asset["originalFileName"] == picture.name
    assert asset["originalPath"].endswith(".jpg")
    assert (asset["libraryId"], asset["ownerId"]) == (None, immich.user_id)


def test_file_of_a_library_is_known_by_its_path(immich: Immich) -> None:
    """
    The checksum is the SHA-1 of `path:` and the path, and finds the asset.
    """
    outside = [one for one in immich.found(size=1000) if one["libraryId"] is not None]
    if not outside:  # pragma: no cover - the stand-ins have one
        pytest.skip("this account has no asset in an external library")
    asset = outside[0]

    assert asset["checksum"] == sha1(f"path:{asset['originalPath']}".encode())
    assert immich.ids(checksum=asset["checksum"]) == [asset["id"]]


def test_search_pages_by_number(immich: Immich, made: Made) -> None:
    """
    The next page is a text, and the last has none; `total` counts the page; 1,000 are the most.
    """
    for _ in range(2):
        made.picture()
    first = immich.json("POST", "/search/metadata", {"size": 1})["assets"]
    last = immich.json("POST", "/search/metadata", {"size": 1000, "page": 1})["assets"]
    too_many = immich.ask("POST", "/search/metadata", {"size": 1001})

    assert (first["nextPage"], first["total"], len(first["items"])) == ("2", 1, 1)
    assert last["nextPage"] is None or len(last["items"]) == 1000
    assert too_many.status_code == 400


def test_search_finds_by_name(immich: Immich, made: Made) -> None:
    """
    As our search and our tests ask.
    """
    picture = made.picture()

    assert immich.ids(originalFileName=picture.name) == [picture.asset_id]


def test_archived_is_found_when_asked_for(immich: Immich, made: Made) -> None:
    """
    By itself version 2 leaves it out of a search, version 3 does not.
    """
    picture = made.picture()
    immich.json("PUT", f"/assets/{picture.asset_id}", {"visibility": "archive"})
    by_itself = immich.ids(originalFileName=picture.name)
    asked = immich.ids(originalFileName=picture.name, visibility="archive")
    shown = immich.ids(originalFileName=picture.name, visibility="timeline")

    assert by_itself == ([picture.asset_id] if immich.is_v3 else [])
    assert (asked, shown) == ([picture.asset_id], [])


def test_trashed_is_found_when_asked_for(immich: Immich, made: Made) -> None:
    """
    With `withDeleted` only.
    """
    picture = made.picture()
    immich.json("DELETE", "/assets", {"ids": [picture.asset_id]})

    assert immich.ids(originalFileName=picture.name) == []
    assert immich.ids(originalFileName=picture.name, withDeleted=True) == [picture.asset_id]
    assert immich.asset(picture.asset_id)["isTrashed"]


def test_change_is_found_by_its_time(immich: Immich, made: Made) -> None:
    """
    What was changed later than a moment, and nothing else.
    """
    picture = made.picture()
    immich.json("PUT", f"/assets/{picture.asset_id}", {"isFavorite": True})
    since = immich.asset(picture.asset_id)["updatedAt"]

    assert picture.asset_id in immich.ids(updatedAfter=since, withDeleted=True, size=1000)
    assert immich.ids(updatedAfter=NEVER, withDeleted=True) == []


def test_months_count_what_they_hold(immich: Immich, made: Made) -> None:
    """
    A bucket is one object of arrays of one length; the list of months has its count.
    """
    before = count_of_month(immich)
    picture = made.picture()
    wait_until(lambda: count_of_month(immich) == before + 1, PLENTY)
    bucket = immich.json("GET", BUCKET)

    assert picture.asset_id in bucket["id"]
    assert {len(column) for column in bucket.values()} == {before + 1}


def test_archiving_shows_in_the_counts(immich: Immich, made: Made) -> None:
    """
    No delta tells of it in version 2, so months are compared.
    """
    picture = made.picture()
    wait_until(lambda: picture.asset_id in immich.json("GET", BUCKET)["id"], PLENTY)
    before = count_of_month(immich)
    immich.json("PUT", f"/assets/{picture.asset_id}", {"visibility": "archive"})

    assert count_of_month(immich) == before - 1


def test_unknown_and_foreign_ids_answer_alike(immich: Immich) -> None:
    """
    400 with the permission that there is none of.
    """
    answer = immich.ask("GET", "/assets/00000000-0000-4000-8000-000000000001")

    assert (answer.status_code, answer.json()["message"]) == (
        400,
        "Not found or no asset.read access",
    )


def test_bytes_come_whole_in_part_or_not_again(immich: Immich, made: Made) -> None:
    """
    200, 206 for a range, and 304 for whoever has them.
    """
    picture = made.picture()
    path = f"/assets/{picture.asset_id}/original"
    whole = immich.ask("GET", path)
    part = immich.ask("GET", path, range="bytes=10-19")
    known = immich.ask("GET", path, if_none_match=whole.headers["etag"])

    assert (whole.status_code, whole.content) == (200, picture.content)
    assert (part.status_code, part.content) == (206, picture.content[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(picture.content)}"
    assert (known.status_code, known.content) == (304, b"")
