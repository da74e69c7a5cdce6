"""
A small TIFF writer: enough structure for EXIF blocks and DNG files.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

ASCII: Final = 2
SHORT: Final = 3
LONG: Final = 4
INLINE_BYTES: Final = 4
HEADER_BYTES: Final = 8


@dataclass(frozen=True, slots=True)
class Field:
    """
    One value of a directory: its TIFF type, how many there are, and their bytes.
    """

    kind: int
    count: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Strip:
    """
    Image bytes; the tag holds where they went.
    """

    data: bytes


Directory = Mapping[int, "Field | Strip | Directory"]


def text(value: str) -> Field:
    """
    A NUL-terminated ASCII value.
    """
    data = value.encode("ascii", "replace") + b"\0"
    return Field(ASCII, len(data), data)


def shorts(*values: int) -> Field:
    """
    16-bit numbers.
    """
    return Field(SHORT, len(values), struct.pack(f"<{len(values)}H", *values))


def longs(*values: int) -> Field:
    """
    32-bit numbers.
    """
    return Field(LONG, len(values), struct.pack(f"<{len(values)}I", *values))


def octets(data: bytes, kind: int = 1) -> Field:
    """
    Plain bytes (type 1), or undefined ones (type 7).
    """
    return Field(kind, len(data), data)


def rationals(*values: tuple[int, int]) -> Field:
    """
    Signed fractions.
    """
    numbers = [part for value in values for part in value]
    return Field(10, len(values), struct.pack(f"<{len(numbers)}i", *numbers))


def build(directories: Sequence[Directory]) -> bytes:
    """
    A little-endian TIFF whose main directories follow each other.
    """
    out = bytearray(struct.pack("<2sHI", b"II", 42, HEADER_BYTES))
    for index, directory in enumerate(directories):
        end = _append(out, directory)
        if index + 1 < len(directories):
            struct.pack_into("<I", out, end, len(out))
    return bytes(out)


def _append(out: bytearray, directory: Directory) -> int:
    """
    Add one directory, its values and sub-directories; returns where its successor's offset goes.
    """
    start = len(out)
    out += struct.pack("<H", len(directory)) + bytes(12 * len(directory) + INLINE_BYTES)
    for index, (tag, value) in enumerate(sorted(directory.items(), key=lambda item: item[0])):
        at = start + 2 + 12 * index
        match value:
            case Field(kind, count, data) if len(data) <= INLINE_BYTES:
                out[at : at + 12] = struct.pack("<HHI", tag, kind, count) + data.ljust(4, b"\0")
            case Field(kind, count, data):
                struct.pack_into("<HHII", out, at, tag, kind, count, len(out))
                out += data + bytes(len(data) % 2)
            case Strip(data):
                struct.pack_into("<HHII", out, at, tag, LONG, 1, len(out))
                out += data + bytes(len(data) % 2)
            case inner:
                struct.pack_into("<HHII", out, at, tag, LONG, 1, len(out))
                _append(out, inner)
    return start + 2 + 12 * len(directory)
