"""
Whether everything that the directories of a TIFF-like file point to lies inside the file.

Most RAW formats are TIFF: a file cut short has strips, tiles or previews beyond its end.
"""

import struct
from collections.abc import Iterator

from mediacore.bounded_read import BoundedReader

_ORDERS = {b"II": "<", b"MM": ">"}
_MAGICS = frozenset({42, 43, 85, 0x4F52, 0x5352})
_BIG = 43
_WIDTHS = {1: 1, 3: 2, 4: 4, 13: 4, 16: 8, 18: 8}
_CODES = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}
_SUB_DIRECTORIES = frozenset({330, 34665})
_PAIRS = {273: 279, 324: 325, 513: 514}
_RW2_RAW, _RW2_UNKNOWN = 0x118, 0xFFFFFFFF
_MAX_DIRECTORIES, _MAX_ENTRIES, _MAX_VALUES = 24, 512, 256


def is_tiff(head: bytes) -> bool:
    """
    Say whether a file begins as TIFF, DNG, CR2, NEF, ARW, PEF, ORF or RW2 do.
    """
    order = _ORDERS.get(head[:2])
    return order is not None and len(head) >= 8 and _magic(order, head) in _MAGICS  # noqa: PLR2004 - a TIFF header


def _magic(order: str, head: bytes) -> int:
    return int(struct.unpack_from(order + "H", head, 2)[0])


def tiff_complete(reader: BoundedReader) -> bool:
    """
    Say whether the directories and the pixel data they name lie inside the file.
    """
    return _Tiff(reader).complete()


class _Tiff:
    def __init__(self, reader: BoundedReader) -> None:
        head = reader.read(0, 16)
        self._reader = reader
        self._order = _ORDERS[head[:2]]
        self._big = _magic(self._order, head) == _BIG
        self._word = "Q" if self._big else "I"
        self._first = int(
            struct.unpack_from(self._order + self._word, head, 8 if self._big else 4)[0]
        )

    def complete(self) -> bool:
        pending, seen = [self._first], set[int]()
        while pending and len(seen) < _MAX_DIRECTORIES:
            offset = pending.pop()
            if offset in seen:
                continue
            seen.add(offset)
            following = self._directory(offset)
            if following is None:
                return False
            pending.extend(following)
        return True

    def _directory(self, offset: int) -> list[int] | None:
        """
        Give the directories that this one leads to, or `None` when something is beyond the end.
        """
        count_width, entry_width, word = (8, 20, 8) if self._big else (2, 12, 4)
        head = self._reader.read(offset, count_width)
        if len(head) < count_width:
            return None
        count = int.from_bytes(head, "little" if self._order == "<" else "big")
        if not 0 < count <= _MAX_ENTRIES:
            return []
        table = self._reader.read(offset + count_width, count * entry_width + word)
        if len(table) < count * entry_width:
            return None
        fields = dict(self._fields(table, count, entry_width))
        if not all(self._inside(fields, where, length) for where, length in _PAIRS.items()):
            return None
        if any(value > self._reader.size for value in fields.get(_RW2_RAW, [])):
            return None
        links = [value for tag in _SUB_DIRECTORIES for value in fields.get(tag, [])]
        tail = table[count * entry_width :]
        if len(tail) == word:
            links.append(struct.unpack(self._order + self._word, tail)[0])
        return [link for link in links if link]

    def _fields(
        self, table: bytes, count: int, entry_width: int
    ) -> Iterator[tuple[int, list[int]]]:
        wanted = _SUB_DIRECTORIES | _PAIRS.keys() | set(_PAIRS.values()) | {_RW2_RAW}
        inline = 8 if self._big else 4
        for at in range(0, count * entry_width, entry_width):
            tag, kind, length = struct.unpack_from(self._order + "HH" + self._word, table, at)
            if tag in wanted and kind in _WIDTHS:
                width = _WIDTHS[kind]
                value = table[at + entry_width - inline : at + entry_width]
                if width * length > inline:
                    where = struct.unpack(self._order + self._word, value)[0]
                    value = self._last_values(where, width, length)
                number = min(length, len(value) // width)
                yield tag, list(struct.unpack_from(f"{self._order}{number}{_CODES[kind]}", value))

    def _last_values(self, where: int, width: int, length: int) -> bytes:
        number = min(length, _MAX_VALUES)
        return self._reader.read(where + (length - number) * width, number * width)

    def _inside(self, fields: dict[int, list[int]], where: int, length: int) -> bool:
        if where not in fields:
            return True
        offsets = fields[where]
        sizes = fields.get(length, [])
        if not offsets and where in fields:
            return False
        if len(sizes) != len(offsets):
            sizes = [0] * len(offsets)
        return all(
            offset == _RW2_UNKNOWN or offset + size <= self._reader.size
            for offset, size in zip(offsets, sizes, strict=True)
        )
