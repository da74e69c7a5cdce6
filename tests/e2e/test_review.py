"""
Deciding about duplicates in a real browser, down to what lies in Immich's trash.
"""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.conftest import Desk
from tests.e2e.local_run import LocalRun
from tests.e2e.review_desk import KEEP, TRASH
from tests.e2e.shelf import Shelf
from tests.waiting import wait_until

pytestmark = pytest.mark.browser


def test_a_whole_review_is_done_by_keys_alone(desk: Desk, shelf: Shelf) -> None:
    """
    From the list to the last group and back: accept, choose, dismiss, take back.
    """
    shelf.copies("apple")
    shelf.copies("berry", 3)
    shelf.copies("cherry")
    shelf.copies("date")
    shelf.wait_for_groups(4)
    seat = desk()
    seat.open_list()

    seat.press("ArrowDown")
    expect(seat.row("apple")).to_be_focused()
    seat.press("ArrowDown", "ArrowUp", "Enter")
    expect(seat.copy(1, "apple")).to_be_visible()
    seat.expect_marks(KEEP, TRASH)

    seat.press("Enter")
    expect(seat.copy(1, "berry")).to_be_visible()
    seat.press("a")
    seat.expect_marks(KEEP, KEEP, KEEP)
    seat.press("d")
    seat.expect_marks(KEEP, TRASH, TRASH)
    seat.press("2")
    seat.expect_marks(KEEP, KEEP, TRASH)
    seat.press("Shift+C")

    expect(seat.copy(1, "cherry")).to_be_visible()
    seat.press("ArrowRight")
    expect(seat.copy(1, "date")).to_be_visible()
    seat.press("ArrowLeft", "x")
    expect(seat.copy(1, "date")).to_be_visible()

    seat.press("z")
    expect(seat.copy(1, "cherry")).to_be_visible()
    expect(seat.page.get_by_text("Taken back")).to_be_visible()
    seat.press("Escape")

    expect(seat.rows()).to_have_count(2)
    expect(seat.row("cherry")).to_be_focused()
    expect(seat.page.get_by_text("freed since you came")).to_be_visible()
    shelf.wait_for_trash("apple 2.jpg", "berry 3.jpg")


def test_what_was_let_go_comes_back(desk: Desk, shelf: Shelf) -> None:
    """
    The others go to Immich's trash, and all of them come back at one key.
    """
    shelf.copies("elder", 3)
    shelf.wait_for_groups(1)
    seat = desk()
    seat.open_group("elder")

    seat.page.get_by_role("button", name="Trash 2, keep the rest").click()
    shelf.wait_for_trash("elder 2.jpg", "elder 3.jpg")
    seat.press("z")

    shelf.wait_for_trash()
    expect(seat.row("elder")).to_contain_text("3 copies of elder")
    shelf.wait_for_groups(1)


def test_what_is_dismissed_stays_dismissed_after_a_scan(
    desk: Desk, shelf: Shelf, stack: LocalRun
) -> None:
    """
    Somebody who said that these are no duplicates is not asked again.
    """
    shelf.copies("fig")
    shelf.copies("grape")
    shelf.wait_for_groups(2)
    seat = desk()
    seat.open_group("fig")
    seat.press("x")
    expect(seat.copy(1, "grape")).to_be_visible()
    shelf.wait_for_groups(1)

    runs = len(shelf.gateway.get("/api/scan/runs").json()["dedup"])
    seat.page.goto(f"{stack.web}/scan")
    service = seat.page.get_by_role("region", name="Duplicates")
    service.get_by_role("button", name="Scan now").click()
    expect(seat.page.get_by_text("Scan started")).to_be_visible()

    def is_done() -> bool:
        run = shelf.gateway.get("/api/scan/runs").json()["dedup"]
        return len(run) > runs and run[0]["state"] == "done"

    wait_until(is_done, seconds=60)
    seat.open_list()

    expect(seat.rows()).to_have_count(1)
    expect(seat.row("grape")).to_be_visible()
    assert len(shelf.groups()) == 1


def test_many_groups_are_decided_after_a_true_preview(desk: Desk, shelf: Shelf) -> None:
    """
    The preview says what will be done and what not, and just that is done, and taken back.
    """
    kiwi, lemon = shelf.copies("kiwi"), shelf.copies("lemon", 3)
    shelf.copies("mango")
    shelf.framed("nut")
    shelf.wait_for_groups(4)
    shelf.favour("mango 2.jpg")
    size = kiwi[0].stat().st_size + 2 * lemon[0].stat().st_size
    seat = desk()
    seat.open_list()
    sheet = seat.page.get_by_role("dialog", name="Many groups at once")

    seat.page.get_by_role("checkbox", name=re.compile("Pick kiwi")).check()
    seat.page.get_by_role("button", name="Pick all 4").click()
    seat.page.get_by_role("button", name="Preview…").click()
    plan = sheet.get_by_role("region", name="What would be done")

    expect(plan).to_contain_text(f"2 groups, 3 files to the trash, {size / 1024:.1f} KiB")
    expect(plan).to_contain_text("2 groups left for you:")
    expect(plan).to_contain_text("1 cropped, framed, mirrored or turned")
    expect(plan).to_contain_text("1 where a favourite would go")
    expect(plan.get_by_role("link")).to_have_count(2)

    sheet.get_by_role("button", name="Move 3 files to the trash").click()

    expect(sheet).to_have_count(0)
    expect(seat.rows()).to_have_count(2)
    shelf.wait_for_trash("kiwi 2.jpg", "lemon 2.jpg", "lemon 3.jpg")

    seat.page.get_by_role("button", name="Undo").click()

    shelf.wait_for_trash()
    expect(seat.rows()).to_have_count(4)


def test_one_of_two_browsers_decides_and_the_other_is_told(desk: Desk, shelf: Shelf) -> None:
    """
    Who comes second changes nothing, learns why, and sees the group as it is now.
    """
    shelf.copies("olive", 3)
    shelf.wait_for_groups(1)
    quick, slow = desk(), desk()
    for seat in (quick, slow):
        seat.open_group("olive")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    slow.page.route("**/api/duplicates/*/files", hold)

    with slow.page.expect_request("**/api/duplicates/*/files"):
        slow.press("Enter")
    quick.press("a", "3", "Shift+C")
    shelf.wait_for_trash("olive 3.jpg")
    held[0].continue_()

    expect(slow.page.get_by_role("alert").first).to_contain_text("A group came back.")
    expect(slow.row("olive")).to_contain_text("2 copies of olive")
    assert shelf.trashed() == ["olive 3.jpg"]
