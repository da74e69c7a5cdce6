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
    " kdc dcr k25 erf mef mos mrw ori",
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

# Extensions whose files share one container: inside such a row the content cannot tell them apart
# (or only by a maker's hints), so the extension is believed.
_FAMILIES: dict[str, str] = {
    "jpeg": "jpg jpeg jpe jfif insp",
    "png": "png",
    "tiff": "tif tiff cr2 nef nrw arw srf sr2 pef dng iiq 3fr fff srw gpr kdc dcr k25 erf mef mos",
    "rw2": "rw2 raw rwl",
    "orf": "orf ori",
    "crw": "crw",
    "cr3": "cr3",
    "raf": "raf",
    "x3f": "x3f",
    "mrw": "mrw",
    "kyocera": "raw",
    "heic": "heic heif hif",
    "avif": "avif",
    "jxl": "jxl",
    "webp": "webp",
    "gif": "gif",
    "bmp": "bmp",
    "mp4": "mp4 m4v mov 3gp 3g2 insv 360",
    "mov": "mov mp4 m4v 360 insv",
    "avi": "avi",
    "mkv": "mkv webm",
    "mpeg": "mpg mpeg",
    "mpegts": "mts m2ts mpg mpeg",
    "wmv": "wmv",
    "flv": "flv",
}

FAMILY_EXTENSIONS: dict[str, frozenset[str]] = {
    family: frozenset(row.split()) for family, row in _FAMILIES.items()
}

_ALIASES = {"jpg": "jpeg", "jpe": "jpeg", "jfif": "jpeg", "tif": "tiff", "mpg": "mpeg"}
_FAMILY_KINDS = {"kyocera": Kind.RAW, "mpegts": Kind.VIDEO}

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


def format_of(extension: str) -> str:
    """
    Give the one name of a format that goes by several extensions, e.g. "jpeg" for "jpg".
    """
    return _ALIASES.get(extension, extension)


def kind_of_format(name: str) -> Kind:
    """
    Give the kind of a format by its name, which may also be a family's.
    """
    return _FAMILY_KINDS.get(name) or KIND_BY_EXTENSION.get(name, Kind.OTHER)
