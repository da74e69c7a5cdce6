"""
Following the scan of a running stack.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from rich.console import Console

from localstack.status import ScanWatch, activity, is_open, progress_line, scan_client
from tests.unit.localstack.screen import screen
from tests.waiting import wait_until

SINCE = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
NOTHING_YET = {
    "run_id": None,
    "state": "idle",
    "stage": "idle",
    "found": 0,
    "total": 0,
    "done": 0,
    "failed": 0,
    "rate": 0.0,
    "eta_seconds": None,
    "started_at": None,
    "files": 0,
    "files_failed": 0,
}
EARLIER = NOTHING_YET | {
    "run_id": 1,
    "state": "done",
    "stage": "done",
    "started_at": "2026-05-04T11:59:00Z",
    "files": 60,
}
LOOKING = NOTHING_YET | {
    "run_id": 2,
    "state": "running",
    "stage": "discover",
    "found": 1500,
    "started_at": "2026-05-04T12:00:05Z",
}
READING = LOOKING | {"stage": "read", "done": 40, "total": 60, "failed": 1, "rate": 20.0}
DONE = READING | {"state": "done", "stage": "done", "done": 60, "failed": 0, "files": 60}
COUNTS = {
    "groups": 9,
    "files": 20,
    "by_type": {"raw_jpeg": {"groups": 9, "files": 20, "bytes": 1000}},
    "ungrouped": 40,
    "ungrouped_raw": 0,
}


def client(*answers: Any, counts: httpx.Response | None = None) -> httpx.Client:
    """
    A service that gives these answers about its scan, the last one for ever.
    """
    remaining: Iterator[Any] = iter(answers)
    last: list[Any] = [None]

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/groups/counts":
            return counts or httpx.Response(200, json=COUNTS)
        last[0] = next(remaining, last[0])
        if isinstance(last[0], int):
            return httpx.Response(last[0], text="no")
        return httpx.Response(200, json=last[0])

    return httpx.Client(base_url="http://grouping", transport=httpx.MockTransport(answer))


def watching(source: httpx.Client, console: Console, **changes: Any) -> ScanWatch:
    """
    A watch over a complete stack that does not rest between its questions.
    """
    watch = ScanWatch(source, console, SINCE, "Look there", **{"pause": 0, **changes})
    watch.stack_is_complete()
    return watch


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (LOOKING, "Looking for files: 1,500 files so far"),
        (
            READING | {"eta_seconds": 1.0},
            "Reading: 40 of 60 files, 20 a second, 1 failed, 1 s to go",
        ),
        (READING | {"stage": "group", "failed": 0}, "Grouping: 40 of 60 files, 20 a second"),
        (READING | {"state": "paused"}, "Reading (paused): 40 of 60 files, 20 a second, 1 failed"),
    ],
)
def test_a_line_of_progress_says_all_there_is(status: dict[str, Any], line: str) -> None:
    """
    Failures and the time to go appear only when there are any.
    """
    assert progress_line(status) == line


def test_an_unknown_stage_keeps_its_name() -> None:
    """
    A newer service may do more than we know.
    """
    assert activity(READING | {"stage": "polish"}) == "polish"


@pytest.mark.parametrize(("status", "going"), [(READING, True), (DONE, False), (EARLIER, False)])
def test_a_scan_goes_on_while_its_state_says_so(status: dict[str, Any], going: bool) -> None:
    """
    Whatever ends a scan ends it.
    """
    assert is_open(status) is going


def test_plain_output_gets_a_line_per_stage_and_the_findings() -> None:
    """
    Unreachable, unreadable, earlier and unchanged answers say nothing.
    """
    console, words = screen(terminal=False)
    answers: tuple[Any, ...] = (503, [], NOTHING_YET, EARLIER, LOOKING, READING, READING, DONE)

    watching(client(*answers), console).follow()

    lines = words.getvalue().splitlines()
    assert [line.split(":")[0] for line in lines[:2]] == ["Looking for files", "Reading"]
    assert lines[2] == "60 files, 60 new or changed."
    assert lines[3].startswith("Versions of one shot")
    assert lines[-2:] == ["40 files without another version.", "Look there"]


def test_plain_output_gets_a_line_now_and_then_in_a_long_stage() -> None:
    """
    A log file does not fill with progress.
    """
    console, words = screen(terminal=False)
    times = iter(range(1000))
    steps = [READING | {"done": done} for done in range(0, 60, 10)]

    watching(client(*steps, DONE), console, clock=lambda: float(next(times))).follow()

    assert 1 < words.getvalue().count("Reading") < len(steps)


def test_a_terminal_gets_a_bar_and_the_findings() -> None:
    """
    The bar shows what is looked for, then what is read.
    """
    console, words = screen(terminal=True)

    watching(client(LOOKING, READING, DONE), console).follow()

    assert "60/60" in words.getvalue()
    assert "RAW + JPEG" in words.getvalue()


def test_an_earlier_scan_taken_up_again_is_this_starts() -> None:
    """
    A run that was killed goes on at the next start, with its old beginning.
    """
    console, words = screen(terminal=False)
    old = {"started_at": EARLIER["started_at"]}

    watching(client(READING | old, DONE | old), console).follow()

    assert "60 files, 60 new or changed." in words.getvalue()


def test_without_a_scan_of_this_start_the_newest_has_to_do() -> None:
    """
    Clocks of two machines may differ; nobody waits for ever.
    """
    console, words = screen(terminal=False)

    watching(client(EARLIER), console, patience=-1).follow()

    assert "60 files, nothing new." in words.getvalue()


def test_an_empty_library_gets_no_table() -> None:
    """
    There is nothing to count.
    """
    console, words = screen(terminal=False)
    nothing = httpx.Response(200, json=COUNTS | {"groups": 0, "by_type": {}, "ungrouped": 0})

    watching(client(DONE | {"files": 0, "total": 0}, counts=nothing), console).follow()

    assert words.getvalue().startswith("No photos or clips yet")
    assert "version" not in words.getvalue()


def test_without_counts_there_are_no_findings() -> None:
    """
    A service that cannot count now does not stop the rest.
    """
    console, words = screen(terminal=False)

    watching(client(DONE, counts=httpx.Response(500)), console).follow()

    assert words.getvalue() == ""


def test_findings_wait_for_the_whole_stack() -> None:
    """
    Nobody is sent to a page that is not there yet.
    """
    console, words = screen(terminal=False)
    watch = ScanWatch(client(READING, DONE), console, SINCE, "Look there", pause=0)
    watch.start()
    wait_until(lambda: "Reading" in words.getvalue())

    early = words.getvalue()
    watch.stack_is_complete()
    wait_until(lambda: "Look there" in words.getvalue())

    watch.stop()
    assert "new or changed" not in early


@pytest.mark.parametrize("terminal", [True, False])
def test_following_can_be_stopped_before_the_end(terminal: bool) -> None:
    """
    Ctrl-C during a scan ends the bar without findings.
    """
    console, words = screen(terminal=terminal)
    watch = watching(client(READING), console, pause=0.01)
    watch.start()
    wait_until(lambda: "Reading" in words.getvalue())

    watch.stop()

    assert "Versions" not in words.getvalue()


def test_a_watch_that_never_started_can_be_stopped() -> None:
    """
    A start that fails early has nothing to join.
    """
    console, words = screen(terminal=False)

    watching(client(DONE), console).stop()

    assert words.getvalue() == ""


def test_the_service_gets_its_token() -> None:
    """
    The client carries what the service demands.
    """
    with scan_client("http://grouping", "secret") as made:
        assert made.headers["Authorization"] == "Bearer secret"
