"""
Tests of which fields an asset gets.
"""

from gateway.versions import (
    Asset,
    DuplicateGroup,
    Member,
    VersionGroup,
    Visible,
    fields_of,
)

JPG = Member("a.jpg", "a.jpg", "jpeg", 10)
RAW = Member("a.cr2", "a.cr2", "raw", 30)
PNG = Member("a.png", "a.png", "png", 20)
PAIR = VersionGroup("g1", "raw_jpeg", switchable=True, primary_path="a.jpg", members=(JPG, RAW))
COPIES = DuplicateGroup("d1", "exact", 1.0, (JPG, PNG))
A_JPG = Asset("1", "anna", "a.jpg")
A_RAW = Asset("2", "anna", "a.cr2")
A_PNG = Asset("3", "anna", "a.png")
B_RAW = Asset("9", "bert", "a.cr2")


def groups(group: VersionGroup) -> dict[str, VersionGroup]:
    """
    Give a group by the paths of its members.
    """
    return {member.path: group for member in group.members}


def seen(*assets: Asset) -> Visible:
    """
    Give what is visible by path.
    """
    paths = {asset.path for asset in assets}
    return {path: tuple(one for one in assets if one.path == path) for path in paths}


def test_primary_names_its_alternates() -> None:
    """
    All fields of a pair, as the primary carries them.
    """
    fields = fields_of(A_JPG, groups(PAIR), {}, seen(A_JPG, A_RAW))

    assert fields == {
        "groupId": "g1",
        "groupType": "raw_jpeg",
        "isPrimaryVersion": True,
        "versionCount": 2,
        "alternateVersions": [{"id": "2", "filename": "a.cr2", "type": "raw", "size": 30}],
    }


def test_other_version_names_the_primary() -> None:
    """
    The RAW of a pair is not primary, and its alternate is the JPEG.
    """
    fields = fields_of(A_RAW, groups(PAIR), {}, seen(A_JPG, A_RAW))

    assert fields["isPrimaryVersion"] is False
    assert [other["id"] for other in fields["alternateVersions"]] == ["1"]


def test_fewer_than_two_visible_is_no_group() -> None:
    """
    A version that Immich hides from the caller is not counted, and one alone is no group.
    """
    assert fields_of(A_JPG, groups(PAIR), {}, seen(A_JPG)) == {}


def test_file_of_another_owner_is_no_version() -> None:
    """
    A partner's copy of the RAW does not make a pair with my JPEG.
    """
    assert fields_of(A_JPG, groups(PAIR), {}, seen(A_JPG, B_RAW)) == {}


def test_own_file_goes_before_a_partners() -> None:
    """
    Of two assets on one path the one of the same owner is the version.
    """
    fields = fields_of(A_JPG, groups(PAIR), {}, seen(B_RAW, A_RAW, A_JPG))

    assert [other["id"] for other in fields["alternateVersions"]] == ["2"]


def test_hidden_primary_passes_its_place_on() -> None:
    """
    Where the primary is not visible, the first visible version stands for the shot.
    """
    trio = VersionGroup(
        "g1", "edited_versions", switchable=True, primary_path="a.jpg", members=(JPG, RAW, PNG)
    )

    raw = fields_of(A_RAW, groups(trio), {}, seen(A_RAW, A_PNG))
    png = fields_of(A_PNG, groups(trio), {}, seen(A_RAW, A_PNG))

    assert (raw["isPrimaryVersion"], png["isPrimaryVersion"]) == (True, False)
    assert raw["versionCount"] == 2


def test_live_photo_offers_nothing_to_switch() -> None:
    """
    What Immich already shows as one has no alternates.
    """
    live = VersionGroup(
        "g1", "live_photo", switchable=False, primary_path="a.jpg", members=(JPG, RAW)
    )

    fields = fields_of(A_JPG, groups(live), {}, seen(A_JPG, A_RAW))

    assert fields == {"groupId": "g1", "groupType": "live_photo"}


def test_copy_names_its_duplicates() -> None:
    """
    The duplicate fields stand beside the group's.
    """
    duplicates = {member.path: COPIES for member in COPIES.members}

    fields = fields_of(A_JPG, groups(PAIR), duplicates, seen(A_JPG, A_RAW, A_PNG))

    assert fields["groupId"] == "g1"
    assert fields["duplicateGroupId"] == "d1"
    assert (fields["duplicateType"], fields["duplicateSimilarity"]) == ("exact", 1.0)


def test_invisible_copy_is_no_duplicate() -> None:
    """
    Nobody learns that a file they may not see equals theirs.
    """
    assert fields_of(A_JPG, {}, {"a.jpg": COPIES}, seen(A_JPG)) == {}
