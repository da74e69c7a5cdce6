"""
The review of duplicates as a person sees it: what stands on the page, by its names.
"""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.local_run import LocalRun
from tests.e2e.shelf import Shelf

KEEP, TRASH = "true", "false"


class ReviewDesk:
    """
    One person before the groups of one shelf.
    """

    def __init__(self, page: Page, stack: LocalRun, shelf: Shelf) -> None:
        self.page = page
        self.list = f"{stack.web}/duplicates?prefix={shelf.name}/"

    def open_list(self) -> None:
        """
        Show the list of groups.
        """
        self.page.goto(self.list)
        expect(self.rows().first).to_be_visible()

    def rows(self) -> Locator:
        """
        The groups of the list.
        """
        return self.page.get_by_role("list", name="Groups of duplicates").get_by_role("listitem")

    def row(self, name: str) -> Locator:
        """
        The link to the group of a file.
        """
        return self.page.get_by_role("link", name=re.compile(f"copies of {name}"))

    def copy(self, number: int, name: str = "") -> Locator:
        """
        The card of a copy in the group that is open.
        """
        return self.page.get_by_role("button", name=re.compile(f"Copy {number}: {name}"))

    def open_group(self, name: str) -> None:
        """
        Open the group of a file from the list.
        """
        self.open_list()
        self.row(name).click()
        expect(self.copy(1, name)).to_be_visible()

    def press(self, *keys: str) -> None:
        """
        Press keys, one after the other.
        """
        for key in keys:
            self.page.keyboard.press(key)

    def expect_marks(self, *marks: str) -> None:
        """
        Wait until this becomes of the copies, in their order.
        """
        for place, mark in enumerate(marks, 1):
            expect(self.copy(place)).to_have_attribute("aria-pressed", mark)
