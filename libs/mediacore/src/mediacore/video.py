"""
What a clip's container says, by PyAV: header only, and never more than a bounded amount of it.
"""

import io
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

MAX_READ = 64 * 1024 * 1024
PROBE_BYTES = 1024 * 1024
MAX_STREAMS = 64

_APPLE = "com.apple.quicktime."
_PLACES = (_APPLE + "location.ISO6709", "location", "location-eng")
_ISO6709 = re.compile(r"([+-][\d.]+)([+-][\d.]+)")
_UNREADABLE = "The clip cannot be opened."
_OPTIONS = {"probesize": str(PROBE_BYTES), "max_streams": str(MAX_STREAMS)}


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """
    What a clip says of itself; `local` is a wall-clock time with its offset, `utc` one in UTC.
    """

    duration_s: float | None = None
    width: int | None = None
    height: int | None = None
    codec: str | None = None
    local: str = ""
    utc: str = ""
    content_identifier: str | None = None
    make: str = ""
    model: str = ""
    has_gps: bool = False
    problem: str | None = None


class BoundedFile(io.RawIOBase):
    """
    An open file that ends early after 64 MiB of reads, so that a hostile clip cannot cost more.
    """

    def __init__(self, fd: int, limit: int = MAX_READ) -> None:
        super().__init__()
        self._file = io.FileIO(fd, closefd=False)
        self._left = limit

    def readable(self) -> bool:
        """
        Say that it can be read.
        """
        return True

    def seekable(self) -> bool:
        """
        Say that it can be read anywhere.
        """
        return True

    def read(self, size: int = -1) -> bytes:
        """
        Give up to `size` bytes, fewer as the limit comes near.
        """
        wanted = self._left if size < 0 else min(size, self._left)
        data = self._file.read(wanted) or b""
        self._left -= len(data)
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """
        Go to a position.
        """
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """
        Give the position.
        """
        return self._file.tell()


def read_video(fd: int) -> VideoFacts:
    """
    Read the container of an open clip; what PyAV cannot open comes back with a problem.
    """
    import av  # noqa: PLC0415 - a decoder, loaded only where clips are read

    file = BoundedFile(fd)
    file.seek(0)
    try:
        with av.open(file, options=_OPTIONS, metadata_errors="replace") as container:
            return facts_of(container)
    except (av.FFmpegError, ValueError, OverflowError):
        return VideoFacts(problem=_UNREADABLE)


def facts_of(container: Any) -> VideoFacts:
    """
    Read what an open container says.
    """
    data = container.metadata
    stream = next(iter(container.streams.video), None)
    if stream is None:
        return VideoFacts(problem="The clip has no picture.")
    context = stream.codec_context
    length = Fraction(container.duration or 0, 1_000_000) or (
        (stream.duration or 0) * Fraction(stream.time_base or 0)
    )
    return VideoFacts(
        duration_s=round(float(length), 3) if length > 0 else None,
        width=getattr(context, "width", 0) or None,
        height=getattr(context, "height", 0) or None,
        codec=getattr(context, "name", None),
        local=data.get(_APPLE + "creationdate", ""),
        utc=data.get("creation_time", "") or stream.metadata.get("creation_time", ""),
        content_identifier=data.get(_APPLE + "content.identifier") or None,
        make=data.get(_APPLE + "make", "") or data.get("com.android.manufacturer", ""),
        model=data.get(_APPLE + "model", "") or data.get("com.android.model", ""),
        has_gps=any(_is_position(data.get(place, "")) for place in _PLACES),
        problem=None if getattr(context, "width", 0) else "The clip declares no size.",
    )


def _is_position(place: str) -> bool:
    """
    Tell whether an ISO 6709 text has coordinates, one of them not zero: that stands for no signal.
    """
    found = _ISO6709.match(place)
    return found is not None and any(part.strip("+-0.") for part in found.groups())
