"""
What is left of the work after reading.
"""

from dedup.progress import backlog
from mediacore.scan_status import Backlog
from tests.integration.dedup.room import Room


def left(room: Room) -> dict[str, Backlog]:
    """
    Give the backlog by stage.
    """
    with room.database.read() as session:
        return {part.stage: part for part in backlog(session)}


def test_nothing_is_left_of_an_empty_library(room: Room) -> None:
    """
    The stages stand in the order of doing, and none has work.
    """
    parts = left(room)

    assert list(parts) == ["hash", "look", "search", "compare", "group"]
    assert not any(part.waiting for part in parts.values())


def test_each_queue_counts_for_its_stage(room: Room) -> None:
    """
    Rows that wait are counted where they wait, with the speed of late.
    """
    room.put("a.jpg")
    room.scan()
    room.run(
        "INSERT INTO pictures (quick_id, medium, state, made_at)"
        " SELECT int4send(n), 'image', CASE WHEN n <= 2 THEN 'pending' ELSE 'ready' END,"
        " CASE WHEN n > 2 THEN now() END FROM generate_series(1, 62) AS n"
    )
    room.run("INSERT INTO candidate_pairs (left_id, right_id) VALUES (1, 2), (1, 3), (1, 4)")
    room.run("INSERT INTO hash_queue (file_id, quick_id, mtime_ns) SELECT id, '', 0 FROM files")
    room.run("INSERT INTO dirty_keys (quick_id) VALUES ('a'), ('a'), ('b')")
    room.run(
        "INSERT INTO duplicate_pairs (left_id, right_id, score, relation, reasons)"
        " SELECT 1, n, 0.9, 'same', '[]' FROM generate_series(101, 130) AS n"
    )

    parts = left(room)

    assert [part.waiting for part in parts.values()] == [1, 2, 60, 3, 2]
    assert parts["look"].rate == 2.0
    assert parts["compare"].failed == 0
    assert parts["compare"].rate == 1.0


def test_pairs_that_failed_are_counted_as_such(room: Room) -> None:
    """
    Those that wait for another try and those that are given up; not those whose files are away.
    """
    room.run(
        "INSERT INTO candidate_pairs (left_id, right_id, tries, retry_at) VALUES (1, 2, 1, now() +"
        " '1 min'), (1, 3, 5, 'infinity'), (1, 4, 0, now() + '1 min'), (1, 5, 1, now())"
    )

    compare = left(room)["compare"]

    assert (compare.waiting, compare.failed) == (1, 2)
