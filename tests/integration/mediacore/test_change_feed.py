"""
The change feed misses nothing, even when transactions end out of order.
"""

from mediacore.change_feed import forget_changes, publish, read_changes
from mediacore.database import ReadSession
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
