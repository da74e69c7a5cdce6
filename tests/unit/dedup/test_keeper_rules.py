"""
Each way in which a copy is better than another.
"""

from typing import Any

import pytest

from dedup.keeper_rules import rules_for
from dedup.preferences import NO_PREFERENCES
from dedup.records import FileRecord
from tests.unit.dedup.files import file

RULES = {rule.name: rule for rule in rules_for(NO_PREFERENCES)}
PICTURE: dict[str, Any] = {"width": 3000, "height": 2000}
CLIP: dict[str, Any] = {"kind": "video", "width": 1920, "height": 1080, "duration_s": 60.0}


def words(rule: str, one: FileRecord, other: FileRecord) -> str:
    """
    Give the reason for which the first of two files is better by a rule, and only the first.
    """
    assert RULES[rule].beats(one, other)
    assert not RULES[rule].beats(other, one)
    return RULES[rule].words(one, other)


@pytest.mark.parametrize(
    "name",
    [
        "x (1).jpg",
        "x - Copy.jpg",
        "x_copy2.jpg",
        "Copy of x.jpg",
        "copy IMG_1.jpg",
        "x - Kopie (2).jpg",
    ],
)
def test_copy_by_name_is_worse(name: str) -> None:
    """
    A name that an operating system gives to copies counts against a file.
    """
    text = words("not_named_copy", file("another.jpg"), file(name))

    assert text == "its name does not say that it is a copy"


@pytest.mark.parametrize(
    "path",
    ["Downloads/a.jpg", "x/TEMP/a.jpg", "WhatsApp/Media/WhatsApp Images/a.jpg", "Telegram/a.jpg"],
)
def test_passing_folders_are_worse(path: str) -> None:
    """
    Where files only pass through, at any depth and in any case.
    """
    assert words("not_in_downloads", file("b.jpg"), file(path)) == "not in a Downloads folder"


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (file("a.heic", kind="heif", camera="Apple"), file("a.jpg", camera="Apple")),
        (file("a.jpg", camera="Canon"), file("b.jpg")),
        (file("a.jpg"), file("b.png", kind="png", camera="Canon")),
        (file("a.jpg"), file("b.webp", kind="webp")),
        (file("a.dng", kind="raw"), file("a.heic", kind="heif", camera="Apple")),
        (file("a.jpg"), file("IMG-20200101-WA0012.jpg", camera="Canon")),
        (file("a.mp4", kind="video"), file("VID-20200101-WA0012.mp4", kind="video")),
    ],
)
def test_original_beats_what_was_made_of_it(better: FileRecord, worse: FileRecord) -> None:
    """
    Cameras' formats beat those of programs, HEIC a JPEG of it, and all beat messengers' copies.
    """
    assert words("original_format", better, worse) == "original format"


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({"has_gps": True}, "has GPS"),
        ({"taken_us": 0, "taken_trusted": True}, "has capture time"),
        ({"has_gps": True, "taken_us": 5, "taken_trusted": True}, "has GPS and capture time"),
    ],
)
def test_known_facts_are_better(facts: dict[str, Any], text: str) -> None:
    """
    A place and a time that can be trusted; one that cannot is none.
    """
    assert words("more_facts", file("a.jpg", **facts), file("b.jpg", taken_us=9)) == text


@pytest.mark.parametrize(
    ("pixels", "text"),
    [
        ((6000, 4000), "larger: 24 vs 6 MP"),
        ((3080, 2000), "larger: 6.2 vs 6.0 MP"),
    ],
)
def test_megapixels_tell_pictures_apart(pixels: tuple[int, int], text: str) -> None:
    """
    With decimals only where they are needed.
    """
    width, height = pixels
    better = file("a.jpg", width=width, height=height)

    assert words("larger", better, file("b.jpg", **PICTURE)) == text


def test_small_picture_is_told_by_its_dimensions() -> None:
    """
    It has no megapixels to speak of.
    """
    text = words("larger", file("a", width=900, height=600), file("b", width=320, height=213))

    assert text == "larger: 900 × 600 vs 320 × 213"


def test_clip_is_larger_in_its_dimensions() -> None:
    """
    Of clips people know width and height, not megapixels.
    """
    text = words("larger", file("a", **CLIP), file("b", **CLIP | {"width": 1280, "height": 720}))

    assert text == "larger: 1920 × 1080 vs 1280 × 720"


def test_unknown_dimensions_are_worse() -> None:
    """
    What cannot be measured is not called smaller.
    """
    assert words("larger", file("a", **PICTURE), file("b")) == "its size is known: 3000 × 2000"


def test_longer_clip_is_better() -> None:
    """
    One that was cut is worse.
    """
    assert words("longer", file("a", **CLIP), file("b", **CLIP | {"duration_s": 30.0})) == (
        "longer: 60 vs 30 s"
    )


def test_unknown_length_is_worse() -> None:
    """
    A clip that does not say how long it is may be cut.
    """
    assert words("longer", file("a", **CLIP), file("b", kind="video")) == (
        "its length is known: 60 s"
    )


def test_pictures_have_no_length() -> None:
    """
    No picture is longer than another.
    """
    assert not RULES["longer"].beats(file("a.jpg"), file("b.jpg"))


def test_higher_bitrate_is_better() -> None:
    """
    Of two clips of a length the larger file is less compressed.
    """
    text = words(
        "less_compressed", file("a", size=90_000_000, **CLIP), file("b", size=30_000_000, **CLIP)
    )

    assert text == "higher bitrate: 12 vs 4 Mbit/s"


def test_figures_that_stay_alike_are_told_as_they_are() -> None:
    """
    Clips of next to no bytes differ by less than the decimals that are shown.
    """
    text = words("less_compressed", file("a", size=90, **CLIP), file("b", size=30, **CLIP))

    assert text == "higher bitrate: 0.00 vs 0.00 Mbit/s"


@pytest.mark.parametrize(
    ("size", "other", "text"),
    [
        (4 << 20, 1 << 20, "4 vs 1 MiB"),
        (2_500_000, 315_000, "2.4 vs 0.3 MiB"),
        (85_000, 31_744, "83 vs 31 KiB"),
        (3_200_000, 31_744, "3 MiB vs 31 KiB"),
    ],
)
def test_larger_file_at_the_same_dimensions_is_better(size: int, other: int, text: str) -> None:
    """
    It was compressed less; both sizes are told in units that show them.
    """
    found = words(
        "less_compressed", file("a", size=size, **PICTURE), file("b", size=other, **PICTURE)
    )

    assert found == f"less compressed: {text}"


def test_a_smaller_picture_may_be_less_compressed() -> None:
    """
    Its bytes a pixel count; the megabytes would say the opposite.
    """
    text = words(
        "less_compressed",
        file("a", size=2_000_000, width=1000, height=1000),
        file("b", size=3_000_000, **PICTURE),
    )

    assert text == "less compressed"


def test_unknown_compression_is_worse() -> None:
    """
    Without dimensions nothing can be said of how much a file is compressed.
    """
    text = words("less_compressed", file("a", **PICTURE), file("b", size=99))

    assert text == "how it is compressed is known"


def test_oldest_is_told_by_day() -> None:
    """
    The day is enough where it differs.
    """
    text = words("oldest", file("a", seconds=0), file("b", seconds=86400))

    assert text == "oldest: 1970-01-01 vs 1970-01-02"


def test_oldest_of_a_day_is_told_by_second() -> None:
    """
    Two files of one day differ by their time.
    """
    text = words("oldest", file("a", seconds=0), file("b", seconds=7))

    assert text == "oldest: 1970-01-01 00:00:00 vs 1970-01-01 00:00:07"


def test_shorter_path_is_better() -> None:
    """
    When nothing else speaks.
    """
    assert words("shorter_path", file("a.jpg"), file("b/a.jpg")) == "shorter path"
