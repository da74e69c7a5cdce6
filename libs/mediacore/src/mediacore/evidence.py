"""
Everything that one open file says, gathered before it is weighed.
"""

from dataclasses import dataclass, field

from mediacore.blobs import Blobs
from mediacore.boxes import cut_short
from mediacore.exif import ExifFacts, Tiff, open_tiff, read_exif, stretches
from mediacore.formats import Kind
from mediacore.header_bmff import movie_turn
from mediacore.headers import read_headers
from mediacore.payload import image_id, stretch_id
from mediacore.sniff import Sniffed
from mediacore.source import Source
from mediacore.video import VideoFacts, read_video
from mediacore.xmp import XmpFacts, read_xmp

MAX_PIXELS = 2**31

_BOXED = frozenset({"mp4", "mov"})
_WHOLE_FILE = frozenset({"tiff", "rw2", "orf"})
_NOWHERE = 2**32 - 1  # what Panasonic writes for an offset that stands elsewhere
_NO_SIZE = frozenset({"kyocera", "x3f"})
_NO_DIRECTORY = "The file holds no readable directory."
_CUT = "The file ends in the middle of its picture."


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    What was sniffed, what the container, its EXIF, its XMP and its streams say.

    `content_id` is the id of the picture alone where the format has one.
    """

    sniffed: Sniffed
    blobs: Blobs = field(default_factory=Blobs)
    exif: ExifFacts = field(default_factory=ExifFacts)
    xmp: XmpFacts = field(default_factory=XmpFacts)
    video: VideoFacts = field(default_factory=VideoFacts)
    content_id: bytes | None = None


def gather(source: Source, sniffed: Sniffed) -> Evidence:
    """
    Read what the file's kind allows; raises `OSError` as reading does.
    """
    if sniffed.problem or sniffed.kind in (Kind.SIDECAR, Kind.OTHER):
        return Evidence(sniffed)
    if sniffed.kind is Kind.VIDEO:
        return Evidence(sniffed, blobs=_movie(source, sniffed.family), video=read_video(source.fd))
    blobs = read_headers(sniffed.family, source)
    tiffs = [tiff for blob in blobs.tiffs if (tiff := open_tiff(blob))]
    exif = read_exif(tiffs, open_tiff(blobs.gps) if blobs.gps else None)
    if sniffed.family in _WHOLE_FILE:
        blobs.problem = _judge(source, tiffs)
    blobs.problem = blobs.problem or _judge_size(sniffed.family, blobs, exif)
    return Evidence(
        sniffed=sniffed,
        blobs=blobs,
        exif=exif,
        xmp=read_xmp(blobs.xmp or exif.xmp),
        content_id=_content_id(source, sniffed, blobs, tiffs),
    )


def _movie(source: Source, family: str) -> Blobs:
    if family not in _BOXED:
        return Blobs()
    problem = "The clip ends early." if cut_short(source) else None
    return Blobs(rotation=movie_turn(source), problem=problem)


def _judge(source: Source, tiffs: list[Tiff]) -> str | None:
    if not tiffs or not tiffs[0].images:
        return _NO_DIRECTORY
    pieces = (piece for image in tiffs[0].images for piece in stretches(tiffs[0], image))
    end = max((sum(piece) for piece in pieces if piece[0] != _NOWHERE), default=0)
    return _CUT if end > source.size else None


def _judge_size(family: str, blobs: Blobs, exif: ExifFacts) -> str | None:
    sizes = ((blobs.width or 0, blobs.height or 0), exif.size, exif.exif_size)
    area = next((width * height for width, height in sizes if width * height), 0)
    if area > MAX_PIXELS:
        return "The picture declares an impossible size."
    return None if area or family in _NO_SIZE else "The file declares no size."


def _content_id(source: Source, sniffed: Sniffed, blobs: Blobs, tiffs: list[Tiff]) -> bytes | None:
    if sniffed.family == "jpeg" and blobs.payload:
        return stretch_id(source, *blobs.payload)
    if sniffed.format == "dng" and tiffs:
        return image_id(source, tiffs[0])
    return None
