"""
Progress as a bar on a terminal, and as lines elsewhere.
"""

import io

import pytest
from rich.console import Console

from mediacore.cli_progress import Interruptible, Lines, RateColumn, shown_progress


class Clock:
    """
    A clock that stands still until it is moved.
    """

    now = 100.0

    def __call__(self) -> float:
        """
        Give the time.
        """
        return self.now


def test_lines_are_written_at_most_every_two_seconds() -> None:
    """
    A log gets one line for what happened in two seconds.
    """
    out, clock = io.StringIO(), Clock()
    lines = Lines(Console(file=out), clock)

    for second in (0.5, 1.9, 2.1, 3.0, 4.2):
        clock.now = 100 + second
        lines.found(int(second * 1000))

    assert out.getvalue().splitlines() == ["Found 2,100 files so far", "Found 4,200 files so far"]


def test_speed_and_rest_are_told_once_they_are_known() -> None:
    """
    The start of the readers does not count: speed is taken from the first files on.
    """
    out, clock = io.StringIO(), Clock()
    lines = Lines(Console(file=out), clock)

    for second, done in ((0, 0), (3, 0), (6, 100), (16, 600)):
        clock.now = 100 + second
        lines.read(done, 1000)

    assert out.getvalue().splitlines() == [
        "Read 0 of 1,000 files",
        "Read 100 of 1,000 files",
        "Read 600 of 1,000 files, 50 files/s, 8 s left",
    ]


def test_next_stage_is_measured_from_its_own_start() -> None:
    """
    When the count begins anew, no speed is negative.
    """
    out, clock = io.StringIO(), Clock()
    lines = Lines(Console(file=out), clock)

    for second, done in ((0, 10), (5, 60), (10, 1), (15, 51)):
        clock.now = 100 + second
        lines.read(done, 100)

    assert out.getvalue().splitlines()[-2:] == [
        "Read 1 of 100 files",
        "Read 51 of 100 files, 10 files/s, 5 s left",
    ]


def test_terminal_shows_a_bar_and_clears_it() -> None:
    """
    Looking, then reading, are drawn with count and total; nothing stays behind.
    """
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=80, color_system=None)

    with shown_progress(console) as progress:
        progress.found(3)
        progress.read(0, 3)
        progress.read(2, 3)

    assert "Looking" in out.getvalue()
    assert "Reading" in out.getvalue()
    assert "2/3" in out.getvalue()


def test_file_gets_lines() -> None:
    """
    Where nobody watches, no bar is drawn.
    """
    with shown_progress(Console(file=io.StringIO())) as progress:
        assert isinstance(progress, Interruptible)
        assert isinstance(progress._listener, Lines)


@pytest.mark.parametrize(("speed", "shown"), [(None, ""), (1234.4, "1,234/s")])
def test_rate_is_shown_when_it_is_known(speed: float | None, shown: str) -> None:
    """
    An unknown speed takes no space.
    """

    class FakeTask:
        """
        A task with a speed.
        """

        def __init__(self) -> None:
            self.speed = speed

    assert RateColumn().render(FakeTask()).plain == shown  # type: ignore[arg-type]  # only the speed is asked for


def test_interrupt_that_was_swallowed_comes_again() -> None:
    """
    One press of Ctrl-C is enough, wherever it fell.
    """
    watched = Interruptible(Lines(Console(file=io.StringIO())))
    watched.found(1)
    watched.read(1, 2)
    with pytest.raises(KeyboardInterrupt):
        watched.press(2, None)

    with pytest.raises(KeyboardInterrupt):
        watched.found(2)
    with pytest.raises(KeyboardInterrupt):
        watched.read(2, 2)
