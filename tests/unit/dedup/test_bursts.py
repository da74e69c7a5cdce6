"""
Which files are frames of one burst.
"""

import csv
import os
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from dedup.bursts import ONE_FRAME, Score, burst_files, unknown
from dedup.features import read_features
from dedup.records import FileRecord
from dedup.verify import compare
from mediacore.formats import Kind
from tests.unit.dedup.files import file

NOON = 1_700_000_000_000_000


def shot(path: str, at: int | None = NOON, **facts: Any) -> FileRecord:
    """
    A photo with a content of its own, whose time can be trusted unless said otherwise.
    """
    known = {
        "quick_id": path.encode(),
        "taken_us": at,
        "taken_trusted": True,
        "camera": "Canon EOS R6",
        "width": 6000,
        "height": 4000,
        "format": "jpeg",
    }
    return file(path, **known | facts)


def always(score: float) -> Score:
    """
    Let all contents be so much alike.
    """
    return lambda _one, _other: score


def burst(*shots: FileRecord, score: Score = unknown) -> list[str]:
    """
    Give the paths of the frames.
    """
    ids = burst_files(shots, score)
    return [shot.path for shot in shots if shot.file_id in ids]


def test_neighbours_within_two_seconds_are_frames() -> None:
    """
    Each frame is near the next; a shot that is later is none.
    """
    shots = [shot(f"{at}", NOON + at) for at in (0, 1_900_000, 3_800_000, 6_000_000)]

    assert burst(*shots) == ["0", "1900000", "3800000"]


def test_other_camera_is_no_burst() -> None:
    """
    Two people who press at once make no burst.
    """
    assert burst(shot("a"), shot("b", NOON + 100_000, camera="Nikon Z 6")) == []


def test_doubtful_times_prove_nothing() -> None:
    """
    Neither a file's mtime nor a missing time or camera makes a burst.
    """
    near = NOON + 100_000

    assert burst(shot("a"), shot("b", near, taken_trusted=False)) == []
    assert burst(shot("a"), shot("b", near, camera=None)) == []
    assert burst(shot("a"), shot("b", None)) == []


def test_copy_of_a_frame_is_none_of_its_own() -> None:
    """
    The very same moment is the same shot.
    """
    assert burst(shot("a", NOON + 123_000), shot("b", NOON + 123_000, width=600)) == []


def test_copies_of_frames_are_frames() -> None:
    """
    Beside another frame, each file of a moment counts.
    """
    shots = [shot("a", NOON + 1), shot("b", NOON + 1, width=600), shot("c", NOON + 500_000)]

    assert burst(*shots) == ["a", "b", "c"]


def test_whole_seconds_leave_a_doubt() -> None:
    """
    Two files of one second and one form may be two frames, and are treated so.
    """
    assert burst(shot("a"), shot("b")) == ["a", "b"]


def test_copies_of_one_second_agree_as_no_shots_do() -> None:
    """
    A picture that was saved once more is no frame beside its original.
    """
    assert burst(shot("a"), shot("b"), score=always(ONE_FRAME)) == []
    assert burst(shot("a"), shot("b"), score=always(ONE_FRAME - 0.001)) == ["a", "b"]


def test_copies_beside_another_frame_of_their_second_are_frames() -> None:
    """
    All must agree with each other; one that does not leaves its doubt on all.
    """
    shots = [shot("a"), shot("b"), shot("c")]
    scores = {(b"a", b"b"): 1.0, (b"a", b"c"): 1.0}

    found = burst(*shots, score=lambda one, other: scores.get((one, other), 0.9))

    assert found == ["a", "b", "c"]


def test_agreement_does_not_decide_where_times_or_burst_ids_do() -> None:
    """
    Frames from a tripod may look wholly alike.
    """
    assert burst(shot("a", NOON + 1), shot("b", NOON + 2), score=always(1.0)) == ["a", "b"]
    assert burst(shot("a", burst_id="x"), shot("b", burst_id="x"), score=always(1.0)) == ["a", "b"]


def test_other_form_of_one_second_is_a_copy() -> None:
    """
    A smaller picture, or one of another format, of the same second is no frame.
    """
    assert burst(shot("a"), shot("b", width=600, height=400), shot("c", format="png")) == []


def test_equal_bytes_are_no_frames() -> None:
    """
    Copies of one content are one frame.
    """
    assert burst(shot("a"), shot("b", quick_id=b"a")) == []


def test_burst_id_joins_frames_at_any_distance() -> None:
    """
    What the camera calls a burst is one, however slow.
    """
    slow = shot("b", NOON + 9_000_000, burst_id="x", camera=None)

    assert burst(shot("a", burst_id="x"), slow, shot("c", NOON + 20_000_000)) == ["a", "b"]


def test_burst_id_without_times_is_enough() -> None:
    """
    Two contents with one burst id are frames, even when their times are not known.
    """
    known = {"burst_id": "x", "camera": None, "taken_trusted": False}

    assert burst(shot("a", None, **known), shot("b", None, **known)) == ["a", "b"]


@pytest.mark.testdata
@pytest.mark.skipif("TWINLENS_TESTDATA" not in os.environ, reason="TWINLENS_TESTDATA is unset")
def test_real_shots_of_one_second_are_all_frames() -> None:  # pragma: no cover - needs real photos
    """
    Were all shots of a scene of one second and one size, each would be a frame, charts included.
    """
    folder = Path(os.environ["TWINLENS_TESTDATA"]) / "near"
    scenes: dict[str, list[str]] = defaultdict(list)
    with (folder / "bases.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["kind"] in ("same_scene_different_shot", "same_target_chart"):
                scenes[row["scene_id"]].append(row["path"])
    seen = {
        path.encode(): read_features(os.fsencode(folder / path), Kind.JPEG)
        for paths in scenes.values()
        for path in paths
    }

    def score(one: bytes, other: bytes) -> float:
        return compare(seen[one], seen[other]).score

    assert len(scenes) > 5
    for paths in scenes.values():
        found = burst(*map(shot, paths), score=score)

        assert found == (paths if len(paths) > 1 else [])
