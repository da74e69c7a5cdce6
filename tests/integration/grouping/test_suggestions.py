"""
RAWs without a partner, and who might be it.
"""

from typing import Any

import pytest

from grouping.suggestions import orphan_raws, orphans_of, parse_suggestion_id
from mediacore.errors import InvalidRequestError
from mediacore.pagination import Page
from tests.integration.grouping.desk import ALICE, Desk


def suggested(desk: Desk, **wanted: Any) -> Page[dict[str, Any]]:
    """
    Give a page of orphans.
    """
    with desk.database.read() as session:
        return orphan_raws(session, desk.rules, **wanted)


def candidates(desk: Desk, owner: str = "") -> list[str]:
    """
    Give the candidates of the only orphan.
    """
    (item,) = suggested(desk, owner=owner).items
    return [row["path"] for row in item["candidates"]]


@pytest.fixture
def orphan(desk: Desk) -> Desk:
    """
    A RAW whose JPEG was taken a minute later, another file far away, and one of the same name.
    """
    desk.raw("IMG_0006.DNG", 0)
    desk.jpeg("IMG_0006.JPG", 60, 1)
    desk.jpeg("other/IMG_0006.JPG", 9000, 2)
    desk.scan()
    return desk


def test_orphan_comes_with_candidates_and_reasons(orphan: Desk) -> None:
    """
    The nearest file comes first, with the reason why it did not match by itself.
    """
    (item,) = suggested(orphan).items

    assert item["path"] == "IMG_0006.DNG"
    assert item["taken_at"] == "2026-05-16T12:00:00"
    assert [row["path"] for row in item["candidates"]] == ["IMG_0006.JPG", "other/IMG_0006.JPG"]
    assert all(row["reason"] for row in item["candidates"])
    assert item["candidates"][0]["confidence"] > item["candidates"][1]["confidence"]


def test_raw_with_a_partner_is_no_orphan(desk: Desk) -> None:
    """
    Only RAWs that stand alone need help.
    """
    desk.pair("IMG_0001")
    desk.scan()

    assert suggested(desk).items == ()


def test_orphan_without_any_time_is_listed(desk: Desk) -> None:
    """
    A RAW of which nothing is known is listed all the same, with whoever has its name.
    """
    desk.raw("IMG_0006.DNG", 0)
    desk.jpeg("IMG_0006.JPG", 60, 1)
    desk.scan()
    desk.run("UPDATE files SET taken_us = NULL, taken_source = NULL")

    (item,) = suggested(desk).items

    assert item["taken_at"] is None
    assert [row["taken_at"] for row in item["candidates"]] == [None]


def test_rejected_candidate_is_not_suggested_again(orphan: Desk) -> None:
    """
    A rejection is remembered over rescans; the other candidate stays.
    """
    chosen = suggested(orphan).items[0]["candidates"][0]["suggestion_id"]

    orphan.act("reject_pair", "", *parse_suggestion_id(chosen))
    orphan.scan()

    assert candidates(orphan) == ["other/IMG_0006.JPG"]


def test_rejection_is_the_owners_own(orphan: Desk) -> None:
    """
    What Alice rejected is still suggested to everybody else.
    """
    chosen = suggested(orphan).items[0]["candidates"][0]["suggestion_id"]

    orphan.act("reject_pair", ALICE, *parse_suggestion_id(chosen))

    assert candidates(orphan, ALICE) == ["other/IMG_0006.JPG"]
    assert len(candidates(orphan)) == 2


def test_accepted_orphan_is_none_any_more_for_its_owner(orphan: Desk) -> None:
    """
    Alice has no orphan left; in the common view it still is one.
    """
    chosen = suggested(orphan).items[0]["candidates"][0]["suggestion_id"]

    orphan.act("accept_pair", ALICE, *parse_suggestion_id(chosen))

    assert suggested(orphan, owner=ALICE).items == ()
    assert len(suggested(orphan).items) == 1


def test_pages_of_orphans(desk: Desk) -> None:
    """
    Following the cursor meets each orphan once.
    """
    for number in range(3):
        desk.raw(f"IMG_000{number}.DNG", number * 1000, number)
    desk.scan()
    first = suggested(desk, limit=2)
    second = suggested(desk, limit=2, cursor=first.next_cursor)

    paths = [item["path"] for item in (*first.items, *second.items)]
    assert sorted(paths) == [f"IMG_000{number}.DNG" for number in range(3)]
    assert second.next_cursor is None


@pytest.mark.parametrize("text", ["", "1", "a-b", "1-", "-1", "1-2-3", "٣-٤x"])
def test_foreign_id_is_refused(text: str) -> None:
    """
    What is no pair of numbers is no suggestion of ours.
    """
    with pytest.raises(InvalidRequestError):
        parse_suggestion_id(text)


def test_orphans_are_found_by_path(orphan: Desk) -> None:
    """
    Of some paths those that are orphans come with the same as in the list; the rest gives nothing.
    """
    paths = ["IMG_0006.DNG", "IMG_0006.JPG", "gone.DNG"]
    with orphan.database.read() as session:
        found = orphans_of(session, orphan.rules, ALICE, paths)

    assert found == list(suggested(orphan).items)
