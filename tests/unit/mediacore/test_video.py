"""
Containers of clips.
"""

import io
import os
from pathlib import Path
from types import SimpleNamespace

import av
import pytest

from mediacore.video import BoundedFile, VideoFacts, facts_of, read_video
from tests.samples.media import clip


def _read(path: Path) -> VideoFacts:
    fd = os.open(path, os.O_RDONLY)
    try:
        return read_video(fd)
    finally:
        os.close(fd)


def test_a_clip_tells_length_size_codec_and_ids(tmp_path: Path) -> None:
    """
    Apple's keys give the local time and the content identifier.
    """
    tags = {
        "com.apple.quicktime.creationdate": "2020-04-17T10:03:47-0600",
        "com.apple.quicktime.content.identifier": "1EA799FF",
        "com.apple.quicktime.make": "Apple",
        "com.apple.quicktime.model": "iPhone XR",
        "creation_time": "2020-04-17T16:03:47Z",
    }
    facts = _read(clip(tmp_path / "a.mov", "mov", tags))

    assert (facts.duration_s, facts.width, facts.height, facts.codec) == (1.0, 64, 48, "mpeg4")
    assert facts.local == "2020-04-17T10:03:47-0600"
    assert facts.utc.startswith("2020-04-17T16:03:47")
    assert (facts.content_identifier, facts.make, facts.model) == ("1EA799FF", "Apple", "iPhone XR")
    assert facts.problem is None


@pytest.mark.parametrize("form", ["matroska", "avi", "mpegts"])
def test_other_containers_are_read(tmp_path: Path, form: str) -> None:
    """
    PyAV reads whatever FFmpeg reads.
    """
    facts = _read(clip(tmp_path / "a", form))

    assert (facts.width, facts.height, facts.problem) == (64, 48, None)


@pytest.mark.parametrize("data", [b"", b"\0\0\0\x18ftypmp42" + bytes(100), b"nonsense" * 100])
def test_what_cannot_be_opened_is_a_problem(tmp_path: Path, data: bytes) -> None:
    """
    A broken clip gives no facts.
    """
    path = tmp_path / "a.mp4"
    path.write_bytes(data)

    assert _read(path) == VideoFacts(problem="The clip cannot be opened.")


def test_a_clip_without_a_picture_is_a_problem(tmp_path: Path) -> None:
    """
    Sound alone is no clip.
    """
    path = tmp_path / "a.mp4"
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=8000)
        frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
        frame.sample_rate = 8000
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        container.mux([*stream.encode(frame), *stream.encode()])

    assert _read(path).problem == "The clip has no picture."


def test_a_length_in_the_stream_alone_counts() -> None:
    """
    Some containers know only how long each stream is; a codec may be unknown.
    """
    stream = SimpleNamespace(
        codec_context=None, duration=50, time_base=0.1, metadata={"creation_time": "x"}
    )
    container = SimpleNamespace(metadata={}, duration=None, streams=SimpleNamespace(video=[stream]))
    facts = facts_of(container)

    assert (facts.duration_s, facts.utc, facts.codec) == (5.0, "x", None)
    assert facts.problem == "The clip declares no size."


def test_a_clip_without_a_length_has_none() -> None:
    """
    A length of nought is no length.
    """
    stream = SimpleNamespace(codec_context=None, duration=None, time_base=None, metadata={})
    container = SimpleNamespace(metadata={}, duration=None, streams=SimpleNamespace(video=[stream]))

    assert facts_of(container).duration_s is None


def test_reading_ends_at_the_limit(tmp_path: Path) -> None:
    """
    A hostile clip gets so many bytes and no more.
    """
    path = tmp_path / "a"
    path.write_bytes(b"abcdefgh")
    fd = os.open(path, os.O_RDONLY)
    file = BoundedFile(fd, limit=6)

    assert file.readable()
    assert file.seekable()
    assert file.read(3) == b"abc"
    assert file.tell() == 3
    assert file.seek(0, io.SEEK_SET) == 0
    assert file.read() == b"abc"
    assert file.read(5) == b""

    os.close(fd)


@pytest.mark.parametrize("key", ["com.apple.quicktime.location.ISO6709", "location"])
@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("+48.8577+002.295+035.000/", True),
        ("+00.0000-078.500/", True),
        ("+00.0000+000.0000+012.000/", False),
        ("Paris", False),
    ],
)
def test_place_of_a_clip_is_seen(tmp_path: Path, key: str, place: str, told: bool) -> None:
    """
    Zero by zero stands for no signal, whatever the height is.
    """
    assert _read(clip(tmp_path / "a.mov", "mov", {key: place})).has_gps is told
