"""
Scrolling through the web UI's timeline of many cards in a real Chromium.

    python -m bench.web_scroll [CARDS=100000] [--rounds 5] [--frames 300]

The page is as `make run` serves it, over a filled database; every round begins in months that were
not loaded. Main-thread time is of the thread's own clock (CDP `Performance.getMetrics` in
`threadTicks`), with everything a frame causes: fetching months, layout, cards, styles. Frames a
second would tell of the graphics card. Prints medians over the rounds; the last line is JSON.
"""

import argparse
import json
import statistics
from typing import Any

from playwright.sync_api import CDPSession, Page

from bench.web_browser import browsing, signed_in
from bench.web_stand import ASSETS_A_GROUP, CARDS_A_GROUP, standing

STEPS = (40, 400)  # pixels a frame
REST_MS = 1500
MB = 2**20
LONG_TASKS = """
window.longTasks = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.longTasks.push(duration);
}).observe({ type: 'longtask' });
"""
GO_TO = "(share) => scrollTo(0, document.documentElement.scrollHeight * share)"
SCROLL = """([step, frames]) => new Promise((done) => {
  window.longTasks.length = 0;
  let left = frames;
  const next = () => {
    if (left-- === 0) return done([...window.longTasks]);
    scrollBy(0, step);
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})"""
IN_SIGHT = """() => {
  const near = [...document.querySelectorAll('article img')].filter((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  return near.length > 0 && near.every((one) => one.complete && one.naturalWidth > 0);
}"""
COUNT = "() => document.querySelectorAll('*').length"


def metrics(chrome: CDPSession) -> dict[str, float]:
    """
    Read Chromium's counters.
    """
    told = chrome.send("Performance.getMetrics")["metrics"]
    return {one["name"]: one["value"] for one in told}


def scroll(page: Page, chrome: CDPSession, step: int, share: float, frames: int) -> dict[str, Any]:
    """
    Jump somewhere, rest, scroll, and tell what it took.
    """
    page.evaluate(GO_TO, share)
    page.wait_for_function(IN_SIGHT)
    page.wait_for_timeout(REST_MS)
    before = metrics(chrome)
    long_tasks = page.evaluate(SCROLL, [step, frames])
    after = metrics(chrome)

    def spent(name: str) -> float:
        return round((after[name] - before[name]) * 1000 / frames, 2)

    return {
        "ms_a_frame": spent("TaskDuration"),
        "script_ms": spent("ScriptDuration"),
        "style_ms": spent("RecalcStyleDuration"),
        "layout_ms": spent("LayoutDuration"),
        "long_tasks": len(long_tasks),
        "longest_ms": round(max(long_tasks, default=0)),
        "elements": page.evaluate(COUNT),
        "heap_mb": round(after["JSHeapUsedSize"] / MB, 1),
    }


def jump(page: Page, share: float) -> float:
    """
    Give the milliseconds from a jump until every picture in sight is there.
    """
    started = page.evaluate(f"(share) => {{ ({GO_TO})(share); return performance.now(); }}", share)
    page.wait_for_function(IN_SIGHT)
    return float(page.evaluate("() => performance.now()")) - float(started)


def summary(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    """
    Give medians; of what must never happen, the worst.
    """
    worst = {"long_tasks", "longest_ms", "elements", "heap_mb"}
    return {
        name: (max if name in worst else statistics.median)(one[name] for one in rounds)
        for name in rounds[0]
    }


def measure(page: Page, url: str, rounds: int, frames: int) -> dict[str, Any]:
    """
    Give the figures of both speeds.
    """
    page.add_init_script(LONG_TASKS)
    page.goto(url)
    page.wait_for_function(IN_SIGHT)
    chrome = page.context.new_cdp_session(page)
    chrome.send("Performance.enable", {"timeDomain": "threadTicks"})
    found: dict[str, Any] = {}
    places = 2 * rounds + 1
    for at, step in enumerate(STEPS):
        taken = []
        for number in range(rounds):
            share = (2 * number + at + 0.5) / places
            taken.append(scroll(page, chrome, step, share, frames))
            print(f"{step:4} px a frame  {taken[-1]}", flush=True)
        found[f"{step}_px"] = summary(taken)
    jumps = [jump(page, (number + 0.25) / rounds) for number in range(rounds)]
    return {**found, "jump_ms": round(statistics.median(jumps))}


def main() -> None:
    """
    Fill, scroll, print.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("cards", nargs="?", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--frames", type=int, default=300)
    options = parser.parse_args()
    with standing(options.cards) as url, browsing() as browser, signed_in(browser, url) as page:
        figures = measure(page, url, options.rounds, options.frames)
    assets = options.cards // CARDS_A_GROUP * ASSETS_A_GROUP
    print(json.dumps({"cards": options.cards, "assets": assets, **figures}))


if __name__ == "__main__":
    main()
