"""
The bridge between file names as bytes and names as text.
"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediacore.paths import (
    KEY_BYTES,
    display,
    name_of,
    parent_of,
    path_key,
    prefix_range,
    undisplay,
)

NAMES = st.one_of(st.binary(), st.text(st.characters(exclude_categories=["Cs"])).map(str.encode))


@given(NAMES)
def test_every_name_comes_back_from_its_display_form(name: bytes) -> None:
    """
    No bytes are lost on the way to text and back.
    """
    assert undisplay(display(name)) == name


@given(NAMES, NAMES)
def test_different_names_have_different_display_forms(one: bytes, other: bytes) -> None:
    """
    Two names look alike only when they are the same name.
    """
    assert (display(one) == display(other)) == (one == other)


@given(NAMES)
def test_a_display_form_stays_on_its_line(name: bytes) -> None:
    """
    No control character, line break or lone surrogate gets into the text.
    """
    text = display(name)

    assert len(text.splitlines()) <= 1
    assert not {unicodedata.category(character) for character in text} & {"Cc", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (b"2024/IMG_1234.CR2", "2024/IMG_1234.CR2"),
        ("Zürich 🏔.jpg".encode(), "Zürich 🏔.jpg"),
        (b"a\nb", r"a\x0ab"),
        (b"a\xff", r"a\xff"),
        (b"a\xc2\x85", r"a\xc2\x85"),
        (b"a\\x41", r"a\\x41"),
        ("a\u2028b".encode(), r"a\xe2\x80\xa8b"),
        (b"", ""),
    ],
)
def test_display_form_of_a_known_name(name: bytes, text: str) -> None:
    """
    Readable names stay readable, and what would not be is written as bytes.
    """
    assert display(name) == text


def test_backslash_that_begins_no_escape_stands_for_itself() -> None:
    """
    A text that display would never make still has one meaning.
    """
    assert undisplay("a\\q") == b"a\\q"


def test_composed_and_decomposed_twins_stay_two_names() -> None:
    """
    NFC and NFD forms of one letter are two files, and two texts.
    """
    assert display("é".encode()) != display("e\u0301".encode())


def test_key_has_a_fixed_size_whatever_the_path() -> None:
    """
    A path of 4,096 bytes has a key that an index takes.
    """
    assert len(path_key(b"a" * 4096)) == len(path_key(b"")) == KEY_BYTES
    assert path_key(b"a") != path_key(b"b")


@pytest.mark.parametrize(
    ("path", "parent", "name"),
    [(b"a/b/c.jpg", b"a/b", b"c.jpg"), (b"c.jpg", b"", b"c.jpg"), (b"", b"", b"")],
)
def test_path_is_its_folder_and_its_name(path: bytes, parent: bytes, name: bytes) -> None:
    """
    The root is the empty folder.
    """
    assert (parent_of(path), name_of(path)) == (parent, name)


@given(st.binary(), st.binary())
def test_prefix_range_holds_exactly_the_paths_with_the_prefix(prefix: bytes, path: bytes) -> None:
    """
    Range and prefix agree on every path, one behind the prefix and one anywhere.
    """
    first, end = prefix_range(prefix)

    for candidate in (path, prefix + path):
        inside = candidate >= first and (end is None or candidate < end)
        assert inside == candidate.startswith(prefix)


@pytest.mark.parametrize("prefix", [b"", b"\xff\xff"])
def test_prefix_without_an_upper_end(prefix: bytes) -> None:
    """
    Nothing sorts behind every path that starts with 0xff, nor behind every path.
    """
    assert prefix_range(prefix) == (prefix, None)
