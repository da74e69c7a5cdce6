"""
The change feed misses nothing, even when transactions end out of order.
"""

from mediacore.change_feed import (
    forget_changes,
    is_lost,
    newest_position,
    publish,
    read_changes,
)
from mediacore.database import ReadSession, WriteSession, raw
from tests.integration.mediacore.shelf import Bench


def test_changes_come_in_order_and_from_a_position(bench: Bench) -> None:
    """
    A follower reads on from the last one it saw.
    """
    with bench.database.write() as session:
        publish(session, "group_changed", [("a", {"n": 1}), ("b", {})])
        publish(session, "group_changed", [])

    with bench.database.read() as session:
        everything = read_changes(session, 0)
        rest = read_changes(session, everything[0].id)

    assert [(row.kind, row.subject, row.body) for row in everything] == [
        ("group_changed", "a", {"n": 1}),
        ("group_changed", "b", {}),
    ]
    assert [row.subject for row in rest] == ["b"]


def test_rows_above_an_open_transaction_wait(bench: Bench) -> None:
    """
    A later transaction that committed first is not shown before the earlier one is done.
    """
    with bench.database.write() as slow:
        publish(slow, "slow", [("1", {})])
        with bench.database.write() as fast:
            publish(fast, "fast", [("2", {})])
        with bench.database.engine.connect() as connection:
            assert read_changes(ReadSession(connection), 0) == []

    with bench.database.read() as session:
        assert [row.kind for row in read_changes(session, 0)] == ["slow", "fast"]


def test_old_changes_are_dropped(bench: Bench) -> None:
    """
    What every follower has had time to read goes.
    """
    with bench.database.write() as session:
        publish(session, "x", [("1", {}), ("2", {})])
    bench.run("UPDATE changes SET at = now() - interval '31 days' WHERE subject = '1'")

    with bench.database.write() as session:
        assert forget_changes(session, 30) == 1


def test_a_transaction_that_began_earlier_and_published_later_hides_nothing(bench: Bench) -> None:
    """
    Ids follow the order of publishing, so a change below the last one that was read can still come.
    """
    with bench.database.write() as early:
        raw(early).execute("SELECT pg_current_xact_id()")
        late = bench.database.engine.connect()
        later = late.begin()
        publish(WriteSession(late), "late", [("1", {})])
        publish(early, "early", [("2", {})])
    with bench.database.read() as session:
        first = read_changes(session, 0)
    later.commit()
    late.close()

    with bench.database.read() as session:
        rest = read_changes(session, first[-1].id)
    assert [row.kind for row in (*first, *rest)] == ["early", "late"]


def test_newest_position_is_that_of_the_last_final_change(bench: Bench) -> None:
    """
    Whoever reads everything else afterwards follows from there.
    """
    with bench.database.read() as session:
        at_first = newest_position(session)
    with bench.database.write() as session:
        publish(session, "x", [("1", {}), ("2", {})])
        unfinished = newest_position(session)

    with bench.database.read() as session:
        position = newest_position(session)
        assert read_changes(session, position) == []
        assert position == read_changes(session, 0)[-1].id
    assert (at_first, unfinished) == (0, 0)


def test_a_position_behind_what_was_forgotten_is_lost(bench: Bench) -> None:
    """
    Only who had read all that was dropped can read on.
    """
    with bench.database.write() as session:
        publish(session, "x", [("1", {}), ("2", {}), ("3", {})])
    with bench.database.read() as session:
        one, two, three = (row.id for row in read_changes(session, 0))
        assert not is_lost(session, 0)
    bench.run("UPDATE changes SET at = now() - interval '31 days' WHERE subject <> '3'")
    with bench.database.write() as session:
        forget_changes(session, 30)
        forget_changes(session, 30)

    with bench.database.read() as session:
        lost = [is_lost(session, position) for position in (0, one, two, three, 999)]
        assert [row.id for row in read_changes(session, two)] == [three]
        assert [row.id for row in read_changes(session, one)] == [three]
    assert lost == [True, True, False, False, True]


def test_newest_position_outlives_the_changes(bench: Bench) -> None:
    """
    When all is dropped, it is the last one that was.
    """
    with bench.database.write() as session:
        publish(session, "x", [("1", {})])
    with bench.database.read() as session:
        position = newest_position(session)
    bench.run("UPDATE changes SET at = now() - interval '31 days'")

    with bench.database.write() as session:
        forget_changes(session, 30)
        assert newest_position(session) == position
        assert not is_lost(session, position)
