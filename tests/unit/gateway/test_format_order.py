"""
Tests of which file stands for its group where some formats are preferred.
"""

import pytest

from gateway.asset_fields import Group, Member, fields_of
from gateway.cards import StoredCard, card_of
from gateway.format_order import preferred
from gateway.group_views import version_group
from gateway.preferences import Preferences
from gateway.sight import Sight
from tests.unit.gateway.seen import ANNA, assets, group

JPG, RAW, TIF = ("jpeg", "a.jpg"), ("raw", "a.cr2"), ("tiff", "a.tif")
OTHER = ("raw", "b.cr2")
SHOT = (("1", "a.jpg"), ("2", "b.cr2"), ("3", "a.cr2"))


@pytest.mark.parametrize(
    ("order", "place"),
    [
        (["raw", "jpeg"], 1),
        (["jpeg", "raw"], 0),
        (["heif", "tiff", "raw"], 2),
        (["heif"], None),
        ([], None),
    ],
)
def test_first_format_of_the_order_that_the_group_has_decides(
    order: list[str], place: int | None
) -> None:
    """
    A format that is not there gives way to the next one; none leaves it to grouping.
    """
    assert preferred([JPG, RAW, TIF], order) == place


def test_of_several_files_the_one_beside_the_primary_stands() -> None:
    """
    Else the first of them; the primary itself before any other.
    """
    assert preferred([JPG, OTHER, RAW], ["raw"]) == 2
    assert preferred([TIF, OTHER, ("raw", "c.cr2")], ["raw"]) == 1
    assert preferred([OTHER, RAW, JPG], ["raw"]) == 0


@pytest.mark.parametrize(
    ("order", "primary"), [((), "1"), (("raw",), "3"), (("jpeg", "raw"), "1"), (("png",), "1")]
)
def test_timeline_viewer_and_immichs_answers_agree(order: tuple[str, ...], primary: str) -> None:
    """
    One file stands for a group wherever one looks.
    """
    found, seen = group(*SHOT), assets("1", "2", "3")
    stored = StoredCard(ANNA, "g1", "2026-05-16T12:00:00", "1", "g1")
    card = card_of(stored, {(ANNA, "g1"): found}, seen, order)
    told = [
        {"path": one["path"], "size": 10, "is_primary": one["id"] == "1", "evidence": []}
        for one in found.members
    ]
    viewed = version_group(
        found, {"switchable": True, "evidence": [], "members": told}, seen, order
    )
    named = ("id", "filename", "type", "size", "path")
    members = [Member(*(one[name] for name in named)) for one in found.members]
    made = Group(
        *("version", ANNA, "g1", "raw_jpeg"),
        switchable=True,
        similarity=1.0,
        members=members,
        standing=dict.fromkeys(seen),
    )
    fields = fields_of(
        [made],
        Sight(ANNA, frozenset({ANNA}), Preferences(order)),
    )

    assert card is not None
    assert viewed is not None
    assert card["id"] == viewed["primaryId"] == primary
    assert [one for one in fields if fields[one]["isPrimaryVersion"]] == [primary]
