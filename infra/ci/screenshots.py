"""
Takes the pictures of the documentation: the web UI over the generated sample library.

    python infra/ci/screenshots.py [FOLDER=docs/images]

Starts a local stack of its own on free ports, waits for its first scan, and drives a real Chromium.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final, TextIO

import httpx
from chromium import NoChromiumError, find_chromium
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from localstack.ports import free_port

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "docs" / "images"
MAX_BYTES: Final = 150_000
QUALITIES: Final = (80, 70, 60, 50, 40)
DESKTOP: Final = (1280, 800)
PHONE: Final = (390, 844)
START_SECONDS: Final = 600.0
STOP_SECONDS: Final = 60.0
POLL_SECONDS: Final = 0.5
PAGE_MS: Final = 180_000
IN_SIGHT_IS_LOADED: Final = """() => {
  const inSight = (picture) => {
    const { top, bottom } = picture.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const scope = document.querySelector("dialog[open]") ?? document;
  const pictures = [...scope.querySelectorAll("img")].filter(inSight);
  const isThere = pictures.length > 0 || document.querySelector("svg image") !== null;
  return isThere && pictures.every((one) => one.complete && one.naturalWidth > 0);
}"""
PANES_ARE_LOADED: Final = """() => Promise.all(
  [...document.querySelectorAll("svg image")].map((pane) => {
    const picture = new Image();
    picture.src = pane.href.baseVal;
    return picture.decode();
  }),
)"""
# A shot of the sample library with four versions: RAW, JPEG, and two edits.
SHOT: Final = "DSC05120"
TAKEN: Final = "2026-07-08T20:59:12"  # the newest of that day
VERSIONS: Final = "4"
GROUP: Final = 'main li a[href^="/duplicates/"]'
REVIEWED: Final = 4
OWN: Final = (
    "MEDIA_PATH",
    "DATA_PATH",
    "IMMICH_URL",
    "DATABASE_URL",
    "REDIS_URL",
    "REDIS_CACHE_URL",
)


@contextlib.contextmanager
def running_stack() -> Iterator[str]:
    """
    Run the stack over the sample library; give the web UI's address once it answers.
    """
    port = free_port()
    env = {name: value for name, value in os.environ.items() if name not in OWN}
    env |= {"WEB_PORT": str(port), "GATEWAY_PORT": str(free_port())}
    with tempfile.TemporaryFile("w+") as words, tempfile.TemporaryDirectory() as kept:
        Path(kept).chmod(0o755)  # databases run as somebody else than root
        env["DATA_PATH"] = kept  # a path that says nothing of this machine: some pages show it
        stack = subprocess.Popen(
            [sys.executable, "-m", "localstack"], cwd=ROOT, env=env, stdout=words, stderr=words
        )
        try:
            _await(f"http://localhost:{port}", stack, words)
            yield f"http://localhost:{port}"
        finally:
            stack.send_signal(signal.SIGINT)
            stack.wait(STOP_SECONDS)


def _await(url: str, stack: "subprocess.Popen[bytes]", words: TextIO) -> None:
    """
    Return when the web UI answers; end with the stack's own words when it does not.
    """
    deadline = time.monotonic() + START_SECONDS
    while stack.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(url, trust_env=False).is_success:
                return
        time.sleep(POLL_SECONDS)
    words.seek(0)
    raise SystemExit(f"The stack did not start:\n{words.read()}")


def save(page: Page, path: Path) -> None:
    """
    Keep what the page shows as a WebP of at most 150 KB.
    """
    page.mouse.move(0, 0)  # nothing looks as if it were about to be pressed
    shown = Image.open(BytesIO(page.screenshot())).convert("RGB")
    for quality in QUALITIES:
        shown.save(path, quality=quality, method=6)
        if path.stat().st_size <= MAX_BYTES:
            break
    print(f"{path.name}: {path.stat().st_size // 1000} KB")


def sign_in(browser: Browser, url: str, size: tuple[int, int], scheme: str) -> Page:
    """
    Open a page signed in with the demo account.
    """
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="en",
        reduced_motion="reduce",
    )
    page.set_default_timeout(PAGE_MS)
    page.goto(url)
    page.get_by_label("Email").fill("demo@twinlens.local")
    page.get_by_label("Password").fill("demo")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("article").first.wait_for()
    return page


def show_photos(page: Page, url: str) -> None:
    """
    Go to a day with many versions.
    """
    page.goto(f"{url}/?at={TAKEN}")
    _shot(page).filter(has_text=VERSIONS).wait_for()


def show_versions(page: Page, url: str) -> None:
    """
    Open a photo with its versions.
    """
    show_photos(page, url)
    page.wait_for_function(IN_SIGHT_IS_LOADED)
    _shot(page).get_by_role("button").click()
    dialog = page.get_by_role("dialog")
    if page.viewport_size == {"width": PHONE[0], "height": PHONE[1]}:
        dialog.get_by_role("button", name="Versions and details").click()
    dialog.get_by_role("listitem").first.wait_for()


def show_duplicates(page: Page, url: str) -> None:
    """
    Open the list of duplicates.
    """
    page.goto(f"{url}/duplicates")
    page.locator(GROUP).first.wait_for()


def show_review(page: Page, url: str) -> None:
    """
    Compare the copies of one group.
    """
    page.goto(f"{url}/duplicates")
    page.locator(GROUP).nth(REVIEWED).click()
    page.get_by_role("list", name="Copies").wait_for()
    page.evaluate(PANES_ARE_LOADED)


def show_scan(page: Page, url: str) -> None:
    """
    Show what was scanned.
    """
    page.goto(f"{url}/scan")
    page.get_by_text("Up to date").nth(2).wait_for()


def _shot(page: Page) -> Locator:
    return page.locator(f'article[aria-label^="{SHOT}"]')


def take(browser: Browser, url: str, folder: Path) -> None:
    """
    Take every screen: on a desktop, light and dark, and on a phone.
    """
    for name, size, scheme in (
        ("", DESKTOP, "light"),
        ("-dark", DESKTOP, "dark"),
        ("-phone", PHONE, "light"),
    ):
        page = sign_in(browser, url, size, scheme)
        for screen, show in SCREENS.items():
            show(page, url)
            if screen != "scan":
                page.wait_for_function(IN_SIGHT_IS_LOADED)
            save(page, folder / f"{screen}{name}.webp")
        page.close()


SCREENS: Final = {
    "photos": show_photos,
    "versions": show_versions,
    "duplicates": show_duplicates,
    "review": show_review,
    "scan": show_scan,
}


def main(arguments: Sequence[str]) -> int:
    """
    Take all pictures into a folder.
    """
    folder = Path(arguments[0]).resolve() if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    try:
        path = find_chromium(os.environ)
    except NoChromiumError as error:
        print(error)
        return 1
    with running_stack() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        take(browser, url, folder)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
