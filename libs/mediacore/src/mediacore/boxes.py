"""
Boxes of the ISO base media format (HEIF, AVIF, CR3, JPEG XL, MP4), as far as pictures need them.
"""

from collections.abc import Iterator

from mediacore.source import Source

MAX_BOXES = 256

Box = tuple[bytes, Source]


def boxes(source: Source) -> Iterator[Box]:
    """
    Give name and content of each box side by side, 256 at most; a broken size ends the row.
    """
    at = 0
    for _ in range(MAX_BOXES):
        head = source.read(at, 16)
        size, header = int.from_bytes(head[:4], "big"), 8
        if size == 1:
            size, header = int.from_bytes(head[8:], "big"), 16
        elif size == 0:
            size = source.size - at
        if size < header or len(head) < 8:  # noqa: PLR2004 - a box's size and name
            return
        yield head[4:8], source.section(at + header, size - header)
        at += size


def child(source: Source, *names: bytes) -> Source | None:
    """
    Give the content of the first box at the end of a path of names.
    """
    found: Source | None = source
    for name in names:
        found = next((box for kind, box in boxes(found) if kind == name), None) if found else None
    return found


def cut_short(source: Source) -> bool:
    """
    Say whether the last of the outermost boxes reaches beyond the end of the file.
    """
    at = 0
    for _ in range(MAX_BOXES):
        size = source.uint(at, 4, "big")
        if size == 1:
            size = source.uint(at + 8, 8, "big")
        if size == 0:
            return False
        at += size
        if at >= source.size:
            break
    return at > source.size
