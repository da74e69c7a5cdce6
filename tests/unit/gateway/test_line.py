"""
Tests of knowing whether the caller is still there.
"""

from gateway.line import KEY, Line, line_of


def test_loss_is_told_to_who_watches() -> None:
    """
    Once, at the moment when it happens.
    """
    line, told = Line(), []
    line.watch(lambda: told.append("gone"))

    line.lose()

    assert (line.is_lost, told) == (True, ["gone"])


def test_who_watches_too_late_is_told_at_once() -> None:
    """
    The caller may hang up before anything is asked of Immich.
    """
    line, told = Line(), []
    line.lose()

    line.watch(lambda: told.append("gone"))
    line.watch(None)

    assert told == ["gone"]


def test_line_of_a_request_is_its_servers() -> None:
    """
    A server that gives none has callers who never hang up.
    """
    line = Line()

    assert line_of({KEY: line}) is line
    assert not line_of({}).is_lost
