"""
Makes the icons of the installed web UI out of its logo.

    python infra/ci/icons.py [FOLDER=services/web/public/icons]
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from chromium import NoChromiumError, find_chromium
from playwright.sync_api import Browser, sync_playwright

ROOT: Final = Path(__file__).resolve().parents[2]
PUBLIC: Final = ROOT / "services" / "web" / "public"
LOGO: Final = PUBLIC / "favicon.svg"
BACKGROUND: Final = "#ffffff"
# A maskable icon may be cut to a circle of 80 % of its width; the logo stays inside.
ICONS: Final = (
    ("icon-192.png", 192, 1.0, "transparent"),
    ("icon-512.png", 512, 1.0, "transparent"),
    ("maskable-512.png", 512, 0.66, BACKGROUND),
    ("apple-touch-icon.png", 180, 0.8, BACKGROUND),
)


def draw(browser: Browser, path: Path, size: int, share: float, background: str) -> None:
    """
    Draw the logo over a share of a square.
    """
    page = browser.new_page(viewport={"width": size, "height": size})
    edge = round(size * share)
    page.set_content(
        f"<style>body {{ margin: 0; height: 100vh; display: grid; place-items: center;"
        f" background: {background} }} svg {{ width: {edge}px; height: {edge}px }}</style>"
        + LOGO.read_text()
    )
    page.screenshot(path=path, omit_background=True)
    page.close()
    print(f"{path.name}: {path.stat().st_size} bytes")


def main(arguments: Sequence[str]) -> int:
    """
    Make all icons into a folder.
    """
    folder = Path(arguments[0]).resolve() if arguments else PUBLIC / "icons"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        path = find_chromium(os.environ)
    except NoChromiumError as error:
        print(error)
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, size, share, background in ICONS:
            draw(browser, folder / name, size, share, background)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
