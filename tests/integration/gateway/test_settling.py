"""
Keeping the read models true to what happens in the gateway's own database.
"""

from gateway import settling
from gateway.dirty_files import mark_files
from gateway.read_models import NIL
from tests.integration.gateway.model_shelf import ANNA, BEN, Models, aid, fed, gid

PAIR = ("a.jpg", "a.dng")


def test_what_was_noted_is_settled_share_by_share(models: Models) -> None:
    """
    Until nothing is left.
    """
    models.feed(fed(1, *PAIR))
    for number, path in enumerate(PAIR):
        models.asset(number, path)

    done = [settling.settle_some(models.database, 3) for _ in range(3)]

    assert done == [True, False, False]
    assert models.groups() == [("", [*PAIR])]
    assert models.rows("SELECT 1 FROM dirty_files") == []


def test_files_of_nobody_come_with_the_last_index(models: Models) -> None:
    """
    And go as soon as one is incomplete.
    """
    models.user(BEN, "running")
    models.asset(7, "c.jpg")
    models.settle()
    models.feed(*(fed(number, f"{number}.jpg", f"{number}.dng") for number in range(1, 6)))
    models.feed(fed(6, "c.jpg", "c.dng"))
    seen = []

    for state in ("running", "complete", "complete", "new"):
        models.user(BEN, state)
        settling.follow_completeness(models.database, 2)
        seen.append(len(models.groups(NIL)))

    assert seen == [0, 5, 5, 0]


def test_orphaned_rows_are_dropped(models: Models) -> None:
    """
    Should groups or assets ever vanish unnoticed.
    """
    for number in range(1, 6):
        models.asset(number, f"{number}.jpg")
    models.settle()
    models.feed(fed(1, "1.jpg", "2.jpg"), fed(2, "3.jpg", "4.jpg"), fed(3, "8.jpg", "9.jpg"))
    models.run("DELETE FROM assets WHERE asset_id = ANY(%s)", [aid(3), aid(5)])
    models.run("DELETE FROM engine_members WHERE group_id = %s", gid(1))
    models.run("DELETE FROM engine_groups WHERE group_id = %s", gid(1))

    settling.drop_orphans(models.database)

    found = models.state()
    assert [row[0] for row in models.cards()] == [aid(1), aid(2), aid(4)]
    assert models.groups(ANNA) == []
    models.rebuild()
    assert models.state() == found


def test_nothing_orphaned_is_left_alone(models: Models) -> None:
    """
    Then nobody sees a difference.
    """
    models.asset(1, "a.jpg")
    models.settle()
    before = models.version()

    settling.drop_orphans(models.database)

    assert models.version() == before
    with models.database.write() as session:
        mark_files(session, [])
    assert not settling.settle_some(models.database)
