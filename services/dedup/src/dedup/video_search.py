"""
The search for clips that may be the same: of about one length, with frames that are near.

Clips of about one length have frames at the same times. Two near frames agree in one of five bands
of their hashes more often than not, and a pair of clips has several frames: so one that agrees in
a band at its time is enough to look at the pair. That takes no list of all clips of a length,
which is long: phones make thousands of three seconds.
"""

from collections.abc import Sequence

from dedup.tables import FRAME_BAND_BITS, FRAME_BANDS
from dedup.video_match import LEAST_TOLERANCE_S, TOLERANCE_SHARE
from mediacore.database import ReadSession, WriteSession, raw

FARTHEST = 14  # bits between frames of one clip, logos included
MOST_IN_BAND = 500  # where a fixed camera fills a band, not all of it is looked at
MOST_CANDIDATES = 200  # for one clip, those with the most near frames


def _band(column: str, number: int) -> str:
    """
    Give the SQL of one band of a hash, as in the index.
    """
    return f"(({column} >> {FRAME_BAND_BITS * number}) & {(1 << FRAME_BAND_BITS) - 1})"


_PROBES = " UNION ALL ".join(
    "(SELECT f.picture_id, f.phash FROM picture_frames f WHERE f.informative AND f.at_s = a.at_s"  # noqa: S608 - constants of this module
    f" AND {_band('f.phash', number)} = {_band('a.phash', number)} LIMIT %(in_band)s)"
    for number in range(FRAME_BANDS)
)
_SEARCH = f"""
WITH asked AS (
  SELECT p.id, p.duration_s, f.at_s, f.phash FROM pictures p
  JOIN picture_frames f ON f.picture_id = p.id
  WHERE p.id = ANY(%(ids)s) AND p.state = 'ready' AND f.informative
), near AS (
  SELECT a.id, a.duration_s, o.picture_id AS other, count(DISTINCT a.at_s) AS agreeing
  FROM asked a CROSS JOIN LATERAL ({_PROBES}) o
  WHERE o.picture_id <> a.id AND bit_count((o.phash # a.phash)::bit(64)) <= %(farthest)s
  GROUP BY a.id, a.duration_s, o.picture_id
), placed AS (
  SELECT n.id, n.other, row_number() OVER (PARTITION BY n.id
    ORDER BY n.agreeing DESC, abs(n.duration_s - p.duration_s), n.other) AS place
  FROM near n JOIN pictures p ON p.id = n.other AND p.state = 'ready'
    AND abs(n.duration_s - p.duration_s)
      <= greatest(%(least)s, %(share)s * greatest(n.duration_s, p.duration_s))
)
SELECT DISTINCT least(id, other), greatest(id, other) FROM placed
WHERE place <= %(candidates)s ORDER BY 1, 2
"""  # noqa: S608 - constants of this module


def search_videos(
    session: ReadSession | WriteSession,
    picture_ids: Sequence[int],
    *,
    in_band: int = MOST_IN_BAND,
    candidates: int = MOST_CANDIDATES,
) -> list[tuple[int, int]]:
    """
    Give the pairs of clips worth comparing with these, the smaller id on the left, each once.
    """
    if not picture_ids:
        return []
    rows = raw(session).execute(
        _SEARCH.encode(),
        {
            "ids": list(picture_ids),
            "in_band": in_band,
            "candidates": candidates,
            "farthest": FARTHEST,
            "least": LEAST_TOLERANCE_S,
            "share": TOLERANCE_SHARE,
        },
    )
    return [(row[0], row[1]) for row in rows]
