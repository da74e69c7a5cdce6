"""
From marks to groups.
"""

from dedup.regrouping import LOCK, mark_dirty, settle, waiting
from mediacore.database import raw
from tests.integration.dedup.room import Room


def left(room: Room) -> int:
    """
    Give what is still to do.
    """
    with room.database.read() as session:
        return waiting(session)


def test_settled_room_waits_for_nothing(room: Room) -> None:
    """
    After a scan all is compared.
    """
    room.put("a.jpg")
    room.put("b.jpg")

    room.scan()

    assert left(room) == 0


def test_marks_and_unread_files_are_waited_for(room: Room) -> None:
    """
    Keys to compare and files to read are counted, each key once.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    room.scan()
    ids = room.value("SELECT array_agg(id) FROM files")
    with room.database.write() as session:
        mark_dirty(session, ids)
        mark_dirty(session, ids)
    room.run("INSERT INTO hash_queue (file_id, quick_id, mtime_ns) SELECT id, 'x', 1 FROM files")

    assert left(room) == 3


def test_settling_twice_changes_nothing(room: Room) -> None:
    """
    The same files give the same groups: nothing is written or published again.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    room.scan()
    with room.database.write() as session:
        mark_dirty(session, room.value("SELECT array_agg(id) FROM files"))

    assert settle(room.database, enabled=True) == 0
    assert room.changes() == ["duplicate_changed"]


def test_mark_of_a_running_transaction_is_not_lost(room: Room) -> None:
    """
    Whoever marks never waits for whoever compares, and what was marked late is compared later.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    room.scan()
    ids = room.value("SELECT array_agg(id) FROM files")
    with room.database.write() as session:
        mark_dirty(session, ids)
    with room.database.write() as late:
        mark_dirty(late, ids)
        settle(room.database, enabled=True)

    assert left(room) == 1


def test_two_workers_do_not_compare_at_once(room: Room) -> None:
    """
    The lock is held for the whole of a share.
    """
    with room.database.write() as session:
        raw(session).execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        with room.database.write() as other:
            free = raw(other).execute("SELECT pg_try_advisory_xact_lock(%s)", (LOCK,)).fetchone()

    assert free == (False,)
