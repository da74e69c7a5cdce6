"""
Where HEIF, AVIF and CR3 keep their metadata, and how a clip is turned.
"""

from datetime import datetime, timedelta

from mediacore.blobs import Blobs
from mediacore.boxes import boxes, child, cut_short
from mediacore.source import Source
from mediacore.xmp import MAX_PACKET

MAX_ITEMS = 4096

_CANON = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_ADOBE_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_CANON_TIFFS = (b"CMT1", b"CMT2")
_CANON_GPS = b"CMT4"
_EPOCH = datetime(1904, 1, 1)  # noqa: DTZ001 - written out as text, in UTC
_TURNS = {0: 1, 1: 8, 2: 3, 3: 6}
_MATRIX_TURNS = {(0, 1): 6, (-1, 0): 3, (0, -1): 8}

Extent = tuple[int, int, int]


def read_heif(source: Source) -> Blobs:
    """
    Read the items of a HEIF or AVIF file: its EXIF, its XMP, size and turn of the primary one.
    """
    blobs = Blobs(rotation=1)
    _take_movie(source, blobs)
    if cut_short(source):
        blobs.problem = "The file ends in the middle of its picture."
    meta = child(source, b"meta")
    if meta is None:
        return blobs
    meta = meta.section(4, meta.size)
    kinds, places = _item_kinds(meta), _item_places(meta)
    for item, kind in kinds.items():
        content = _item_content(source, meta, places.get(item))
        if kind == b"Exif":
            blobs.tiffs.append(content.section(4 + content.uint(0, 4, "big"), content.size))
        elif not blobs.xmp and b"<x:xmpmeta" in content.head:
            blobs.xmp = content.read(0, MAX_PACKET)
    _take_size(meta, blobs)
    blobs.motion = child(source, b"mpvd") is not None
    return blobs


def read_cr3(source: Source) -> Blobs:
    """
    Read the TIFF structures in Canon's box of a CR3 file.
    """
    blobs = Blobs()
    movie = child(source, b"moov")
    for name, box in boxes(movie) if movie else ():
        if name == b"uuid" and box.read(0, 16) == _CANON:
            inner = dict(boxes(box.section(16, box.size)))
            blobs.tiffs = [inner[part] for part in _CANON_TIFFS if part in inner]
            blobs.gps = inner.get(_CANON_GPS)
    for name, box in boxes(source):
        if name == b"uuid" and box.read(0, 16) == _ADOBE_XMP:
            blobs.xmp = box.read(16, MAX_PACKET)
    _take_movie(source, blobs)
    if cut_short(source):
        blobs.problem = "The file ends in the middle of its picture."
    return blobs


def movie_turn(source: Source) -> int:
    """
    Give the turn of a clip's picture as an EXIF orientation.
    """
    movie = child(source, b"moov")
    for name, track in boxes(movie) if movie else ():
        header = child(track, b"tkhd") if name == b"trak" else None
        if header and header.uint(header.size - 8, 4, "big"):
            start = header.size - 44
            a, b = (int.from_bytes(header.read(start + at, 4), "big", signed=True) for at in (0, 4))
            return _MATRIX_TURNS.get((_sign(a), _sign(b)), 1)
    return 1


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _item_kinds(meta: Source) -> dict[int, bytes]:
    table = child(meta, b"iinf")
    if table is None:
        return {}
    kinds = {}
    for _, entry in boxes(table.section(4 + (4 if table.uint(0, 1, "big") else 2), table.size)):
        width = 4 if entry.uint(0, 1, "big") > 2 else 2  # noqa: PLR2004 - version 3 has wide ids
        kind = entry.read(6 + width, 4)
        if kind in (b"Exif", b"mime"):
            kinds[entry.uint(4, width, "big")] = kind
    return kinds


def _item_places(meta: Source) -> dict[int, Extent]:
    """
    Give construction method, offset and length of each item's first extent.
    """
    table = child(meta, b"iloc")
    if table is None:
        return {}
    version, sizes = table.uint(0, 1, "big"), table.uint(4, 2, "big")
    offset_size, length_size, base_size, index_size = (sizes >> at & 15 for at in (12, 8, 4, 0))
    index_size *= version > 0
    id_size = 4 if version > 1 else 2
    count = min(table.uint(6, id_size, "big"), MAX_ITEMS)
    at, places = 6 + id_size, {}
    for _ in range(count):
        item = table.uint(at, id_size, "big")
        at += id_size
        method = table.uint(at, 2, "big") & 15 if version else 0
        at += 4 if version else 2
        base, extents = table.uint(at, base_size, "big"), table.uint(at + base_size, 2, "big")
        at += base_size + 2
        offset = table.uint(at + index_size, offset_size, "big")
        length = table.uint(at + index_size + offset_size, length_size, "big")
        at += extents * (index_size + offset_size + length_size)
        places[item] = (method, base + offset, length)
    return places


def _item_content(source: Source, meta: Source, place: Extent | None) -> Source:
    if place is None:
        return source.section(source.size, 0)
    method, offset, length = place
    if method == 0:
        return source.section(offset, length or source.size)
    inside = child(meta, b"idat")
    return inside.section(offset, length or inside.size) if inside else source.section(0, 0)


def _take_size(meta: Source, blobs: Blobs) -> None:
    """
    Take the primary item's size and turn; a clean aperture is what is shown of it.
    """
    container = child(meta, b"iprp", b"ipco")
    mine = _primary_properties(meta)
    for index, (name, box) in enumerate(boxes(container) if container else (), start=1):
        if index not in mine:
            continue
        if name == b"ispe":
            blobs.width, blobs.height = box.uint(4, 4, "big"), box.uint(8, 4, "big")
        elif name == b"clap":
            blobs.width = box.uint(0, 4, "big") // (box.uint(4, 4, "big") or 1)
            blobs.height = box.uint(8, 4, "big") // (box.uint(12, 4, "big") or 1)
        elif name == b"irot":
            blobs.rotation = _TURNS[box.uint(0, 1, "big") & 3]


def _primary_properties(meta: Source) -> set[int]:
    primary, table = child(meta, b"pitm"), child(meta, b"iprp", b"ipma")
    if primary is None or table is None:
        return set()
    wanted = primary.uint(4, primary.size - 4, "big")
    id_size = 4 if table.uint(0, 1, "big") else 2
    wide = 2 if table.uint(3, 1, "big") & 1 else 1
    at = 8
    for _ in range(min(table.uint(4, 4, "big"), MAX_ITEMS)):
        item, count = table.uint(at, id_size, "big"), table.uint(at + id_size, 1, "big")
        at += id_size + 1
        if item == wanted:
            mask = 0x7FFF if wide > 1 else 0x7F
            return {table.uint(at + n * wide, wide, "big") & mask for n in range(count)}
        at += count * wide
    return set()


def _take_movie(source: Source, blobs: Blobs) -> None:
    """
    Take creation time and size of an image sequence (or of CR3, which is built like one).
    """
    header, track = child(source, b"moov", b"mvhd"), child(source, b"moov", b"trak", b"tkhd")
    if header is None or track is None:
        return
    blobs.width = track.uint(track.size - 8, 4, "big") >> 16
    blobs.height = track.uint(track.size - 4, 4, "big") >> 16
    seconds = header.uint(4, 8 if header.uint(0, 1, "big") else 4, "big")
    if 0 < seconds < 2**32:
        moment = _EPOCH + timedelta(seconds=seconds)
        blobs.taken, blobs.taken_utc = f"{moment:%Y:%m:%d %H:%M:%S}", True
