"""
What kind of file system the photos lie on, and so whether inotify can see changes there.

inotify only tells what this machine did: on a network file system the other machines' changes
never arrive, and polling must find them.
"""

import os
import re
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

MOUNTINFO = Path("/proc/self/mountinfo")
WATCH_LIMIT = Path("/proc/sys/fs/inotify/max_user_watches")
UNKNOWN = "unknown"

_NETWORK = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "9p",
        "virtiofs",
        "afs",
        "ceph",
        "coda",
        "gfs2",
        "glusterfs",
        "lustre",
        "ocfs2",
        "beegfs",
        "davfs",
        "ncpfs",
        "vboxsf",
        "vmhgfs",
        "prl_fs",
        "drvfs",
        "fakeowner",
        "autofs",
    }
)
_OCTAL = re.compile(rb"\\([0-7]{3})")


class WatchMode(StrEnum):
    """
    How changes are found.
    """

    INOTIFY = "inotify"
    POLL = "poll"


class ModeChoice(NamedTuple):
    """
    A mode, and the sentence that says why.
    """

    mode: WatchMode
    reason: str


class _Mount(NamedTuple):
    point: bytes
    kind: str


def _unescape(field: bytes) -> bytes:
    return _OCTAL.sub(lambda match: bytes([int(match.group(1), 8)]), field)


def read_mountinfo(source: Path = MOUNTINFO) -> bytes:
    """
    Give the kernel's table of mounts, nothing where there is none.
    """
    try:
        return source.read_bytes()
    except OSError:
        return b""


def _mounts(mountinfo: bytes) -> list[_Mount]:
    mounts = []
    for line in mountinfo.splitlines():
        before, dash, after = line.partition(b" - ")
        fields, kind = before.split(), after.split()
        if dash and len(fields) > 4 and kind:  # noqa: PLR2004 - the mount point is the fifth field
            mounts.append(_Mount(_unescape(fields[4]), kind[0].decode("ascii", "replace")))
    return mounts


def _is_within(path: bytes, folder: bytes) -> bool:
    return path == folder or path.startswith(folder.rstrip(b"/") + b"/")


def filesystem_type(path: bytes | str, mountinfo: bytes | None = None) -> str:
    """
    Give the type of the file system that holds a path, as the kernel names it, e.g. `ext4`.

    :param mountinfo: the text of `/proc/self/mountinfo`; read when not given.
    :returns: `unknown` where the system does not say.
    """
    real = os.path.realpath(os.fsencode(path))
    best = _Mount(b"", UNKNOWN)
    for mount in _mounts(read_mountinfo() if mountinfo is None else mountinfo):
        if _is_within(real, mount.point) and len(mount.point) >= len(best.point):
            best = mount
    return best.kind


def mounts_under(path: bytes | str, mountinfo: bytes | None = None) -> frozenset[bytes]:
    """
    Give the mount points below a folder, relative to it.
    """
    real = os.path.realpath(os.fsencode(path)).rstrip(b"/")
    points = {
        mount.point for mount in _mounts(read_mountinfo() if mountinfo is None else mountinfo)
    }
    return frozenset(
        point[len(real) + 1 :]
        for point in points
        if point != real and _is_within(point, real or b"/")
    ) - {b""}


def is_network(kind: str) -> bool:
    """
    Say whether other machines may change files there without this kernel noticing.
    """
    return kind in _NETWORK or kind.startswith("fuse.")


def careful_type(root: bytes | str, mountinfo: bytes | None = None) -> str:
    """
    Give the type of file system by which a library is to be watched: that of its root, unless a
    network's is mounted somewhere below.
    """
    table = read_mountinfo() if mountinfo is None else mountinfo
    full = os.fsencode(root)
    below = (os.path.join(full, point) for point in sorted(mounts_under(full, table)))  # noqa: PTH118 - paths are bytes, which pathlib cannot hold
    kinds = [filesystem_type(path, table) for path in (full, *below)]
    return next((kind for kind in kinds if is_network(kind)), kinds[0])


def max_user_watches(limit_file: Path = WATCH_LIMIT) -> int:
    """
    Give how many folders one user may watch, 0 where there is no inotify.
    """
    try:
        return int(limit_file.read_bytes())
    except (OSError, ValueError):
        return 0


def watch_mode(
    root: bytes | str,
    forced: str = "auto",
    *,
    mountinfo: bytes | None = None,
    limit: int | None = None,
) -> ModeChoice:
    """
    Choose how to watch a root.

    :param forced: `inotify` or `poll` to decide it, `auto` to look at the file system.
    :param limit: how many folders may be watched; read when not given.
    """
    if forced != "auto":
        return ModeChoice(WatchMode(forced), "The settings say so.")
    kind = careful_type(root, mountinfo)
    if is_network(kind):
        return ModeChoice(
            WatchMode.POLL,
            f"The file system is {kind}, where inotify does not see what other machines change.",
        )
    if (max_user_watches() if limit is None else limit) <= 0:
        return ModeChoice(WatchMode.POLL, "This system offers no inotify watches.")
    return ModeChoice(WatchMode.INOTIFY, f"The file system is {kind}, which inotify sees whole.")
