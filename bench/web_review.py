"""
Reviewing duplicates in the web UI: the list, and Enter after Enter, over the whole local stack.

    python -m bench.web_review [GROUPS=5000] [--keys 120] [--burst 20]

Makes a library of small pictures that each lie there twice, and runs everything as `make run`
does: the real services, Postgres and Redis, and the stand-in for Immich, whose trash is real to
them. The loop presses Enter, and goes on once the next group is painted and the server has
answered; the burst does not wait. Afterwards everything is taken back, some of it by `Z`. The last
line is JSON.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, Request, Response

from bench.web_browser import browsing, signed_in
from bench.web_library import make_pairs
from bench.web_stand import COOKIE
from tests.e2e.local_run import LocalRun

SCAN_SECONDS = 900.0
LOOK_SECONDS = 1.0
ANSWER_MS = 30_000
HURRY_MS = 100
RUNS = 5
BY_KEY = 10
OUR_PAGE = {"X-Requested-With": "twinlens"}
SIGN_IN = {"email": "demo@twinlens.local", "password": "demo"}
ROW = 'main li a[href^="/duplicates/"]'
LISTED = f"""
const look = () => {{
  if (document.querySelector('{ROW}') === null) return requestAnimationFrame(look);
  requestAnimationFrame(() => setTimeout(() => {{ window.listed = performance.now(); }}));
}};
look();
"""
# Event Timing rounds to 8 ms, and leaves out what takes less than 16.
PAINTED = """
window.timed = [];
window.painted = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (one.name === 'keydown') window.timed.push(one.duration);
}).observe({ type: 'event', durationThreshold: 16 });
const shown = () => document.querySelector('main ul')?.innerText;
addEventListener('keydown', ({ key, timeStamp }) => {
  if (key !== 'Enter') return;
  const before = shown();
  const look = () => {
    const now = shown();
    if (now === undefined || now === before) return requestAnimationFrame(look);
    const channel = new MessageChannel();
    channel.port1.onmessage = () => window.painted.push(performance.now() - timeStamp);
    channel.port2.postMessage(null);
  };
  requestAnimationFrame(look);
}, true);
"""


def signed(run: LocalRun) -> str:
    """
    Wait for the page to be served, sign in, and give the cookie.
    """
    deadline = time.monotonic() + SCAN_SECONDS
    while time.monotonic() < deadline:
        try:
            answer = httpx.post(f"{run.web}/api/session", json=SIGN_IN, headers=OUR_PAGE)
        except httpx.TransportError:
            time.sleep(LOOK_SECONDS)
            continue
        answer.raise_for_status()
        return answer.cookies[COOKIE[0]]
    raise TimeoutError(run.words())


def count(client: httpx.Client) -> int:
    """
    Give how many groups of duplicates there are.
    """
    return int(client.get("/api/duplicates/counts").raise_for_status().json()["groups"])


def wait_for_groups(client: httpx.Client, groups: int) -> None:
    """
    Wait until as many groups are known.
    """
    deadline = time.monotonic() + SCAN_SECONDS
    while (found := count(client)) != groups:
        if time.monotonic() > deadline:
            sys.exit(f"{found} groups of {groups} were found in {SCAN_SECONDS:.0f} seconds")
        time.sleep(LOOK_SECONDS)


def measure_list(browser: Browser, url: str, cookie: str) -> dict[str, float]:
    """
    Open the list in browsers that have kept nothing.
    """
    times, sizes, plain = [], [], []
    for _ in range(RUNS):
        with signed_in(browser, url, cookie=cookie) as page:
            page.add_init_script(LISTED)
            with page.expect_response(_is_page) as told:
                page.goto(f"{url}/duplicates")
            page.wait_for_function("() => window.listed !== undefined")
            times.append(float(page.evaluate("() => window.listed")))
            plain.append(len(told.value.body()))
            sizes.append(told.value.request.sizes()["responseBodySize"])
    return {
        "list_ms": round(statistics.median(times)),
        "page_bytes": statistics.median(plain),
        "page_bytes_on_the_wire": statistics.median(sizes),
    }


def _is_page(answer: Response) -> bool:
    path = answer.url.partition("?")[0]
    return path.endswith("/api/duplicates") and answer.request.method == "GET"


def _is_decision(answer: Response) -> bool:
    return answer.request.method == "DELETE" and answer.url.endswith("/files")


def _is_undo(answer: Response) -> bool:
    return "/api/duplicates/undo/" in answer.url


def enter(page: Page, keys: int) -> tuple[list[str], dict[str, float]]:
    """
    Decide about one group after the other; give the tokens, and what it took.
    """
    tokens = []
    started = time.perf_counter()
    for number in range(keys):
        with page.expect_response(_is_decision, timeout=ANSWER_MS) as told:
            page.keyboard.press("Enter")
        tokens.append(_token(told.value))
        page.wait_for_function("(count) => window.painted.length >= count", arg=number + 1)
    seconds = time.perf_counter() - started
    painted = sorted(page.evaluate("() => window.painted"))
    timed = page.evaluate("() => window.timed")
    timed = sorted([*timed, *([16.0] * (keys - len(timed)))])
    return tokens, {
        "groups_a_second": round(keys / seconds, 2),
        "painted_p50_ms": round(statistics.median(painted)),
        "painted_p95_ms": round(painted[int(len(painted) * 0.95)]),
        "event_timing_p95_ms": timed[int(len(timed) * 0.95)],
    }


def burst(page: Page, keys: int) -> list[str]:
    """
    Press Enter ten times a second, whatever is answered; give the tokens of what was decided.
    """
    asked: list[Request] = []
    answers: list[Response] = []
    page.on("request", lambda one: asked.append(one) if one.method == "DELETE" else None)
    page.on("response", lambda one: answers.append(one) if _is_decision(one) else None)
    for _ in range(keys):
        page.keyboard.press("Enter")
        page.wait_for_timeout(HURRY_MS)
    deadline = time.monotonic() + ANSWER_MS / 1000
    while len(answers) < len(asked) and time.monotonic() < deadline:
        page.wait_for_timeout(HURRY_MS)
    return [_token(answer) for answer in answers]


def _token(answer: Response) -> str:
    body = answer.json()
    if not answer.ok or any(item["state"] != "trashed" for item in body["items"]):
        raise ValueError(answer.text())
    return str(body["undoToken"])


def take_back(page: Page, client: httpx.Client, tokens: list[str]) -> dict[str, int]:
    """
    Take everything back: the last ones by `Z`, the others by their tokens.
    """
    restored = 0
    for _ in range(min(BY_KEY, len(tokens))):
        with page.expect_response(_is_undo, timeout=ANSWER_MS) as told:
            page.keyboard.press("z")
        restored += _is_restored(told.value.json())
    for token in reversed(tokens[: max(0, len(tokens) - BY_KEY)]):
        answer = client.post(f"/api/duplicates/undo/{token}", headers=OUR_PAGE)
        restored += _is_restored(answer.json())
    return {"decided": len(tokens), "taken_back": restored}


def _is_restored(body: dict[str, Any]) -> bool:
    items = body.get("items") or []
    return bool(items) and all(item["state"] == "restored" for item in items)


def measure(run: LocalRun, groups: int, keys: int, hurry: int) -> dict[str, Any]:
    """
    Give all figures.
    """
    cookie = signed(run)
    with httpx.Client(base_url=run.web, cookies={COOKIE[0]: cookie}, timeout=60) as client:
        started = time.perf_counter()
        wait_for_groups(client, groups)
        print(f"{groups} groups after {time.perf_counter() - started:.0f} s", flush=True)
        with browsing() as browser:
            found: dict[str, Any] = dict(measure_list(browser, run.web, cookie))
            print(found, flush=True)
            with signed_in(browser, run.web, cookie=cookie) as page:
                page.add_init_script(PAINTED)
                page.goto(f"{run.web}/duplicates")
                page.locator(ROW).first.click()
                page.wait_for_url("**/duplicates/*")
                page.locator("main ul img").first.wait_for()
                tokens, figures = enter(page, keys)
                print(figures, flush=True)
                tokens += burst(page, hurry)
                undone = take_back(page, client, tokens)
        wait_for_groups(client, groups)
    return {**found, **figures, **undone, "groups_afterwards": groups}


def main() -> None:
    """
    Make, scan, review, print.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("groups", nargs="?", type=int, default=5_000)
    parser.add_argument("--keys", type=int, default=120)
    parser.add_argument("--burst", type=int, default=20)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="twinlens-bench-"))
    folder.chmod(0o755)
    run = LocalRun(folder)
    make_pairs(run.media, options.groups)
    run.start()
    try:
        figures = measure(run, options.groups, options.keys, options.burst)
    finally:
        run.stop()
        shutil.rmtree(folder)
    print(json.dumps({"groups": options.groups, **figures}))


if __name__ == "__main__":
    main()
