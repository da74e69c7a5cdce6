"""
Looking for candidates: each new picture is asked for once, among all that were there before.

A picture's fingerprint is committed before it is searched for, so of two pictures that are
searched for at the same time at least one finds the other.
"""

from dedup.candidate_search import search, store_candidates
from dedup.descriptor import turned
from dedup.video_search import search_videos
from mediacore.database import Database, raw

AT_ONCE = 256


def search_some(database: Database) -> int:
    """
    Search for a share of the new pictures; give how many there were.
    """
    with database.write() as session:
        connection = raw(session)
        rows = connection.execute(
            "SELECT id, medium, informative FROM pictures WHERE state = 'ready' AND NOT searched"
            " AND NOT EXISTS (SELECT 1 FROM scan_runs WHERE state = 'paused')"
            " ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED",
            (AT_ONCE,),
        ).fetchall()
        stills = [row[0] for row in rows if row[2] and row[1] != "video"]
        clips = [row[0] for row in rows if row[2] and row[1] == "video"]
        store_candidates(session, search(session, stills, turns=turned))
        store_candidates(session, search_videos(session, clips))
        connection.execute(
            "UPDATE pictures SET searched = true WHERE id = ANY(%s)", ([row[0] for row in rows],)
        )
    return len(rows)
