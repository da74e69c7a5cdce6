"""
Small upright pictures of media files: the cheapest faithful one that a file has.

Decoders are loaded where they are used, so that nothing that only knows this module pays for
them. What declares more than 500 megapixels, or would need more than 200 after scaled decoding,
is refused before anything is decoded.
"""

import io
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO

from mediacore.errors import TwinlensError
from mediacore.exif import (
    ORIENTATION,
    THUMBNAIL_OFFSET,
    THUMBNAIL_SIZE,
    Tiff,
    open_tiff,
    read_exif,
)
from mediacore.formats import Kind
from mediacore.source import Source
from mediacore.video import BoundedFile

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 500_000_000
MAX_DECODED = 200_000_000
MAX_RAW_BYTES = 1 << 30
MIN_RAW_THUMBNAIL = 60

_JPEGS = ("JPEG", "MPO")
_EXIF_PREFIX = len(b"Exif\0\0")
_ASPECT_TOLERANCE = 0.02
_WIDE_GREY = frozenset({"I;16", "I;16B", "I;16L", "I"})
_BYTE_STEP = 257
_OPEN_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK
_VIDEO_POSITION = 10
_LIBRAW_TURNS = {3: 180, 5: 90, 6: 270}


class PreviewError(TwinlensError):
    """
    Raised when a file gives no picture: damaged, too large, or of a kind nobody decodes.
    """


class PreviewMemoryError(PreviewError):
    """
    Raised when decoding needs more memory than there is: with more, or later, it may work.
    """


def preview(path: bytes | str, kind: Kind, max_edge: int = 512) -> "Image":
    """
    Give an upright RGB or grey picture of a file whose longer edge is at most `max_edge` pixels.

    Raises `PreviewError` when there is none to be had.
    """
    reader = _READERS.get(kind)
    if reader is None:
        raise PreviewError("this kind of file has no preview", path=path, kind=kind)
    try:
        with os.fdopen(os.open(path, _OPEN_FLAGS), "rb") as file:
            picture = reader(file, max_edge)
    except PreviewError as error:
        error.context.setdefault("path", path)
        raise
    except MemoryError as error:
        raise PreviewMemoryError("the picture needs too much memory", path=path) from error
    except Exception as error:
        # Decoders of hostile files raise whatever they like.
        raise PreviewError("the picture cannot be decoded", path=path, kind=kind) from error
    picture.thumbnail((max_edge, max_edge))
    return picture


def check_size(width: int, height: int, limit: int = MAX_PIXELS) -> None:
    """
    Raise `PreviewError` for a picture of more pixels than the limit, or of none.
    """
    if not 0 < width * height <= limit:
        raise PreviewError("the picture's size is refused", width=width, height=height)


def plain(picture: "Image") -> "Image":
    """
    Give a picture as 8-bit grey or RGB.

    16-bit grey is scaled, where Pillow would clip it; what is transparent stands on white.
    """
    from PIL import Image  # noqa: PLC0415 - a decoder, loaded where pictures are made

    if picture.mode in _WIDE_GREY:
        return picture.convert("I").point(lambda value: value * (1 / _BYTE_STEP)).convert("L")
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(white, picture.convert("RGBA")).convert("RGB")
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")


def _open(file: Any) -> "Image":
    from PIL import Image  # noqa: PLC0415 - a decoder, loaded where pictures are made

    # Pillow's own limit warns far below ours; ours is checked before anything is decoded.
    Image.MAX_IMAGE_PIXELS = None
    picture = Image.open(file)
    check_size(picture.width, picture.height)
    return picture


def _still(file: Any, max_edge: int) -> "Image":
    from PIL import ImageOps  # noqa: PLC0415 - a decoder, loaded where pictures are made

    with _open(file) as picture:
        small = _thumbnail(picture, max_edge)
        if small is not None:
            return small
        picture.draft("RGB", (max_edge, max_edge))
        check_size(picture.width, picture.height, MAX_DECODED)
        upright = ImageOps.exif_transpose(picture)
        return plain(upright)


def _thumbnail(picture: "Image", max_edge: int) -> "Image | None":
    """
    Give the EXIF thumbnail when it is large enough and shows the same frame.
    """
    exif = open_tiff(Source.of_bytes(picture.info.get("exif", b"")[_EXIF_PREFIX:]))
    data = _thumbnail_bytes(exif) if exif else b""
    if picture.format not in _JPEGS or exif is None or not data:
        return None
    try:
        with _open(io.BytesIO(data)) as small:
            small.load()
    except (OSError, PreviewError, SyntaxError):
        return None
    aspect = small.width * picture.height / (small.height * picture.width)
    if max(small.size) < max_edge or abs(aspect - 1) > _ASPECT_TOLERANCE:
        return None
    return turn(plain(small), read_exif([exif]).orientation)


def _thumbnail_bytes(exif: Tiff) -> bytes:
    for image in exif.images:
        start, length = exif.number(image.get(THUMBNAIL_OFFSET)), image.get(THUMBNAIL_SIZE)
        if start:
            return exif.source.read(start, exif.number(length))
    return b""


def turn(picture: "Image", orientation: int) -> "Image":
    """
    Give a picture as EXIF's orientation says that it is looked at.
    """
    from PIL import ImageOps  # noqa: PLC0415 - a decoder, loaded where pictures are made

    picture.getexif()[ORIENTATION] = orientation
    return ImageOps.exif_transpose(picture)


def _raw(file: BinaryIO, max_edge: int) -> "Image":
    import rawpy  # noqa: PLC0415 - a decoder, loaded where pictures are made
    from PIL import Image  # noqa: PLC0415 - a decoder, loaded where pictures are made

    check_size(os.fstat(file.fileno()).st_size, 1, MAX_RAW_BYTES)
    with rawpy.imread(file) as raw:
        check_size(raw.sizes.raw_width, raw.sizes.raw_height)
        try:
            thumb = raw.extract_thumb()
            if isinstance(thumb.data, bytes):
                return _raw_jpeg(thumb.data, raw.sizes.flip, max_edge)
            return _flip(Image.fromarray(thumb.data), raw.sizes.flip)
        except (rawpy.LibRawError, OSError, PreviewError):
            check_size(raw.sizes.raw_width, raw.sizes.raw_height, MAX_DECODED)
            return _developed(Image.fromarray(raw.postprocess(half_size=True, use_camera_wb=True)))


def _raw_jpeg(data: bytes, flip: int, max_edge: int) -> "Image":
    with _open(io.BytesIO(data)) as picture:
        turned = ORIENTATION in picture.getexif()
        check_size(max(picture.size) // MIN_RAW_THUMBNAIL, 1)
    upright = _still(io.BytesIO(data), max_edge)
    return upright if turned else _flip(upright, flip)


def _flip(picture: "Image", flip: int) -> "Image":
    return picture.rotate(_LIBRAW_TURNS.get(flip, 0), expand=True)


def _developed(picture: "Image") -> "Image":
    """
    Refuse the one-coloured filler that LibRaw makes of a RAW file without its pixels.
    """
    bands: Any = picture.getextrema()
    if all(low == high for low, high in bands):
        raise PreviewError("the RAW file holds no picture")
    return picture


def _heif(file: BinaryIO, _max_edge: int) -> "Image":
    import pillow_heif  # noqa: PLC0415 - a decoder, loaded where pictures are made

    picture: Any = pillow_heif.open_heif(file, convert_hdr_to_8bit=True)
    width, height = picture.size
    check_size(width, height, MAX_DECODED)
    return plain(picture.to_pillow())


def _video(file: BinaryIO, _max_edge: int) -> "Image":
    import av  # noqa: PLC0415 - a decoder, loaded where pictures are made

    source: Any = BoundedFile(file.fileno())
    with av.open(source, "r", metadata_errors="replace") as container:
        stream = container.streams.video[0]
        check_size(stream.codec_context.width, stream.codec_context.height, MAX_DECODED)
        container.seek((container.duration or 0) // _VIDEO_POSITION)
        frame = next(container.decode(stream))
        picture: Image = frame.to_image()
        return picture.rotate(frame.rotation, expand=True)


def _jxl(file: BinaryIO, max_edge: int) -> "Image":
    import pillow_jxl  # noqa: F401, PLC0415 - registers its decoder, loaded where pictures are made

    return _still(file, max_edge)


_READERS: dict[Kind, Callable[[BinaryIO, int], "Image"]] = {
    Kind.RAW: _raw,
    Kind.HEIF: _heif,
    Kind.VIDEO: _video,
    Kind.JXL: _jxl,
    **dict.fromkeys(
        (Kind.JPEG, Kind.PNG, Kind.TIFF, Kind.WEBP, Kind.AVIF, Kind.BMP, Kind.GIF), _still
    ),
}
