"""
At which times clips are looked at.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.video_print import MOST_FRAMES, sample_times


@pytest.mark.parametrize("duration", [0.0, -1.0, float("nan"), 1e9])
def test_clip_of_no_sensible_length_has_one_frame(duration: float) -> None:
    """
    Where nothing is known of the length, the first frame is all.
    """
    assert sample_times(duration) == (0.0,)


def test_times_cover_the_whole_length() -> None:
    """
    Times are even, from one step after the start to before the end.
    """
    assert sample_times(10.0) == tuple(float(number) for number in range(1, 10))


@given(st.floats(0.05, 20_000))
def test_clip_is_looked_at_often_enough(duration: float) -> None:
    """
    There are 8 to 16 times, all inside of the clip.
    """
    times = sample_times(duration)

    assert MOST_FRAMES // 2 <= len(times) <= MOST_FRAMES
    assert 0 < times[0] < times[-1] < duration


@given(st.floats(0.5, 20_000), st.floats(0.98, 1.0))
def test_clips_of_about_one_length_share_times(duration: float, share: float) -> None:
    """
    A little shorter, and at least half of the times are the same.
    """
    longer, shorter = sample_times(duration), sample_times(duration * share)

    assert len(set(longer) & set(shorter)) >= MOST_FRAMES // 2 - 1
