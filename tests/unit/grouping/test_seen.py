"""
Looking at one file, whatever state it is in.
"""

import os
from pathlib import Path

import pytest

from grouping import seen as module
from grouping.records import TimeSource
from grouping.seen import WENT_AWAY, SeenFile, look_at, unread
from localstack.writers import CANON, write_jpeg
from mediacore.discovery import Entry, stat_entry
from mediacore.formats import Kind
from tests.fakes.known_files import entry
from tests.samples import media
from tests.samples.shots import SMALL, TAKEN, TAKEN_US, seen


def looked_at(root: Path, name: str) -> SeenFile:
    """
    Look at a file that is there.
    """
    found = stat_entry(os.fsencode(root), name.encode())
    assert found is not None
    return look_at(os.fsencode(root), 7, found)


def test_picture_is_seen_with_its_time_and_camera(tmp_path: Path) -> None:
    """
    A good file becomes a record that the rules can use.
    """
    write_jpeg(tmp_path / "a.jpg", TAKEN, CANON, SMALL)

    file = looked_at(tmp_path, "a.jpg")

    assert (file.record.file_id, file.record.path, file.record.kind) == (7, "a.jpg", Kind.JPEG)
    assert (file.record.taken_us, file.record.taken_source) == (TAKEN_US, TimeSource.EXIF)
    assert (file.record.camera, file.format) == ("Canon EOS R6", "jpeg")
    assert (file.time_source, file.time_trusted) == (TimeSource.EXIF, True)
    assert (file.problem, file.may_group) == (None, True)


def test_time_of_a_clock_that_was_never_set_only_orders(tmp_path: Path) -> None:
    """
    What cannot be trusted keeps its source for people, and is no proof for the rules.
    """
    unset = media.tiff({}, {0x9003: "1980:01:01 00:00:00"})
    (tmp_path / "a.jpg").write_bytes(media.jpeg(unset))

    file = looked_at(tmp_path, "a.jpg")

    assert not file.time_trusted
    assert file.record.proven_us is None


def test_sidecar_is_seen_as_one(tmp_path: Path) -> None:
    """
    What only goes with a picture is read like any other file.
    """
    (tmp_path / "a.xmp").write_text("<x/>")

    file = looked_at(tmp_path, "a.xmp")

    assert file.record.kind is Kind.SIDECAR
    assert file.readable


def test_damaged_file_is_readable_and_has_a_problem(tmp_path: Path) -> None:
    """
    Bytes that can be read but not understood are told as such.
    """
    (tmp_path / "a.jpg").write_bytes(b"not a picture")

    file = looked_at(tmp_path, "a.jpg")

    assert file.readable
    assert file.problem


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (b"gone.jpg", WENT_AWAY),
        (b"folder.jpg", "not a regular file"),
        (b"a.jpg/below.jpg", "Not a directory"),
    ],
)
def test_file_that_cannot_be_read_says_why(tmp_path: Path, name: bytes, problem: str) -> None:
    """
    A file that vanished, or is none, does not stop the scan.
    """
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "a.jpg").touch()

    file = look_at(os.fsencode(tmp_path), 1, entry(name))

    assert (file.problem, file.readable, file.may_group) == (problem, False, False)
    assert file.record.kind is Kind.JPEG


def test_error_nobody_foresaw_is_the_files_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A bug that one odd file uncovers costs that file, and is named.
    """

    def fail(*_: object) -> None:
        raise ValueError("odd")

    write_jpeg(tmp_path / "a.jpg", TAKEN, CANON, SMALL)
    monkeypatch.setattr(module, "read_file", fail)

    assert looked_at(tmp_path, "a.jpg").problem == "ValueError: odd"


def test_name_that_is_not_text_is_shown_escaped() -> None:
    """
    The path stays the bytes it is, the record has its display form.
    """
    file = unread(1, Entry(b"a\xff\n.jpg", 5, 0, 0, 0, 0), "why")

    assert (file.path, file.record.path) == (b"a\xff\n.jpg", "a\\xff\\x0a.jpg")


def test_empty_or_unknown_file_is_not_for_the_rules() -> None:
    """
    Only files with bytes of a known kind may be versions.
    """
    assert seen(1, "a.jpg").may_group
    assert not seen(1, "a.jpg", size=0).may_group
    assert not seen(1, "a.txt").may_group
