"""
The facts about one media file, from a single read-only open: what it is, when and by what it was
taken, which ids it carries, and what is wrong with it.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from stat import S_ISREG

from mediacore.capture_time import CaptureTime, TimeSource, choose, file_time, parse_time
from mediacore.evidence import Evidence, gather
from mediacore.formats import Kind
from mediacore.makernotes import apple_ids
from mediacore.name_time import name_time
from mediacore.quick_id import UnreadableFileError, quick_id
from mediacore.sniff import sniff
from mediacore.source import Source

_OPEN_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
_TO_THE_SECOND = len("2024-06-15T10:00:00")
_SIDEWAYS = frozenset({5, 6, 7, 8})
_ORIENTATIONS = frozenset(range(1, 9))


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """
    What one file says about itself.

    `kind` and `format` come from the content where it is known, `mismatch` is a sentence when the
    extension says something else. `taken_us` is the camera's wall clock in microseconds since
    1970 (negative before), `taken_exact` says that sub-seconds are known, `taken_trusted` that it
    can prove anything, `offset_minutes` is the zone's offset where the file tells it. `width` and
    `height` are as displayed, `orientation` is EXIF's 1 to 8. `motion` marks a picture with an
    embedded clip, `has_gps` a file that tells where it was taken. `problem` is a sentence when the
    file is damaged or no media at all.
    """

    kind: Kind
    format: str
    mismatch: str | None = None
    taken_us: int | None = None
    taken_source: TimeSource | None = None
    taken_exact: bool = False
    taken_trusted: bool = False
    offset_minutes: int | None = None
    camera: str | None = None
    content_identifier: str | None = None
    burst_id: str | None = None
    unique_id: str | None = None
    width: int | None = None
    height: int | None = None
    orientation: int = 1
    duration_s: float | None = None
    motion: bool = False
    has_gps: bool = False
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """
    One file as read: its quick id, the id of its picture alone, and its facts.
    """

    quick_id: bytes
    content_id: bytes
    facts: MediaFacts


def read_file(path: bytes | str, display_name: str, stat: os.stat_result) -> Reading:
    """
    Read one file's facts; `display_name` is its name as text, `stat` what discovery saw.

    Raises `UnreadableFileError` when the operating system will not give the bytes; a malformed
    content gives facts with a `problem`.
    """
    try:
        fd = os.open(path, _OPEN_FLAGS)
        try:
            return _read(fd, path, display_name, stat)
        finally:
            os.close(fd)
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or str(error)) from error


def camera_name(make: str, model: str) -> str | None:
    """
    Give "Make Model" without saying the make twice, `None` when neither is known.
    """
    make, model = " ".join(make.split()), " ".join(model.split())
    first = make.split(" ", 1)[0].lower()
    if first and model.lower().startswith(first):
        return model
    return f"{make} {model}".strip() or None


def _read(fd: int, path: bytes | str, name: str, stat: os.stat_result) -> Reading:
    status = os.fstat(fd)
    if not S_ISREG(status.st_mode):
        raise UnreadableFileError(path, "not a regular file")
    source = Source.of_file(fd, status.st_size)
    quick = quick_id(fd, status.st_size)
    evidence = gather(source, sniff(source.head, name))
    facts = _weigh(evidence, name, stat)
    return Reading(quick, evidence.content_id or quick, facts)


def _weigh(evidence: Evidence, name: str, stat: os.stat_result) -> MediaFacts:
    sniffed, blobs, exif, video = evidence.sniffed, evidence.blobs, evidence.exif, evidence.video
    xmp = evidence.xmp
    taken = choose((*_times(evidence), name_time(name)), file_time(stat.st_mtime_ns))
    burst, identifier = apple_ids(exif.maker_note)
    width, height, orientation = _size(evidence)
    return MediaFacts(
        kind=sniffed.kind,
        format=sniffed.format,
        mismatch=sniffed.mismatch,
        taken_us=taken.us,
        taken_source=taken.source,
        taken_exact=taken.exact,
        taken_trusted=taken.trusted,
        offset_minutes=taken.offset_minutes,
        camera=camera_name(
            exif.make or blobs.make or video.make or xmp.make,
            exif.model or blobs.model or video.model or xmp.model,
        ),
        content_identifier=identifier or video.content_identifier,
        burst_id=burst,
        unique_id=exif.unique_id if exif.unique_id.strip("0") else None,
        width=width or None,
        height=height or None,
        orientation=orientation,
        duration_s=video.duration_s,
        motion=blobs.motion or xmp.motion,
        has_gps=exif.has_gps or xmp.has_gps or video.has_gps,
        problem=sniffed.problem or blobs.problem or video.problem,
    )


def _times(evidence: Evidence) -> Iterator[CaptureTime | None]:
    exif, blobs, video = evidence.exif, evidence.blobs, evidence.video
    for stamp in (exif.original, exif.digitized):
        yield _stamp(stamp)
    for text in evidence.xmp.dates:
        yield parse_time(text, TimeSource.XMP)
    yield parse_time(video.local, TimeSource.CONTAINER)
    if blobs.taken_utc:
        yield parse_time(blobs.taken, TimeSource.CONTAINER, offset="Z")
    else:
        yield parse_time(blobs.taken, TimeSource.EXIF)
    # FFmpeg adds six zeros that no container has.
    yield parse_time(video.utc[:_TO_THE_SECOND], TimeSource.CONTAINER, offset="Z")
    yield _stamp(exif.modified, proof=False)


def _stamp(stamp: tuple[str, str, str], *, proof: bool = True) -> CaptureTime | None:
    text, subsec, offset = stamp
    return parse_time(text, TimeSource.EXIF, subsec, offset, proof=proof)


def _size(evidence: Evidence) -> tuple[int, int, int]:
    blobs, exif, video = evidence.blobs, evidence.exif, evidence.video
    sizes = (
        (blobs.width or 0, blobs.height or 0),
        exif.size,
        exif.exif_size,
        (video.width or 0, video.height or 0),
    )
    width, height = next((size for size in sizes if all(size)), (0, 0))
    orientation = blobs.rotation or exif.orientation
    if orientation not in _ORIENTATIONS:
        orientation = 1
    if orientation in _SIDEWAYS:
        width, height = height, width
    return width, height, orientation
