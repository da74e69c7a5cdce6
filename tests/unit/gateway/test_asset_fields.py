"""
Tests of which fields an asset gets.
"""

from collections.abc import Mapping
from typing import Any

import orjson
import pytest

from gateway.asset_fields import (
    DUPLICATE,
    DUPLICATE_FIELDS,
    MAX_ALTERNATES,
    VERSION,
    VERSION_FIELDS,
    Group,
    Member,
    field_names,
    fields_of,
)
from gateway.preferences import Preferences
from gateway.sight import Sight

JPG = Member("1", "a.jpg", "jpeg", 10, "x/a.jpg")
RAW = Member("2", "a.cr2", "raw", 30, "x/a.cr2")
TIF = Member("3", "a-edit.tif", "tiff", 90, "x/a-edit.tif")
OWNER = Sight("anna", frozenset({"anna"}), Preferences())
STRANGER = Sight("bert", frozenset({"bert"}), Preferences())


def preferring(**taste: Any) -> Sight:
    """
    The owner, with a taste of her own.
    """
    return Sight("anna", frozenset({"anna"}), Preferences(**taste))


def group(
    *members: Member,
    standing: Mapping[str, str | None] | None = None,
    kind: str = VERSION,
    switchable: bool = True,
) -> Group:
    """
    Make a group of Anna's, of which every member stands in the answer.
    """
    return Group(
        kind=kind,
        owner_id="anna",
        group_id="g1",
        type="raw_jpeg" if kind == VERSION else "perceptual",
        switchable=switchable,
        similarity=0.97,
        members=members,
        standing=dict.fromkeys(one.asset_id for one in members) if standing is None else standing,
    )


def plain(groups: list[Group], sight: Sight = OWNER) -> dict[str, dict[str, Any]]:
    """
    Give the fields as whoever reads the answer gets them.
    """
    found: dict[str, dict[str, Any]] = orjson.loads(orjson.dumps(fields_of(groups, sight)))
    return found


def primaries(sight: Sight, *members: Member) -> list[str]:
    """
    Give which assets of a group are said to be primary.
    """
    made = plain([group(*members)], sight)
    return [asset_id for asset_id, fields in made.items() if fields["isPrimaryVersion"]]


def test_pair_names_each_other() -> None:
    """
    All fields of a version, as the design names them.
    """
    made = plain([group(JPG, RAW)])

    assert made["1"] == {
        "groupId": "g1",
        "groupType": "raw_jpeg",
        "isPrimaryVersion": True,
        "versionCount": 2,
        "alternateVersions": [{"id": "2", "filename": "a.cr2", "type": "raw", "size": 30}],
    }
    assert made["2"]["isPrimaryVersion"] is False
    assert tuple(made["1"]) == VERSION_FIELDS


def test_owner_sees_members_that_the_answer_does_not_hold() -> None:
    """
    A page with the JPEG alone still counts two.
    """
    made = plain([group(JPG, RAW, standing={"1": None})])

    assert (list(made), made["1"]["versionCount"]) == (["1"], 2)


def test_stranger_sees_only_members_of_the_answer() -> None:
    """
    Of somebody else's group the two that Immich shows here count, not the third.
    """
    made = plain([group(JPG, RAW, TIF, standing={"2": None, "3": None})], STRANGER)

    assert {key: (one["versionCount"], one["isPrimaryVersion"]) for key, one in made.items()} == {
        "2": (2, True),
        "3": (2, False),
    }
    assert [one["id"] for one in made["2"]["alternateVersions"]] == ["3"]


@pytest.mark.parametrize("kind", [VERSION, DUPLICATE])
def test_one_visible_member_is_no_group(kind: str) -> None:
    """
    A stranger learns nothing of a file that stands alone in the answer.
    """
    assert fields_of([group(JPG, RAW, standing={"1": None}, kind=kind)], STRANGER) == {}


def test_partners_group_is_seen_whole() -> None:
    """
    Who shares with the caller shows all members.
    """
    sight = Sight("bert", frozenset({"bert", "anna"}), Preferences())

    assert plain([group(JPG, RAW, standing={"1": None})], sight)["1"]["versionCount"] == 2


def test_copies_get_the_fields_of_duplicates() -> None:
    """
    Type and likeness are the group's.
    """
    made = plain([group(JPG, RAW), group(JPG, TIF, kind=DUPLICATE)])

    assert {name: made["3"][name] for name in DUPLICATE_FIELDS} == {
        "duplicateGroupId": "g1",
        "duplicateType": "perceptual",
        "duplicateSimilarity": 0.97,
    }
    assert made["1"].keys() == {*VERSION_FIELDS, *DUPLICATE_FIELDS}


def test_group_that_immich_shows_as_one_is_only_named() -> None:
    """
    A live photo has no versions to switch between.
    """
    assert plain([group(JPG, RAW, switchable=False)])["2"] == {
        "groupId": "g1",
        "groupType": "raw_jpeg",
    }


def test_second_asset_on_a_file_is_no_further_version() -> None:
    """
    Two assets on one path are one copy: the other one is told of the rest, and is not primary.
    """
    made = plain([group(JPG, RAW, standing={"1": None, "9": "x/a.jpg"})])

    assert made["9"]["isPrimaryVersion"] is False
    assert [one["id"] for one in made["9"]["alternateVersions"]] == ["2"]


@pytest.mark.parametrize("order", [("1", "9", "2"), ("9", "2", "1")])
def test_stranger_sees_a_file_by_its_member_if_that_stands_there(order: tuple[str, ...]) -> None:
    """
    Where both assets of one path stand in the answer they count once, in any order.
    """
    paths = {"9": "x/a.jpg"}
    made = plain([group(JPG, RAW, standing={one: paths.get(one) for one in order})], STRANGER)

    assert {one["versionCount"] for one in made.values()} == {2}
    assert [one["id"] for one in made["2"]["alternateVersions"]] == ["1"]


def test_asset_whose_file_left_the_group_gets_nothing() -> None:
    """
    In the moment in which a file moves from one group to another nothing is claimed of it.
    """
    assert "9" not in fields_of([group(JPG, RAW, standing={"1": None, "9": None})], OWNER)


def test_owners_choice_stands_without_a_preference() -> None:
    """
    The first member is the primary, and stays it when nobody has the preferred kind.
    """
    assert primaries(OWNER, JPG, RAW) == ["1"]
    assert primaries(preferring(format_order=("heif",)), JPG, RAW) == ["1"]


def test_preferred_kind_is_primary_for_who_prefers_it() -> None:
    """
    Of several the one beside the owner's choice, else the first.
    """
    sight = preferring(format_order=("raw",))
    other = Member("0", "b.cr2", "raw", 1, "x/b.cr2")

    assert primaries(sight, JPG, other, RAW) == ["2"]
    assert primaries(sight, TIF, other, RAW) == ["0"]
    assert primaries(sight, other, RAW) == ["0"]


def test_chosen_primary_stands_before_any_preference() -> None:
    """
    What the owner decided is no matter of taste.
    """
    chosen = JPG._replace(decided=True)

    assert primaries(preferring(format_order=("raw",)), chosen, RAW) == ["1"]


def test_without_grouping_only_duplicates_are_named() -> None:
    """
    Auto-group off leaves the fields of duplicates.
    """
    assert field_names(preferring(auto_group=False)) == DUPLICATE_FIELDS
    assert field_names(OWNER) == (*VERSION_FIELDS, *DUPLICATE_FIELDS)


def test_long_burst_is_cut_short() -> None:
    """
    The count tells all, the list the first.
    """
    burst = [Member(str(n), f"{n}.jpg", "jpeg", 1, f"{n}.jpg") for n in range(150)]
    made = plain([group(*burst, standing={"0": None})])["0"]

    assert (made["versionCount"], len(made["alternateVersions"])) == (150, MAX_ALTERNATES)
