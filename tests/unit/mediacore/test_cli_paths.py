"""
Paths as people type them.
"""

import os
from pathlib import Path

import pytest

from mediacore.cli_paths import file_inside, file_path, folder_path
from mediacore.errors import InvalidRequestError


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """
    A library with two odd names, seen from the folder above it.
    """
    base = Path(os.path.realpath(tmp_path))
    (base / "lib/sub").mkdir(parents=True)
    (base / "lib/sub/a\n.jpg").touch()
    Path(os.fsdecode(os.fsencode(base) + b"/lib/b\xff.jpg")).touch()
    monkeypatch.chdir(base)
    return os.fsencode(base) + b"/lib"


def test_folder_is_absolute_and_real(root: bytes) -> None:
    """
    A link to a folder is that folder.
    """
    Path("link").symlink_to("lib")

    assert folder_path(Path("lib")) == folder_path(Path("link")) == root


@pytest.mark.parametrize(
    ("name", "words"), [("none", "No such file"), ("lib/sub/a\n.jpg", "a\\\\x0a.jpg is not a")]
)
@pytest.mark.usefixtures("root")
def test_what_is_no_folder_is_refused(name: str, words: str) -> None:
    """
    The message says which path, on one line, and what is wrong with it.
    """
    with pytest.raises(InvalidRequestError, match=words):
        folder_path(Path(name))


@pytest.mark.parametrize("typed", ["lib/sub/a\n.jpg", "lib/sub/a\\x0a.jpg"])
def test_odd_name_may_be_typed_as_it_is_or_as_we_print_it(root: bytes, typed: str) -> None:
    """
    What a list prints can be copied into an explanation.
    """
    assert file_path(Path(typed)) == root + b"/sub/a\n.jpg"


def test_name_that_is_no_text_is_its_bytes(root: bytes) -> None:
    """
    Arguments are bytes, whatever the locale makes of them.
    """
    assert file_path(Path("lib/b\udcff.jpg")) == root + b"/b\xff.jpg"


@pytest.mark.parametrize(("name", "words"), [("lib", "not a regular"), ("none", "No such")])
@pytest.mark.usefixtures("root")
def test_what_is_no_file_is_refused(name: str, words: str) -> None:
    """
    Only regular files can be explained.
    """
    with pytest.raises(InvalidRequestError, match=words):
        file_path(Path(name))


@pytest.mark.parametrize("typed", ["lib/sub/a\n.jpg", "sub/a\n.jpg", "sub/a\\x0a.jpg"])
def test_file_of_a_library_may_be_typed_from_here_or_from_there(root: bytes, typed: str) -> None:
    """
    Paths from the current folder, and from the library's root, mean the same file.
    """
    assert file_inside(Path(typed), root) == b"sub/a\n.jpg"


def test_file_that_is_gone_is_taken_as_one_of_the_library(root: bytes) -> None:
    """
    The database may still know it.
    """
    assert file_inside(Path("sub/gone.jpg"), root) == b"sub/gone.jpg"


def test_file_elsewhere_is_refused(root: bytes) -> None:
    """
    A file outside cannot be explained from the library.
    """
    Path("outside.jpg").touch()

    with pytest.raises(InvalidRequestError, match="is not in"):
        file_inside(Path("outside.jpg").absolute(), root)
