"""
What of a stored group is visible.
"""

from dataclasses import replace
from typing import Any

import pytest

from gateway.stored_groups import NOBODY, of_format, visible_members
from tests.unit.gateway.seen import assets, group

PAIR = group(("1", "a.jpg"), ("2", "a.cr2"))


def test_only_members_whose_asset_is_shown_are_visible() -> None:
    """
    In the order of the group.
    """
    assert [shown for _, shown in visible_members(PAIR, assets("2"))] == [assets("2")["2"]]


def test_files_that_immich_knows_not_have_no_asset() -> None:
    """
    All of them are visible to whom they are shown at all.
    """
    unmatched = group(("", "a.jpg"), ("", "b.jpg"), owner_id=NOBODY)

    assert [shown for _, shown in visible_members(unmatched, {})] == [None, None]


@pytest.mark.parametrize(
    ("format_order", "switchable", "path"),
    [
        (("raw",), True, "a.cr2"),
        (("heif", "raw", "jpeg"), True, "a.cr2"),
        ((), True, None),
        (("heif",), True, None),
        (("raw",), False, None),
        (("jpeg", "raw"), True, "a.jpg"),
    ],
)
def test_format_is_found_where_it_may_be_chosen(
    format_order: tuple[str, ...], switchable: bool, path: str | None
) -> None:
    """
    A group that Immich shows as one keeps its primary.
    """
    found = of_format(visible_members(PAIR, assets("1", "2")), format_order, switchable=switchable)

    assert (found[0]["path"] if found else None) == path


@pytest.mark.parametrize(
    "mark", [{"decided": True}, {"evidence": [{"rule": "chosen", "text": "chosen"}]}]
)
def test_what_the_owner_chose_stands_whatever_the_format(mark: dict[str, Any]) -> None:
    """
    The read models mark it, and grouping says so among its reasons.
    """
    chosen, other = PAIR.members
    pair = replace(PAIR, members=({**chosen, **mark}, other))

    assert of_format(visible_members(pair, assets("1", "2")), ("raw",), switchable=True) is None
