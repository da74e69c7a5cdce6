"""
An unmounted NAS is not an empty library.
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mediacore.root_guard import RootGuard, RootMark, check, judge, look_at
from tests.samples.tree import put

MARK = RootMark(device=1, inode=2, names=(b"2023", b"2024", b"caf\xe9"), mounts=(b"nas",))
FULL = replace(MARK, names=(b"nas", b"nas/2024"))


def test_a_first_look_is_believed() -> None:
    """
    Without a memory, what is there is right.
    """
    assert judge(None, MARK).ok


def test_the_same_root_is_believed() -> None:
    """
    Same device and inode, not empty: names inside may change freely.
    """
    assert judge(MARK, replace(MARK, names=(b"2025",))).ok


def test_a_mount_that_shows_nothing_any_more_suspends_deletions() -> None:
    """
    A folder is mounted there still, and what should be in it is not; an empty one may stay so.
    """
    verdict = judge(FULL, replace(MARK, names=(b"nas",)))

    assert (verdict.ok, "mounted at nas was not empty" in verdict.reason) == (False, True)
    assert judge(replace(MARK, names=(b"nas",)), replace(MARK, names=(b"nas",))).ok
    assert judge(FULL, replace(MARK, names=(b"nas", b"nas/2025"))).ok


def test_names_in_mounts_are_remembered_with_their_path(tmp_path: Path) -> None:
    """
    Of a mount that cannot be read there are none; it is no reason to give up the root.
    """
    root = put(tmp_path, "nas/2024/a.jpg")
    mark = look_at(root, lambda _root: frozenset({b"nas", b"gone"}))

    assert mark is not None
    assert (mark.names, mark.mounts) == ((b"nas", b"nas/2024"), (b"gone", b"nas"))


@pytest.mark.parametrize(
    ("seen", "present", "reason"),
    [
        (None, 0, "not there"),
        (replace(MARK, names=()), 0, "was not empty"),
        (replace(MARK, mounts=()), 3, "Nothing is mounted at nas"),
        (replace(MARK, device=9, names=(b"x",)), 0, "Another folder"),
        (replace(MARK, inode=9), 1, "Another folder"),
    ],
)
def test_a_root_in_doubt_suspends_deletions(
    seen: RootMark | None, present: int, reason: str
) -> None:
    """
    A root that vanished, is empty, lost a mount or is another folder is not believed.
    """
    verdict = judge(MARK, seen, present)

    assert not verdict.ok
    assert reason in verdict.reason


def test_a_root_mounted_anew_is_recognised_by_its_names() -> None:
    """
    A new device number after a restart is fine when most of the remembered names are there.
    """
    verdict = judge(MARK, replace(MARK, device=9), present=2)

    assert verdict.ok
    assert "2 of 3" in verdict.reason


def test_a_mark_survives_json() -> None:
    """
    Names that are not UTF-8 come back as they were.
    """
    assert RootMark.from_json(json.loads(json.dumps(MARK.to_json()))) == MARK


def test_a_guard_remembers_across_starts(tmp_path: Path) -> None:
    """
    The state of one guard makes the next one suspicious of an emptied root.
    """
    root = put(tmp_path, "a.jpg")
    guard = RootGuard(root)
    assert guard.state is None
    assert guard.check().ok
    (tmp_path / "a.jpg").unlink()

    assert not check(guard.state, root).ok
    assert not guard.check().ok


def test_an_emptied_root_is_believed_once_accepted(tmp_path: Path) -> None:
    """
    A person can say that the library really is empty now.
    """
    root = put(tmp_path, "a.jpg")
    guard = RootGuard(root)
    guard.check()
    (tmp_path / "a.jpg").unlink()

    assert guard.accept().ok
    assert guard.check().ok


def test_a_missing_root_cannot_be_accepted(tmp_path: Path) -> None:
    """
    A root that is not there leaves the memory as it was.
    """
    root = put(tmp_path / "library", "a.jpg")
    guard = RootGuard(root)
    guard.check()
    before = guard.state
    (tmp_path / "library").rename(tmp_path / "away")

    assert not guard.accept().ok
    assert guard.state == before


def test_another_folder_in_place_of_the_root_is_noticed(tmp_path: Path) -> None:
    """
    A folder without the remembered names is not the library.
    """
    root = put(tmp_path / "library", "a/1.jpg", "b/2.jpg")
    guard = RootGuard(root)
    guard.check()
    (tmp_path / "library").rename(tmp_path / "away")
    put(tmp_path / "library", "lost+found/x")

    assert not guard.check().ok


def test_a_missing_root_shows_nothing(tmp_path: Path) -> None:
    """
    There is nothing to remember of a folder that is not there.
    """
    assert look_at(str(tmp_path / "gone")) is None
