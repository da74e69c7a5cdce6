"""
The facts about one file.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mediacore.capture_time import TimeSource
from mediacore.facts import MediaFacts, Reading, camera_name, read_file
from mediacore.formats import Kind
from mediacore.paths import display
from mediacore.quick_id import UnreadableFileError, quick_id
from tests.samples.media import (
    Fractions,
    Value,
    apple_note,
    clip,
    cr3,
    encoded,
    heic,
    jpeg,
    located,
    picture,
    tiff,
)

TEN = int(datetime(2024, 6, 15, 10, tzinfo=UTC).timestamp()) * 1_000_000
ORIGINAL: dict[int, Value] = {0x9003: "2024:06:15 10:00:00", 0x9291: "25", 0x9011: "+02:00"}


def _read(folder: Path, name: str, data: bytes) -> Reading:
    path = folder / name
    path.write_bytes(data)
    return read_file(path.as_posix(), name, path.stat())


def _facts(folder: Path, name: str, data: bytes) -> MediaFacts:
    return _read(folder, name, data).facts


def test_a_camera_jpeg_tells_everything(tmp_path: Path) -> None:
    """
    Time with sub-seconds and offset, camera, id, size as shown.
    """
    exif = tiff(
        {0x010F: "NIKON CORPORATION", 0x0110: "NIKON Z 9", 0x0112: 6}, {**ORIGINAL, 0xA420: "id1"}
    )
    facts = _facts(tmp_path, "a.JPG", jpeg(exif))

    assert facts == MediaFacts(
        kind=Kind.JPEG,
        format="jpeg",
        taken_us=TEN + 250_000,
        taken_source=TimeSource.EXIF,
        taken_exact=True,
        taken_trusted=True,
        offset_minutes=120,
        camera="NIKON Z 9",
        unique_id="id1",
        width=48,
        height=64,
        orientation=6,
    )


def test_raw_and_jpeg_of_one_shot_agree(tmp_path: Path) -> None:
    """
    Time and camera are the same in both.
    """
    camera: dict[int, Value] = {0x010F: "Canon", 0x0110: "Canon EOS R6", 0x0100: 6000, 0x0101: 4000}
    raw = _facts(tmp_path, "a.CR3", cr3(tiff(camera), tiff(ORIGINAL)))
    shown = _facts(tmp_path, "a.JPG", jpeg(tiff(camera, ORIGINAL)))

    assert (raw.taken_us, raw.camera) == (shown.taken_us, shown.camera)
    assert (raw.kind, raw.width, raw.height) == (Kind.RAW, 6000, 4000)


def test_both_halves_of_a_live_photo_carry_one_id(tmp_path: Path) -> None:
    """
    The picture's maker note and the clip's container name the same content.
    """
    note: dict[int, Value] = {**ORIGINAL, 0x927C: apple_note("BURST-1", "CONTENT-1")}
    still = _facts(tmp_path, "a.heic", heic(tiff({0x010F: "Apple", 0x0110: "iPhone 15"}, note)))
    tags = {
        "com.apple.quicktime.content.identifier": "CONTENT-1",
        "com.apple.quicktime.creationdate": "2024-06-15T10:00:00+0200",
        "com.apple.quicktime.make": "Apple",
        "com.apple.quicktime.model": "iPhone 15",
    }
    path = clip(tmp_path / "a.mov", "mov", tags)
    moving = read_file(path.as_posix(), "a.mov", path.stat()).facts

    assert still.content_identifier == moving.content_identifier == "CONTENT-1"
    assert still.burst_id == "BURST-1"
    assert still.camera == moving.camera == "Apple iPhone 15"
    assert (moving.taken_us, moving.taken_source) == (TEN, TimeSource.CONTAINER)
    assert (moving.offset_minutes, moving.taken_trusted, moving.duration_s) == (120, True, 1.0)


def test_a_clip_s_utc_time_is_not_exact(tmp_path: Path) -> None:
    """
    A container's own time is in UTC, to the second.
    """
    path = clip(tmp_path / "a.mp4", tags={"creation_time": "2024-06-15T10:00:00Z"})
    facts = read_file(path.as_posix(), "a.mp4", path.stat()).facts

    assert (facts.taken_us, facts.taken_source) == (TEN, TimeSource.CONTAINER)
    assert (facts.taken_exact, facts.offset_minutes) == (False, 0)


def test_a_turned_clip_has_its_size_as_shown(tmp_path: Path) -> None:
    """
    Sideways clips swap width and height.
    """
    path = clip(tmp_path / "a.mp4", turn=-90)
    facts = read_file(path.as_posix(), "a.mp4", path.stat()).facts

    assert (facts.width, facts.height, facts.orientation) == (48, 64, 6)


@pytest.mark.parametrize(
    ("exif", "xmp", "name", "source", "trusted"),
    [
        ({0x9003: "2024:06:15 10:00:00"}, b"", "a.jpg", TimeSource.EXIF, True),
        ({0x9004: "2024:06:15 10:00:00"}, b"", "a.jpg", TimeSource.EXIF, True),
        ({}, b'xmp:CreateDate="2024-06-15T10:00:00"', "a.jpg", TimeSource.XMP, True),
        ({}, b"", "IMG_20240615_100000.jpg", TimeSource.NAME, True),
        ({0x9003: "1970:01:01 00:00:00"}, b"", "20240615_100000.jpg", TimeSource.NAME, True),
        ({0x9003: "0000:00:00 00:00:00"}, b"", "20240615_100000.jpg", TimeSource.NAME, True),
    ],
)
def test_the_best_time_wins(
    tmp_path: Path, exif: dict[int, str], xmp: bytes, name: str, source: TimeSource, trusted: bool
) -> None:
    """
    EXIF before XMP before the name; what cannot be true is passed over.
    """
    facts = _facts(tmp_path, name, jpeg(tiff({0x0110: "x"}, exif), xmp))

    assert (facts.taken_us, facts.taken_source, facts.taken_trusted) == (TEN, source, trusted)


def test_the_date_of_a_change_is_weak(tmp_path: Path) -> None:
    """
    `DateTime` alone orders, but does not prove; a name proves.
    """
    exif = tiff({0x0132: "2024:06:15 10:00:00"})
    alone = _facts(tmp_path, "a.jpg", jpeg(exif))
    named = _facts(tmp_path, "20240615_100001.jpg", jpeg(exif))

    assert (alone.taken_us, alone.taken_source) == (TEN, TimeSource.EXIF)
    assert not alone.taken_trusted
    assert (named.taken_source, named.taken_trusted) == (TimeSource.NAME, True)


def test_the_file_s_own_time_comes_last(tmp_path: Path) -> None:
    """
    It is the time that discovery saw.
    """
    path = tmp_path / "a.png"
    path.write_bytes(encoded("PNG"))
    os.utime(path, ns=(0, 1_700_000_000_123_456_789))
    facts = read_file(path.as_posix(), "a.png", path.stat()).facts

    assert (facts.taken_us, facts.taken_source) == (1_700_000_000_123_456, TimeSource.MTIME)
    assert not facts.taken_trusted


def test_a_sequence_s_movie_time_is_in_utc(tmp_path: Path) -> None:
    """
    CR3 and image sequences have a movie header.
    """
    facts = _facts(tmp_path, "a.cr3", cr3(tiff({0x0110: "x"}), seconds=3_570_772_924))

    assert (facts.taken_source, facts.offset_minutes) == (TimeSource.CONTAINER, 0)


def test_a_raw_format_s_own_clock_counts_as_exif(tmp_path: Path) -> None:
    """
    CRW, X3F and Kyocera's RAW have no EXIF, but the camera's time.
    """
    data = bytes(12) + b"LATIGID N".ljust(13, b"\0") + b"ARECOYK " + b"03:41:81 61:70:5002\0"
    facts = _facts(tmp_path, "a.raw", data)

    assert (facts.taken_source, facts.camera) == (TimeSource.EXIF, "KYOCERA N DIGITAL")


def test_a_motion_photo_is_seen(tmp_path: Path) -> None:
    """
    Google names the embedded clip in XMP.
    """
    assert _facts(tmp_path, "a.jpg", jpeg(xmp=b'GCamera:MotionPhoto="1"')).motion


def test_a_wrong_extension_is_flagged(tmp_path: Path) -> None:
    """
    The content wins.
    """
    facts = _facts(tmp_path, "a.NEF", jpeg())

    assert (facts.kind, facts.format) == (Kind.JPEG, "jpeg")
    assert facts.mismatch == "The name says NEF, the content is JPEG."
    assert facts.problem is None


def test_an_id_of_noughts_is_none(tmp_path: Path) -> None:
    """
    Cameras fill the unique id with noughts.
    """
    assert _facts(tmp_path, "a.jpg", jpeg(tiff({}, {0xA420: "0" * 32}))).unique_id is None


def test_an_impossible_orientation_is_upright(tmp_path: Path) -> None:
    """
    Only 1 to 8 mean anything.
    """
    facts = _facts(tmp_path, "a.jpg", jpeg(tiff({0x0112: 99})))

    assert (facts.orientation, facts.width) == (1, 64)


def test_the_ids_are_of_file_and_picture(tmp_path: Path) -> None:
    """
    A PNG has one id for both, a JPEG two.
    """
    still = _read(tmp_path, "a.png", encoded("PNG", picture()))
    fd = os.open(tmp_path / "a.png", os.O_RDONLY)
    expected = quick_id(fd, (tmp_path / "a.png").stat().st_size)
    os.close(fd)
    photo = _read(tmp_path, "a.jpg", jpeg())

    assert still.quick_id == still.content_id == expected
    assert photo.quick_id != photo.content_id


def test_an_empty_file_is_a_problem(tmp_path: Path) -> None:
    """
    It keeps the kind of its name.
    """
    facts = _facts(tmp_path, "a.cr2", b"")

    assert (facts.kind, facts.problem) == (Kind.RAW, "The file is empty.")


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    """
    The error names path and reason.
    """
    path = tmp_path / "gone.jpg"

    with pytest.raises(UnreadableFileError, match="No such file") as caught:
        read_file(path.as_posix(), "gone.jpg", tmp_path.stat())

    assert caught.value.path == path.as_posix()


@pytest.mark.parametrize("what", ["pipe", "folder"])
def test_what_is_no_file_is_unreadable(tmp_path: Path, what: str) -> None:
    """
    A pipe without a writer does not hang.
    """
    path = tmp_path / "a.jpg"
    if what == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()

    with pytest.raises(UnreadableFileError, match="not a regular file"):
        read_file(os.fsencode(path), "a.jpg", path.stat())


@pytest.mark.parametrize(
    "name",
    [b"new\nline.jpg", "\U0001f600.jpg".encode(), b"latin1_caf\xe9.jpg", b"a" * 251 + b".jpg"],
)
def test_any_name_can_be_read(tmp_path: Path, name: bytes) -> None:
    """
    Names are bytes.
    """
    path = os.fsencode(tmp_path) + b"/" + name
    fd = os.open(path, os.O_WRONLY | os.O_CREAT)
    os.write(fd, jpeg())
    os.close(fd)

    status = os.stat(path)  # noqa: PTH116 - a path in bytes

    assert read_file(path, display(name), status).facts.kind is Kind.JPEG


def test_a_huge_empty_file_costs_little(tmp_path: Path) -> None:
    """
    Eight sparse gigabytes are not read.
    """
    path = tmp_path / "sparse.jpg"
    with path.open("wb") as file:
        file.truncate(8 << 30)

    assert read_file(path.as_posix(), "sparse.jpg", path.stat()).facts.problem is not None


@pytest.mark.parametrize(
    ("make", "model", "name"),
    [
        ("Canon", "Canon EOS 6D", "Canon EOS 6D"),
        ("NIKON CORPORATION", "NIKON  D70s ", "NIKON D70s"),
        ("Apple", "iPhone XR", "Apple iPhone XR"),
        ("", "R5", "R5"),
        ("SONY", "", "SONY"),
        ("", "", None),
    ],
)
def test_a_camera_s_make_is_said_once(make: str, model: str, name: str | None) -> None:
    """
    Many models begin with their make.
    """
    assert camera_name(make, model) == name


DEGREES: Fractions = [(48, 1), (51, 1), (30, 1)]
PLACE = {2: DEGREES, 4: DEGREES}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", jpeg(located({0x0110: "x"}, PLACE))),
        ("a.jpg", jpeg(xmp=b'exif:GPSLatitude="48,51N" exif:GPSLongitude="2,21E"')),
        ("a.heic", heic(located({0x0110: "x"}, PLACE))),
        ("a.cr3", cr3(tiff({0x0110: "x"}), tiff({}), tiff({}), tiff(PLACE))),
    ],
    ids=["exif", "xmp", "heic", "cr3"],
)
def test_file_tells_where_it_was_taken(tmp_path: Path, name: str, data: bytes) -> None:
    """
    Wherever the format keeps it.
    """
    assert _facts(tmp_path, name, data).has_gps


def test_clip_tells_where_it_was_taken(tmp_path: Path) -> None:
    """
    Its container has the coordinates.
    """
    tags = {"com.apple.quicktime.location.ISO6709": "+48.8577+002.295/"}
    data = clip(tmp_path / "made.mov", "mov", tags).read_bytes()

    assert _facts(tmp_path, "a.mov", data).has_gps
