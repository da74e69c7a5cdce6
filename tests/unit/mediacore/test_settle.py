"""
When a file that is being copied is finished.
"""

from dataclasses import replace

from mediacore.settle import Gone, Settled, SettleQueue, Waiting
from tests.fakes.known_files import entry

A = entry(b"a.jpg")


def offered(max_wait: float = 600.0) -> SettleQueue:
    """
    Give a queue to which a file was offered at time 0.
    """
    queue = SettleQueue(quiet_seconds=0.5, max_wait=max_wait)
    queue.offer(A.path, A, now=0.0)
    return queue


def test_a_file_that_stands_still_and_has_its_end_settles() -> None:
    """
    Two equal looks far enough apart and a good tail are enough.
    """
    queue = offered()

    assert queue.due(0.4) == []
    assert queue.due(0.5) == [A.path]
    assert queue.stands_still(A.path, A, 0.5)
    assert queue.resolve(A.path, A, tail_ok=True, now=0.5) == Settled(A, tail_ok=True)
    assert len(queue) == 0
    assert queue.next_due() is None


def test_a_growing_file_waits_ever_longer() -> None:
    """
    The pauses double up to half a minute while the file grows.
    """
    queue, now, pauses = offered(), 0.5, []
    for size in range(10):
        queue.due(now)
        verdict = queue.resolve(A.path, entry(A.path, size=100 + size), tail_ok=False, now=now)
        assert isinstance(verdict, Waiting)
        pauses.append(verdict.again_at - now)
        now = verdict.again_at

    assert pauses == [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0, 30.0]


def test_a_change_of_ctime_alone_starts_the_wait_anew() -> None:
    """
    A file whose mtime was set back is still being written.
    """
    queue = offered()
    fresh = replace(A, ctime_ns=2)

    assert not queue.stands_still(A.path, fresh, 0.5)
    assert queue.resolve(A.path, fresh, tail_ok=True, now=0.5) == Waiting(1.0)
    assert queue.due(1.0) == [A.path]
    assert queue.resolve(A.path, fresh, tail_ok=True, now=1.0) == Settled(fresh, tail_ok=True)


def test_a_file_without_its_end_settles_after_the_longest_wait() -> None:
    """
    A file that stays broken is taken in the end, and says so.
    """
    queue = offered(max_wait=10.0)

    assert isinstance(queue.resolve(A.path, A, tail_ok=False, now=9.9), Waiting)
    assert queue.resolve(A.path, A, tail_ok=False, now=10.0) == Settled(A, tail_ok=False)


def test_a_new_offer_brings_a_file_back_to_the_front() -> None:
    """
    A file that was closed is looked at soon, however long its pauses had become.
    """
    queue = offered()
    queue.resolve(A.path, replace(A, size=20), tail_ok=False, now=0.5)
    queue.resolve(A.path, replace(A, size=30), tail_ok=False, now=1.0)
    queue.offer(A.path, replace(A, size=40), now=1.1)

    assert queue.next_due() == 1.6


def test_an_equal_offer_does_not_prolong_the_wait() -> None:
    """
    A second event about an unchanged file costs no time.
    """
    queue = offered()
    queue.offer(A.path, A, now=0.2)

    assert queue.next_due() == 0.5
    assert queue.due(0.5) == [A.path]


def test_a_file_that_disappears_is_gone() -> None:
    """
    Files that were deleted while they waited leave the queue.
    """
    queue = offered()

    assert queue.resolve(A.path, None, tail_ok=False, now=0.5) == Gone()
    assert A.path not in queue


def test_a_file_nobody_offered_begins_to_wait() -> None:
    """
    A judgement without an offer counts as one.
    """
    queue = SettleQueue(quiet_seconds=0.5)

    assert not queue.stands_still(A.path, A, 9.0)
    assert queue.resolve(A.path, A, tail_ok=True, now=9.0) == Waiting(9.5)


def test_due_paths_can_be_taken_in_portions() -> None:
    """
    A limit leaves the rest for the next call.
    """
    queue = SettleQueue(quiet_seconds=0.5)
    for name in (b"1.jpg", b"2.jpg", b"3.jpg"):
        queue.offer(name, entry(name), now=0.0)

    assert queue.due(1.0, limit=2) == [b"1.jpg", b"2.jpg"]
    assert queue.due(1.0, limit=2) == [b"3.jpg"]


def test_a_forgotten_file_is_never_due() -> None:
    """
    Forgetting a file takes it out of the queue.
    """
    queue = offered()
    queue.forget(A.path)
    queue.forget(A.path)

    assert queue.due(9.0) == []


def test_files_below_a_folder_are_found() -> None:
    """
    A folder's name is matched whole.
    """
    queue = SettleQueue()
    for name in (b"a/1.jpg", b"ab/2.jpg", b"a/b/3.jpg"):
        queue.offer(name, entry(name), now=0.0)

    assert queue.below(b"a") == [b"a/1.jpg", b"a/b/3.jpg"]
