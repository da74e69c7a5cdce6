"""
Names that are lost on disk, told to a real database.
"""

import uuid

import pytest

from grouping.cli_database import stored_neighbours
from grouping.suggestions import orphan_raws
from grouping.told_store import Telling, tell
from tests.integration.grouping.desk import ALICE, BOB, Desk

RAW, JPEG, OTHER = (f"upload/u/ab/cd/{uuid.UUID(int=number)}" for number in (1, 2, 3))
RAW, JPEG, OTHER = f"{RAW}.dng", f"{JPEG}.jpg", f"{OTHER}.jpg"
NOON_US = 1_778_932_800_120_000


def told(desk: Desk, *tellings: Telling) -> int:
    """
    Tell names, and let the woken worker do its work.
    """
    with desk.database.write() as session:
        changed = tell(session, tellings, desk.rules)
    desk.runtime.work()
    return changed


PAIR = (Telling(RAW, "IMG_1.DNG", ALICE), Telling(JPEG, "IMG_1.JPG", ALICE))


@pytest.fixture
def uploads(desk: Desk) -> Desk:
    """
    A RAW and its JPEG as Immich stores them.
    """
    desk.raw(RAW, 0, 1)
    desk.jpeg(JPEG, 0, 2)
    desk.scan()
    return desk


def test_two_uploads_become_one_group(uploads: Desk) -> None:
    """
    With their real paths, and the names that people know.
    """
    before = uploads.shots()

    assert told(uploads, *PAIR) == 2

    group = uploads.group()
    assert before == []
    assert group["group_type"] == "raw_jpeg"
    assert {row["path"]: row["filename"] for row in group["members"]} == {
        RAW: "IMG_1.DNG",
        JPEG: "IMG_1.JPG",
    }
    assert group["primary_path"] == JPEG
    assert "img_1" in group["evidence"][0]["text"].lower()
    assert '"filename":"IMG_1.JPG"' in uploads.rows("SELECT card FROM file_groups")[0][0]


def test_told_twice_changes_nothing(uploads: Desk) -> None:
    """
    Nothing is marked, nothing is regrouped.
    """
    told(uploads, *PAIR)
    uploads.changes()

    assert told(uploads, *PAIR) == 0
    assert uploads.changes() == []


def test_what_is_taken_back_is_as_before(uploads: Desk) -> None:
    """
    The group falls, and the files are matched by their paths again.
    """
    before = uploads.derived()
    told(uploads, *PAIR)

    assert told(uploads, *(Telling(one.path, None) for one in PAIR)) == 2
    assert uploads.derived() == before
    assert uploads.rows(
        "SELECT DISTINCT told_name, told_folder, told_us, told_stem FROM files"
    ) == [(None, None, None, None)]


def test_renamed_in_immich_only_the_new_name_counts(uploads: Desk) -> None:
    """
    The old name is regrouped too.
    """
    told(uploads, *PAIR)

    told(uploads, Telling(JPEG, "IMG_2.JPG", ALICE))

    assert uploads.shots() == []


def test_scans_and_new_readings_keep_names(uploads: Desk) -> None:
    """
    A file that changes on disk is read anew, and goes by its told name still.
    """
    told(uploads, *PAIR)

    uploads.jpeg(JPEG, 0, 5)
    uploads.scan()
    uploads.run("UPDATE files SET state = 'pending', mtime_ns = 0")
    uploads.scan()

    assert uploads.shots() == [(JPEG, RAW)]
    assert uploads.rows("SELECT count(*) FROM dirty_keys") == [(0,)]


def test_renamed_file_keeps_its_name(uploads: Desk) -> None:
    """
    It moves with its row, and so does its group.
    """
    told(uploads, *PAIR)
    before = uploads.group()["group_id"]

    uploads.move(JPEG, OTHER)
    uploads.scan()

    assert uploads.shots() == [(OTHER, RAW)]
    assert uploads.group()["group_id"] == before


def test_new_place_told_before_it_is_found_wins(uploads: Desk) -> None:
    """
    Immich may tell of a move before the scan sees it.
    """
    told(uploads, *PAIR)

    told(uploads, Telling(JPEG, None), Telling(OTHER, "IMG_1.JPG", ALICE))
    uploads.move(JPEG, OTHER)
    uploads.scan()

    assert uploads.shots() == [(OTHER, RAW)]
    assert uploads.rows("SELECT count(*) FROM told_names") == [(0,)]


def test_files_are_told_before_they_are_found(desk: Desk) -> None:
    """
    What was told waits for them; what was taken back meanwhile does not.
    """
    assert told(desk, *PAIR, Telling(OTHER, "IMG_1.JPG", ALICE)) == 0
    told(desk, Telling(OTHER, None), PAIR[0])
    desk.raw(RAW, 0, 1)
    desk.jpeg(JPEG, 0, 2)
    desk.jpeg(OTHER, 0, 3)

    desk.scan()

    assert desk.shots() == [(JPEG, RAW)]
    assert desk.rows("SELECT count(*) FROM told_names") == [(0,)]


def test_two_owners_uploads_never_meet(uploads: Desk) -> None:
    """
    Not in a group, and not in a suggestion.
    """
    told(uploads, PAIR[0], Telling(JPEG, "IMG_1.JPG", BOB))

    with uploads.database.read() as session:
        (orphan,) = orphan_raws(session, uploads.rules).items
    assert uploads.shots() == []
    assert orphan["candidates"] == []


def test_orphans_are_suggested_by_told_names(uploads: Desk) -> None:
    """
    The owner's own file of that name is the candidate, taken a minute apart.
    """
    uploads.jpeg(JPEG, 60, 2)
    uploads.jpeg("upload/u/ef/01/other.jpg", 9000, 4)
    uploads.scan()
    told(uploads, *PAIR, Telling("upload/u/ef/01/other.jpg", "IMG_1.JPG", ALICE))

    with uploads.database.read() as session:
        (orphan,) = orphan_raws(session, uploads.rules).items

    assert [row["path"] for row in orphan["candidates"]] == [JPEG, "upload/u/ef/01/other.jpg"]


def test_neighbours_are_found_by_told_names(uploads: Desk) -> None:
    """
    The command line explains such files as any others.
    """
    other = "upload/u/ef/01/other.jpg"
    uploads.jpeg(other, 9000, 4)
    uploads.scan()
    told(uploads, *PAIR, Telling(other, "IMG_1.jpg", BOB))

    file, others, _ = stored_neighbours(uploads.database, RAW.encode(), uploads.rules)

    assert file.record.file_name == "IMG_1.DNG"
    assert {one.record.path for one in others} == {JPEG, other}


def test_told_time_counts_where_the_file_has_none(uploads: Desk) -> None:
    """
    An own time, once there is one, goes before it.
    """
    uploads.run("UPDATE files SET taken_source = 'mtime', taken_trusted = false")
    told(
        uploads,
        Telling(RAW, "IMG_1.DNG", ALICE, NOON_US),
        Telling(JPEG, "IMG_1.JPG", ALICE, NOON_US),
    )
    without = uploads.group()
    uploads.run("UPDATE files SET taken_source = 'exif', taken_trusted = true")
    told(uploads, *PAIR)

    rows = {(row["taken_at"], row["taken_source"]) for row in without["members"]}
    assert rows == {("2026-05-16T12:00:00.120000", "told")}
    assert {row["taken_source"] for row in uploads.group()["members"]} == {"exif"}


def test_last_word_about_a_path_counts(uploads: Desk) -> None:
    """
    A batch that names a file twice is no error.
    """
    told(uploads, Telling(JPEG, "x.jpg", ALICE), *PAIR)

    assert uploads.shots() == [(JPEG, RAW)]
