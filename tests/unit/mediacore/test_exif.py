"""
TIFF structures, whole and hostile.
"""

import struct

import pytest

from mediacore.exif import MAX_DIRECTORIES, ExifFacts, open_tiff, read_exif, stretches
from mediacore.source import Source
from tests.samples.media import Fractions, Order, Tags, directory_bytes, located, tiff


def _facts(*blobs: bytes) -> ExifFacts:
    found = [open_tiff(Source.of_bytes(blob)) for blob in blobs]
    return read_exif([one for one in found if one])


PARIS: Fractions = [(48, 1), (51, 1), (30, 1)]
NOUGHT: Fractions = [(0, 1), (0, 1), (0, 1)]


@pytest.mark.parametrize("order", ["little", "big"])
def test_camera_and_times_are_read(order: Order) -> None:
    """
    Both byte orders say the same.
    """
    facts = _facts(
        tiff(
            {0x010F: "Canon", 0x0110: "EOS", 0x0112: 6, 0x0132: "2024:01:02 03:04:05", 0x9290: "1"},
            {
                0x9003: "2024:06:15 10:00:00",
                0x9291: "12",
                0x9011: "+02:00",
                0x9004: "2024:06:15 10:00:01",
                0xA420: "ABC",
                0xA002: 640,
                0xA003: 480,
            },
            order=order,
        )
    )

    assert (facts.make, facts.model, facts.orientation) == ("Canon", "EOS", 6)
    assert facts.original == ("2024:06:15 10:00:00", "12", "+02:00")
    assert facts.digitized == ("2024:06:15 10:00:01", "", "")
    assert facts.modified == ("2024:01:02 03:04:05", "1", "")
    assert (facts.unique_id, facts.exif_size) == ("ABC", (640, 480))


def test_times_in_the_first_directory_count() -> None:
    """
    TIFF/EP and CR3 have no separate Exif directory.
    """
    facts = _facts(tiff({0x0110: "R5"}), tiff({0x9003: "2024:06:15 10:00:00"}))

    assert (facts.model, facts.original[0]) == ("R5", "2024:06:15 10:00:00")


def test_the_largest_image_gives_the_size() -> None:
    """
    The first directory is often a thumbnail.
    """
    facts = _facts(tiff({0x0100: 160, 0x0101: 120}, None, [{0x0100: 6000, 0x0101: 4000}]))

    assert facts.size == (6000, 4000)


def test_panasonic_gives_the_size_by_its_borders() -> None:
    """
    RW2 has borders of the sensor's picture instead of a size.
    """
    facts = _facts(tiff({4: 10, 5: 20, 6: 110, 7: 220}, magic=b"IIU\0"))

    assert facts.size == (200, 100)


@pytest.mark.parametrize("order", ["little", "big"])
def test_olympus_has_letters_of_its_own(order: Order) -> None:
    """
    ORF heads differ from TIFF's in two letters.
    """
    magic = b"IIRO" if order == "little" else b"MMOR"

    assert _facts(tiff({0x0110: "E-M1"}, order=order, magic=magic)).model == "E-M1"


def test_big_tiff_is_read() -> None:
    """
    BigTIFF has eight-byte counts and offsets.
    """
    entry = struct.pack("<HHQ8s", 0x0110, 2, 5, b"GFX1\0")
    data = struct.pack("<2sHHHQ", b"II", 43, 8, 0, 16) + struct.pack("<Q", 1) + entry + bytes(8)

    assert _facts(data).model == "GFX1"


@pytest.mark.parametrize("data", [b"", b"XX*\0", b"II\x99\x00", b"MM"])
def test_what_is_no_tiff_is_none(data: bytes) -> None:
    """
    Byte order and version must be known.
    """
    assert open_tiff(Source.of_bytes(data)) is None


def test_a_loop_of_directories_ends() -> None:
    """
    A directory that follows itself is read once.
    """
    data = bytearray(tiff({0x0110: "loop"}))
    at = 8 + 2 + 12
    data[at : at + 4] = struct.pack("<I", 8)
    found = open_tiff(Source.of_bytes(bytes(data)))

    assert found is not None
    assert len(found.images) == 1


def test_the_number_of_directories_is_bounded() -> None:
    """
    A chain of directories is not followed for ever.
    """
    one = directory_bytes({0x0110: "x"}, 0)
    chain = b"".join(
        one[:-4] + struct.pack("<I", 8 + (n + 1) * len(one)) for n in range(MAX_DIRECTORIES * 3)
    )
    found = open_tiff(Source.of_bytes(b"II*\0\x08\0\0\0" + chain))

    assert found is not None
    assert len(found.images) == MAX_DIRECTORIES


def test_values_outside_the_file_are_empty() -> None:
    """
    A count of four billion reads what is there: nothing.
    """
    data = tiff({0x0110: "a long enough model"})[:26]
    found = open_tiff(Source.of_bytes(data))

    assert found is not None
    assert read_exif([found]) == ExifFacts()


def test_a_text_is_no_number() -> None:
    """
    Numbers of another type are none.
    """
    assert _facts(tiff({0x0112: "abc"})).orientation == 0


def test_a_text_that_is_not_utf8_is_read_as_latin() -> None:
    """
    Old cameras write Latin-1.
    """
    assert _facts(tiff({0x0110: b"Appareil \xe9\0"})).model == "Appareil é"


def test_only_apple_s_maker_note_is_read() -> None:
    """
    Other makers' notes are large and say nothing we need.
    """
    apple = _facts(tiff({0x010F: "Apple"}, {0x927C: b"Apple iOS note"}))
    other = _facts(tiff({0x010F: "Canon"}, {0x927C: b"Canon note"}))

    assert (apple.maker_note, other.maker_note) == (b"Apple iOS note", b"")


def test_strips_and_tiles_are_stretches() -> None:
    """
    Tiles are preferred, an image without either has none.
    """
    found = open_tiff(
        Source.of_bytes(
            tiff(
                {0x0111: 100, 0x0117: 50},
                None,
                [{0x0144: (1, 2), 0x0145: (3, 4)}, {0x0100: 1}],
            )
        )
    )

    assert found is not None
    assert [stretches(found, image) for image in found.images] == [
        [(100, 50)],
        [(1, 3), (2, 4)],
        [],
    ]


@pytest.mark.parametrize("order", ["little", "big"])
def test_position_is_seen(order: Order) -> None:
    """
    A latitude and a longitude are in the GPS directory.
    """
    assert _facts(located({0x0110: "x"}, {2: PARIS, 4: PARIS}, order=order)).has_gps


def test_position_on_the_equator_is_one() -> None:
    """
    One coordinate alone may be zero.
    """
    assert _facts(located({}, {2: NOUGHT, 4: PARIS})).has_gps


@pytest.mark.parametrize(
    "gps",
    [
        {},
        {2: PARIS},
        {2: NOUGHT, 4: NOUGHT},
        {2: [(0, 0)] * 3, 4: [(0, 0)] * 3},
        {2: "48 51 30", 4: "2 21 0"},
    ],
    ids=["empty", "half", "zero by zero", "over zero", "texts"],
)
def test_no_signal_is_no_position(gps: Tags) -> None:
    """
    Cameras write GPS directories also where they know nothing.
    """
    assert not _facts(located({}, gps)).has_gps


@pytest.mark.parametrize("coordinate", [PARIS, NOUGHT])
def test_structure_of_gps_tags_alone_is_read(coordinate: Fractions) -> None:
    """
    CR3 has the GPS directory as the first of a structure of its own.
    """
    place = open_tiff(Source.of_bytes(tiff({2: coordinate, 4: coordinate})))

    assert read_exif([], place).has_gps == (coordinate == PARIS)
