"""
Preferences in a real browser: formats are dragged and moved into an order, a slider is pulled.
"""

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import CopyPair, SignIn
from tests.e2e.local_run import LocalRun
from tests.e2e.test_screens import DESKTOP, PHONE, SCHEMES, open_screen, violations

pytestmark = pytest.mark.browser


def rows(page: Page) -> Locator:
    """
    The formats of the order.
    """
    return page.get_by_role("list", name="Which version stands for a shot").get_by_role("listitem")


def drag(page: Page, grip: Locator, onto: Locator) -> None:
    """
    Pull a grip to where another one is.
    """
    for place, then in ((grip, page.mouse.down), (onto, page.mouse.up)):
        box = place.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=5)
        then()


def test_an_order_of_formats_is_made_and_shown(
    sign_in: SignIn, copy_pair: CopyPair, stack: LocalRun
) -> None:
    """
    By a button, by dragging and by the keyboard; the cards follow it, and it is there after a
    reload.
    """
    copy_pair("IMG_7001")
    page = sign_in("demo")
    card = page.get_by_role("article", name="IMG_7001")
    expect(card).to_contain_text("2 versions")
    expect(page.get_by_role("article", name="IMG_7001.JPG")).to_have_count(1)
    open_screen(page, stack, "/preferences")
    for name in ("PNG", "JPEG", "RAW"):
        page.get_by_role("button", name=f"Add {name} to the list", exact=True).click()
    expect(rows(page)).to_have_text(["PNG", "JPEG", "RAW"])

    drag(page, page.get_by_test_id("grip-raw"), page.get_by_test_id("grip-png"))
    expect(page.get_by_text("RAW is number 1 of 3 now")).to_be_attached()
    expect(rows(page)).to_have_text(["RAW", "PNG", "JPEG"])
    page.get_by_role("button", name="Move PNG down").press("Enter")
    expect(page.get_by_role("button", name="Move PNG up")).to_be_focused()
    expect(rows(page)).to_have_text(["RAW", "JPEG", "PNG"])
    expect(page.get_by_text("Saved", exact=True).first).to_be_visible()
    page.reload()

    expect(rows(page)).to_have_text(["RAW", "JPEG", "PNG"])
    page.get_by_role("link", name="Photos").first.click()
    expect(page.get_by_role("article", name="IMG_7001.DNG")).to_contain_text("2 versions")


def test_how_alike_is_counted_before_it_is_saved(sign_in: SignIn, stack: LocalRun) -> None:
    """
    While the slider is held the words and the count follow; it is saved when it is let go.
    """
    page = sign_in("demo")
    open_screen(page, stack, "/preferences")
    slider = page.get_by_role("slider", name="How alike duplicates must be")
    expect(slider).to_have_value("2")
    box = slider.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2, steps=5)

    expect(page.get_by_text("Exact: the same bytes, 100 % alike")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="groups for you")).to_be_visible()
    expect(page.get_by_text("Saved", exact=True)).to_have_count(0)
    page.mouse.up()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.reload()

    expect(slider).to_have_value("0")
    slider.press("End")
    expect(slider).to_have_attribute(
        "aria-valuetext", "Loosest: parts of pictures too, at least 80 % alike"
    )
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def test_an_order_is_in_nobodys_way(sign_in: SignIn, stack: LocalRun) -> None:
    """
    Filled, it breaks no rule of accessibility, and nothing sticks out of a narrow phone.
    """
    page = sign_in("guest")
    open_screen(page, stack, "/preferences")
    for name in ("RAW", "JPEG XL"):
        page.get_by_role("button", name=f"Add {name} to the list").click()
    expect(rows(page)).to_have_count(2)
    found = {}
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found[f"{size['width']} {scheme}"] = violations(page)
    page.set_viewport_size({"width": 360, "height": 740})
    width = page.evaluate("document.documentElement.scrollWidth")

    assert json.dumps({name: wrong for name, wrong in found.items() if wrong}, indent=1) == "{}"
    assert width <= 360
