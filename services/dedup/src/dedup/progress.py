"""
How much of the work after reading is left: each stage's rows, and how fast they went of late.
"""

from mediacore.database import ReadSession, raw
from mediacore.scan_status import RATE_WINDOW_SECONDS, Backlog

_QUERY = """
SELECT (SELECT count(*) FROM hash_queue JOIN files ON id = file_id WHERE failures = 0),
  (SELECT count(*) FROM pictures WHERE state = 'pending'),
  (SELECT count(*) FROM pictures WHERE made_at > now() - make_interval(secs => %(window)s)),
  (SELECT count(*) FROM pictures WHERE state = 'ready' AND NOT searched),
  c.waiting, c.failed,
  (SELECT count(*) FROM duplicate_pairs
    WHERE verified_at > now() - make_interval(secs => %(window)s)),
  (SELECT count(DISTINCT quick_id) FROM dirty_keys)
FROM (SELECT count(*) FILTER (WHERE retry_at <= now()) AS waiting,
  count(*) FILTER (WHERE tries > 0 AND retry_at > now()) AS failed FROM candidate_pairs) c
"""


def backlog(session: ReadSession) -> tuple[Backlog, ...]:
    """
    Give what is left, in the order of doing: whole files to read, pictures to look at and to
    search for, pairs to compare, contents to group.
    """
    row = raw(session).execute(_QUERY, {"window": RATE_WINDOW_SECONDS}).fetchone()
    assert row is not None  # noqa: S101 - a SELECT of counts gives a row
    hashes, pictures, seen, unsearched, pairs, failed, compared, keys = row
    return (
        Backlog("hash", hashes),
        Backlog("look", pictures, round(seen / RATE_WINDOW_SECONDS, 1)),
        Backlog("search", unsearched),
        Backlog("compare", pairs, round(compared / RATE_WINDOW_SECONDS, 1), failed),
        Backlog("group", keys),
    )
