"""
JPEG segments.
"""

import random
import struct

import pytest

from mediacore.header_jpeg import MAX_SEGMENTS, read_jpeg
from mediacore.source import Source
from tests.samples.media import jpeg, picture, segment, tiff

ARCHIVE = random.Random(1).randbytes(50_000)
NOISE = bytes(range(250)) * 100


def test_exif_xmp_size_and_picture_are_found() -> None:
    """
    Everything stands before the start of the scan.
    """
    exif = tiff({0x0110: "x"})
    data = jpeg(exif, b"<packet/>", picture(32, 16))
    blobs = read_jpeg(Source.of_bytes(data))

    assert [blob.read(0, 999) for blob in blobs.tiffs] == [exif]
    assert blobs.xmp.endswith(b"<packet/>")
    assert (blobs.width, blobs.height, blobs.problem, blobs.motion) == (32, 16, None, False)
    assert blobs.payload is not None
    assert data[blobs.payload[0] :][:2] == b"\xff\xda"
    assert sum(blobs.payload) == len(data)


def test_the_first_packet_wins_and_other_segments_are_passed_over() -> None:
    """
    A second packet, an unknown segment, fill bytes and lone markers do no harm.
    """
    extra = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0second") + segment(0xE1, b"other")
    data = jpeg(xmp=b"first")
    at = data.index(b"first") + 5
    blobs = read_jpeg(Source.of_bytes(data[:at] + extra + b"\xff\xff\xff\x01" + data[at:]))

    assert blobs.xmp.endswith(b"first")
    assert blobs.problem is None


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8" + segment(0xE0, b"JFIF"),
        b"\xff\xd8\xff" * 20,
        b"\xff\xd8" + segment(0xE0, b"") * (MAX_SEGMENTS + 1),
        b"\xff\xd8\xff\xe0\x00\x00" + b"junk",
    ],
)
def test_a_jpeg_without_a_scan_is_a_problem(data: bytes) -> None:
    """
    Nothing but headers is no picture.
    """
    assert read_jpeg(Source.of_bytes(data)).problem == "The JPEG ends before its picture begins."


def test_a_jpeg_cut_in_its_picture_is_a_problem() -> None:
    """
    Without its end marker the picture is not whole.
    """
    data = jpeg(image=picture(640, 480))

    assert read_jpeg(Source.of_bytes(data[:-20])).problem is not None


def test_a_jpeg_of_no_size_is_a_problem() -> None:
    """
    A frame of nought by nought cannot be shown.
    """
    data = bytearray(jpeg())
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", 0, 0)

    assert read_jpeg(Source.of_bytes(bytes(data))).problem == "The JPEG declares no size."


@pytest.mark.parametrize("tail", [ARCHIVE, b"a text " * 10_000])
def test_something_behind_the_picture_is_no_problem(tail: bytes) -> None:
    """
    Archives, clips and texts are appended to pictures.
    """
    assert read_jpeg(Source.of_bytes(jpeg(tail=tail))).problem is None


def test_a_jpeg_that_ends_in_zeros_is_a_problem() -> None:
    """
    A download that broke off leaves zeros.
    """
    assert read_jpeg(Source.of_bytes(jpeg(tail=bytes(50_000)))).problem is not None


def test_samsung_s_embedded_clip_is_seen() -> None:
    """
    The list at a Samsung file's end names the clip.
    """
    entry = struct.pack("<II", 106, 1) + b"\0\0\x30\x0a" + bytes(8)
    trailer = NOISE + b"SEFH" + entry + bytes(4) + b"SEFT"
    other = trailer.replace(b"\0\0\x30\x0a", b"\0\0\x01\x0a")

    assert read_jpeg(Source.of_bytes(jpeg(tail=trailer))).motion
    assert not read_jpeg(Source.of_bytes(jpeg(tail=other))).motion
