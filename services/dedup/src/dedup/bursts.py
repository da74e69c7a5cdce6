"""
Which files are frames of one burst: other shots of the same moment, however alike they look.

A copy of a frame is none: it was taken at the very same time. Whole seconds prove nothing, so files
of one second that could be two frames count as such, unless they agree as no two shots do: a burst
is never suggested for removal.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations, pairwise

from dedup.records import FileRecord

BURST_GAP_US = 2_000_000
ONE_FRAME = 0.99  # of two shots from a tripod the most was 0.98; copies are mostly above
_SECOND_US = 1_000_000

Score = Callable[[bytes, bytes], float]
"""
How alike two contents are, by their quick ids; 0 where nobody knows.
"""


def unknown(_one: bytes, _other: bytes) -> float:
    """
    Know nothing of how alike contents are.
    """
    return 0.0


def burst_files(records: Iterable[FileRecord], score: Score = unknown) -> frozenset[int]:
    """
    Give the ids of those files that are frames of a burst with another of the files.

    :param score: tells copies of one frame where times do not; burst ids and sub-seconds do better.
    """
    bursts: dict[Hashable, list[FileRecord]] = defaultdict(list)
    cameras: dict[Hashable, list[FileRecord]] = defaultdict(list)
    for record in records:
        if record.burst_id is not None:
            bursts[record.burst_id].append(record)
        if record.camera is not None and record.taken_trusted and record.taken_us is not None:
            cameras[record.camera].append(record)
    found: set[int] = set()
    for shots in bursts.values():
        found |= _frames(shots, None, unknown)
    for shots in cameras.values():
        found |= _frames(shots, BURST_GAP_US, score)
    return frozenset(found)


def _frames(shots: Sequence[FileRecord], gap_us: int | None, score: Score) -> set[int]:
    """
    Give the shots that have another frame near in time, or anywhere when there is no gap given.
    """
    moments: dict[int | None, list[FileRecord]] = defaultdict(list)
    for shot in shots:
        moments[shot.taken_us].append(shot)
    found: set[int] = set()
    for at, same in moments.items():
        if at is None or at % _SECOND_US == 0:
            found |= _doubtful(same, score)
    times = sorted(at for at in moments if at is not None)
    for earlier, later in pairwise(times):
        if gap_us is None or later - earlier <= gap_us:
            found |= {shot.file_id for at in (earlier, later) for shot in moments[at]}
    return found


def _doubtful(same: Iterable[FileRecord], score: Score) -> set[int]:
    """
    Give those of one second that have the form of others which are not all known for their copies.
    """
    forms: dict[Hashable, list[FileRecord]] = defaultdict(list)
    for shot in same:
        forms[shot.format, shot.width, shot.height].append(shot)
    return {
        shot.file_id
        for alike in forms.values()
        if any(
            score(one, other) < ONE_FRAME
            for one, other in combinations(sorted({shot.quick_id for shot in alike}), 2)
        )
        for shot in alike
    }
