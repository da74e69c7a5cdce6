"""
When two clips are the same clip, told without decoding anything.
"""

import numpy as np
import pytest

from dedup.records import Likeness, Relation
from dedup.video_match import (
    BELOW_MATCH,
    LEAST_MATCH,
    STILL_SCORE,
    compare_videos,
    length_tolerance,
    may_match,
)
from dedup.video_print import LOOK_SIDE, Frame, VideoPrint, sample_times

SAME = 0.95


def looks(seed: int, count: int) -> np.ndarray:
    """
    Give pictures that have nothing in common.
    """
    shape = (count, LOOK_SIDE * LOOK_SIDE)
    return np.random.default_rng(seed).normal(128, 30, shape).clip(0, 255)


def clip(
    shown: np.ndarray,
    duration_s: float = 10.0,
    size: tuple[int, int] = (1920, 1080),
    *,
    noise: float = 1.0,
) -> VideoPrint:
    """
    Give a clip that shows these pictures, with some noise of its encoder.
    """
    rough = shown + np.random.default_rng(7).normal(0, noise, shown.shape)
    stored = np.rint(rough).clip(0, 255).astype(np.uint8)
    frames = tuple(
        Frame(at, 0, bool(look.std() > 3), look.tobytes())
        for at, look in zip(sample_times(duration_s), stored, strict=False)
    )
    return VideoPrint(duration_s, *size, frames)


def texts(likeness: Likeness) -> list[str]:
    """
    Give the reasons for people.
    """
    return [reason.text for reason in likeness.reasons]


MOVING = looks(1, 9)
STILL = np.repeat(looks(2, 1), 9, axis=0)


@pytest.mark.parametrize(("duration", "tolerance"), [(3.0, 0.5), (60.0, 1.2)])
def test_length_may_differ_a_little(duration: float, tolerance: float) -> None:
    """
    Half a second or two per cent, whichever is more.
    """
    assert length_tolerance(duration) == pytest.approx(tolerance)


def test_first_half_is_another_clip() -> None:
    """
    A clip of another length is none of its copies, whatever it shows.
    """
    whole, half = clip(MOVING), clip(MOVING, 5.0)

    assert not may_match(whole, half)
    assert compare_videos(whole, half).score == 0.0
    assert texts(compare_videos(whole, half)) == ["other length: 10.0 s and 5.0 s"]


def test_copy_is_the_same_clip() -> None:
    """
    Noise and a smaller size do not count, and are told.
    """
    found = compare_videos(clip(MOVING), clip(MOVING, size=(640, 360), noise=2.0))

    assert found.score > SAME
    assert found.relation is Relation.SAME
    assert texts(found) == [
        "9 of 9 frames agree",
        "same length, 10.0 s",
        "other resolution: 1920×1080 and 640×360",
    ]


def test_tones_do_not_count() -> None:
    """
    Darker and flatter is the same clip.
    """
    assert compare_videos(clip(MOVING), clip(MOVING * 0.6 + 10)).score > SAME


def test_other_clip_of_the_same_length_is_another() -> None:
    """
    The same length alone is nothing.
    """
    found = compare_videos(clip(MOVING), clip(looks(3, 9)))

    assert found.score < 0.1
    assert found.relation is Relation.DIFFERENT
    assert texts(found)[0] == "0 of 9 frames agree"


def test_little_shorter_copy_is_told_as_such() -> None:
    """
    People see both lengths.
    """
    found = compare_videos(clip(MOVING), clip(MOVING, 9.7))

    assert found.score > SAME
    assert texts(found)[1] == "nearly the same length: 10.0 s and 9.7 s"


@pytest.mark.parametrize("intro", [np.zeros((5, 256)), looks(4, 5)])
def test_shared_intro_is_no_match(intro: np.ndarray) -> None:
    """
    Black shows nothing, and a title is some of many frames.
    """
    left, right = (clip(np.concatenate([intro, looks(seed, 4)])) for seed in (5, 6))

    assert compare_videos(left, right).score < BELOW_MATCH


def test_dark_clips_are_not_compared() -> None:
    """
    A title of two frames in the dark is too little to go by.
    """
    dark = np.concatenate([looks(4, 2), np.zeros((7, 256))])
    found = compare_videos(clip(dark), clip(dark))

    assert found.score == 0.0
    assert texts(found) == ["too few frames show anything to compare"]


def test_one_odd_frame_does_little() -> None:
    """
    A cut that falls a frame later in one of them costs a little only.
    """
    odd = MOVING.copy()
    odd[4] = looks(8, 1)
    whole, found = (compare_videos(clip(MOVING), clip(other)) for other in (MOVING, odd))

    assert LEAST_MATCH <= found.score < whole.score


def test_logo_costs_a_little() -> None:
    """
    Where a part of all frames is covered, the clip is still the same one, and less surely so.
    """
    marked = MOVING.copy()
    marked[:, 100:116] = 240

    found = compare_videos(clip(MOVING), clip(marked))

    assert LEAST_MATCH <= found.score < compare_videos(clip(MOVING), clip(MOVING)).score


def test_still_clips_cannot_be_told_from_each_other() -> None:
    """
    Where nothing moves, a copy looks like any other clip of that camera.
    """
    found = compare_videos(clip(STILL), clip(STILL, noise=0.3))

    assert found.score == STILL_SCORE
    assert "nothing moves that would tell a copy" in texts(found)


def moving_part(seed: int, strength: float = 20.0) -> np.ndarray:
    """
    Give a fixed scene in a corner of which something moves.
    """
    seen = STILL.copy()
    moving = np.random.default_rng(seed).normal(0, strength, (9, 32))
    seen[:, :32] = (128 + moving).clip(0, 255)
    return seen


def test_copy_of_a_fixed_scene_moves_alike() -> None:
    """
    What moves in a corner tells a copy.
    """
    assert compare_videos(clip(moving_part(1)), clip(moving_part(1))).score > SAME


def test_other_clip_of_a_fixed_scene_moves_otherwise() -> None:
    """
    The same place at another time is another clip.
    """
    found = compare_videos(clip(moving_part(1)), clip(moving_part(2)))

    assert found.score < LEAST_MATCH
    assert found.relation is Relation.DIFFERENT
    assert "the same scene, and other things move" in texts(found)


def test_movement_alike_in_part_is_between() -> None:
    """
    Movement that agrees in part leaves a score between the two.
    """
    mixed = 0.8 * moving_part(1) + 0.2 * moving_part(2)
    noisy = STILL.copy()
    noisy[:, :32] = moving_part(1)[:, :32] * 0.5 + moving_part(2)[:, :32] * 0.5

    assert compare_videos(clip(moving_part(1)), clip(mixed)).score > LEAST_MATCH
    assert LEAST_MATCH < compare_videos(clip(moving_part(1)), clip(noisy)).score < SAME


def test_frames_of_no_contrast_are_no_match() -> None:
    """
    A frame of one colour resembles nothing, and divides nothing by zero.
    """
    grey = np.full((9, 256), 90.0)

    assert compare_videos(clip(MOVING), clip(grey, noise=0.0)).score == 0.0
