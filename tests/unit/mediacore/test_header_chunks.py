"""
PNG, WebP, GIF and BMP.
"""

import struct
import zlib

import pytest
from PIL import PngImagePlugin

from mediacore.header_chunks import MAX_CHUNKS, read_bmp, read_gif, read_png, read_webp
from mediacore.source import Source
from tests.samples.media import encoded, picture, tiff

PACKET = b"<x:xmpmeta>packet</x:xmpmeta>"
EXIF = tiff({0x0110: "x"})


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", len(data), name) + data + bytes(4)


def _png(*chunks: bytes) -> bytes:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 3, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + _chunk(b"IEND", b"")


def _itxt(text: bytes, flag: bytes = b"\0") -> bytes:
    return _chunk(b"iTXt", b"XML:com.adobe.xmp\0" + flag + b"\0\0\0" + text)


def test_a_png_tells_size_exif_and_xmp() -> None:
    """
    All three stand in chunks.
    """
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", PACKET.decode())
    info.add_itxt("Comment", "hello")
    data = encoded("PNG", picture(40, 30), exif=b"Exif\0\0" + EXIF, pnginfo=info)
    blobs = read_png(Source.of_bytes(data))

    assert (blobs.width, blobs.height, blobs.problem) == (40, 30, None)
    assert blobs.tiffs[0].read(0, 999) == EXIF
    assert blobs.xmp == PACKET


def test_a_compressed_packet_is_unpacked() -> None:
    """
    A packet may be deflated; one that cannot be inflated is none.
    """
    good = read_png(Source.of_bytes(_png(_itxt(zlib.compress(PACKET), b"\1"))))
    bad = read_png(Source.of_bytes(_png(_itxt(b"nonsense", b"\1"))))

    assert (good.xmp, bad.xmp) == (PACKET, b"")


def test_a_png_of_many_chunks_is_not_walked_to_its_end() -> None:
    """
    Chunks are counted, metadata stands among the first.
    """
    data = _png(_chunk(b"IDAT", b"") * MAX_CHUNKS, _itxt(PACKET))

    assert read_png(Source.of_bytes(data)).xmp == b""


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\x89PNG\r\n\x1a\n", "The PNG declares no size."),
        (encoded("PNG")[:-30], "The PNG ends in the middle of its picture."),
    ],
)
def test_a_broken_png_is_a_problem(data: bytes, problem: str) -> None:
    """
    The end chunk is missing, or the size.
    """
    assert read_png(Source.of_bytes(data)).problem == problem


@pytest.mark.parametrize("options", [{}, {"lossless": True}])
def test_a_webp_tells_its_size(options: dict[str, bool]) -> None:
    """
    Lossy and lossless streams have their size in different places.
    """
    blobs = read_webp(Source.of_bytes(encoded("WEBP", picture(40, 30), **options)))

    assert (blobs.width, blobs.height, blobs.problem) == (40, 30, None)


@pytest.mark.parametrize("options", [{}, {"lossless": True}])
def test_a_webp_tells_exif_and_xmp(options: dict[str, bool]) -> None:
    """
    With metadata the size stands in a header of its own.
    """
    data = encoded("WEBP", picture(41, 31), exif=b"Exif\0\0" + EXIF, xmp=PACKET, **options)
    blobs = read_webp(Source.of_bytes(data))

    assert (blobs.width, blobs.height) == (41, 31)
    assert blobs.tiffs[0].read(0, len(EXIF)) == EXIF
    assert blobs.xmp == PACKET


def test_webp_exif_may_carry_jpeg_s_prefix() -> None:
    """
    Some writers copy the prefix of JPEG's segment.
    """
    chunk = b"EXIF" + struct.pack("<I", 6 + len(EXIF)) + b"Exif\0\0" + EXIF
    data = encoded("WEBP") + chunk

    assert read_webp(Source.of_bytes(data)).tiffs[0].read(0, 999) == EXIF


def test_a_webp_without_a_picture_is_a_problem() -> None:
    """
    A RIFF head alone, or a thousand empty chunks, hold no picture.
    """
    empty = b"RIFF" + struct.pack("<I", 4) + b"WEBP"

    assert read_webp(Source.of_bytes(empty)).problem == "The WebP holds no picture."
    assert read_webp(Source.of_bytes(empty + (b"JUNK" + bytes(4)) * 1000)).problem is not None


def test_a_webp_cut_short_is_a_problem() -> None:
    """
    RIFF says how long the file was meant to be.
    """
    data = encoded("WEBP", picture(300, 200), lossless=True)[:-10]

    assert read_webp(Source.of_bytes(data)).problem == "The WebP ends in the middle of its picture."


def test_a_gif_tells_its_size_and_its_end() -> None:
    """
    A GIF ends with a semicolon.
    """
    data = encoded("GIF", picture(40, 30))
    whole, cut = read_gif(Source.of_bytes(data)), read_gif(Source.of_bytes(data[:-1]))

    assert (whole.width, whole.height, whole.problem) == (40, 30, None)
    assert cut.problem == "The GIF ends in the middle of its picture."


def test_a_bitmap_tells_its_size() -> None:
    """
    A height below nought means top first.
    """
    data = bytearray(encoded("BMP", picture(40, 30)))
    upright = read_bmp(Source.of_bytes(bytes(data)))
    data[22:26] = struct.pack("<i", -30)
    flipped = read_bmp(Source.of_bytes(bytes(data)))

    assert (upright.width, upright.height) == (flipped.width, flipped.height) == (40, 30)
