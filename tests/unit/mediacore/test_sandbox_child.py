"""
How the child process of a sandbox answers, without a process.
"""

import io
import pickle
from typing import Any, NoReturn

import pytest

from mediacore.errors import TwinlensError
from mediacore.sandbox_child import ERROR, FOREIGN, HEADER, VALUE, answer_to, framed, serve


class NeedsTwoError(Exception):
    """
    Raised with two words, and remembered with one: its pickle cannot be read.
    """

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")


class NoPickleError(Exception):
    """
    Raised by a decoder whose exceptions hold handles.
    """

    def __reduce__(self) -> NoReturn:
        raise TypeError("a handle cannot be pickled")


def fail(error: type[Exception], *args: Any) -> NoReturn:
    """
    Raise an exception made from the arguments.
    """
    raise error(*args)


def unpickled(data: bytes) -> Any:
    """
    Give what the child has pickled.
    """
    return pickle.loads(data)  # noqa: S301 - our own child wrote it


def asked(function: Any, *args: Any, **kwargs: Any) -> tuple[str, Any]:
    """
    Give the answer to one request.
    """
    answer: tuple[str, Any] = unpickled(answer_to(pickle.dumps((function, args, kwargs))))
    return answer


def test_result_is_the_answer() -> None:
    """
    What the function returns goes back, keyword arguments or not.
    """
    assert asked(sorted, [1, 3, 2], reverse=True) == (VALUE, [3, 2, 1])


def test_exception_goes_back_whole() -> None:
    """
    Type, message and context of an exception survive, and it knows where it was raised.
    """
    outcome, error = asked(fail, TwinlensError, "no picture")

    assert (outcome, type(error), error.message) == (ERROR, TwinlensError, "no picture")
    assert "in fail" in error.__notes__[0]


@pytest.mark.parametrize(
    ("error", "words"), [(NeedsTwoError, ("sun", "moon")), (NoPickleError, ("sun and moon",))]
)
def test_exception_without_a_pickle_goes_back_in_words(
    error: type[Exception], words: tuple[str, ...]
) -> None:
    """
    An exception that cannot be pickled, or not be read again, leaves its type and text.
    """
    assert asked(fail, error, *words) == (FOREIGN, f"{error.__name__}: sun and moon")


def test_result_without_a_pickle_is_an_error() -> None:
    """
    A result that cannot be pickled is told to the caller.
    """
    outcome, error = asked(memoryview, b"")

    assert (outcome, type(error)) == (ERROR, TypeError)


def test_request_that_cannot_be_read_is_an_error() -> None:
    """
    A function that the child cannot import does not end the child.
    """
    outcome, error = unpickled(answer_to(b"cno_such_module\nfunction\n."))

    assert (outcome, type(error)) == (ERROR, ModuleNotFoundError)


def answers(sink: io.BytesIO) -> list[tuple[bool, Any]]:
    """
    Give the frames that were written: whether it was the last, and the content.
    """
    sink.seek(0)
    found = []
    while head := sink.read(HEADER.size):
        last, length = HEADER.unpack(head)
        found.append((last, unpickled(sink.read(length))))
    return found


def test_child_is_ready_then_answers_in_turn() -> None:
    """
    One frame says that the child is ready; one follows for each request, until there are none.
    """
    requests = [framed((abs, (number,), {})) for number in (-1, -2)]
    sink = io.BytesIO()

    serve(io.BytesIO(b"".join(requests)), sink, lambda _calls: False)

    assert answers(sink) == [(False, None), (False, (VALUE, 1)), (False, (VALUE, 2))]


def test_worn_child_says_so_with_its_last_answer() -> None:
    """
    A request behind the last answer is left alone.
    """
    requests = [framed((abs, (number,), {})) for number in (-1, -2, -3)]
    sink = io.BytesIO()

    serve(io.BytesIO(b"".join(requests)), sink, lambda calls: calls == 2)

    assert [last for last, _ in answers(sink)] == [False, False, True]


def test_half_a_request_is_none() -> None:
    """
    A parent that dies while it writes ends the child.
    """
    sink = io.BytesIO()

    serve(io.BytesIO(framed(None)[: HEADER.size - 1]), sink, lambda _calls: False)

    assert answers(sink) == [(False, None)]
