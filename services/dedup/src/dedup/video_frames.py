"""
Frames over the whole length of a clip, read with as little decoding as that takes.

Hostile clips are bounded in what is read and in how many frames are decoded for each that is
wanted; whoever calls bounds time and memory, by a sandbox.
"""

import os
from collections.abc import Iterator
from typing import Any

import numpy as np

from dedup.borders import Box, Grey, cut, trim
from dedup.fingerprint import perceptual_hash
from dedup.video_print import LOOK_SIDE, Frame, VideoPrint, sample_times
from mediacore.previews import MAX_DECODED, PreviewError, check_size
from mediacore.video import MAX_STREAMS, PROBE_BYTES, BoundedFile

MAX_READ = 512 * 1024 * 1024
MAX_DECODED_FRAMES = 300  # for each frame that is wanted
EDGE = 128
SLOWEST_RATE = 5  # frames a second, where a clip does not say
FLAT_LOOK = 3.0  # grey levels of standard deviation: less shows nothing

_OPEN_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK
_OPTIONS = {"probesize": str(PROBE_BYTES), "max_streams": str(MAX_STREAMS)}
_CLOSE_S = 0.5  # so near to a wanted time no frame is skipped
_ROUNDING_S = 0.002
_QUARTER = 90
_AREA = 0x20  # swscale's averaging, for scaling down


def read_video(path: bytes | str, *, most_decoded: int = MAX_DECODED_FRAMES) -> VideoPrint:
    """
    Read what a clip is compared by.

    Raises `PreviewError` when it shows nothing: damaged, of a refused size, without frames; and
    `OSError` when the file is away.
    """
    with os.fdopen(os.open(path, _OPEN_FLAGS), "rb") as file:
        try:
            return _read(file.fileno(), most_decoded)
        except PreviewError as error:
            error.context.setdefault("path", path)
            raise
        except Exception as error:
            # Decoders of hostile files raise whatever they like, MemoryError included.
            raise PreviewError("the clip cannot be decoded", path=path) from error


def _read(fd: int, most_decoded: int) -> VideoPrint:
    import av  # noqa: PLC0415 - a decoder, loaded where clips are read

    file: Any = BoundedFile(fd, MAX_READ)
    with av.open(file, options=_OPTIONS, metadata_errors="replace") as container:
        stream = container.streams.video[0]
        check_size(stream.codec_context.width, stream.codec_context.height, MAX_DECODED)
        stream.codec_context.thread_count = 1
        duration = _duration(container, stream)
        reader = _Reader(container, stream, most_decoded)
        found = [(at, reader.picture_at(at)) for at in sample_times(duration)]
        size = stream.codec_context.width, stream.codec_context.height
    times = [at for at, grey in found if grey is not None]
    pictures = [grey for _, grey in found if grey is not None]
    if not pictures:
        raise PreviewError("the clip has no frames that can be decoded")
    wide = reader.turns % 2 == 0
    return VideoPrint(
        duration_s=round(duration, 3),
        width=size[0] if wide else size[1],
        height=size[1] if wide else size[0],
        frames=tuple(_frames(times, pictures)),
    )


def _duration(container: Any, stream: Any) -> float:
    """
    Give the length in seconds, by the packets where the container does not say (WebM of browsers).
    """
    if container.duration:
        return float(container.duration / 1_000_000)
    last = max((packet.pts or 0 for packet in container.demux(stream)), default=0)
    container.seek(0)
    return float((last - (stream.start_time or 0)) * stream.time_base)


class _Reader:
    """
    Gives the frames of an open clip at growing times.
    """

    def __init__(self, container: Any, stream: Any, most_decoded: int) -> None:
        self.turns = 0
        self._container = container
        self._stream = stream
        self._base = float(stream.time_base)
        self._start = (stream.start_time or 0) * self._base
        self._frame_s = 1 / float(stream.average_rate or SLOWEST_RATE)
        self._most_decoded = most_decoded
        self._decoded: Iterator[Any] | None = None
        self._last: Any = None
        self._now = float("-inf")

    def picture_at(self, at: float) -> Grey | None:
        """
        Give the first frame at a time or after it, or the last one while it is shown, upright,
        small and grey.
        """
        import av  # noqa: PLC0415 - a decoder, loaded where clips are read

        try:
            frame = self._frame_at(at)
        except av.FFmpegError:
            # What is damaged here may be whole further on.
            self._decoded = None
            return None
        return None if frame is None else self._small(frame)

    def _frame_at(self, at: float) -> Any:
        wanted = self._start + at - _ROUNDING_S
        if self._decoded is None or self._is_worth_a_seek(wanted):
            self._container.seek(
                int(max(wanted, self._start) / self._base), stream=self._stream, backward=True
            )
            self._decoded = self._container.decode(self._stream)
            self._last, self._now = None, float("-inf")
        context = self._stream.codec_context
        for _ in range(self._most_decoded):
            context.skip_frame = "NONREF" if self._now < wanted - _CLOSE_S else "DEFAULT"
            frame = next(self._decoded, None)
            if frame is None:
                self._decoded = None
                return self._last if self._now + self._frame_s >= wanted else None
            self._last, self._now = frame, float((frame.pts or 0) * self._base)
            if self._now >= wanted:
                return frame
        return None

    def _is_worth_a_seek(self, wanted: float) -> bool:
        """
        Tell whether a key frame lies between here and there, as far as the container knows.
        """
        entries = self._stream.index_entries
        found: int = entries.search_timestamp(int(wanted / self._base), backward=True)
        return found < 0 or float(entries[found].timestamp * self._base) > self._now

    def _small(self, frame: Any) -> Grey:
        scale = min(1.0, EDGE / max(frame.width, frame.height))
        width, height = (max(round(side * scale), 1) for side in (frame.width, frame.height))
        small = frame.reformat(width, height, "gray", interpolation=_AREA).to_ndarray()
        self.turns = round(frame.rotation / _QUARTER)
        upright: Grey = np.rot90(small, self.turns).astype(np.float32)
        return upright


def _frames(times: list[float], pictures: list[Grey]) -> Iterator[Frame]:
    from PIL import Image  # noqa: PLC0415 - a decoder, loaded where clips are read

    box = _picture_box(pictures)
    for at, grey in zip(times, pictures, strict=True):
        shown = Image.fromarray(np.ascontiguousarray(cut(grey, box)).astype(np.uint8))
        small = shown.resize((LOOK_SIDE, LOOK_SIDE), Image.Resampling.BOX)
        informative = float(np.std(np.asarray(small, np.float32))) >= FLAT_LOOK
        yield Frame(at, perceptual_hash(shown), informative, small.tobytes())


def _picture_box(pictures: list[Grey]) -> Box:
    """
    Give what is not bars: lines of one colour, the same in all frames.
    """
    size = pictures[0].shape
    alike = [grey for grey in pictures if grey.shape == size]
    _, top, _, bottom = trim(np.hstack(alike))
    left, _, right, _ = trim(np.vstack(alike))
    return left, top, right, bottom
