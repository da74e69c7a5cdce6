"""
The caller's connection, as far as the one request that is being answered must know of it.
"""

from collections.abc import Callable

from starlette.types import Scope

KEY = "twinlens.line"
HELD = "twinlens.held"  # in the start of an answer: some of its body follows at once
BARE_QUERY = "twinlens.bare_query"  # a question mark was written, and nothing follows it


class Line:
    """
    Tells whoever carries a request when the caller has hung up.
    """

    __slots__ = ("_on_lost", "is_lost")

    def __init__(self) -> None:
        self.is_lost = False
        self._on_lost: Callable[[], None] | None = None

    def watch(self, on_lost: Callable[[], None] | None) -> None:
        """
        Have a function called when the caller hangs up: at once, if they have.
        """
        self._on_lost = on_lost
        if self.is_lost and on_lost is not None:
            on_lost()

    def lose(self) -> None:
        """
        Say that the caller has hung up.
        """
        self.is_lost = True
        if self._on_lost is not None:
            self._on_lost()


def line_of(scope: Scope) -> Line:
    """
    Give the line of a request; under a server other than ours, one that is never lost.
    """
    found = scope.get(KEY)
    return found if isinstance(found, Line) else Line()
