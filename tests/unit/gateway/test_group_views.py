"""
Full groups, cut down to what a caller may see.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from gateway.group_views import duplicate_group, version_group
from gateway.stored_groups import NOBODY, ShownAsset, StoredGroup
from tests.unit.gateway.seen import asset, assets, group

TRIO = group(("1", "d/a.jpg"), ("2", "d/a.cr2"), ("3", "e/b.jpg"))


def versions(**changes: Any) -> dict[str, Any]:
    """
    Give three versions as grouping tells them.
    """
    members = [
        {
            "path": member["path"],
            "filename": member["path"].rpartition("/")[2],
            "type": member["type"],
            "is_primary": place == 0,
            "size": 10 * (place + 1),
            "width": 1,
            "height": 1,
            "evidence": [{"rule": "r", "text": "the same id as b.jpg"}],
            "sidecars": [f"{member['path']}.xmp"],
        }
        for place, member in enumerate(TRIO.members)
    ]
    return {
        "group_id": "g1",
        "group_type": "raw_jpeg",
        "switchable": True,
        "revision": 4,
        "primary_path": "d/a.jpg",
        "total_size": 60,
        "evidence": [{"rule": "r", "text": "folders that belong together, d and e"}],
        "members": members,
        **changes,
    }


def duplicates(**changes: Any) -> dict[str, Any]:
    """
    Give three duplicates as dedup tells them.
    """
    members = [
        {
            "path": member["path"],
            "filename": member["path"].rpartition("/")[2],
            "type": "jpeg",
            "size": 10 * (place + 1),
            "width": 1,
            "height": 1,
            "similarity_score": 1.0 - 0.01 * place,
            "relation": "same",
            "reasons": [{"rule": "r", "text": "the same picture"}],
            "is_cover": place == 0,
            "is_suggested_keeper": place == 0,
            "preselected": place > 0,
            "burst": False,
            "also_at": [],
        }
        for place, member in enumerate(TRIO.members)
    ]
    return {
        "group_id": "g1",
        "duplicate_type": "perceptual",
        "similarity": 0.98,
        "revision": 4,
        "total_size": 60,
        "reclaimable_bytes": 31,
        "reasons": [{"rule": "r", "text": "larger: 24 vs 6 MP"}],
        "members": members,
        **changes,
    }


def seen_versions(*ids: str, format_order: Sequence[str] = ()) -> dict[str, Any]:
    """
    Give the versions as somebody with these assets sees them.
    """
    answer = version_group(TRIO, versions(), assets(*ids), format_order)
    assert answer is not None
    return answer


def seen_duplicates(*ids: str, stored: StoredGroup = TRIO, **changes: Any) -> dict[str, Any]:
    """
    Give the duplicates as somebody with these assets sees them.
    """
    answer = duplicate_group(stored, duplicates(**changes), assets(*ids))
    assert answer is not None
    return answer


def paths(answer: dict[str, Any]) -> list[str]:
    """
    Give the members' paths.
    """
    return [member["path"] for member in answer["members"]]


def test_whole_group_is_told_whole() -> None:
    """
    With every text, and the primary first.
    """
    answer = seen_versions("1", "2", "3")

    assert (answer["versionCount"], answer["totalSize"], answer["primaryId"]) == (3, 60, "1")
    assert [len(member["evidence"]) for member in answer["members"]] == [1, 1, 1]
    assert len(answer["evidence"]) == 1
    assert "primaryPath" not in answer


def test_what_fell_away_is_nowhere() -> None:
    """
    Not in counts, sums, or sentences; the sidecars of what is seen stay.
    """
    answer = seen_versions("1", "2")

    assert (answer["versionCount"], answer["totalSize"], answer["evidence"]) == (2, 30, [])
    assert [member["evidence"] for member in answer["members"]] == [[], []]
    assert answer["members"][0]["sidecars"] == ["d/a.jpg.xmp"]


def test_next_one_is_primary_where_that_fell_away() -> None:
    """
    A group has always one.
    """
    answer = seen_versions("2", "3")

    assert [member["isPrimary"] for member in answer["members"]] == [True, False]
    assert answer["primaryId"] == "2"


def test_preferred_format_stands_for_the_group() -> None:
    """
    It comes first.
    """
    assert paths(seen_versions("1", "2", "3", format_order=("raw",)))[0] == "d/a.cr2"


@pytest.mark.parametrize("ids", [(), ("1",)])
def test_fewer_than_two_are_no_group(ids: tuple[str, ...]) -> None:
    """
    Of versions and duplicates alike.
    """
    assert version_group(TRIO, versions(), assets(*ids), "default") is None
    assert duplicate_group(TRIO, duplicates(), assets(*ids)) is None


def test_sizes_are_immichs_where_it_knows_them() -> None:
    """
    Else what the service has read.
    """
    shown = {"1": asset("1"), "2": asset("2", width=None, height=None)}
    answer = version_group(TRIO, versions(), shown, "default")

    assert answer is not None
    assert [member["width"] for member in answer["members"]] == [300, 1]


def test_unmatched_files_have_no_asset() -> None:
    """
    Everything else is told of them.
    """
    stored = group(("", "d/a.jpg"), ("", "d/a.cr2"), owner_id=NOBODY)
    answer = version_group(stored, versions(), {}, "default")

    assert answer is not None
    assert [member["assetId"] for member in answer["members"]] == [None, None]


def test_figures_are_of_all_but_the_one_to_keep() -> None:
    """
    However large that is.
    """
    answer = seen_duplicates("1", "2", "3")

    assert (answer["count"], answer["totalSize"], answer["reclaimableBytes"]) == (3, 60, 50)
    assert (answer["similarity"], answer["keeperId"]) == (0.98, "1")
    assert [member["preselected"] for member in answer["members"]] == [False, True, True]


def test_figures_are_counted_anew_where_one_fell_away() -> None:
    """
    The least alike of the rest, and what the rest would free.
    """
    answer = seen_duplicates("1", "2")

    assert (answer["count"], answer["totalSize"], answer["reclaimableBytes"]) == (2, 30, 20)
    assert answer["similarity"] == 0.99
    assert answer["reasons"] != []


def test_without_its_keeper_a_group_has_another_and_nothing_ticked() -> None:
    """
    Reasons told why the lost one was better, and how the rest lies on the lost cover.
    """
    answer = seen_duplicates("2", "3")

    assert [member["isSuggestedKeeper"] for member in answer["members"]] == [True, False]
    assert [member["isCover"] for member in answer["members"]] == [True, False]
    assert {member["preselected"] for member in answer["members"]} == {False}
    assert answer["reasons"] == [] == answer["members"][1]["reasons"]


def test_other_paths_of_a_file_are_those_that_are_seen() -> None:
    """
    A file seen under its second name only has that one.
    """
    told = duplicates()["members"]
    told[0]["also_at"] = ["x/hidden.jpg", "e/b.jpg"]
    told[1]["path"], told[1]["also_at"] = "x/gone.jpg", ["d/a.cr2"]
    answer = seen_duplicates("1", "2", "3", members=told[:2])

    assert paths(answer) == ["d/a.jpg", "d/a.cr2"]
    assert [member["alsoAt"] for member in answer["members"]] == [["e/b.jpg"], []]
    assert answer["members"][1]["filename"] == "a.cr2"


def in_shots(*ids: str) -> dict[str, ShownAsset]:
    """
    Give three assets, some of which are in shots.
    """
    return {key: asset(key, in_shot=key in ids) for key in "123"}


def exact(rule: str = "shorter_path", **changes: Any) -> dict[str, Any]:
    """
    Give three copies of the same bytes, the first of which is to be kept by a rule.
    """
    reasons = [{"rule": rule, "text": "because"}]
    return duplicates(duplicate_type="exact", reasons=reasons, **changes)


def test_equal_bytes_are_kept_where_their_shot_is() -> None:
    """
    Letting a JPEG go beside its RAW would part what Photos shows as one.
    """
    answer = duplicate_group(TRIO, exact(), in_shots("2"))

    assert answer is not None
    assert paths(answer) == ["d/a.cr2", "d/a.jpg", "e/b.jpg"]
    assert [one["isSuggestedKeeper"] for one in answer["members"]] == [True, False, False]
    assert [one["preselected"] for one in answer["members"]] == [False, True, True]
    assert [one["inShot"] for one in answer["members"]] == [True, False, False]
    assert answer["reasons"] == [
        {"rule": "of_a_shot", "text": "Photos shows it with other files of its shot"}
    ]
    assert (answer["keeperId"], answer["reclaimableBytes"]) == ("2", 40)


@pytest.mark.parametrize("rule", ["kept", "protected", "preferred_folder"])
def test_what_somebody_wished_to_keep_stays_and_no_shot_is_parted(rule: str) -> None:
    """
    The copy in a shot is not ticked then.
    """
    answer = duplicate_group(TRIO, exact(rule), in_shots("2"))

    assert answer is not None
    assert paths(answer)[0] == "d/a.jpg"
    assert [one["preselected"] for one in answer["members"]] == [False, False, True]


def test_copies_in_shots_of_their_own_go_for_one_in_a_shot() -> None:
    """
    A library that lies there twice is cleared of its second half.
    """
    answer = duplicate_group(TRIO, exact(), in_shots("1", "2"))

    assert answer is not None
    assert paths(answer)[0] == "d/a.jpg"
    assert [one["preselected"] for one in answer["members"]] == [False, True, True]


def test_other_pictures_are_not_kept_for_their_shot_alone() -> None:
    """
    The better picture is suggested, but nobody is told to part a shot for it.
    """
    answer = duplicate_group(TRIO, duplicates(), in_shots("2"))

    assert answer is not None
    assert paths(answer)[0] == "d/a.jpg"
    assert [one["preselected"] for one in answer["members"]] == [False, False, True]


def test_protected_copy_is_not_ticked_in_the_place_of_another() -> None:
    """
    Where all are protected, none may go.
    """
    told = duplicates()["members"]
    members = [one | {"preselected": False} for one in told]
    answer = duplicate_group(TRIO, exact(members=members), in_shots("2"))

    assert answer is not None
    assert {one["preselected"] for one in answer["members"]} == {False}


def test_frames_of_a_burst_free_nothing() -> None:
    """
    They are different pictures.
    """
    told = duplicates()["members"]
    answer = seen_duplicates("1", "2", "3", members=[*told[:2], told[2] | {"burst": True}])

    assert answer["reclaimableBytes"] == 20


@pytest.mark.parametrize(
    ("families", "ticked", "whole"),
    [
        ((None, "v", "v"), [False, False, False], False),
        (("v", "v", None), [False, False, True], False),
        (("v", "v", "v"), [False, False, False], True),
        (("v", "v", "w"), [False, False, False], False),
    ],
)
def test_versions_of_one_shot_are_never_ticked(
    families: tuple[str | None, ...], ticked: list[bool], whole: bool
) -> None:
    """
    They are labelled, and a group of nothing else is marked.
    """
    members = tuple(
        member | {"versionGroupId": family}
        for member, family in zip(TRIO.members, families, strict=True)
    )
    stored = group(members=members)
    answer = seen_duplicates("1", "2", "3", stored=stored)

    assert [member["versionGroupId"] for member in answer["members"]] == list(families)
    assert [member["preselected"] for member in answer["members"]] == ticked
    assert answer["allVersions"] is whole


def test_length_of_clips_is_told_and_none_of_pictures() -> None:
    """
    Immich knows some for animated pictures, too; a file that it knows not has none.
    """
    shown = {key: asset(key, is_image=key == "1", duration_ms=7_000) for key in "123"}

    told = duplicate_group(TRIO, duplicates(), shown)
    unknown = duplicate_group(replace(TRIO, owner_id=NOBODY), duplicates(), {})

    assert told is not None
    assert unknown is not None
    assert [one["duration"] for one in told["members"]] == [None, 7_000, 7_000]
    assert {one["duration"] for one in unknown["members"]} == {None}
