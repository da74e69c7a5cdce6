"""
Keeping the read models true to what happens in the gateway's own database.
"""

import uuid
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gateway import settling
from gateway.dirty_files import mark_files
from gateway.read_models import NIL
from tests.integration.gateway.model_shelf import ANNA, BEN, Models, aid, fed, gid, near

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


def test_asset_that_is_shown_otherwise_makes_a_new_version(models: Models) -> None:
    """
    A favourite is no other group, and yet another answer.
    """
    models.asset(1, "a.jpg")
    models.settle()
    before = models.version()

    models.run("UPDATE assets SET is_favorite = true")
    with models.database.write() as session:
        mark_files(session, [], [aid(1)])
    settling.settle_some(models.database)

    assert models.version() > before


PATHS = [f"{name}.jpg" for name in "abcd"]
OWNERS = [ANNA, ANNA, ANNA, BEN]
some_paths = st.lists(st.sampled_from(PATHS), min_size=2, max_size=4, unique=True)
out_for = st.dictionaries(st.sampled_from([None, ANNA, BEN, NIL]), some_paths, max_size=1)
assets = st.tuples(
    st.just("asset"),
    st.integers(1, 7),
    st.sampled_from([*PATHS, *PATHS, None]),
    st.sampled_from(OWNERS),
    st.sampled_from([True, True, True, False]),
    st.integers(0, 3),
)
groups = st.tuples(
    st.just("group"),
    st.integers(1, 3),
    some_paths,
    st.sampled_from([None, None, ANNA, NIL]),
    out_for,
    st.sampled_from([True, True, False]),
)
duplicates = st.tuples(
    st.just("near"),
    st.integers(4, 5),
    some_paths,
    out_for,
    st.sampled_from([["0.95"], ["0.95", "0.90"], ["exact", "0.90"]]),
    st.booleans(),
)
drops = st.tuples(st.just("drop"), st.integers(1, 7))
losses = st.tuples(st.just("gone"), st.integers(1, 5))
changes = st.one_of(assets, assets, groups, duplicates, drops, losses)


def apply(models: Models, change: tuple[Any, ...], owners: dict[int, uuid.UUID]) -> None:
    """
    Let one thing change. An asset never changes its owner.
    """
    match change:
        case ("asset", number, path, owner, shown, minutes):
            owner = owners.setdefault(number, owner)
            models.asset(number, path, owner, shown=shown, minutes=minutes)
        case ("drop", number):
            models.drop_asset(number)
        case ("group", number, paths, view, hidden, switchable):
            inside = {key: [path for path in out if path in paths] for key, out in hidden.items()}
            models.feed(fed(number, *paths, view=view, hidden=inside, switchable=switchable))
        case ("near", number, paths, hidden, levels, linked):
            names = [f"{paths[0]}={paths[-1]}", *paths[1:-1]] if linked and paths else paths
            inside = {key: [path for path in out if path in paths] for key, out in hidden.items()}
            models.near(near(number, *names, hidden=inside, levels=levels))
        case _:
            models.feed(gone=[change[1]])


@settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes here
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(assets, min_size=8, max_size=12), st.lists(changes, min_size=5, max_size=15))
def test_step_by_step_is_as_from_nothing(
    models: Models, first: list[tuple[Any, ...]], then: list[tuple[Any, ...]]
) -> None:
    """
    Whatever changes in whatever order, the read models are those of the state at the end.
    """
    models.run(
        "TRUNCATE assets, engine_groups, engine_members, engine_hidden, dirty_files,"
        " owner_groups, asset_groups, owner_cards"
    )
    owners: dict[int, uuid.UUID] = {}
    for change in first:
        apply(models, change, owners)
    models.settle()
    for place, change in enumerate(then):
        apply(models, change, owners)
        if place % 3 != 1:
            models.settle()
    models.settle()
    stepwise = models.state()

    models.rebuild()

    assert models.state() == stepwise
