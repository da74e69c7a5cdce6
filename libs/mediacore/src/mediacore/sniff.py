"""
What a file is by its first bytes: a small table of signatures, and libmagic for the rest.

The table comes first because it is a hundred times faster than libmagic and knows the RAW
containers that libmagic calls `image/tiff` or `application/octet-stream`.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mediacore.formats import (
    FAMILY_EXTENSIONS,
    KIND_BY_EXTENSION,
    Kind,
    extension_of,
    format_of,
    kind_of_format,
)

MAGIC_BYTES = 4096

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"II*\x00", "tiff"),
    (0, b"MM\x00*", "tiff"),
    (0, b"II+\x00", "tiff"),
    (0, b"MM\x00+", "tiff"),
    (0, b"IIU\x00", "rw2"),
    (0, b"IIRO", "orf"),
    (0, b"IIRS", "orf"),
    (0, b"MMOR", "orf"),
    (6, b"HEAPCCDR", "crw"),
    (0, b"FUJIFILMCCD-RAW", "raf"),
    (0, b"FOVb", "x3f"),
    (0, b"\x00MRM", "mrw"),
    (0x19, b"ARECOYK", "kyocera"),
    (0, b"\x00\x00\x00\x0cJXL \r\n\x87\n", "jxl"),
    (0, b"\xff\x0a", "jxl"),
    (0, b"GIF87a", "gif"),
    (0, b"GIF89a", "gif"),
    (0, b"\x1aE\xdf\xa3", "mkv"),
    (0, b"\x00\x00\x01\xba", "mpeg"),
    (0, b"\x00\x00\x01\xb3", "mpeg"),
    (0, b"0&\xb2u\x8ef\xcf\x11", "wmv"),
    (0, b"FLV\x01", "flv"),
    (8, b"WEBP", "webp"),
    (8, b"AVI ", "avi"),
    *((4, box, "mov") for box in (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")),
)

_BRANDS: dict[bytes, str] = {
    b"crx ": "cr3",
    b"avif": "avif",
    b"avis": "avif",
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"heif"), "heic"),
    b"qt  ": "mov",
}
_STILL_BRANDS = frozenset({b"mif1", b"msf1", b"mif2", b"miaf"})

_TIFF_HINTS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb".{8}CR\x02", re.DOTALL), "cr2"),
    (re.compile(rb".{8}IIII", re.DOTALL), "iiq"),
    (re.compile(rb".*(?:\x12\xc6\x01\0\x04\0\0\0|\xc6\x12\0\x01\0\0\0\x04)", re.DOTALL), "dng"),
    (re.compile(rb".*NIKON", re.DOTALL), "nef"),
    (re.compile(rb".*SONY", re.DOTALL), "arw"),
    (re.compile(rb".*PENTAX", re.DOTALL), "pef"),
)


@dataclass(frozen=True, slots=True)
class Sniffed:
    """
    What a file is: `family` is the container to parse ("" when nobody knows it).

    `mismatch` is a sentence when name and content disagree, `problem` one when the content is
    no picture, clip or sidecar at all.
    """

    kind: Kind
    format: str
    family: str
    mismatch: str | None = None
    problem: str | None = None


def family_of(head: bytes) -> str:
    """
    Give the container that the first bytes announce, "" when the table does not know them.
    """
    if head[4:8] == b"ftyp":
        return _bmff_family(head)
    for offset, signature, family in _SIGNATURES:
        if head.startswith(signature, offset):
            return family
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return "bmp"
    if head[:1] == b"G" == head[188:189] or head[4:5] == b"G" == head[196:197]:
        return "mpegts"
    return ""


def sniff(head: bytes, name: str) -> Sniffed:
    """
    Decide what a file is from its first bytes and its name; the content wins.

    A sidecar is what its name says, whatever its container. A content that nobody recognises
    keeps the kind of its name, with a problem.
    """
    extension = extension_of(name)
    named = KIND_BY_EXTENSION.get(extension, Kind.OTHER)
    if named is Kind.SIDECAR:
        return Sniffed(named, extension, "")
    if not head:
        return Sniffed(named, format_of(extension) or "unknown", "", problem="The file is empty.")
    family = family_of(head)
    if family:
        return _by_family(head, family, extension)
    mime = magic_of(head)
    if mime == "application/octet-stream" or (named is Kind.VIDEO and mime.startswith("video/")):
        problem = None if mime.startswith("video/") else "The content is not recognisable."
        return Sniffed(named, format_of(extension) or "unknown", "", problem=problem)
    found = mime.rpartition("/")[2]
    mismatch = None if named is Kind.OTHER else _sentence(extension, found)
    return Sniffed(Kind.OTHER, found, "", mismatch, "The content is not a picture or a clip.")


def magic_of(head: bytes) -> str:
    """
    Give libmagic's MIME type of the first bytes.
    """
    return str(load_magic().from_buffer(head[:MAGIC_BYTES], mime=True))


def _import_magic() -> Any:
    import magic  # noqa: PLC0415 - loads a library, which few files need

    return magic


def load_magic(load: Callable[[], Any] = _import_magic) -> Any:
    """
    Give the module `magic`, with pylibmagic's library where the system has none.

    Loaded only for the rare file that the table does not know. pylibmagic changes the
    environment that child processes inherit, so the environment is put back afterwards.
    """
    try:
        return load()
    except ImportError:
        before = dict(os.environ)
        import pylibmagic  # noqa: F401, PLC0415 - its import is its work

        module = _import_magic()
        for name in os.environ.keys() - before.keys():
            del os.environ[name]
        os.environ.update(before)
        return module


def _by_family(head: bytes, family: str, extension: str) -> Sniffed:
    hint = _tiff_hint(head) if family == "tiff" else ""
    if extension in FAMILY_EXTENSIONS[family] and (hint != "cr2" or extension == "cr2"):
        return Sniffed(KIND_BY_EXTENSION[extension], format_of(extension), family)
    found = hint or format_of(family)
    mismatch = _sentence(extension, found) if extension else None
    return Sniffed(kind_of_format(found), found, family, mismatch)


def _tiff_hint(head: bytes) -> str:
    start = head[:MAGIC_BYTES]
    return next((name for pattern, name in _TIFF_HINTS if pattern.match(start)), "")


def _bmff_family(head: bytes) -> str:
    size = min(int.from_bytes(head[:4], "big"), 256)
    major, *compatible = (head[at : at + 4] for at in (8, *range(16, size, 4)))
    if major in _BRANDS:
        return _BRANDS[major]
    if major == b"jxl ":
        return "jxl"
    stills = (_BRANDS[brand] for brand in compatible if brand in _BRANDS and brand != b"qt  ")
    return next(stills, "heic" if major in _STILL_BRANDS else "mp4")


def _sentence(extension: str, found: str) -> str:
    return f"The name says {extension.upper()}, the content is {found.upper()}."
