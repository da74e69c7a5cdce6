"""
JPEG XL: boxes and code stream.
"""

import pytest

from mediacore.header_jxl import read_jxl
from mediacore.source import Source
from tests.samples.media import box, tiff

EXIF = tiff({0x0110: "x"})
PACKET = b"<x:xmpmeta/>"
START = box(b"JXL ", b"\r\n\x87\n")


def _stream(*fields: tuple[int, int]) -> bytes:
    bits, at = 0, 0
    for value, count in fields:
        bits |= value << at
        at += count
    return b"\xff\x0a" + bits.to_bytes(16, "little")


SMALL = _stream((1, 1), (14, 5), (0, 3), (24, 5), (1, 1))
LARGE = _stream((0, 1), (1, 2), (3023, 13), (3, 3), (1, 1))
ODD = _stream((0, 1), (0, 2), (99, 9), (0, 3), (2, 2), (70000, 18), (0, 1), (1, 1), (5, 3))
PLAIN = _stream((0, 1), (0, 2), (99, 9), (1, 3), (0, 1), (0, 1), (7, 3))


@pytest.mark.parametrize(
    ("stream", "size", "rotation"),
    [
        (SMALL, (200, 120), 1),
        (LARGE, (4032, 3024), 1),
        (ODD, (70001, 100), 6),
        (PLAIN, (100, 100), 1),
    ],
)
def test_a_code_stream_tells_its_size_and_turn(
    stream: bytes, size: tuple[int, int], rotation: int
) -> None:
    """
    Sizes are packed: by eights, by a ratio, or in full.
    """
    blobs = read_jxl(Source.of_bytes(stream))

    assert (blobs.width, blobs.height) == size
    assert blobs.rotation == rotation


@pytest.mark.parametrize("inside", [box(b"jxlc", LARGE), box(b"jxlp", bytes(4), LARGE)])
def test_a_container_gives_exif_packet_and_size(inside: bytes) -> None:
    """
    The code stream stands in one box, or in numbered parts of which the first counts.
    """
    data = START + box(b"Exif", bytes(4), EXIF) + box(b"xml ", PACKET) + inside + inside
    blobs = read_jxl(Source.of_bytes(data))

    assert blobs.tiffs[0].read(0, 999) == EXIF
    assert (blobs.xmp, blobs.width, blobs.height) == (PACKET, 4032, 3024)


def test_a_box_without_a_code_stream_tells_no_size() -> None:
    """
    What does not begin as a code stream is none.
    """
    assert read_jxl(Source.of_bytes(START + box(b"jxlc", b"junk"))).width is None
