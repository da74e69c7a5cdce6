"""
Which file system holds the photos, and how changes on it can be found.
"""

from pathlib import Path

import pytest

from mediacore.filesystem import (
    WatchMode,
    filesystem_type,
    is_network,
    max_user_watches,
    mounts_under,
    read_mountinfo,
    watch_mode,
)

MOUNTS = rb"""22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:40 / /mnt/nas rw - nfs4 server:/export rw,vers=4.2
31 22 0:41 / /mnt/nas/my\040photos rw shared:3 master:2 - cifs //server/photos rw
32 22 0:42 / /over rw - ext4 /dev/vdb rw
33 22 0:43 / /over rw - tmpfs tmpfs rw
nonsense
34 22 0:44 / /short rw -
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (b"/home/me", "ext4"),
        ("/mnt/nas/2024", "nfs4"),
        (b"/mnt/nas", "nfs4"),
        (b"/mnt/nasty", "ext4"),
        (b"/mnt/nas/my photos/x", "cifs"),
        (b"/over/x", "tmpfs"),
    ],
)
def test_the_longest_mount_point_counts(path: bytes | str, kind: str) -> None:
    """
    A path lies on the deepest mount above it, the last one where several are stacked.
    """
    assert filesystem_type(path, MOUNTS) == kind


def test_without_mountinfo_the_type_is_unknown(tmp_path: Path) -> None:
    """
    A system without `/proc` says nothing.
    """
    nothing = read_mountinfo(tmp_path / "absent")

    assert filesystem_type(b"/", nothing) == "unknown"
    assert mounts_under(b"/", nothing) == frozenset()


def test_the_running_system_is_asked_by_default() -> None:
    """
    On Linux the kernel names the type of every path.
    """
    assert filesystem_type("/proc") == "proc"
    assert b"proc" in mounts_under("/")


def test_mounts_below_a_folder_are_relative_to_it() -> None:
    """
    Mount points are found below a folder and below the root of the system.
    """
    assert mounts_under(b"/mnt/nas", MOUNTS) == {b"my photos"}
    assert mounts_under(b"/", MOUNTS) == {b"mnt/nas", b"mnt/nas/my photos", b"over"}


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "virtiofs"])
def test_network_file_systems_are_known(kind: str) -> None:
    """
    Other machines may change files there unseen.
    """
    assert is_network(kind)


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "zfs", "overlay", "fuseblk", "unknown"])
def test_local_file_systems_are_not_network(kind: str) -> None:
    """
    The kernel sees every change of a local disk.
    """
    assert not is_network(kind)


@pytest.mark.parametrize("text", ["", "many"])
def test_an_unreadable_limit_is_none(tmp_path: Path, text: str) -> None:
    """
    Where the limit cannot be read, no folder can be watched.
    """
    limit = tmp_path / "limit"
    limit.write_text(text)

    assert max_user_watches(limit) == 0
    assert max_user_watches(tmp_path / "absent") == 0


def test_the_limit_is_read() -> None:
    """
    The kernel's limit is a positive number.
    """
    assert max_user_watches() > 0


def test_a_forced_mode_is_taken() -> None:
    """
    The settings decide against the file system.
    """
    choice = watch_mode(b"/mnt/nas", "inotify", mountinfo=MOUNTS)

    assert choice == (WatchMode.INOTIFY, "The settings say so.")


def test_a_network_file_system_is_polled() -> None:
    """
    The reason names the file system.
    """
    choice = watch_mode(b"/mnt/nas", mountinfo=MOUNTS)

    assert choice.mode is WatchMode.POLL
    assert "nfs4" in choice.reason


def test_a_network_file_system_below_the_root_is_polled_too() -> None:
    """
    Where several folders are mounted into one library, the one that inotify cannot see decides.
    """
    choice = watch_mode(b"/mnt", mountinfo=MOUNTS)

    assert choice.mode is WatchMode.POLL
    assert "nfs4" in choice.reason


def test_a_local_file_system_is_watched() -> None:
    """
    A local disk is watched by inotify.
    """
    assert watch_mode(b"/home", mountinfo=MOUNTS).mode is WatchMode.INOTIFY


def test_without_watches_there_is_only_polling() -> None:
    """
    A limit of zero leaves polling.
    """
    choice = watch_mode(b"/home", mountinfo=MOUNTS, limit=0)

    assert choice == (WatchMode.POLL, "This system offers no inotify watches.")
