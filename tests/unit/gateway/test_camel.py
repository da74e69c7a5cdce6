"""
Tests of names as the web reads them.
"""

import pytest

from gateway.camel import camel, camel_keys


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("files_failed", "filesFailed"), ("run", "run"), ("eta_seconds_left", "etaSecondsLeft")],
)
def test_words_after_the_first_begin_with_a_capital(name: str, wanted: str) -> None:
    """
    A name of one word stays as it is.
    """
    assert camel(name) == wanted


def test_names_inside_lists_and_objects_change_too() -> None:
    """
    Values stay, names change, however deep.
    """
    assert camel_keys({"a_b": [{"c_d": "e_f"}, 1]}) == {"aB": [{"cD": "e_f"}, 1]}
