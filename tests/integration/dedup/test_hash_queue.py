"""
The queue of files to be read whole.
"""

import pytest

from dedup import hash_queue
from dedup.hash_queue import CLAIM_BYTES, CLAIM_FILES, Claim, Hashed
from dedup.library import Depth
from mediacore.retry import MAX_ATTEMPTS
from mediacore.scan_store import STALE_SECONDS
from tests.integration.dedup.room import Room, make_runtime

AGED = "UPDATE hash_queue SET claimed_at = now() - make_interval(secs => %s)"


@pytest.fixture
def queued(room: Room) -> Room:
    """
    A room with two copies that nobody has read whole.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    runtime, _ = make_runtime(room.database, room.folder, Depth(whole_files=False))
    runtime.start_scan("manual")
    runtime.work()
    runtime.work()
    return room


def claim(room: Room) -> list[Claim]:
    """
    Take what there is to take.
    """
    with room.database.write() as session:
        return hash_queue.claim(session)


def wanted(room: Room) -> None:
    """
    Want every file of the inventory.
    """
    with room.database.write() as session:
        hash_queue.want(session, room.value("SELECT array_agg(id) FROM files"))


def test_file_is_claimed_once(queued: Room) -> None:
    """
    What one worker reads no other takes.
    """
    assert [row.path for row in claim(queued)] == [b"a.jpg", b"b.jpg"]
    assert claim(queued) == []


def test_dead_workers_claim_is_taken_over(queued: Room) -> None:
    """
    A claim without a heartbeat is free again after a while; with one it is not.
    """
    claims = claim(queued)
    queued.run(AGED, STALE_SECONDS + 1)
    with queued.database.write() as session:
        hash_queue.beat(session, claims[:1])

    assert [row.path for row in claim(queued)] == [b"b.jpg"]


def test_nothing_is_claimed_while_a_scan_is_paused(queued: Room) -> None:
    """
    A pause holds for whole files too.
    """
    queued.run("INSERT INTO scan_runs (trigger, state) VALUES ('manual', 'paused')")

    assert claim(queued) == []


def test_share_is_bounded_by_bytes(queued: Room) -> None:
    """
    Large files are taken one at a time, so that a share is done soon; the rest is left to others.
    """
    queued.run("UPDATE files SET size = %s", CLAIM_BYTES)

    assert [row.path for row in claim(queued)] == [b"a.jpg"]
    assert [row.path for row in claim(queued)] == [b"b.jpg"]


def test_share_is_bounded_by_number(room: Room) -> None:
    """
    Of many small files a share is taken.
    """
    room.run(
        "INSERT INTO files (path, path_key, folder_key, display, size, mtime_ns, ctime_ns, inode,"
        " device, kind, quick_id) SELECT 'x', int4send(n), 'x', 'x', 1, 1, 1, n, 1, 'jpeg', 'q'"
        " FROM generate_series(1, %s) n",
        CLAIM_FILES + 1,
    )
    wanted(room)

    assert len(claim(room)) == CLAIM_FILES
    assert len(claim(room)) == 1


def test_wanted_again_is_queued_once(queued: Room) -> None:
    """
    A file that waits already keeps its place and its claim.
    """
    claim(queued)

    wanted(queued)

    assert claim(queued) == []


def test_changed_file_starts_anew(queued: Room) -> None:
    """
    Failures belong to a content: another one has its own tries.
    """
    queued.run("UPDATE hash_queue SET failures = 7, retry_at = NULL")
    queued.run("UPDATE files SET mtime_ns = mtime_ns + 1")

    wanted(queued)

    assert [row.failures for row in claim(queued)] == [0, 0]


def test_wanting_nothing_is_nothing(queued: Room) -> None:
    """
    Empty lists are no statements.
    """
    with queued.database.write() as session:
        hash_queue.want(session, [])
        hash_queue.release(session, [])
        hash_queue.finish(session, [])

    assert queued.value("SELECT count(*) FROM hash_queue") == 2


def test_hash_of_a_file_that_changed_meanwhile_is_not_kept(queued: Room) -> None:
    """
    A hash is stored only for the content that it was made of; the key is looked at again.
    """
    first, second = claim(queued)
    queued.run("UPDATE files SET mtime_ns = 5 WHERE id = %s", first.file_id)
    with queued.database.write() as session:
        hash_queue.finish(session, [Hashed(row, b"s" * 32, 1, 1 << 63) for row in (first, second)])

    assert queued.value("SELECT array_agg(display) FROM files WHERE sha256 IS NOT NULL") == [
        "b.jpg"
    ]
    assert queued.value("SELECT count(*) FROM dirty_keys") == 1
    assert queued.value("SELECT count(*) FROM hash_queue") == 0


def test_last_failure_is_the_last_try(queued: Room) -> None:
    """
    A file that fails again and again is given up, until it changes.
    """
    queued.run("UPDATE hash_queue SET failures = %s", MAX_ATTEMPTS - 2)
    for _ in range(2):
        queued.run("UPDATE hash_queue SET retry_at = now(), claimed_at = NULL WHERE failures < 8")
        (row, *_) = claim(queued)
        with queued.database.write() as session:
            hash_queue.fail(session, row, "it is broken")

    assert queued.value("SELECT problem FROM files WHERE display = 'a.jpg'") == "it is broken"
    assert queued.value("SELECT retry_at IS NULL FROM hash_queue WHERE failures = 8") is True


def test_failed_file_that_is_looked_at_again_is_read_again(queued: Room) -> None:
    """
    Asking for another try means the whole file too.
    """
    queued.run("UPDATE hash_queue SET failures = 8, retry_at = NULL")
    assert claim(queued) == []
    with queued.database.write() as session:
        hash_queue.try_again(session, queued.value("SELECT array_agg(id) FROM files"))

    assert len(claim(queued)) == 2
