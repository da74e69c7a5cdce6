"""
Cursors, and the pages between them.
"""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediacore.errors import InvalidRequestError
from mediacore.pagination import Page, decode_cursor, encode_cursor, page_of


def cursor_of(text: str) -> str:
    """
    Encode any text as if it were a cursor of ours.
    """
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@given(st.integers(), st.text(), st.floats(allow_nan=False), st.booleans())
def test_cursor_gives_back_its_values(number: int, text: str, score: float, flag: bool) -> None:
    """
    Whatever a page was sorted by comes back with the same type.
    """
    cursor = encode_cursor(number, text, score, flag)

    assert decode_cursor(cursor, [int, str, float, bool]) == [number, text, score, flag]


@given(st.text())
def test_cursor_needs_no_escaping_in_an_address(text: str) -> None:
    """
    A cursor goes into a query string as it is.
    """
    assert set(encode_cursor(text)) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    )


@pytest.mark.parametrize(
    "cursor",
    ["%", "a", "é", cursor_of("{"), "_w", cursor_of("[" * 100_000), cursor_of("9" * 10_000)],
)
def test_what_is_no_cursor_is_an_invalid_request(cursor: str) -> None:
    """
    Garbage from a caller is the caller's error, never ours.
    """
    with pytest.raises(InvalidRequestError, match="not one of ours"):
        decode_cursor(cursor, [int])


@pytest.mark.parametrize("values", [{"a": 1}, 7, [], [1, 2], ["1"], [True], [None]])
def test_cursor_of_another_list_is_refused(values: object) -> None:
    """
    Number and types of the values must be those of the list.
    """
    with pytest.raises(InvalidRequestError, match="another list"):
        decode_cursor(cursor_of(json.dumps(values)), [int])


def test_page_with_more_behind_it_carries_the_key_of_its_last_item() -> None:
    """
    The next page begins after the last item shown, not after the one peeked at.
    """
    page = page_of(["a", "b", "c"], 2, lambda item: (item,))

    assert page == Page(("a", "b"), encode_cursor("b"))


@pytest.mark.parametrize("rows", [[], ["a"], ["a", "b"]])
def test_last_page_has_no_cursor(rows: list[str]) -> None:
    """
    Where nothing follows, no next page is promised.
    """
    assert page_of(rows, 2, lambda item: (item,)) == Page(tuple(rows), None)
