"""
Which copy is suggested.
"""

from typing import Any

from dedup.keeper import suggest_keeper
from dedup.preferences import NO_PREFERENCES, Preferences
from dedup.records import Copy, FileRecord
from tests.unit.dedup.files import file

LARGE: dict[str, Any] = {"width": 6000, "height": 4000, "size": 40}
SMALL: dict[str, Any] = {"width": 3000, "height": 2000}


def suggest(
    *records: FileRecord, preferences: Preferences = NO_PREFERENCES
) -> tuple[str, list[str]]:
    """
    Give the suggested path and the reasons' sentences.
    """
    keeper = suggest_keeper([Copy(record) for record in records], preferences)
    (path,) = [record.path for record in records if record.file_id == keeper.file_id]
    return path, [reason.text for reason in keeper.reasons]


def test_downloads_are_not_the_place_to_keep() -> None:
    """
    A copy outside of a Downloads folder is preferred, even when it is younger and deeper.
    """
    found = suggest(file("Downloads/a.jpg"), file("2020/a/long/folder/a.jpg", seconds=9))

    assert found == ("2020/a/long/folder/a.jpg", ["not in a Downloads folder"])


def test_protected_folder_beats_everything() -> None:
    """
    What is never to be removed is kept, though another copy is larger.
    """
    found = suggest(
        file("Archive/a.jpg", **SMALL),
        file("b.jpg", **LARGE),
        preferences=Preferences(protected=("Archive",), preferred=("x",)),
    )

    assert found == ("Archive/a.jpg", ["in a protected folder"])


def test_whole_file_beats_every_damaged_one() -> None:
    """
    What is cut off is no good copy, however large it is and wherever it lies.
    """
    found = suggest(
        file("Archive/a.jpg", damaged=True, **LARGE),
        file("Downloads/b.jpg", **SMALL),
        preferences=Preferences(protected=("Archive",)),
    )

    assert found == ("Downloads/b.jpg", ["not damaged"])


def test_preferred_folder_is_named() -> None:
    """
    The owner's preference comes before what the files are like, and says which folder it was.
    """
    found = suggest(
        file("Albums/a.jpg", **SMALL),
        file("b.jpg", **LARGE),
        preferences=Preferences(preferred=("Best", "Albums")),
    )

    assert found == ("Albums/a.jpg", ["in the preferred folder Albums"])


def test_larger_picture_is_kept() -> None:
    """
    More pixels count more than where a file lies, and are told in megapixels.
    """
    path, reasons = suggest(file("Downloads/a.jpg", **LARGE), file("b.jpg", **SMALL))

    assert (path, reasons) == ("Downloads/a.jpg", ["larger: 24 vs 6 MP"])


def test_screenshot_of_a_photo_is_not_kept_for_its_size() -> None:
    """
    A few more pixels around the photo are no better photo.
    """
    found = suggest(
        file("a.png", kind="png", width=540, height=1170),
        file("b.jpg", width=1024, height=576),
    )

    assert found == ("b.jpg", ["original format"])


def test_somewhat_larger_picture_of_one_origin_is_kept() -> None:
    """
    Where nothing else tells them apart, pixels do.
    """
    found = suggest(
        file("a.jpg", width=3000, height=2000),
        file("b.jpg", width=4000, height=2600),
    )

    assert found == ("b.jpg", ["larger: 10 vs 6 MP"])


def test_the_smaller_edge_of_a_picture_decides_nothing() -> None:
    """
    A row of pixels more makes no larger picture; then the original format wins.
    """
    found = suggest(
        file("a.png", kind="png", width=1001, height=1000),
        file("b.jpg", width=1000, height=1000, camera="Canon"),
    )

    assert found == ("b.jpg", ["original format"])


def test_reasons_add_up() -> None:
    """
    Every way in which the suggested file is best is told.
    """
    _, reasons = suggest(
        file("downloads/x (1).jpg", seconds=86400, **SMALL | {"size": 50_000}),
        file("x.jpg", taken_us=1, taken_trusted=True, has_gps=True, **SMALL | {"size": 2_000_000}),
    )

    assert reasons == [
        "has GPS and capture time",
        "less compressed: 2 MiB vs 49 KiB",
        "not in a Downloads folder",
        "its name does not say that it is a copy",
        "oldest: 1970-01-01 vs 1970-01-02",
        "shorter path",
    ]


def test_shared_advantage_is_a_reason() -> None:
    """
    Being outside of Downloads counts, though another copy is as well.
    """
    _, reasons = suggest(file("tmp/a.jpg"), file("pics/a.jpg"), file("pics/b.jpg"))

    assert reasons == ["not in a Downloads folder"]


def test_what_another_copy_does_better_is_no_reason() -> None:
    """
    Where a copy that is not suggested is better still, nothing is claimed.
    """
    _, reasons = suggest(
        file("a.jpg", **LARGE, seconds=5), file("b.jpg", **SMALL, seconds=9), file("c.jpg")
    )

    assert not [text for text in reasons if text.startswith("oldest")]


def test_equals_are_decided_by_name_without_a_reason() -> None:
    """
    Where nothing speaks for one of them, the first name is taken, and no reason invented.
    """
    assert suggest(file("b.jpg"), file("a.jpg")) == ("a.jpg", [])


def test_single_file_is_its_own_keeper() -> None:
    """
    There is nothing to be better than.
    """
    assert suggest(file("a.jpg")) == ("a.jpg", [])
