"""
RAW formats that are no TIFF.
"""

import struct

import pytest

from mediacore.header_raw import MAX_DEPTH, read_crw, read_kyocera, read_mrw, read_raf, read_x3f
from mediacore.source import Source
from tests.samples.media import jpeg, tiff

EXIF = tiff({0x0110: "x"})


def _raf(inside: bytes, tag: int = 0x0111) -> bytes:
    head = b"FUJIFILMCCD-RAW ".ljust(84, b"\0")
    block = struct.pack(">I", 2) + struct.pack(">HHHH", 0x0100, 4, 1, 1)
    block += struct.pack(">HHHH", tag, 4, 4000, 6000)
    return (
        head
        + struct.pack(">III", 100, len(inside), 100 + len(inside)).ljust(16, b"\0")
        + inside
        + block
    )


def test_a_raf_holds_a_jpeg_with_its_exif() -> None:
    """
    The size is the RAW picture's, the rest the JPEG's.
    """
    blobs = read_raf(Source.of_bytes(_raf(jpeg(EXIF))))

    assert (blobs.width, blobs.height, blobs.problem) == (6000, 4000, None)
    assert blobs.tiffs[0].read(0, 999) == EXIF
    assert blobs.payload is None


def test_a_raf_cut_short_is_a_problem() -> None:
    """
    The JPEG reaches beyond the end, or there is none.
    """
    assert read_raf(Source.of_bytes(_raf(jpeg(EXIF))[:150])).problem is not None
    assert read_raf(Source.of_bytes(b"FUJIFILMCCD-RAW")).problem is not None


def test_an_mrw_holds_a_tiff_structure() -> None:
    """
    Other blocks come before it.
    """
    data = b"\0MRM" + bytes(4) + b"\0PRD" + struct.pack(">I", 4) + bytes(4)
    found = read_mrw(Source.of_bytes(data + b"\0TTW" + struct.pack(">I", len(EXIF)) + EXIF))

    assert found.tiffs[0].read(0, 999) == EXIF
    assert read_mrw(Source.of_bytes(data)).tiffs == []


def _x3f(properties: dict[str, str], inside: bytes, width: int = 2640) -> bytes:
    head = b"FOVb".ljust(28, b"\0") + struct.pack("<II", width, 1760)
    texts, rows = b"", b""
    for name, value in properties.items():
        places = []
        for text in (name, value):
            places.append(len(texts) // 2)
            texts += text.encode("utf-16-le") + b"\0\0"
        rows += struct.pack("<II", *places)
    sections = [
        (
            b"PROP",
            b"SECp".ljust(8, b"\0") + struct.pack("<I", len(properties)) + bytes(12) + rows + texts,
        ),
        (b"IMA2", b"SECi".ljust(12, b"\0") + struct.pack("<I", 18) + bytes(12) + inside),
        (b"IMAG", b"SECi".ljust(12, b"\0") + struct.pack("<I", 11) + bytes(12)),
    ]
    data, listing = head, b""
    for section, content in sections:
        listing += struct.pack("<II", len(data), len(content)) + section
        data += content
    return data + b"SECd\0\0\2\0" + struct.pack("<I", 3) + listing + struct.pack("<I", len(data))


def test_an_x3f_tells_camera_time_and_size() -> None:
    """
    Properties are texts, the JPEG inside has EXIF.
    """
    properties = {"CAMMANUF": "SIGMA", "CAMMODEL": "SD10", "TIME": "978309395"}
    blobs = read_x3f(Source.of_bytes(_x3f(properties, jpeg(EXIF))))

    assert (blobs.make, blobs.model, blobs.taken) == ("SIGMA", "SD10", "2001:01:01 00:36:35")
    assert (blobs.width, blobs.height) == (2640, 1760)
    assert blobs.tiffs[0].read(0, 999) == EXIF


@pytest.mark.parametrize("time", ["", "soon", "0", "99999999999999999999"])
def test_an_x3f_without_a_time_has_none(time: str) -> None:
    """
    A time must be a sensible number of seconds, a size must be sensible too.
    """
    blobs = read_x3f(Source.of_bytes(_x3f({"TIME": time}, b"", width=2**30)))

    assert (blobs.taken, blobs.width) == ("", None)


def _heap(entries: list[tuple[int, bytes]]) -> bytes:
    data, rows = b"", b""
    for tag, value in entries:
        if tag & 0x4000:
            rows += struct.pack("<H", tag) + value.ljust(8, b"\0")
        else:
            rows += struct.pack("<HII", tag, len(value), len(data))
            data += value
    return data + struct.pack("<H", len(entries)) + rows + struct.pack("<I", len(data))


def _crw(heap: bytes) -> bytes:
    return b"II\x1a\0\0\0HEAPCCDR".ljust(26, b"\0") + heap


def test_a_crw_tells_camera_time_and_size() -> None:
    """
    They stand in folders of its heap, or in an entry itself.
    """
    folder = _heap(
        [(0x080A, b"Canon\0Canon EOS D30\0\0"), (0x180E, struct.pack("<III", 978309395, 0, 0))]
    )
    size = _heap([(0x1810, struct.pack("<II", 2160, 1440)), (0x5805, b"inline")])
    blobs = read_crw(Source.of_bytes(_crw(_heap([(0x2807, folder), (0x300A, size)]))))

    assert (blobs.make, blobs.model, blobs.taken) == (
        "Canon",
        "Canon EOS D30",
        "2001:01:01 00:36:35",
    )
    assert (blobs.width, blobs.height) == (2160, 1440)


def test_a_crw_of_folders_in_folders_is_not_followed_for_ever() -> None:
    """
    Depth is bounded.
    """
    heap = _heap([(0x180E, struct.pack("<I", 978309395))])
    for _ in range(MAX_DEPTH + 1):
        heap = _heap([(0x2807, heap)])

    assert read_crw(Source.of_bytes(_crw(heap))).taken == ""


def test_a_big_endian_crw_of_nothing_tells_nothing() -> None:
    """
    A head alone is empty.
    """
    assert read_crw(Source.of_bytes(b"MM\0\0\0\x1aHEAPCCDR")).make == ""


def test_kyocera_writes_back_to_front() -> None:
    """
    Model, make and time stand in the head, reversed.
    """
    data = bytes(12) + b"LATIGID N".ljust(13, b"\0") + b"ARECOYK " + b"03:41:81 61:70:5002\0"
    blobs = read_kyocera(Source.of_bytes(data))

    assert (blobs.make, blobs.model, blobs.taken) == ("KYOCERA", "N DIGITAL", "2005:07:16 18:14:30")
