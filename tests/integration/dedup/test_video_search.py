"""
The search for clips over real tables.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from dedup.video_print import sample_times
from dedup.video_search import search_videos
from mediacore.database import Database, raw


def hashes(seed: int, count: int = 16) -> list[int]:
    """
    Give hashes that have nothing in common.
    """
    lowest, highest = -(1 << 63), (1 << 63) - 1
    drawn = np.random.default_rng(seed).integers(lowest, highest, count, np.int64, endpoint=True)
    return [int(value) for value in drawn]


def flipped(values: Sequence[int], bits: int) -> list[int]:
    """
    Give hashes that differ in so many bits, other ones in each.
    """
    draw = np.random.default_rng(bits)
    drawn = [draw.choice(63, bits, replace=False).tolist() for _ in values]
    return [
        value ^ sum(1 << bit for bit in places) for value, places in zip(values, drawn, strict=True)
    ]


@dataclass
class Clips:
    """
    Clips in the tables.
    """

    database: Database
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def put(
        self, frames: Sequence[int], duration: float = 3.0, *, dark: bool = False, state: str = ""
    ) -> int:
        """
        Store a clip with these hashes; give its id.
        """
        number = next(self.numbers)
        with self.database.write() as session:
            connection = raw(session)
            row = connection.execute(
                "INSERT INTO pictures (quick_id, medium, state, informative, duration_s)"
                " VALUES (%s, 'video', %s, %s, %s) RETURNING id",
                (number.to_bytes(16, "big"), state or "ready", not dark, duration),
            ).fetchone()
            assert row is not None
            for position, (at, value) in enumerate(
                zip(sample_times(duration), frames, strict=False)
            ):
                connection.execute(
                    "INSERT INTO picture_frames VALUES (%s, %s, %s, %s, %s, '')",
                    (row[0], position, at, value, not dark),
                )
        return int(row[0])

    def found(self, *ids: int, in_band: int = 500, candidates: int = 200) -> list[tuple[int, int]]:
        """
        Search for clips.
        """
        with self.database.write() as session:
            return search_videos(session, ids, in_band=in_band, candidates=candidates)


@pytest.fixture
def clips(database_url: Callable[[str], str]) -> Iterator[Clips]:
    """
    Give tables without clips.
    """
    database = Database(database_url("dedup"))
    yield Clips(database)
    database.close()


def test_nothing_is_searched_for_nothing(clips: Clips) -> None:
    """
    No clips, no pairs.
    """
    assert clips.found() == []


@pytest.mark.parametrize("bits", [2, 6, 10])
def test_clip_with_near_frames_is_found(clips: Clips, bits: int) -> None:
    """
    Encoders and logos change some bits of each frame; the pair is found from either side, once.
    """
    left, right = clips.put(hashes(1)), clips.put(flipped(hashes(1), bits), 3.1)
    clips.put(hashes(2))

    assert clips.found(right) == clips.found(left, right) == [(left, right)]


def test_other_length_is_no_candidate(clips: Clips) -> None:
    """
    The same frames at the same times do not make a clip of its first half.
    """
    clips.put(hashes(1), 8.0)

    assert clips.found(clips.put(hashes(1), 5.0)) == []


def test_clips_on_both_sides_of_a_step_are_found(clips: Clips) -> None:
    """
    Lengths a little apart may have different steps, and share every second frame.
    """
    longer = clips.put(hashes(1), 8.6)
    shorter = clips.put([hashes(1)[place] for place in range(16)], 8.4)
    every_second = hashes(1)[1::2]

    assert sample_times(8.6)[0] == 2 * sample_times(8.4)[0]
    assert clips.found(longer) == []
    assert clips.found(clips.put(every_second, 8.6)) == [(shorter, 3)]


@pytest.mark.parametrize(("dark", "state"), [(True, "ready"), (False, "failed")])
def test_clip_that_shows_nothing_is_no_candidate(clips: Clips, dark: bool, state: str) -> None:
    """
    Black frames look all alike, and what cannot be read is compared with nothing.
    """
    clips.put(hashes(1), dark=dark, state=state)

    assert clips.found(clips.put(hashes(1))) == []


def test_crowd_gives_its_best(clips: Clips) -> None:
    """
    Of the many clips of one camera those with the most near frames come first, up to a number.
    """
    crowd = [clips.put([*hashes(1)[:4], *hashes(seed)]) for seed in range(2, 8)]
    best = clips.put(hashes(1))
    asked = clips.put(hashes(1))

    assert clips.found(asked, candidates=1) == [(best, asked)]
    assert len(clips.found(asked)) == len(crowd) + 1
    assert len(clips.found(asked, in_band=2)) < len(crowd)
