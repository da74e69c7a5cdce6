"""
Every format that Twinlens knows, as data: extension, kind and role.

A table and two lookups; nothing here opens a file.
"""

from enum import StrEnum


class Kind(StrEnum):
    """
    What a file is, whatever its name says.

    All but `SIDECAR` and `OTHER` are media, and may be versions or duplicates.
    """

    RAW = "raw"
    JPEG = "jpeg"
    HEIF = "heif"
    PNG = "png"
    TIFF = "tiff"
    WEBP = "webp"
    AVIF = "avif"
    JXL = "jxl"
    BMP = "bmp"
    GIF = "gif"
    VIDEO = "video"
    SIDECAR = "sidecar"
    OTHER = "other"


_EXTENSIONS: dict[Kind, str] = {
    Kind.RAW: "cr2 cr3 crw nef nrw arw srf sr2 orf raf rw2 raw pef dng rwl iiq 3fr fff srw x3f gpr"
    " kdc dcr erf mef mos mrw ori",
    Kind.JPEG: "jpg jpeg jpe jfif insp",
    Kind.HEIF: "heic heif hif",
    Kind.PNG: "png",
    Kind.TIFF: "tif tiff",
    Kind.WEBP: "webp",
    Kind.AVIF: "avif",
    Kind.JXL: "jxl",
    Kind.BMP: "bmp",
    Kind.GIF: "gif",
    Kind.VIDEO: "mp4 m4v mov avi mkv webm 3gp 3g2 mpeg mpg mts m2ts insv wmv flv 360",
    Kind.SIDECAR: "xmp aae dop pp3 thm lrv lrf json srt wav cos cop on1 arp vsn ctg xml",
}

KIND_BY_EXTENSION: dict[str, Kind] = {
    extension: kind for kind, row in _EXTENSIONS.items() for extension in row.split()
}

NOT_MEDIA = frozenset({Kind.SIDECAR, Kind.OTHER})


def extension_of(name: str) -> str:
    """
    Give the lower-case extension of a file name without its dot, or "" when it has none.
    """
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem else ""


def kind_of_name(name: str) -> Kind:
    """
    Give the kind that a file's name claims.
    """
    return KIND_BY_EXTENSION.get(extension_of(name), Kind.OTHER)
