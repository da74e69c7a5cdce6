"""
The small TIFF writer, read back by Pillow.
"""

import io
import struct

from PIL import Image

from localstack import tiff


def exif(data: bytes) -> Image.Exif:
    """
    A TIFF block as Pillow understands it.
    """
    found = Image.Exif()
    found.load(b"Exif\0\0" + data)
    return found


def test_values_of_every_kind_are_read_back() -> None:
    """
    Short values stand in the directory, long ones behind it.
    """
    data = tiff.build(
        [
            {
                0x0100: tiff.longs(7),
                0x010F: tiff.text("A longer maker"),
                0x0110: tiff.text("X"),
                0x0112: tiff.shorts(6),
                0x8769: {0x9286: tiff.octets(b"note", kind=7), 0xA434: tiff.text("odd")},
            }
        ]
    )

    found = exif(data)

    assert (found[0x0100], found[0x010F], found[0x0110]) == (7, "A longer maker", "X")
    assert found[0x0112] == 6
    assert found.get_ifd(0x8769) == {0x9286: b"note", 0xA434: "odd"}


def test_a_second_directory_follows_the_first() -> None:
    """
    The first directory's end points to the second.
    """
    data = tiff.build([{0x0112: tiff.shorts(1)}, {0x0112: tiff.shorts(3)}])

    second = struct.unpack_from("<I", data, 8 + 2 + 12)[0]

    assert struct.unpack_from("<HHHIH", data, second) == (1, 0x0112, 3, 1, 3)


def test_a_strip_holds_the_picture() -> None:
    """
    A whole image is readable.
    """
    data = tiff.build(
        [
            {
                0x0100: tiff.longs(3),
                0x0101: tiff.longs(1),
                0x0102: tiff.shorts(8),
                0x0103: tiff.shorts(1),
                0x0106: tiff.shorts(1),
                0x0111: tiff.Strip(bytes((10, 20, 30))),
                0x0117: tiff.longs(3),
                0x011A: tiff.rationals((-1, 2)),
            }
        ]
    )

    with Image.open(io.BytesIO(data)) as picture:
        assert picture.tobytes() == bytes((10, 20, 30))
