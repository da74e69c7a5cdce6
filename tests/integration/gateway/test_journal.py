"""
Tests of how far a file is, as rows.
"""

import uuid
from dataclasses import replace

from gateway import journal
from gateway.journal import Item, Order, State
from tests.integration.gateway.acting_room import GROUP, ActingRoom

USER, TOKEN, ONE, TWO, KEPT = (str(uuid.UUID(int=number)) for number in range(1, 6))

ORDER = Order(
    token=TOKEN,
    group_id=GROUP,
    user_id=USER,
    revision=3,
    keep=((KEPT, "kept.jpg"),),
    carry_over=True,
    items=(
        Item(ONE, "one.jpg", State.PLANNED, {"warnings": []}),
        Item(TWO, "two.jpg", State.PLANNED, {}),
    ),
    progress={"wish": {}},
)


def test_order_is_read_as_it_was_written(one_room: ActingRoom) -> None:
    """
    Planned, changed, and read again by token, by user, and by what was wished.
    """
    further = replace(
        ORDER.with_items([ONE], State.CONFIRMED, reason="x"),
        is_decided=True,
        is_carried=True,
        progress={"keeper": TWO},
    )
    with one_room.database.write() as session:
        journal.plan(session, ORDER)
        assert journal.open_orders(session, USER) == [ORDER]
        journal.save(session, further)

        assert journal.of_token(session, USER, TOKEN) == [further]
        assert journal.open_orders(session, USER) == [further]
        assert journal.latest(session, USER, GROUP, 3) == further


def test_others_have_no_part_in_it(one_room: ActingRoom) -> None:
    """
    Neither another user nor another revision finds it; what is over is not open.
    """
    with one_room.database.write() as session:
        journal.plan(session, replace(ORDER, progress=None))
        journal.save(session, replace(ORDER.with_items([ONE, TWO], State.UNDONE), progress=None))

        assert journal.of_token(session, KEPT, TOKEN) == []
        assert journal.latest(session, USER, GROUP, 4) is None
        assert journal.open_orders(session, USER) == []


def test_keeper_and_batch_are_known_from_the_start() -> None:
    """
    The first that stays counts until dedup has read one; its token for dedup never changes.
    """
    assert ORDER.keeper_id == KEPT
    assert replace(ORDER, progress={"keeper": TWO}).keeper_id == TWO
    assert ORDER.batch == replace(ORDER, progress=None).batch != TOKEN
    assert ORDER.with_items([ONE], State.TRASHED).ids(State.PLANNED) == [TWO]
