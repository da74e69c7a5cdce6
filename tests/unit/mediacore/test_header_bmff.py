"""
HEIF, AVIF, CR3, and the turn of a clip.
"""

import struct
from pathlib import Path

import pytest

from mediacore.header_bmff import movie_turn, read_cr3, read_heif
from mediacore.source import Source
from tests.samples.media import box, clip, cr3, encoded, heic, movie_header, picture, tiff

EXIF = tiff({0x0110: "x"})
PACKET = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>'
FULL = bytes(4)


def _entry(item: int, kind: bytes, version: int = 2) -> bytes:
    number = struct.pack(">H" if version < 3 else ">I", item)
    return box(b"infe", bytes([version, 0, 0, 0]), number, b"\0\0", kind, b"\0")


def _meta(*boxes: bytes) -> bytes:
    return box(b"ftyp", b"heic\0\0\0\0mif1") + box(b"meta", FULL, *boxes)


def _iloc(method: int, offset: int, length: int, item: int = 1) -> bytes:
    row = struct.pack(">IHHHII", item, method, 0, 1, offset, length)
    return box(b"iloc", b"\2\0\0\0\x44\0", struct.pack(">I", 1), row)


def test_a_heic_tells_size_exif_and_xmp() -> None:
    """
    Metadata are items of the file; the clean aperture is the size.
    """
    blobs = read_heif(Source.of_bytes(heic(EXIF, PACKET, picture(72, 40))))

    assert (blobs.width, blobs.height, blobs.rotation, blobs.problem) == (72, 40, 1, None)
    assert blobs.tiffs[0].read(0, len(EXIF)) == EXIF
    assert blobs.xmp == PACKET


def test_an_avif_is_built_the_same_way() -> None:
    """
    Pillow's AVIF has its EXIF in an item too; its turn stands in the item's properties.
    """
    turned = tiff({0x0112: 6, 0x0110: "x"})
    data = encoded("AVIF", picture(64, 48), exif=b"Exif\0\0" + turned)
    blobs = read_heif(Source.of_bytes(data))

    assert (blobs.width, blobs.height, blobs.rotation) == (64, 48, 6)
    assert len(blobs.tiffs) == 1


def test_an_item_inside_the_table_of_contents_is_read() -> None:
    """
    Small items may stand in `idat`; wide item numbers are understood.
    """
    content = bytes(4) + EXIF
    parts = (
        box(b"iinf", b"\1\0\0\0", struct.pack(">I", 1), _entry(1, b"Exif", 3)),
        _iloc(1, 0, 0),
    )
    inside = read_heif(Source.of_bytes(_meta(*parts, box(b"idat", content))))
    missing = read_heif(Source.of_bytes(_meta(*parts)))

    assert inside.tiffs[0].read(0, 999) == EXIF
    assert missing.tiffs[0].size == 0


def test_an_item_without_a_place_is_empty() -> None:
    """
    A name without an entry in `iloc` leads nowhere; other kinds are passed over.
    """
    table = box(b"iinf", FULL, b"\0\2", _entry(1, b"Exif"), _entry(2, b"hvc1"), _entry(3, b"mime"))

    assert read_heif(Source.of_bytes(_meta(table))).tiffs[0].size == 0


def test_an_empty_table_of_contents_tells_nothing() -> None:
    """
    No item, no size.
    """
    blobs = read_heif(Source.of_bytes(_meta()))

    assert (blobs.width, blobs.tiffs) == (None, [])


@pytest.mark.parametrize("wide", [0, 1])
def test_properties_belong_to_the_primary_item(wide: int) -> None:
    """
    Another item's size does not count; property numbers may be wide.
    """
    sizes = (box(b"ispe", FULL, struct.pack(">II", *size)) for size in ((9, 9), (40, 30)))
    numbers = ">BH" if wide else ">BB"
    ipma = box(
        b"ipma", bytes([1, 0, 0, wide]), struct.pack(">I", 2),
        struct.pack(">I", 5) + struct.pack(numbers, 1, 1),
        struct.pack(">I", 6) + struct.pack(numbers, 1, 2),
    )  # fmt: skip
    blobs = read_heif(
        Source.of_bytes(
            _meta(box(b"pitm", FULL, b"\0\6"), box(b"iprp", box(b"ipco", *sizes), ipma))
        )
    )
    other = read_heif(
        Source.of_bytes(_meta(box(b"pitm", FULL, b"\0\7"), box(b"iprp", box(b"ipco"), ipma)))
    )

    assert (blobs.width, blobs.height) == (40, 30)
    assert other.width is None


def test_an_image_sequence_has_time_and_size_in_its_movie() -> None:
    """
    Without a table of contents the movie's header counts; its time is in UTC.
    """
    data = box(b"ftyp", b"msf1\0\0\0\0hevc") + movie_header(3_570_772_924, 640, 480)
    blobs = read_heif(Source.of_bytes(data))

    assert (blobs.taken, blobs.taken_utc) == ("2017:02:24 09:22:04", True)
    assert (blobs.width, blobs.height) == (640, 480)


def test_a_time_of_nought_is_none() -> None:
    """
    An unset creation time is no time.
    """
    assert read_heif(Source.of_bytes(movie_header(0))).taken == ""


def test_samsung_s_motion_box_is_seen() -> None:
    """
    A HEIC with an embedded clip is a motion photo.
    """
    assert read_heif(Source.of_bytes(heic() + box(b"mpvd", b"clip"))).motion


def test_a_heic_cut_short_is_a_problem() -> None:
    """
    The picture's box says how long it was meant to be.
    """
    blobs = read_heif(Source.of_bytes(heic()[:-10]))

    assert blobs.problem == "The file ends in the middle of its picture."


def test_a_cr3_gives_its_tiff_structures_and_packet() -> None:
    """
    Canon's box holds them one by one.
    """
    other = tiff({0x9003: "2024:06:15 10:00:00"})
    data = cr3(EXIF, other, xmp=PACKET, seconds=3_570_772_924)
    blobs = read_cr3(Source.of_bytes(data))

    assert [blob.read(0, 999) for blob in blobs.tiffs] == [EXIF, other]
    assert (blobs.xmp, blobs.taken, blobs.problem) == (PACKET, "2017:02:24 09:22:04", None)


def test_a_cr3_cut_short_is_a_problem() -> None:
    """
    What is left is still read.
    """
    whole = cr3(EXIF)

    assert read_cr3(Source.of_bytes(whole[:-1])).problem is not None
    assert read_cr3(Source.of_bytes(whole[:24])).tiffs == []


@pytest.mark.parametrize(("turn", "orientation"), [(0, 1), (90, 8), (180, 3), (-90, 6)])
def test_a_clip_s_turn_is_an_orientation(tmp_path: Path, turn: int, orientation: int) -> None:
    """
    The track's matrix tells how the clip is shown.
    """
    data = clip(tmp_path / "a.mp4", turn=turn).read_bytes()

    assert movie_turn(Source.of_bytes(data)) == orientation


def test_a_clip_without_a_picture_track_is_not_turned() -> None:
    """
    A sound track has no size.
    """
    assert movie_turn(Source.of_bytes(movie_header(1))) == 1
    assert movie_turn(Source.of_bytes(box(b"ftyp"))) == 1
