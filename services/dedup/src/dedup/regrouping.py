"""
From dirty quick ids to groups: load what shares one, compare, and store the difference.

One transaction takes a share of the marks under one lock, so that two workers never decide about
the same files. Files that must be read whole first are queued; their key comes again when they are
read, and until then its groups stay as they were.
"""

from collections.abc import Sequence

from dedup import hash_queue
from dedup.exact import compare
from dedup.group_store import write_groups
from dedup.record_store import load_records
from mediacore.database import Database, ReadSession, WriteSession, raw
from mediacore.library_state import recall, remember

LOCK = 0x6465647570  # "dedup"
MARKS_AT_ONCE = 5000
SWITCH_KEY = "exact_match"


def mark_dirty(session: WriteSession, file_ids: Sequence[int]) -> None:
    """
    Note the quick ids of files for comparing.
    """
    raw(session).execute(
        "INSERT INTO dirty_keys (quick_id) SELECT DISTINCT quick_id FROM files"
        " WHERE id = ANY(%s) AND quick_id IS NOT NULL AND kind NOT IN ('sidecar', 'other')",
        (list(file_ids),),
    )


def waiting(session: ReadSession) -> int:
    """
    Give how much there is still to compare and to read whole.
    """
    row = (
        raw(session)
        .execute(
            "SELECT (SELECT count(DISTINCT quick_id) FROM dirty_keys)"
            " + (SELECT count(*) FROM hash_queue JOIN files ON id = file_id WHERE failures = 0)"
        )
        .fetchone()
    )
    assert row is not None  # noqa: S101 - count(*) always gives a row
    return int(row[0])


def settle(database: Database, *, enabled: bool) -> int:
    """
    Compare until nothing is marked; give how many groups were made, changed or removed.

    :param enabled: whether copies are looked for; where not, groups that are met disappear.
    """
    changed = 0
    while True:
        with database.write() as session:
            raw(session).execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            _follow_switch(session, enabled=enabled)
            marks = raw(session).execute(
                "DELETE FROM dirty_keys WHERE id IN (SELECT id FROM dirty_keys ORDER BY id"
                " LIMIT %s) RETURNING quick_id",
                (MARKS_AT_ONCE,),
            )
            keys = sorted({bytes(row[0]) for row in marks})
            if not keys:
                return changed
            changed += regroup(session, keys, enabled=enabled)


def regroup(session: WriteSession, quick_ids: Sequence[bytes], *, enabled: bool = True) -> int:
    """
    Bring the groups of these quick ids up to date, or queue what must be read for that.
    """
    records = load_records(session, quick_ids) if enabled else {}
    verdicts = {key: compare(records.get(key, ())) for key in quick_ids}
    hash_queue.want(session, [row for verdict in verdicts.values() for row in verdict.wanted])
    known = [key for key, verdict in verdicts.items() if not verdict.wanted]
    written = write_groups(session, known, [row for key in known for row in verdicts[key].sets])
    return written.changed + written.removed


def _follow_switch(session: WriteSession, *, enabled: bool) -> None:
    """
    After the setting was changed, look at everything that it concerns once.
    """
    before = recall(session, SWITCH_KEY)
    if before == enabled:
        return
    remember(session, SWITCH_KEY, enabled)
    if before is not None:
        raw(session).execute(
            "INSERT INTO dirty_keys (quick_id) SELECT quick_id FROM duplicate_groups"
            " UNION SELECT quick_id FROM files WHERE quick_id IS NOT NULL"
            " AND kind NOT IN ('sidecar', 'other') GROUP BY quick_id HAVING count(*) > 1"
        )
