"""
What a person sees while the stack works.
"""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from rich.console import Console

from localstack.stack import Stack
from localstack.status import (
    ScanWatch,
    progress_line,
    scan_client,
    scan_over,
    show_welcome,
    summary,
    welcome_lines,
)
from tests.unit.localstack.test_plan import ADDRESSES, SETTINGS
from tests.waiting import wait_until

STACK = Stack(SETTINGS, ADDRESSES, (), ())
IDLE = {"stage": "idle", "done": 0, "total": 0, "failed": 0, "rate": None, "eta_seconds": None}
READING = {"stage": "read", "done": 40, "total": 60, "failed": 1, "rate": 20.0, "eta_seconds": 1.0}
DONE = {"stage": "done", "done": 60, "total": 60, "failed": 0, "rate": 30.0, "eta_seconds": 0}


def console(*, terminal: bool) -> tuple[Console, io.StringIO]:
    """
    A console and what was written to it.
    """
    words = io.StringIO()
    return Console(file=words, force_terminal=terminal, width=70, color_system=None), words


def client(*answers: Any) -> httpx.Client:
    """
    A service that gives these answers about its scan, the last one for ever.
    """
    remaining: Iterator[Any] = iter(answers)
    last: list[Any] = [None]

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/groups/counts":
            return httpx.Response(200, json={"raw_jpeg": 9, "burst": 1})
        last[0] = next(remaining, last[0])
        if isinstance(last[0], int):
            return httpx.Response(last[0], text="no")
        return httpx.Response(200, json=last[0])

    return httpx.Client(base_url="http://grouping", transport=httpx.MockTransport(answer))


def test_the_demo_says_what_is_not_real() -> None:
    """
    A newcomer learns that photos and Immich are samples, and how to sign in.
    """
    text = "\n".join(welcome_lines(STACK))

    assert "http://localhost:8080" in text
    assert "generated sample library" in text
    assert "demo@twinlens.local, password demo" in text


def test_a_real_library_and_immich_are_named_as_they_are() -> None:
    """
    Nothing about samples is said, and notes are.
    """
    settings = replace(SETTINGS, media_path=Path("/photos"), immich_url="http://nas:2283")
    text = "\n".join(welcome_lines(Stack(settings, ADDRESSES, (), ("look here",))))

    assert "http://nas:2283" in text
    assert "look here" in text
    assert "demo" not in text
    assert "sample" not in text


@pytest.mark.parametrize(("terminal", "box"), [(True, True), (False, False)])
def test_a_box_is_drawn_only_for_a_terminal(terminal: bool, box: bool) -> None:
    """
    A log file gets plain lines.
    """
    screen, words = console(terminal=terminal)

    show_welcome(STACK, screen)

    assert ("╭" in words.getvalue()) is box
    assert "Twinlens is running" in words.getvalue()


def test_a_line_of_progress_says_all_there_is() -> None:
    """
    Failures and the time to go appear only when there are any.
    """
    assert progress_line(READING) == "read: 40 of 60 files, 20 a second, 1 failed, 1 s to go"
    assert progress_line(IDLE) == "idle: 0 of 0 files, 0 a second"


@pytest.mark.parametrize(("status", "over"), [(READING, False), (DONE, True), (IDLE, True)])
def test_a_scan_is_over_when_its_stage_says_so(status: dict[str, Any], over: bool) -> None:
    """
    Idle stages are ends.
    """
    assert scan_over(status) is over


def test_the_summary_names_types_for_people() -> None:
    """
    An unknown type keeps its own name.
    """
    screen, words = console(terminal=False)

    screen.print(summary({"by_type": {"raw_jpeg": 9, "odd_type": 2}}))

    assert "RAW + JPEG" in words.getvalue()
    assert "odd_type" in words.getvalue()


def test_plain_output_gets_a_line_per_change_and_a_summary() -> None:
    """
    Unreachable, unreadable and unchanged answers say nothing.
    """
    screen, words = console(terminal=False)
    watch = ScanWatch(client(503, [], IDLE, READING, READING, DONE), screen, pause=0)

    watch.follow()

    lines = words.getvalue().splitlines()
    assert [line.split(":")[0] for line in lines[:3]] == ["idle", "read", "done"]
    assert "Versions of one shot" in words.getvalue()


def test_a_terminal_gets_a_bar_and_a_summary() -> None:
    """
    The bar ends at the last answer.
    """
    screen, words = console(terminal=True)
    watch = ScanWatch(client(READING, DONE), screen, pause=0)

    watch.follow()

    assert "60/60" in words.getvalue()
    assert "Versions of one shot" in words.getvalue()


def test_without_counts_there_is_no_summary() -> None:
    """
    A service that cannot count now does not stop the rest.
    """
    screen, words = console(terminal=False)

    def answer(request: httpx.Request) -> httpx.Response:
        known = {"/scan/status": httpx.Response(200, json=DONE)}
        return known.get(request.url.path, httpx.Response(500))

    transport = httpx.MockTransport(answer)
    watch = ScanWatch(httpx.Client(base_url="http://g", transport=transport), screen, pause=0)

    watch.follow()

    assert "Versions" not in words.getvalue()


@pytest.mark.parametrize("terminal", [True, False])
def test_following_can_be_stopped_before_the_end(terminal: bool) -> None:
    """
    Ctrl-C during a scan ends the bar without a summary.
    """
    screen, words = console(terminal=terminal)
    watch = ScanWatch(client(READING), screen)
    watch.start()
    wait_until(lambda: "read" in words.getvalue())

    watch.stop()

    assert "Versions" not in words.getvalue()


def test_a_watch_that_never_started_can_be_stopped() -> None:
    """
    A start that fails early has nothing to join.
    """
    screen, words = console(terminal=False)

    ScanWatch(client(DONE), screen).stop()

    assert words.getvalue() == ""


def test_the_service_gets_its_token() -> None:
    """
    The client carries what the service demands.
    """
    with scan_client("http://grouping", "secret") as made:
        assert made.headers["Authorization"] == "Bearer secret"
