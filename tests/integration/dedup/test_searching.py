"""
Searching for candidates in a scan.
"""

from dedup import vector_index
from dedup.searching import search_some
from tests.integration.dedup.room import Room
from tests.samples.scenes import scene


def test_alike_pictures_are_candidates_once(room: Room) -> None:
    """
    Each picture is searched for once, and its pair is stored once.
    """
    room.draw("a.png", scene(1))
    room.draw("b.png", scene(1).resize((300, 225)))
    room.draw("c.png", scene(2))
    room.scan()
    room.run("DELETE FROM duplicate_pairs")
    room.run("UPDATE pictures SET searched = false")

    assert search_some(room.database) == 3
    assert search_some(room.database) == 0
    assert room.value("SELECT count(*) FROM candidate_pairs") == 1


def test_smooth_pictures_are_not_searched_for(room: Room) -> None:
    """
    They are ticked off without a candidate.
    """
    for number in range(2):
        room.draw(f"{number}.png", scene(number).point(lambda _: 3 + number))  # noqa: B023 - used at once
    room.scan()

    assert room.value("SELECT count(*) FROM pictures WHERE searched AND NOT informative") == 2
    assert room.value("SELECT count(*) FROM duplicate_pairs") == 0


def test_pause_holds_for_the_search(room: Room) -> None:
    """
    While a scan is paused nothing is searched for.
    """
    room.draw("a.png", scene(1))
    room.scan()
    room.run("UPDATE pictures SET searched = false")
    room.run("INSERT INTO scan_runs (trigger, state) VALUES ('manual', 'paused')")

    assert search_some(room.database) == 0


def test_search_waits_for_whoever_builds_the_graph(room: Room) -> None:
    """
    Nothing is searched for meanwhile; afterwards it is.
    """
    room.draw("a.png", scene(1))
    with room.database.engine.connect() as connection:
        connection.exec_driver_sql("SELECT pg_advisory_lock(%s)", (vector_index.LOCK,))
        room.scan()
        assert room.value("SELECT count(*) FROM pictures WHERE searched") == 0
        connection.exec_driver_sql("SELECT pg_advisory_unlock(%s)", (vector_index.LOCK,))

    room.library.settle()

    assert room.value("SELECT count(*) FROM pictures WHERE searched") == 1
