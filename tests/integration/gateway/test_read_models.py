"""
What each owner sees, made of groups and assets.
"""

import uuid
from typing import Any

import pytest

from gateway.fed_groups import DUPLICATE, VERSION
from gateway.read_models import MANY, NIL, Touched, is_complete, take_turn
from tests.integration.gateway.model_shelf import ANNA, BEN, Models, aid, fed, gid, near

PAIR = ("a.jpg", "a.dng")


def own(models: Models, *paths: str, owner: uuid.UUID = ANNA, first: int = 1) -> None:
    """
    Let an owner have an asset at each path, one minute after the other.
    """
    for number, path in enumerate(paths):
        models.asset(first + number, path, owner, minutes=number)
    models.settle()


def test_group_of_two_shown_assets_is_the_owners(models: Models) -> None:
    """
    With everything that a list shows of it, the primary first.
    """
    own(models, "a.dng", "a.jpg")

    assert models.feed(fed(1, *PAIR)) == {ANNA}

    ((row,),) = models.rows("SELECT to_jsonb(o) FROM owner_groups o")
    assert row == {
        "owner_id": str(ANNA),
        "kind": VERSION,
        "level": "",
        "group_id": str(gid(1)),
        "type": "raw_jpeg",
        "switchable": True,
        "burst": False,
        "revision": 1,
        "count": 2,
        "size": 300,
        "savings": 0,
        "similarity": 0.9,
        "newest": "2026-05-16T12:01:00",
        "earliest": "2026-05-16T12:00:00",
        "cover_id": str(aid(2)),
        "path": "a.jpg",
        "members": [
            {
                "id": str(aid(2)),
                "filename": "name2",
                "type": "jpeg",
                "size": 100,
                "path": "a.jpg",
                "decided": False,
            },
            {
                "id": str(aid(1)),
                "filename": "name1",
                "type": "jpeg",
                "size": 200,
                "path": "a.dng",
                "decided": False,
            },
        ],
    }


@pytest.mark.parametrize("late", [False, True])
def test_it_does_not_matter_what_comes_first(models: Models, late: bool) -> None:
    """
    Neither group nor asset must wait for the other.
    """
    if late:
        models.feed(fed(1, *PAIR))
    own(models, *PAIR)
    if not late:
        models.feed(fed(1, *PAIR))

    assert models.groups() == [("", [*PAIR])]
    assert models.cards() == [(gid(1), 0, 2)]


def test_one_visible_member_is_no_group(models: Models) -> None:
    """
    A hidden asset counts as none, and what is left is a single card.
    """
    own(models, *PAIR)
    models.feed(fed(1, *PAIR))

    models.asset(1, "a.jpg", shown=False)

    assert models.settle() == {ANNA}
    assert models.groups() == []
    assert models.cards() == [(aid(2), 1, 1)]
    assert models.state()["asset_groups"] == []


def test_owners_see_their_own_assets_only(models: Models) -> None:
    """
    Two owners over the same files have a group each, a third file is in one of them.
    """
    own(models, *PAIR)
    own(models, *PAIR, "a_edit.jpg", owner=BEN, first=11)

    models.feed(fed(1, *PAIR, "a_edit.jpg"))

    assert models.groups() == [("", [*PAIR])]
    assert models.groups(BEN) == [("", [*PAIR, "a_edit.jpg"])]


def test_two_assets_at_one_file_are_one_copy(models: Models) -> None:
    """
    They make no group, and in a group the first stands for the file while both are in it.
    """
    own(models, "a.jpg", "a.jpg")
    models.feed(fed(1, *PAIR))
    alone = models.groups()

    own(models, "a.dng", first=3)

    assert alone == []
    assert models.groups() == [("", [*PAIR])]
    assert [row[0] for row in models.state()["asset_groups"]] == [aid(1), aid(2), aid(3)]
    assert models.cards() == [(gid(1), 0, 2)]


def test_hard_links_are_one_copy(models: Models) -> None:
    """
    The owner's asset may lie at any name of the file.
    """
    own(models, "a.jpg", "link.jpg")
    models.near(near(1, "a.jpg=link.jpg", "b.jpg"))
    alone = models.groups(kind=DUPLICATE)

    own(models, "b.jpg", first=3)

    assert alone == []
    assert models.groups(kind=DUPLICATE) == [
        (level, ["a.jpg", "b.jpg"]) for level in ("0.90", "0.95")
    ]
    models.drop_asset(1)
    models.settle()
    assert models.groups(kind=DUPLICATE)[0] == ("0.90", ["link.jpg", "b.jpg"])


def test_own_view_shadows_the_common_one(models: Models) -> None:
    """
    In the view of who put files apart they stand alone, for others nothing changes.
    """
    own(models, *PAIR, "a_edit.jpg")
    own(models, *PAIR, "a_edit.jpg", owner=BEN, first=11)
    trio = (*PAIR, "a_edit.jpg")
    models.feed(fed(1, *trio))

    told = models.feed(fed(1, *trio, hidden={ANNA: trio}), fed(2, *PAIR, view=ANNA))

    assert told == {ANNA}
    assert models.groups() == [("", [*PAIR])]
    assert models.cards() == [(gid(2), 0, 2), (aid(3), 2, 1)]
    assert models.groups(BEN) == [("", [*trio])]


def test_dismissed_part_is_out(models: Models) -> None:
    """
    For one owner, or for everybody; too little left is no group.
    """
    trio = ("a.jpg", "b.jpg", "c.jpg")
    own(models, *trio)
    own(models, *trio, owner=BEN, first=11)

    models.near(near(1, *trio, hidden={None: ["c.jpg"], ANNA: ["c.jpg", "b.jpg"]}))

    assert models.groups(kind=DUPLICATE) == []
    assert models.groups(BEN, DUPLICATE)[0] == ("0.90", ["a.jpg", "b.jpg"])


def test_duplicates_stand_at_each_of_their_levels(models: Models) -> None:
    """
    With the numbers of what the owner sees; and they make no cards.
    """
    own(models, "b.jpg", "c.jpg")

    models.near(near(1, "a.jpg", "b.jpg", "c.jpg"))

    rows = models.rows("SELECT level, savings, similarity, size FROM owner_groups ORDER BY 1")
    assert rows == [("0.90", 300, 0.98, 500), ("0.95", 300, 0.98, 500)]
    assert models.cards() == [(aid(1), 0, 1), (aid(2), 1, 1)]
    models.near(near(1, "a.jpg", "b.jpg", "c.jpg", levels=["0.90", "0.85"]))
    assert [level for level, _ in models.groups(kind=DUPLICATE)] == ["0.85", "0.90"]


def test_a_burst_frees_only_what_may_go(models: Models) -> None:
    """
    Its frames are different pictures, and not preselected; versions of one shot free nothing.
    """
    own(models, "b.jpg", "c.jpg", "d.jpg")
    group = near(1, "a.jpg", "b.jpg", "c.jpg", "d.jpg", burst=True, levels=["0.95"])
    group["members"][1]["preselected"] = False

    models.near(group)

    sizes = [member["size"] for member in duplicate_members(models)]
    assert models.rows("SELECT savings FROM owner_groups") == [(sum(sizes[1:]),)]
    models.feed(fed(2, "b.jpg", "c.jpg"))
    query = "SELECT savings FROM owner_groups WHERE kind = 'duplicate'"
    assert models.rows(query) == [(sizes[2],)]


def duplicate_members(models: Models) -> list[dict[str, Any]]:
    """
    Give the members of the only group of duplicates.
    """
    ((members,),) = models.rows(
        "SELECT DISTINCT ON (group_id) members FROM owner_groups WHERE kind = 'duplicate'"
    )
    found: list[dict[str, Any]] = members
    return found


def test_keeper_out_of_sight_leaves_another(models: Models) -> None:
    """
    The first that is seen is never preselected for removal.
    """
    own(models, "b.jpg", "c.jpg")

    models.near(near(1, "a.jpg", "b.jpg", "c.jpg"))

    assert [row["preselected"] for row in duplicate_members(models)] == [False, True]


def test_versions_of_one_shot_are_never_preselected(models: Models) -> None:
    """
    They say which version group they are in, as soon as there is one, as long as there is.
    """
    own(models, "a.jpg", "b.jpg", "c.jpg", "d.jpg")
    models.near(near(1, "a.jpg", "b.jpg", "c.jpg", "d.jpg"))
    before = [row["preselected"] for row in duplicate_members(models)]

    models.feed(fed(2, "b.jpg", "c.jpg"), fed(3, "d.jpg", "e.jpg"))

    members = duplicate_members(models)
    assert before == [False, True, True, True]
    assert [row["preselected"] for row in members] == [False, False, False, True]
    shot = str(gid(2))
    assert [row["versionGroupId"] for row in members] == [None, shot, shot, None]
    models.feed(gone=[2])
    assert [row["preselected"] for row in duplicate_members(models)] == before


def test_unswitchable_group_has_no_card(models: Models) -> None:
    """
    Immich shows such files as one by itself; what it shows as two are two cards.
    """
    own(models, *PAIR)
    models.feed(fed(1, *PAIR))

    models.feed(fed(1, *PAIR, switchable=False))

    assert models.groups() == [("", [*PAIR])]
    assert models.cards() == [(aid(1), 0, 1), (aid(2), 1, 1)]


def test_asset_at_no_file_has_a_card(models: Models) -> None:
    """
    It is in no group, and goes with the asset.
    """
    models.asset(1, None, minutes=7)
    models.settle()
    assert models.cards() == [(aid(1), 7, 1)]

    models.drop_asset(1)

    assert models.settle() == {ANNA}
    assert models.cards() == []


def test_card_stands_at_its_earliest_member(models: Models) -> None:
    """
    Whatever the primary is; a member's new time moves it.
    """
    own(models, *PAIR)
    models.feed(fed(1, *reversed(PAIR)))
    at_first = models.cards()

    models.asset(1, "a.jpg", minutes=60 * 24 * 30)
    models.settle()

    assert at_first == [(gid(1), 0, 2)]
    assert models.cards() == [(gid(1), 1, 2)]
    ((month, cover),) = models.rows("SELECT month::text, cover_id FROM owner_cards")
    assert (month, cover) == ("2026-05-01", aid(2))


def test_moved_asset_leaves_its_group(models: Models) -> None:
    """
    The file it lay at before is looked at, too.
    """
    own(models, *PAIR)
    models.feed(fed(1, *PAIR))

    models.asset(1, "elsewhere.jpg")
    models.settle()

    assert models.groups() == []
    assert models.cards() == [(aid(1), 0, 1), (aid(2), 1, 1)]


def test_version_rises_with_what_an_owner_sees(models: Models) -> None:
    """
    And with nothing else.
    """
    own(models, *PAIR)
    models.feed(fed(1, *PAIR))
    before = models.version(), models.version(BEN)

    same = models.refresh(Touched([gid(1)], [], [aid(1)]))
    same |= models.feed(fed(1, *PAIR))
    unseen = models.feed(fed(2, "x.jpg", "y.jpg"))

    assert (same, unseen) == (set(), {NIL})
    assert (models.version(), models.version(BEN)) == before
    assert models.feed(fed(1, *PAIR, revision=2)) == {ANNA}
    assert models.version() == before[0] + 1


def test_files_of_nobody_are_the_nil_owners(models: Models) -> None:
    """
    Those at which no asset lies, shown or not; by their own time.
    """
    models.asset(1, "c.jpg", shown=False)
    models.settle()

    models.feed(fed(1, "x/a.jpg", "a.dng", "c.jpg"))

    assert models.groups(NIL) == [("", ["x/a.jpg", "a.dng"])]
    ((cover, members, newest),) = models.rows(
        "SELECT cover_id, members, newest::text FROM owner_groups"
    )
    assert cover == NIL
    assert members[0] == {
        "id": None,
        "filename": "a.jpg",
        "type": "jpeg",
        "size": 100,
        "path": "x/a.jpg",
        "decided": False,
    }
    assert newest == "2026-05-16 12:00:00"
    assert models.cards(NIL) == []
    assert models.state()["asset_groups"] == []


def test_nothing_is_nobodys_while_an_index_is_incomplete(models: Models) -> None:
    """
    An asset may be there that is not known yet.
    """
    models.user(BEN, "running")

    models.feed(fed(1, *PAIR))

    assert models.groups(NIL) == []


def test_completeness_needs_users(models: Models) -> None:
    """
    Before anybody came by nothing is known.
    """
    models.run("DELETE FROM users")

    with models.database.write() as session:
        take_turn(session)
        assert not is_complete(session)


def test_much_at_once_is_as_little(models: Models) -> None:
    """
    The planner is told of it; what is there stays as it is.
    """
    own(models, *PAIR)
    models.feed(fed(1, *PAIR))
    before = models.state()

    assert models.refresh(Touched([gid(number) for number in range(MANY)])) == set()
    assert models.state() == before
