"""
Every screen in a real browser over the whole stack: what can be done there, and whether all can.
"""

import json
import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from localstack.writers import CANON, Look, write_dng, write_jpeg
from tests.e2e.conftest import NOON, SMALL, CopyPair, SignIn
from tests.e2e.local_run import LocalRun

AXE = Path(__file__).parents[2] / "services" / "web" / "node_modules" / "axe-core" / "axe.min.js"
BESIDES = ["/more", "/nowhere"]
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
STILL = "() => document.getAnimations().every((one) => one.playState !== 'running')"
VIOLATIONS = """async () => (await axe.run()).violations.map(({ id, nodes }) => [
  id, nodes.map((node) => node.html.slice(0, 200)),
])"""

CopyOrphan = Callable[[str], str]


@pytest.fixture
def copy_orphan(stack: LocalRun, tmp_path: Path) -> CopyOrphan:
    """
    A function that copies a RAW into the library, and a photo of another name taken 1 s later.
    """

    def copy(number: str) -> str:
        look = Look(int(number), SMALL)
        later = NOON + timedelta(hours=int(number), seconds=1)
        raw = write_dng(tmp_path / f"RAW_{number}.DNG", later - timedelta(seconds=1), CANON, look)
        photo = write_jpeg(tmp_path / f"PHOTO_{number}.JPG", later, CANON, look)
        for path in (raw, photo):
            shutil.copy2(path, stack.media)
        return raw.name

    return copy


def ask(page: Page, stack: LocalRun, path: str, body: object) -> Any:
    """
    Ask Immich through our own origin, as who is signed in on the page.
    """
    answer = page.request.post(
        f"{stack.web}/api/immich{path}", data=body, headers={"X-Requested-With": "twinlens"}
    )

    assert answer.ok, answer.text()
    return answer.json() if answer.text() else None


def album_and_person(page: Page, stack: LocalRun) -> tuple[str, str]:
    """
    Put two old photos into an album, see somebody on one of them; give the addresses of both.
    """
    found = ask(page, stack, "/search/metadata", {"originalFileName": "old"})["assets"]["items"]
    ids = sorted((photo["originalFileName"], photo["id"]) for photo in found)
    first, second = ids[0][1], ids[1][1]
    album = ask(page, stack, "/albums", {"albumName": "Spring", "assetIds": [first, second]})
    person = ask(page, stack, "/people", {"name": "Ben"})
    ask(page, stack, "/faces", {"personId": person["id"], "assetId": first})
    return f"/albums/{album['id']}", f"/people/{person['id']}"


def open_screen(page: Page, stack: LocalRun, path: str) -> None:
    """
    Go to an address, and wait until its screen stands there with what it asked for.
    """
    page.goto(stack.web + path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text(re.compile("^Loading"))).to_have_count(0)


def violations(page: Page) -> list[object]:
    """
    What assistive technology finds wrong with the page as it is.
    """
    page.wait_for_function(STILL)
    page.evaluate(AXE.read_text())
    return list(page.evaluate(VIOLATIONS))


@pytest.mark.browser
def test_a_wrong_password_is_told_kindly(browser: Browser, stack: LocalRun) -> None:
    """
    Nobody is let in, and the page says why and stays usable.
    """
    page = browser.new_page()
    page.goto(stack.web)
    expect(page.get_by_text("A stand-in for Immich")).to_be_visible()
    page.get_by_label("Email").fill("demo@twinlens.local")
    page.get_by_label("Password").fill("guess")
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("alert")).to_have_text("Email or password is not right.")
    page.close()


@pytest.mark.browser
def test_an_identity_provider_leads_back_to_where_one_was(
    browser: Browser, stack: LocalRun
) -> None:
    """
    Who opens an address signs in elsewhere, and stands where they wanted to be.
    """
    page = browser.new_page()
    page.goto(f"{stack.web}/preferences")
    page.get_by_role("button", name="Login with OAuth").click()

    expect(page.get_by_role("heading", name="Preferences")).to_be_visible()
    assert page.url == f"{stack.web}/preferences"
    page.close()


@pytest.mark.browser
def test_a_session_that_ends_asks_again_and_keeps_the_page(
    sign_in: SignIn, stack: LocalRun
) -> None:
    """
    The screen stays where it was, and goes on once its user is back.
    """
    page = sign_in("demo")
    open_screen(page, stack, "/preferences")
    page.context.clear_cookies()
    page.get_by_role("checkbox", name="Show versions of one shot as one card").click()
    dialog = page.get_by_role("dialog", name="Your session has ended")

    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("Email")).to_have_value("demo@twinlens.local")

    dialog.get_by_label("Password").fill("demo")
    dialog.get_by_role("button", name="Sign in").click()

    expect(dialog).to_have_count(0)
    expect(page.get_by_role("heading", name="Preferences")).to_be_visible()


@pytest.mark.browser
def test_photos_come_with_the_page_and_only_to_who_is_in(browser: Browser, stack: LocalRun) -> None:
    """
    A cookie of yesterday asks to sign in; the newest cards come with the months, in one journey.
    """
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(stack.web)))
    page.context.add_cookies([{"name": "twinlens", "value": "of-yesterday", "url": stack.web}])
    page.goto(stack.web)
    page.get_by_label("Email").fill("demo@twinlens.local")
    page.get_by_label("Password").fill("demo")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("article").first).to_be_visible()
    asked.clear()
    page.reload()
    expect(page.get_by_role("article").first).to_be_visible()

    months = [url for url in asked if "/timeline/bucket" in url]
    assert months[0] == "/api/groups/timeline/buckets?newest=true"
    page.close()


@pytest.mark.browser
def test_the_scan_tells_that_all_is_done(sign_in: SignIn, stack: LocalRun) -> None:
    """
    Both services and the index say how far they are.
    """
    page = sign_in("demo")
    open_screen(page, stack, "/scan")

    expect(page.get_by_text("Up to date")).to_have_count(3)


@pytest.mark.browser
def test_a_suggestion_is_accepted_and_taken_back(
    sign_in: SignIn, copy_orphan: CopyOrphan, stack: LocalRun
) -> None:
    """
    The RAW joins its photo by a key, and stands alone again by another one.
    """
    name = copy_orphan("11")
    page = sign_in("demo")
    open_screen(page, stack, "/suggestions")
    raw = page.get_by_role("article", name=name)

    expect(raw).to_contain_text("PHOTO_11.JPG")

    raw.focus()
    page.keyboard.press("a")

    expect(page.get_by_text(re.compile(f"{name} and .* are one shot"))).to_be_visible()
    expect(raw).to_have_count(0)

    page.keyboard.press("z")

    expect(page.get_by_text("Taken back")).to_be_visible()
    expect(raw).to_have_count(1)


def set_grouping(page: Page, stack: LocalRun, *, on: bool) -> None:
    """
    Say whether versions of one shot are one card.
    """
    open_screen(page, stack, "/preferences")
    switch = page.get_by_role("checkbox", name="Show versions of one shot as one card")
    expect(switch).to_be_checked(checked=not on)
    switch.click()

    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    expect(switch).to_be_checked(checked=on)


@pytest.mark.browser
def test_preferences_change_what_is_seen(
    sign_in: SignIn, copy_pair: CopyPair, stack: LocalRun
) -> None:
    """
    With grouping switched off every version is a photo of its own, for this user.
    """
    copy_pair("IMG_5001")
    page = sign_in("demo")
    badge = page.get_by_text("2 versions")
    expect(badge.first).to_be_visible()

    set_grouping(page, stack, on=False)
    open_screen(page, stack, "/")

    expect(page.get_by_role("img").first).to_be_visible()
    expect(badge).to_have_count(0)

    set_grouping(page, stack, on=True)
    open_screen(page, stack, "/")

    expect(badge.first).to_be_visible()


@pytest.mark.browser
def test_an_album_and_a_person_are_timelines_of_their_own(sign_in: SignIn, stack: LocalRun) -> None:
    """
    What is in them opens over them, and the way back leads to where one was.
    """
    page = sign_in("demo")
    album, person = album_and_person(page, stack)
    open_screen(page, stack, "/albums")
    page.locator(f'main a[href="{album}"]').click()

    expect(page.get_by_role("heading", name="Spring")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(2)

    page.get_by_role("article", name="old 0.jpg").click()
    viewer = page.get_by_role("dialog", name="old 0.jpg")

    expect(viewer).to_be_visible()

    page.keyboard.press("ArrowRight")

    expect(page.get_by_role("dialog", name="old 1.jpg")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("heading", name="Spring")).to_be_visible()

    open_screen(page, stack, "/people")
    page.locator(f'main a[href="{person}"]').click()

    expect(page.get_by_role("heading", name="Ben")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(1)


@pytest.mark.browser
def test_a_finger_that_rests_on_a_photo_selects_it(sign_in: SignIn) -> None:
    """
    And whoever scrolls selects nothing.
    """
    page = sign_in("demo")
    card = page.get_by_role("article", name="old 0.jpg")
    expect(card).to_be_visible()
    hand = page.context.new_cdp_session(page)
    box = card.bounding_box()
    assert box is not None
    spot = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [spot]})

    expect(page.get_by_text("1 selected")).to_be_visible()

    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    expect(page.get_by_text("1 selected")).to_be_visible()


@pytest.mark.browser
def test_a_lost_connection_is_told(sign_in: SignIn, stack: LocalRun) -> None:
    """
    The open page stays and says so; a page asked for anew is the offline page.
    """
    page = sign_in("demo")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    open_screen(page, stack, "/preferences")
    page.context.set_offline(True)

    expect(page.get_by_text("You are offline. What you see may be out of date.")).to_be_visible()

    page.context.set_offline(False)

    expect(page.get_by_text("You are offline")).to_have_count(0)


@pytest.mark.browser
def test_nothing_is_in_the_way_of_anybody(
    sign_in: SignIn, copy_orphan: CopyOrphan, browser: Browser, stack: LocalRun
) -> None:
    """
    No screen breaks a rule of accessibility: light and dark, on a phone and on a desktop.
    """
    copy_orphan("12")
    door = browser.new_page()
    door.goto(stack.web)
    expect(door.get_by_label("Email")).to_be_visible()
    page = sign_in("demo")
    found = {"sign-in": violations(door)}
    door.close()
    links = page.get_by_role("navigation", name="Main").get_by_role("link").all()
    screens = [str(link.get_attribute("href")) for link in links]
    screens += album_and_person(page, stack)
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        for path in [*screens, *BESIDES]:
            open_screen(page, stack, path)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                found[f"{path} {size['width']} {scheme}"] = violations(page)

    assert json.dumps({name: wrong for name, wrong in found.items() if wrong}, indent=1) == "{}"
