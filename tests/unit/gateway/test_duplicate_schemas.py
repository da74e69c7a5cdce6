"""
The shapes of groups of duplicates, against what they are made of.
"""

from dedup import schemas
from gateway.duplicate_schemas import Copy, DuplicateCounts, DuplicateGroup, OneDuplicateGroup
from gateway.group_totals import duplicate_counts
from tests.unit.gateway.shapes import in_camel_case, names

ASSET = {"assetId", "ownerId", "thumbhash", "localDateTime", "isFavorite"}


def test_group_is_as_dedup_tells_it_with_what_the_gateway_knows() -> None:
    """
    The keeper is an asset, and the rest is of what the caller may see.
    """
    told = in_camel_case(schemas.GroupOut.model_fields)
    added = {"ownerId", "count", "allVersions", "keeperId", "newest", "earliest"}

    assert names(DuplicateGroup) == told | added
    assert names(OneDuplicateGroup) == told | added | {"version"}


def test_copy_is_as_dedup_tells_it_with_its_asset_and_its_shot() -> None:
    """
    No field of dedup's is missing.
    """
    told = in_camel_case(schemas.MemberOut.model_fields)

    assert names(Copy) == told | ASSET | {"versionGroupId", "inShot", "duration"}


def test_counts_are_those_that_are_counted() -> None:
    """
    Answers say of which version they are, too.
    """
    assert names(DuplicateCounts) == set(duplicate_counts({}, "0.95")) | {"version"}
