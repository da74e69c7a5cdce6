"""
Photos by keyboard alone, in a real browser: where the keys are is always to be seen.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from localstack.writers import CANON, Look, write_jpeg
from tests.e2e.conftest import NOON, SMALL, SignIn
from tests.e2e.local_run import LocalRun
from tests.waiting import wait_until

MONTHS = 6
A_DAY = 5
SEEN_SECONDS = 60
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
HELD = """() => new Promise((tell) => {
  const look = () => {
    const held = document.activeElement;
    const { top, bottom } = held.getBoundingClientRect();
    const isSeen = top >= 55 && bottom <= window.innerHeight + 1;
    tell([held.closest('article')?.getAttribute('aria-label') ?? '', isSeen, [top, bottom]]);
  };
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(look)));
})"""

Press = Callable[[str], str]

pytestmark = pytest.mark.browser


def names() -> list[str]:
    """
    The names of all photos of the folder, the newest first.
    """
    return [f"{month}-{number}.jpg" for month in range(MONTHS) for number in range(A_DAY * 2)]


@pytest.fixture(scope="module")
def library(stack: LocalRun) -> Iterator[list[str]]:
    """
    Half a year of photos, of which two days a month have more than one row; their names.
    """
    folder = stack.media / "walk"
    folder.mkdir()
    for place, name in enumerate(names()):
        month, number = divmod(place, A_DAY * 2)
        days = 60 + month * 31 + number // A_DAY
        taken = NOON - timedelta(days=days, minutes=number)
        write_jpeg(folder / name, taken, CANON, Look(500 + place, SMALL), serial=place)
    yield names()
    shutil.rmtree(folder)


def is_there(page: Page, stack: LocalRun, count: int) -> bool:
    """
    Whether the timeline has at least so many cards.
    """
    months = page.request.get(f"{stack.web}/api/groups/timeline/buckets").json()["items"]
    return bool(sum(month["count"] for month in months) >= count)


@pytest.fixture
def page(sign_in: SignIn, library: list[str], stack: LocalRun) -> Page:
    """
    Photos with all of them, before any key is pressed.
    """
    page = sign_in("demo")
    wait_until(lambda: is_there(page, stack, len(library)), seconds=SEEN_SECONDS)
    page.set_viewport_size(DESKTOP)
    page.reload()
    expect(page.get_by_role("article").first).to_be_visible()
    return page


@pytest.fixture
def press(page: Page) -> Press:
    """
    A function that presses a key once all months near are there, sees the focused card inside
    the window, and gives its name.
    """

    def once(key: str) -> str:
        expect(page.get_by_text(re.compile("^Loading"))).to_have_count(0)
        page.keyboard.press(key)
        name, is_seen, place = page.evaluate(HELD)

        assert is_seen, f"{key} led to {name or 'no card'}, at {place}, which is not to be seen"
        return str(name)

    return once


def test_the_arrow_down_walks_through_all_months(press: Press, library: list[str]) -> None:
    """
    Row after row, each one lower and inside the window, to the last photo's row and back up.
    """
    down = [press("ArrowDown")]
    while (name := press("ArrowDown")) != down[-1]:
        down.append(name)

    assert len(down) == len(set(down))
    assert {name[0] for name in down if name in library} == {str(month) for month in range(MONTHS)}

    up = [press("ArrowUp") for _ in down[1:]]

    assert up[-1] == down[0]


def test_the_arrow_right_walks_through_every_photo(press: Press, library: list[str]) -> None:
    """
    One after the other, however many are above.
    """
    walked = [press("ArrowRight")]
    while (name := press("ArrowRight")) != walked[-1]:
        walked.append(name)

    assert [name for name in walked if name in library] == library


def test_a_jump_takes_the_keys_along(press: Press, page: Page) -> None:
    """
    The first photo of the month is focused, the arrows go on from it, and Enter opens it.
    """
    press("ArrowRight")
    press("m")
    month = press("m")
    onward = press("ArrowRight")
    page.keyboard.press("Enter")

    assert month.endswith("-0.jpg")
    assert onward == month.replace("-0.", "-1.")
    expect(page.get_by_role("dialog", name=onward)).to_be_visible()
