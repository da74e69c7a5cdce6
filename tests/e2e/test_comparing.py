"""
Looking closer at duplicates, and what goes along with a decision, in a real browser.
"""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.e2e.conftest import Desk
from tests.e2e.local_run import LocalRun
from tests.e2e.review_desk import KEEP, TRASH
from tests.e2e.shelf import Shelf
from tests.waiting import wait_until

PHONE: ViewportSize = {"width": 390, "height": 844}
LARGE = (2000, 1500)

pytestmark = pytest.mark.browser


def swipe(page: Page, start: int, end: int) -> None:
    """
    Draw a finger over the pictures, from one side to the other.
    """
    touch = page.context.new_cdp_session(page)
    for kind, x in (("touchStart", start), ("touchMove", (start + end) // 2), ("touchMove", end)):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": 330}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    touch.detach()


def test_a_phone_shows_one_picture_on_the_other_and_is_led_by_a_finger(
    desk: Desk, shelf: Shelf
) -> None:
    """
    The slider is the usual way there, a swipe leads to the next group, and a tap keeps or trashes.
    """
    shelf.copies("pear")
    shelf.copies("quince")
    shelf.wait_for_groups(2)
    seat = desk()
    seat.page.set_viewport_size(PHONE)
    seat.open_group("pear")

    expect(seat.page.get_by_role("slider", name="Where the pictures meet")).to_be_visible()

    swipe(seat.page, 330, 60)
    expect(seat.copy(1, "quince")).to_be_visible()
    swipe(seat.page, 60, 330)
    expect(seat.copy(1, "pear")).to_be_visible()
    seat.expect_marks(KEEP, TRASH)
    seat.copy(2, "pear").click()

    seat.expect_marks(KEEP, KEEP)


def test_the_whole_picture_is_there_when_one_is_near(desk: Desk, shelf: Shelf) -> None:
    """
    Beyond the preview, Immich's full size is asked for, which for a JPEG is the original.
    """
    shelf.copies("raisin", size=LARGE)
    shelf.wait_for_groups(1)
    seat = desk()
    seat.open_group("raisin")

    with seat.page.expect_response(re.compile("/original")) as full:
        seat.press("+", "+", "+")

    assert full.value.ok
    expect(seat.page.get_by_role("button", name="Whole picture")).to_contain_text("338%")


def test_versions_of_one_shot_are_grouped_and_leave_the_list(
    desk: Desk, shelf: Shelf, stack: LocalRun
) -> None:
    """
    One key makes them one card of Photos; another one makes them duplicates again.
    """
    shelf.framed("sloe")
    shelf.wait_for_groups(1)
    seat = desk()
    seat.open_group("sloe")

    seat.press("Shift+S")
    expect(seat.page.get_by_text("Grouped as versions of one shot")).to_be_visible()
    shelf.wait_for_groups(0)
    wait_until(lambda: shelf.version_count("sloe 1.jpg") == 2)

    seat.press("z")

    shelf.wait_for_groups(1)
    wait_until(lambda: shelf.version_count("sloe 1.jpg") is None)
    assert seat.page.url.startswith(f"{stack.web}/duplicates")


def test_what_stays_takes_over_the_album_of_what_goes(desk: Desk, shelf: Shelf) -> None:
    """
    It is shown before, done with the decision, and taken back with it.
    """
    shelf.copies("tayberry")
    shelf.wait_for_groups(1)
    shelf.album("Holidays", "tayberry 2.jpg")
    seat = desk()
    seat.open_group("tayberry")
    seat.page.get_by_role("checkbox", name="Carry over to what stays").check()
    expect(seat.page.get_by_role("listitem").filter(has_text="Album Holidays")).to_be_visible()

    seat.page.get_by_role("button", name="Trash 1, keep the rest").click()
    shelf.wait_for_trash("tayberry 2.jpg")
    wait_until(lambda: shelf.albums_with("tayberry 1.jpg") == ["Holidays"])
    seat.press("z")

    shelf.wait_for_trash()
    wait_until(lambda: shelf.albums_with("tayberry 1.jpg") == [])


@pytest.mark.parametrize("size", [(844, 390), (720, 450)])
def test_a_low_screen_is_mostly_picture(desk: Desk, shelf: Shelf, size: tuple[int, int]) -> None:
    """
    Of a phone lying down, and of a page zoomed in, more than half is the picture over its bar.
    """
    shelf.copies("currant")
    shelf.wait_for_groups(1)
    seat = desk()
    width, height = size
    seat.page.set_viewport_size({"width": width, "height": height})
    seat.open_group("currant")
    seen = seat.page.get_by_role("region", name="Pictures").bounding_box()
    decision = seat.page.get_by_role("button", name="Trash 1, keep the rest").bounding_box()

    assert seen is not None
    assert decision is not None
    assert decision["y"] + decision["height"] <= height
    assert min(seen["y"] + seen["height"], decision["y"]) - seen["y"] >= 0.55 * height


def test_on_a_phone_facts_are_read_from_top_to_bottom(desk: Desk, shelf: Shelf) -> None:
    """
    Each fact is followed by a line for every copy, and nothing lies beside the screen.
    """
    shelf.copies("medlar")
    shelf.wait_for_groups(1)
    seat = desk()
    seat.page.set_viewport_size(PHONE)
    seat.open_group("medlar")
    facts = seat.page.get_by_role("region", name="What differs")
    name = facts.get_by_role("row", name=re.compile("^Name"))
    first, second = (cell.bounding_box() for cell in name.get_by_role("cell").all())

    assert first is not None
    assert second is not None
    assert second["y"] >= first["y"] + first["height"]
    assert facts.evaluate("(box) => box.scrollWidth <= box.clientWidth")
