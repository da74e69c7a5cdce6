"""
Facts about the library that survive a restart.
"""

from mediacore.library_state import recall, remember
from tests.integration.mediacore.shelf import Bench


def test_unknown_fact_is_none(bench: Bench) -> None:
    """
    What was never remembered is not known.
    """
    with bench.database.read() as session:
        assert recall(session, "nothing") is None


def test_last_word_counts(bench: Bench) -> None:
    """
    A fact is any JSON value, and a later one takes its place.
    """
    with bench.database.write() as session:
        remember(session, "root", {"device": 1})
        remember(session, "root", {"device": [2, None]})

    with bench.database.read() as session:
        assert recall(session, "root") == {"device": [2, None]}
