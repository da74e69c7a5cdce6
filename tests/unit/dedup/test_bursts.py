"""
Which files are frames of one burst.
"""

from typing import Any

from dedup.bursts import burst_files
from dedup.records import FileRecord
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


def burst(*shots: FileRecord) -> list[str]:
    """
    Give the paths of the frames.
    """
    ids = burst_files(shots)
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
