"""
How soon the web UI is there: Lighthouse on Photos, signed in, and the first thumbnail.

    python -m bench.web_load [CARDS=100000] [--runs 5]

The page is as `make run` serves it, over a filled database. Lighthouse runs with its own settings
for desktops and for phones (simulated networks, a slowed-down processor for phones); it is
installed into `bench/web` on first use. The first thumbnail is timed without any slowing down, in a
browser that has kept nothing. Prints medians; the last line is JSON.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from bench.web_browser import browsing, chromium, signed_in
from bench.web_stand import ASSETS_A_GROUP, CARDS_A_GROUP, COOKIE, standing

HERE = Path(__file__).parent / "web"
LIGHTHOUSE = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
BIN = Path(sys.executable).parent
RUN_SECONDS = 180
FLAGS = "--headless=new --no-sandbox --disable-dev-shm-usage"
PRESETS = {"desktop": ("--preset=desktop",), "mobile": ()}
AUDITS = {
    "lcp_ms": "largest-contentful-paint",
    "fcp_ms": "first-contentful-paint",
    "tbt_ms": "total-blocking-time",
    "cls": "cumulative-layout-shift",
    "bytes": "total-byte-weight",
}
FIRST_PICTURE = """
document.addEventListener('load', ({ target }) => {
  if (target instanceof HTMLImageElement) window.firstPicture ??= performance.now();
}, true);
"""


def install() -> None:
    """
    Install Lighthouse beside this module, if it is not there.
    """
    if not LIGHTHOUSE.exists():
        env = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"}
        subprocess.run([str(BIN / "npm"), "ci", "--silent"], cwd=HERE, env=env, check=True)


def lighthouse(url: str, preset: str) -> dict[str, float]:
    """
    Run Lighthouse once.
    """
    with tempfile.TemporaryDirectory(prefix="twinlens-bench-") as folder:
        told = Path(folder) / "told.json"
        cookie = json.dumps({"Cookie": "=".join(COOKIE)})
        command = [
            *(str(BIN / "node"), str(LIGHTHOUSE), url, *PRESETS[preset]),
            *("--quiet", "--output=json", f"--output-path={told}", f"--extra-headers={cookie}"),
            *("--only-categories=performance,accessibility", f"--chrome-flags={FLAGS}"),
            "--no-enable-error-reporting",
        ]
        env = {**os.environ, "CHROME_PATH": chromium()}
        subprocess.run(command, env=env, check=True, timeout=RUN_SECONDS)
        report: dict[str, Any] = json.loads(told.read_text())
    found = {
        name: round(report["audits"][audit]["numericValue"], 3) for name, audit in AUDITS.items()
    }
    for name in ("performance", "accessibility"):
        found[name] = round(report["categories"][name]["score"] * 100)
    return found


def medians(runs: list[dict[str, float]]) -> dict[str, float]:
    """
    Give the median of each figure.
    """
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def first_thumbnail(browser: Browser, url: str) -> float:
    """
    Give the milliseconds until the first picture is there, for who comes for the first time.
    """
    with signed_in(browser, url) as page:
        page.add_init_script(FIRST_PICTURE)
        page.goto(url)
        page.wait_for_function("() => window.firstPicture !== undefined")
        return float(page.evaluate("() => window.firstPicture"))


def measure(url: str, runs: int) -> dict[str, Any]:
    """
    Give all figures.
    """
    found: dict[str, Any] = {}
    for preset in PRESETS:
        taken = []
        for _ in range(runs):
            taken.append(lighthouse(url, preset))
            print(f"{preset:8} {taken[-1]}", flush=True)
        found[preset] = medians(taken)
    with browsing() as browser:
        times = [first_thumbnail(browser, url) for _ in range(runs)]
    return {**found, "first_thumbnail_ms": round(statistics.median(times))}


def main() -> None:
    """
    Fill, measure, print.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("cards", nargs="?", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    install()
    with standing(options.cards) as url:
        figures = measure(url, options.runs)
    assets = options.cards // CARDS_A_GROUP * ASSETS_A_GROUP
    print(json.dumps({"cards": options.cards, "assets": assets, **figures}))


if __name__ == "__main__":
    main()
