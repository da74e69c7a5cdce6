"""
What a log line looks like, for machines and for people.
"""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from mediacore.logs import configure_logging


class Terminal(io.StringIO):
    """
    A stream that says it is a terminal.
    """

    def isatty(self) -> bool:
        """
        Say yes.
        """
        return True


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    """
    Leave logging as it was found.
    """
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def rows(stream: io.StringIO) -> list[dict[str, Any]]:
    """
    Read the JSON lines written so far.
    """
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_event_is_one_line_of_json_with_its_bound_values() -> None:
    """
    A container's line carries the event, the level, the time in UTC, the logger and the context.
    """
    stream = io.StringIO()
    configure_logging(stream=stream)
    structlog.contextvars.bind_contextvars(request_id="r1")

    structlog.get_logger("mediacore.tests").info("file_read", path="a\nb.jpg")

    (row,) = rows(stream)
    assert row.pop("timestamp").endswith("Z")
    assert row == {
        "event": "file_read",
        "path": "a\nb.jpg",
        "request_id": "r1",
        "level": "info",
        "logger": "mediacore.tests",
    }


def test_other_libraries_log_in_the_same_form() -> None:
    """
    A line of the standard library's logging looks like ours.
    """
    stream = io.StringIO()
    configure_logging(stream=stream)

    logging.getLogger("somebody.else").warning("disk is %s", "full")

    (row,) = rows(stream)
    assert (row["event"], row["level"], row["logger"]) == (
        "disk is full",
        "warning",
        "somebody.else",
    )


@pytest.mark.parametrize("human", [True, False])
@pytest.mark.parametrize("foreign", [True, False])
def test_exception_comes_with_its_traceback_once(human: bool, foreign: bool) -> None:
    """
    Both forms show where an error came from, whoever logged it, and no local values.
    """
    stream = io.StringIO()
    configure_logging(stream=stream, human=human)
    logger: Any = logging.getLogger("x") if foreign else structlog.get_logger("x")
    try:
        int("broken")
    except ValueError:
        logger.exception("reading_failed")

    text = stream.getvalue()
    assert text.count("Traceback (most recent call last)") == 1
    assert text.count("ValueError: invalid literal") == 1
    assert "stream =" not in text


def test_people_at_a_terminal_get_colour() -> None:
    """
    Where a terminal listens, the line is coloured and no JSON.
    """
    stream = Terminal()
    configure_logging(stream=stream)

    structlog.get_logger().info("file_read", path="a.jpg")

    assert "\x1b[" in stream.getvalue()
    assert "file_read" in stream.getvalue()
    assert not stream.getvalue().startswith("{")


def test_people_behind_a_pipe_get_no_colour() -> None:
    """
    Readable lines in a file hold no escape codes.
    """
    stream = io.StringIO()
    configure_logging(stream=stream, human=True)

    structlog.get_logger().info("file_read", path="a.jpg")

    assert "file_read" in stream.getvalue()
    assert "\x1b[" not in stream.getvalue()


def test_lines_below_the_level_are_dropped() -> None:
    """
    The level holds for our events and for everybody else's.
    """
    stream = io.StringIO()
    configure_logging(level="warning", stream=stream)

    structlog.get_logger().info("file_read")
    logging.getLogger("x").info("read")
    structlog.get_logger().warning("file_skipped")

    assert [row["event"] for row in rows(stream)] == ["file_skipped"]


def test_chatty_libraries_speak_only_of_trouble() -> None:
    """
    Requests and watched files of libraries are not news, their warnings are.
    """
    stream = io.StringIO()
    configure_logging(level="debug", stream=stream)

    logging.getLogger("httpx").info("HTTP Request")
    logging.getLogger("httpx").warning("odd answer")

    assert [row["event"] for row in rows(stream)] == ["odd answer"]


def test_configuring_twice_writes_every_line_once() -> None:
    """
    The second call replaces the first.
    """
    stream = io.StringIO()
    configure_logging(stream=io.StringIO())
    configure_logging(stream=stream)

    structlog.get_logger().info("started")

    assert len(rows(stream)) == 1


def test_standard_error_is_the_place_of_logs(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Without a stream the lines go where a container's runtime collects them.
    """
    configure_logging()

    structlog.get_logger().info("started")

    assert json.loads(capsys.readouterr().err)["event"] == "started"
