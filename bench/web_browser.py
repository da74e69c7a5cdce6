"""
A real Chromium for the benchmarks of the web UI, signed in as they need it.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from bench.web_stand import COOKIE

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PAGE_MS = 60_000


def chromium() -> str:
    """
    Give the path of a Chromium.
    """
    path = shutil.which(os.environ.get("CHROMIUM_PATH", "chromium"))
    if path is None:
        sys.exit("There is no Chromium: set CHROMIUM_PATH")
    return path


@contextmanager
def browsing() -> Iterator[Browser]:
    """
    Run a headless Chromium.
    """
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=chromium(), args=options)
        yield browser
        browser.close()


@contextmanager
def signed_in(
    browser: Browser, url: str, *, size: ViewportSize = DESKTOP, cookie: str = COOKIE[1]
) -> Iterator[Page]:
    """
    Open an empty page of a context of its own, whose cookie names somebody.
    """
    context = browser.new_context(viewport=size)
    context.set_default_timeout(PAGE_MS)
    context.add_cookies([{"name": COOKIE[0], "value": cookie, "url": url}])
    yield context.new_page()
    context.close()
