"""
Frames of real clips: what encoders, containers, key frames, bars and turns do to them, and do not.
"""

import csv
import os
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from dedup.records import Likeness
from dedup.video_frames import read_video
from dedup.video_match import compare_videos
from mediacore.previews import PreviewError
from tests.samples.clips import (
    HEIGHT,
    WIDTH,
    Encoding,
    Picture,
    Scene,
    after,
    black,
    fixed,
    panning,
    write_clip,
)
from tests.samples.media import clip as plain_clip

SAME, ALIKE = 0.95, 0.80
BASE = Encoding()
TESTDATA = os.environ.get("TWINLENS_TESTDATA", "")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    Give the clip that others are copies of.
    """
    return write_clip(tmp_path_factory.mktemp("base") / "base.mp4", panning(1), BASE)


def likeness(left: Path, right: Path) -> Likeness:
    """
    Compare two files.
    """
    return compare_videos(read_video(str(left)), read_video(os.fsencode(right)))


def greyed(picture: Picture) -> Picture:
    """
    Give a picture without its colours.
    """
    grey = picture.astype(np.float32).mean(axis=2).astype(np.uint8)
    return np.repeat(grey[..., None], 3, axis=2)


def marked(picture: Picture) -> Picture:
    """
    Give a picture with a logo.
    """
    seen = picture.copy()
    seen[20:60, 20:70] = (250, 250, 250)
    return seen


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("small.mp4", Encoding(size=(160, 120))),
        ("strong.mp4", Encoding(bit_rate=60_000)),
        ("long_gop.mp4", Encoding(gop=300)),
        ("short_gop.mp4", Encoding(gop=3)),
        ("other.mov", BASE),
        ("other.mkv", BASE),
        ("old.avi", Encoding(codec="mpeg4")),
        ("web.webm", Encoding(codec="libvpx-vp9", size=(160, 120))),
        ("rate.mp4", Encoding(rate=30)),
        ("slow.mp4", Encoding(rate=10)),
        ("letterbox.mp4", Encoding(size=(320, 320), bars=0.125)),
        ("tail.mp4", Encoding(seconds=2.8)),
    ],
)
def test_copy_is_the_same_clip(base: Path, tmp_path: Path, name: str, how: Encoding) -> None:
    """
    Size, quality, key frames, container, codec, frame rate and bars do not count.
    """
    assert likeness(base, write_clip(tmp_path / name, panning(1), how)).score >= SAME


@pytest.mark.parametrize("edit", [greyed, marked])
def test_edited_copy_is_alike(
    base: Path, tmp_path: Path, edit: Callable[[Picture], Picture]
) -> None:
    """
    A copy without colours, or with a logo, is found.
    """
    copy = write_clip(tmp_path / "edited.mp4", panning(1), BASE, edit=edit)

    assert likeness(base, copy).score >= ALIKE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (panning(1), panning(2)),
        (after(black(), 1.5, panning(1)), after(black(), 1.5, panning(2))),
        (after(panning(3)(0), 1.5, panning(1)), after(panning(3)(0), 1.5, panning(2))),
        (fixed(1, visitor=1), fixed(1, visitor=2)),
        (panning(1), lambda at: panning(1)(3 - at)),
    ],
    ids=["other clip", "black intro", "title", "fixed camera", "backwards"],
)
def test_other_clip_is_no_match(tmp_path: Path, left: Scene, right: Scene) -> None:
    """
    What clips of one length share in part does not make them the same.
    """
    one = write_clip(tmp_path / "one.mp4", left, BASE)
    other = write_clip(tmp_path / "other.mp4", right, BASE)

    assert likeness(one, other).score < ALIKE


def test_copy_of_a_fixed_cameras_clip_is_the_same(tmp_path: Path) -> None:
    """
    What moves before a fixed camera tells a copy.
    """
    one = write_clip(tmp_path / "one.mp4", fixed(1, visitor=1), BASE)
    other = write_clip(tmp_path / "other.mp4", fixed(1, visitor=1), Encoding(size=(160, 120)))

    assert likeness(one, other).score >= SAME


def test_clips_of_an_empty_room_are_not_taken_for_copies(tmp_path: Path) -> None:
    """
    Where nothing moves, the score stays under what counts as the same.
    """
    one = write_clip(tmp_path / "one.mp4", fixed(1, None), BASE)
    other = write_clip(tmp_path / "other.mp4", fixed(1, None), Encoding(bit_rate=200_000))

    assert ALIKE <= likeness(one, other).score < SAME


def test_turned_clip_is_upright(base: Path, tmp_path: Path) -> None:
    """
    A clip that is stored on its side, with a note to turn it, is the clip as it is shown.
    """
    how = Encoding(size=(HEIGHT, WIDTH), turn=90)
    stored = write_clip(
        tmp_path / "turned.mp4",
        panning(1),
        how,
        edit=lambda seen: np.ascontiguousarray(np.rot90(seen, -1)),
    )
    found = read_video(str(stored))

    assert (found.width, found.height) == (WIDTH, HEIGHT)
    assert compare_videos(read_video(str(base)), found).score >= SAME


def test_length_and_frames_are_told(base: Path) -> None:
    """
    Three seconds have frames at every quarter of a second.
    """
    found = read_video(str(base))

    assert (found.duration_s, found.width, found.height) == (3.0, WIDTH, HEIGHT)
    assert [frame.at_s for frame in found.frames] == [step / 4 for step in range(1, 12)]
    assert all(frame.informative for frame in found.frames)
    assert len({frame.phash for frame in found.frames}) > 8


def test_black_frames_show_nothing(tmp_path: Path) -> None:
    """
    What is black is not compared.
    """
    path = write_clip(tmp_path / "intro.mp4", after(black(), 1.5, panning(1)), BASE)

    frames = read_video(str(path)).frames

    assert [frame.informative for frame in frames] == [frame.at_s >= 1.5 for frame in frames]


def test_frames_too_far_from_any_key_frame_are_given_up(tmp_path: Path) -> None:
    """
    Not more than so many frames are decoded for one, and without any there is nothing to compare.
    """
    path = write_clip(tmp_path / "long.mp4", panning(1), Encoding(gop=300))

    with pytest.raises(PreviewError, match="no frames"):
        read_video(str(path), most_decoded=2)


def test_length_that_no_header_tells_is_read_from_the_packets(tmp_path: Path) -> None:
    """
    Browsers record WebM without a length.
    """
    path = write_clip(tmp_path / "live.webm", panning(1), Encoding(codec="libvpx-vp9"))
    body = path.read_bytes()
    at = body.index(b"\x44\x89\x88")
    path.write_bytes(body[:at] + b"\xec\x89\x88" + body[at + 3 :])

    assert read_video(str(path)).duration_s == pytest.approx(3.0, abs=0.1)


def test_damaged_part_is_passed_over(base: Path, tmp_path: Path) -> None:
    """
    What is whole before and behind the damage is compared.
    """
    body = bytearray(base.read_bytes())
    middle = len(body) // 2
    body[middle : middle + len(body) // 8] = bytes(len(body) // 8)
    path = tmp_path / "damaged.mp4"
    path.write_bytes(body)

    assert 4 <= len(read_video(str(path)).frames) <= 11


@pytest.mark.parametrize("body", [b"", b"no clip at all", b"\0\0\0\x18ftypmp42" + bytes(64)])
def test_no_clip_is_told(tmp_path: Path, body: bytes) -> None:
    """
    A file without a picture is an error that names it.
    """
    path = tmp_path / "odd.mp4"
    path.write_bytes(body)

    with pytest.raises(PreviewError) as raised:
        read_video(str(path))

    assert raised.value.context["path"] == str(path)


def test_missing_file_is_not_a_damaged_one(tmp_path: Path) -> None:
    """
    A file that is away may come back.
    """
    with pytest.raises(FileNotFoundError):
        read_video(str(tmp_path / "away.mp4"))


def test_single_frame_is_read(tmp_path: Path) -> None:
    """
    The last frame is shown until the clip ends.
    """
    found = read_video(str(plain_clip(tmp_path / "one.mp4", frames=1)))

    assert found.duration_s == 0.1
    assert len({frame.look for frame in found.frames}) == 1


@pytest.fixture(
    params=[
        "generated",
        pytest.param(
            "testdata",
            marks=[
                pytest.mark.testdata,
                pytest.mark.skipif(not TESTDATA, reason="TWINLENS_TESTDATA is not set"),
            ],
        ),
    ]
)
def labelled(request: pytest.FixtureRequest, base: Path, tmp_path: Path) -> Path:
    """
    A folder of clips with labels: generated, or the real ones.
    """
    return Path(TESTDATA, "video") if request.param == "testdata" else _generate(base, tmp_path)


def _generate(base: Path, tmp_path: Path) -> Path:
    (tmp_path / "a.mp4").write_bytes(base.read_bytes())
    write_clip(tmp_path / "b.mp4", panning(1), Encoding(size=(160, 120)))
    write_clip(tmp_path / "c.mp4", panning(2), BASE)
    rows = ["group_id,path,duration_s", "one,a.mp4,3", "one,b.mp4,3", "two,c.mp4,3", "two,c.HEIC,"]
    (tmp_path / "labels.csv").write_text("\n".join(rows))
    return tmp_path


def test_encodings_of_one_clip_match_and_others_do_not(labelled: Path) -> None:
    """
    Clips of one group match each other, and no other clip.
    """
    with (labelled / "labels.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["duration_s"]]
    prints = [(row["group_id"], read_video(str(labelled / row["path"]))) for row in rows]

    found = [
        (left[0], right[0])
        for left, right in combinations(prints, 2)
        if compare_videos(left[1], right[1]).score >= ALIKE
    ]
    together = [pair for pair in combinations([name for name, _ in prints], 2) if len({*pair}) == 1]

    assert found == together != []
