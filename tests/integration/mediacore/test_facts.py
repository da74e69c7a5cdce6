"""
Facts against what other programs saw: over a generated folder, and over real files where given.

`TWINLENS_TESTDATA` names the folder of real files; both folders have the same shape.
"""

import csv
import os
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mediacore.facts import MediaFacts, camera_name, read_file
from mediacore.quick_id import UnreadableFileError
from tests.samples.media import apple_note, clip, heic, jpeg, tiff

TESTDATA = os.environ.get("TWINLENS_TESTDATA", "")
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall clock
SECONDS_PER_FILE = 1.0

# Where we differ from exiftool, and why.
EXPLAINED = {
    "EIP/exiftool__CaptureOne.eip": "an archive of Capture One's, which Immich does not take",
}

INVENTORY = """\
path,make,model,exiftool_dto,exiftool_subsec
one.jpg,Canon,Canon EOS 6D,2024:06:15 10:00:00,25
two.dng,,,2024:06:15 10:00:01.5,
three.jpg,,,,
"""


def _generate(folder: Path) -> Path:
    raw, bad, live = folder / "raw", folder / "bad", folder / "video" / "live"
    for made in (raw, bad, live):
        made.mkdir(parents=True)
    (raw / "inventory.csv").write_text(INVENTORY)
    exif = tiff(
        {0x010F: "Canon", 0x0110: "Canon EOS 6D"}, {0x9003: "2024:06:15 10:00:00", 0x9291: "25"}
    )
    (raw / "one.jpg").write_bytes(jpeg(exif))
    (raw / "two.dng").write_bytes(tiff({}, {0x9003: "2024:06:15 10:00:01", 0x9291: "5"}))
    (raw / "three.jpg").write_bytes(jpeg())
    (bad / "bad.csv").write_text("path,category\ncut.jpg,truncated\npipe.jpg,pipe\n")
    (bad / "cut.jpg").write_bytes(jpeg(exif)[:-9])
    os.mkfifo(bad / "pipe.jpg")
    note = {0x927C: apple_note(content="1EA799FF")}
    (live / "IMG_3589.HEIC").write_bytes(heic(tiff({0x010F: "Apple"}, note)))
    clip(live / "IMG_3589.mov", "mov", {"com.apple.quicktime.content.identifier": "1EA799FF"})
    return folder


@pytest.fixture(
    params=[
        "generated",
        pytest.param(
            "testdata",
            marks=[
                pytest.mark.testdata,
                pytest.mark.skipif(not TESTDATA, reason="TWINLENS_TESTDATA is not set"),
            ],
        ),
    ]
)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """
    A folder of sample files: generated, or the real ones.
    """
    return Path(TESTDATA) if request.param == "testdata" else _generate(tmp_path)


def _facts(path: Path) -> MediaFacts:
    return read_file(os.fsencode(path), path.name, path.stat()).facts


def _seen_by_exiftool(row: dict[str, str]) -> tuple[datetime, bool]:
    text, _, fraction = row["exiftool_dto"].rstrip("Z").partition(".")
    digits = row["exiftool_subsec"] or fraction
    moment = datetime.strptime(text, "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - wall clock
    return moment + timedelta(microseconds=int((digits or "0").ljust(6, "0"))), bool(digits)


def _seen_by_us(facts: MediaFacts) -> tuple[datetime, bool]:
    assert facts.taken_us is not None
    return EPOCH + timedelta(microseconds=facts.taken_us), facts.taken_exact


def test_times_are_those_that_exiftool_sees(folder: Path) -> None:
    """
    Capture time with sub-seconds is exiftool's wherever it has one.
    """
    with (folder / "raw" / "inventory.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["exiftool_dto"]]
    seen = {row["path"]: _seen_by_us(_facts(folder / "raw" / row["path"])) for row in rows}
    expected = {row["path"]: _seen_by_exiftool(row) for row in rows}

    assert {path for path in expected if seen[path] != expected[path]} <= EXPLAINED.keys()


def test_cameras_are_those_that_exiftool_sees(folder: Path) -> None:
    """
    Make and model are exiftool's wherever it has them.
    """
    with (folder / "raw" / "inventory.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["make"] or row["model"]]
    different = {
        row["path"]
        for row in rows
        if _facts(folder / "raw" / row["path"]).camera != camera_name(row["make"], row["model"])
    }

    assert different <= EXPLAINED.keys()


def test_hostile_files_are_read_in_time(folder: Path) -> None:
    """
    Each gives facts, or says that it cannot be read, within a second.
    """
    with (folder / "bad" / "bad.csv").open() as file:
        paths = [folder / "bad" / row["path"] for row in csv.DictReader(file)]
    seconds = {}
    for path in paths:
        started = time.monotonic()
        try:
            _facts(path)
        except UnreadableFileError as error:
            assert error.reason  # noqa: PT017 - the loop goes on over many files
        seconds[path.name] = time.monotonic() - started

    assert {name for name, taken in seconds.items() if taken > SECONDS_PER_FILE} == set()


def test_the_halves_of_a_live_photo_name_each_other(folder: Path) -> None:
    """
    The content identifier stands in the picture and in its clip.
    """
    live = folder / "video" / "live"
    still, moving = _facts(live / "IMG_3589.HEIC"), _facts(live / "IMG_3589.mov")

    assert still.content_identifier
    assert still.content_identifier == moving.content_identifier
