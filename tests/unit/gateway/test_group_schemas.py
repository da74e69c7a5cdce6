"""
The shapes of groups of versions, against what they are made of.
"""

from gateway.group_schemas import GroupMember, OneVersionGroup, VersionCounts, VersionGroup
from gateway.group_totals import version_counts
from grouping import schemas
from tests.unit.gateway.shapes import in_camel_case, names

ASSET = {"assetId", "ownerId", "thumbhash", "localDateTime", "isFavorite"}


def test_group_is_as_grouping_tells_it_with_what_the_gateway_knows() -> None:
    """
    The primary is an asset, and the rest is of what the caller may see.
    """
    told = in_camel_case(schemas.GroupOut.model_fields) - {"primaryPath"}
    added = {"ownerId", "versionCount", "primaryId", "newest", "earliest"}

    assert names(VersionGroup) == told | added
    assert names(OneVersionGroup) == told | added | {"version"}


def test_member_is_as_grouping_tells_it_with_its_asset() -> None:
    """
    No field of grouping's is missing.
    """
    assert names(GroupMember) == in_camel_case(schemas.MemberOut.model_fields) | ASSET


def test_counts_have_what_is_counted_and_what_stands_alone() -> None:
    """
    The sums are those of the groups; three more come from the cards.
    """
    more = {"ungrouped", "ungroupedRaw", "filters", "version"}

    assert names(VersionCounts) == set(version_counts({})) | more
