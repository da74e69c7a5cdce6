"""
Readers that die, and what is lost with them.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from mediacore.reader_pool import in_processes

ROOT = Path(__file__).parents[3]
KILLER = 13


def double(numbers: Sequence[int]) -> list[int]:
    """
    Read numbers; one of them ends the process at once.
    """
    if KILLER in numbers:
        os.kill(os.getpid(), signal.SIGTERM)
    return [2 * number for number in numbers]


def refuse(numbers: Sequence[int]) -> list[int]:
    """
    Fail as code with a mistake does.
    """
    raise ValueError(numbers)


def held_back(numbers: Sequence[int]) -> list[int]:
    """
    Give those signals that are held back.
    """
    return [number for number in numbers if number in signal.pthread_sigmask(signal.SIG_BLOCK, [])]


def lost(number: int) -> int:
    """
    Stand for a number whose reader died.
    """
    return -number


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Let the readers find this module.
    """
    monkeypatch.syspath_prepend(ROOT)


def test_answers_come_in_the_order_of_the_chunks() -> None:
    """
    Whichever reader is faster, the result is always the same.
    """
    chunks = [[1, 2], [3], [4, 5, 6], [7]]

    parts = list(in_processes(double, chunks, lost, workers=2))

    assert parts == [[2, 4], [6], [8, 10, 12], [14]]


def test_reader_that_dies_costs_one_thing_only() -> None:
    """
    The chunk is halved until the culprit is alone; all others are read.
    """
    parts = list(in_processes(double, [[10, 11, 12, 13, 14], [15]], lost, workers=1))

    assert parts == [[20, 22, 24, -13, 28], [30]]


def test_mistake_in_the_reader_is_raised() -> None:
    """
    Only death is forgiven: an exception is for the caller.
    """
    with pytest.raises(ValueError, match="1"):
        list(in_processes(refuse, [[1]], lost, workers=1))


def test_nothing_to_read_starts_nothing() -> None:
    """
    Without chunks there are no answers, and the end comes at once.
    """
    assert list(in_processes(double, [], lost, workers=1)) == []


def test_reader_who_looks_away_stops_the_reading() -> None:
    """
    When nobody wants the rest any more, it is not read, and no process stays.
    """
    asked: list[int] = []

    def endless() -> Iterator[list[int]]:
        while True:
            asked.append(len(asked))
            yield [asked[-1]]

    parts = in_processes(double, endless(), lost, workers=1)
    first = next(parts)
    parts.close()

    assert first == [0]
    assert not [thread for thread in threading.enumerate() if thread.name == "readers"]
    assert multiprocessing.active_children() == []


def test_reader_never_hears_of_ctrl_c() -> None:
    """
    Ctrl-C goes to every process of the terminal, and a reader that starts would complain aloud.
    """
    (found,) = in_processes(held_back, [[signal.SIGINT, signal.SIGTERM]], lost, workers=1)

    assert found == [signal.SIGINT]
