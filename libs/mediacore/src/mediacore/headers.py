"""
From a container to what it says about its picture: one reader for each family.
"""

from collections.abc import Callable

from mediacore.blobs import Blobs
from mediacore.header_bmff import read_cr3, read_heif
from mediacore.header_chunks import read_bmp, read_gif, read_png, read_webp
from mediacore.header_jpeg import read_jpeg
from mediacore.header_jxl import read_jxl
from mediacore.header_raw import read_crw, read_kyocera, read_mrw, read_raf, read_x3f
from mediacore.source import Source


def read_tiff(source: Source) -> Blobs:
    """
    Take the whole file as a TIFF structure, as most RAW formats are.
    """
    return Blobs(tiffs=[source])


_READERS: dict[str, Callable[[Source], Blobs]] = {
    "jpeg": read_jpeg,
    "tiff": read_tiff,
    "rw2": read_tiff,
    "orf": read_tiff,
    "png": read_png,
    "webp": read_webp,
    "gif": read_gif,
    "bmp": read_bmp,
    "heic": read_heif,
    "avif": read_heif,
    "cr3": read_cr3,
    "jxl": read_jxl,
    "raf": read_raf,
    "mrw": read_mrw,
    "x3f": read_x3f,
    "crw": read_crw,
    "kyocera": read_kyocera,
}


def read_headers(family: str, source: Source) -> Blobs:
    """
    Read the headers of a file of this family; an unknown family has none.
    """
    reader = _READERS.get(family)
    return reader(source) if reader else Blobs()
