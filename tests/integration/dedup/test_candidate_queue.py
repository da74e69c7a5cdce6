"""
The queue of pairs that are to be compared.
"""

from dedup import candidate_queue
from dedup.candidate_queue import AWAY_SECONDS, MAX_TRIES, Pair
from dedup.records import Likeness, Reason, Relation
from mediacore.scan_store import STALE_SECONDS
from tests.integration.dedup.room import Room

SAME = Likeness(0.97, Relation.SAME, (Reason("recompressed", "the same picture, recompressed"),))


def queue(room: Room, *pairs: Pair) -> None:
    """
    Put pairs into the queue.
    """
    for left, right in pairs:
        room.run("INSERT INTO candidate_pairs (left_id, right_id) VALUES (%s, %s)", left, right)


def claim(room: Room, limit: int = 10) -> list[Pair]:
    """
    Claim in a transaction of its own.
    """
    with room.database.write() as session:
        return candidate_queue.claim(session, limit)


def test_pairs_of_one_picture_are_claimed_together(room: Room) -> None:
    """
    The order of pictures lets a worker use what it has read of one for its next pair.
    """
    queue(room, (2, 3), (1, 5), (1, 2))

    assert claim(room, 2) == [(1, 2), (1, 5)]
    assert claim(room) == [(2, 3)]


def test_claimed_pair_is_nobody_elses_until_it_is_stale(room: Room) -> None:
    """
    A worker that died gives its pairs back by their age.
    """
    queue(room, (1, 2))
    claim(room)
    assert claim(room) == []

    room.run(
        "UPDATE candidate_pairs SET claimed_at = now() - make_interval(secs => %s)",
        STALE_SECONDS + 1,
    )

    assert claim(room) == [(1, 2)]


def test_pause_holds_for_pairs(room: Room) -> None:
    """
    While a scan is paused nothing is compared.
    """
    queue(room, (1, 2))
    room.run("INSERT INTO scan_runs (trigger, state) VALUES ('manual', 'paused')")

    assert claim(room) == []


def test_result_takes_the_pair_off_the_queue(room: Room) -> None:
    """
    What verifying said is stored with its reasons.
    """
    queue(room, (1, 2))

    with room.database.write() as session:
        candidate_queue.finish(session, [((1, 2), SAME)])

    assert room.value("SELECT count(*) FROM candidate_pairs") == 0
    assert (
        room.value("SELECT score FROM duplicate_pairs WHERE (left_id, right_id) = (1, 2)") == 0.97
    )
    assert room.value("SELECT relation FROM duplicate_pairs") == "same"
    assert room.value("SELECT reasons->0->>'rule' FROM duplicate_pairs") == "recompressed"


def test_second_result_replaces_the_first(room: Room) -> None:
    """
    Comparing twice, after a worker's death, leaves one row.
    """
    for score in (0.5, 0.97):
        with room.database.write() as session:
            likeness = Likeness(score, Relation.SAME, ())
            candidate_queue.finish(session, [((1, 2), likeness)])

    assert room.value("SELECT array_agg(score) FROM duplicate_pairs") == [0.97]


def test_pair_whose_files_are_away_is_tried_later(room: Room) -> None:
    """
    It is no failed try; its time comes again.
    """
    queue(room, (1, 2))
    with room.database.write() as session:
        candidate_queue.put_off(session, candidate_queue.claim(session, 1))
    assert claim(room) == []
    assert room.value("SELECT tries FROM candidate_pairs") == 0

    room.run(
        "UPDATE candidate_pairs SET retry_at = retry_at - make_interval(secs => %s)",
        AWAY_SECONDS + 1,
    )

    assert claim(room) == [(1, 2)]


def test_released_pair_is_free_at_once(room: Room) -> None:
    """
    A share that took too long gives its rest to others.
    """
    queue(room, (1, 2))
    with room.database.write() as session:
        candidate_queue.release(session, candidate_queue.claim(session, 1))

    assert claim(room) == [(1, 2)]
    assert room.value("SELECT tries FROM candidate_pairs") == 1


def test_pair_that_ends_its_workers_is_given_up(room: Room) -> None:
    """
    Nothing is said about it, and it is not tried again.
    """
    queue(room, (1, 2))
    room.run("UPDATE candidate_pairs SET tries = %s", MAX_TRIES)

    assert claim(room) == []
    assert room.value("SELECT count(*) FROM duplicate_pairs") == 0
    assert room.value("SELECT retry_at = 'infinity' FROM candidate_pairs")


def test_pair_that_took_too_much_is_tried_later_and_later(room: Room) -> None:
    """
    Each pause is twice as long as the one before; after the last try there is none.
    """
    queue(room, (1, 2))
    pauses = []
    for _ in range(MAX_TRIES):
        room.run("UPDATE candidate_pairs SET retry_at = now()")
        with room.database.write() as session:
            assert candidate_queue.claim(session, 1) == [(1, 2)]
            candidate_queue.try_again(session, [(1, 2)])
        pauses.append(
            room.value(
                "SELECT CASE WHEN retry_at < 'infinity' THEN"
                " round(extract(epoch FROM retry_at - now()) / 60)::integer END"
                " FROM candidate_pairs"
            )
        )

    assert pauses == [2, 4, 8, 16, None]
    assert claim(room) == []


def test_nothing_to_finish_or_release_is_no_work(room: Room) -> None:
    """
    Empty shares are fine.
    """
    with room.database.write() as session:
        candidate_queue.finish(session, [])
        candidate_queue.put_off(session, [])
        candidate_queue.try_again(session, [])
        candidate_queue.release(session, [])

    assert room.value("SELECT count(*) FROM duplicate_pairs") == 0
