"""
Whether the root is still the library that was scanned, or a mount that went away.

An unmounted NAS is not an empty library: while the root looks wrong, nothing may be called
deleted. The decision is pure; one small function looks at the disk.
"""

# ruff: noqa: PTH116, PTH118 - paths are bytes, which pathlib cannot hold
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any, Self

from mediacore.filesystem import mounts_under
from mediacore.paths import display, undisplay

SENTINELS = 64


@dataclass(frozen=True, slots=True)
class RootMark:
    """
    What a root looked like at one moment.

    :param device: the device number of the root folder.
    :param inode: its inode.
    :param names: up to 64 of the names in it, whichever came first, and as many of those in each
        mount point below it, with its path before them; these are the sentinels.
    :param mounts: mount points below it, relative.
    """

    device: int
    inode: int
    names: tuple[bytes, ...]
    mounts: tuple[bytes, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """
        Give a form that JSON can keep.
        """
        return {
            "device": self.device,
            "inode": self.inode,
            "names": [display(name) for name in self.names],
            "mounts": [display(mount) for mount in self.mounts],
        }

    @classmethod
    def from_json(cls, state: Mapping[str, Any]) -> Self:
        """
        Read what `to_json` gave.
        """
        return cls(
            device=int(state["device"]),
            inode=int(state["inode"]),
            names=tuple(undisplay(name) for name in state["names"]),
            mounts=tuple(undisplay(mount) for mount in state["mounts"]),
        )


@dataclass(frozen=True, slots=True)
class RootState:
    """
    Whether deletions may be believed, and why.
    """

    ok: bool
    reason: str


def look_at(
    root: bytes | str, mounts_of: Callable[[bytes], frozenset[bytes]] = mounts_under
) -> RootMark | None:
    """
    Look at a root now; `None` when there is no readable folder.
    """
    full = os.fsencode(root)
    try:
        status = os.stat(full)
        names = _names_in(full)
    except OSError:
        return None
    mounts = sorted(mounts_of(full))
    for mount in mounts:
        with suppress(OSError):  # it shows nothing then, which is judged
            names += [os.path.join(mount, name) for name in _names_in(os.path.join(full, mount))]
    return RootMark(status.st_dev, status.st_ino, tuple(names), tuple(mounts))


def _names_in(folder: bytes) -> list[bytes]:
    with os.scandir(folder) as found:
        return sorted(item.name for item in islice(found, SENTINELS))


def judge(remembered: RootMark | None, seen: RootMark | None, present: int = 0) -> RootState:
    """
    Compare a root with what is remembered of it.

    :param present: how many of the remembered names are there now. A root that was mounted anew
        has another device number; most of its names prove that it is the same library.
    """
    if seen is None:
        return RootState(ok=False, reason="The root is not there.")
    if remembered is None:
        return RootState(ok=True, reason="The root is seen for the first time.")
    lost = _lost(remembered, seen)
    if lost:
        return RootState(ok=False, reason=lost)
    if (remembered.device, remembered.inode) == (seen.device, seen.inode):
        return RootState(ok=True, reason="The root is the one that is remembered.")
    return _judge_another(present, len(remembered.names))


def _lost(remembered: RootMark, seen: RootMark) -> str:
    """
    Say what has gone as a whole, or nothing.
    """
    if remembered.names and not seen.names:
        return "The root was not empty, and is now."
    for mount in remembered.mounts:
        if mount not in seen.mounts:
            return f"Nothing is mounted at {display(mount)} any more."
        if _shows(remembered, mount) and not _shows(seen, mount):
            return f"What is mounted at {display(mount)} was not empty, and is now."
    return ""


def _shows(mark: RootMark, mount: bytes) -> bool:
    return any(name.startswith(mount + b"/") for name in mark.names)


def _judge_another(present: int, known: int) -> RootState:
    ok = 2 * present > known
    what = "The root was mounted anew" if ok else "Another folder is at the root"
    return RootState(ok=ok, reason=f"{what}: {present} of {known} remembered names are there.")


def _present(root: bytes, names: tuple[bytes, ...]) -> int:
    return sum(os.path.lexists(os.path.join(root, name)) for name in names)


def check(state: Mapping[str, Any] | None, root: bytes | str) -> RootState:
    """
    Say whether what is missing under `root` may be called deleted.

    :param state: what `RootGuard.state` gave at the last good scan, or `None` at the first.
    """
    return RootGuard(root, state).check()


class RootGuard:
    """
    Remembers a root, and checks it against that memory.

    :param state: what an earlier guard's `state` gave; `None` to accept what is found first.
    """

    def __init__(self, root: bytes | str, state: Mapping[str, Any] | None = None) -> None:
        self._root = os.fsencode(root)
        self._mark = RootMark.from_json(state) if state else None

    @property
    def state(self) -> dict[str, Any] | None:
        """
        What to keep for the next start, as JSON; `None` while the root was never seen.
        """
        return self._mark.to_json() if self._mark else None

    def check(self) -> RootState:
        """
        Look at the root, and remember it as it is now when it is the right one.

        An empty root is not forgotten: only `accept` makes emptiness the new memory.
        """
        seen = look_at(self._root)
        known = self._mark.names if self._mark else ()
        verdict = judge(self._mark, seen, _present(self._root, known))
        if verdict.ok and seen is not None:
            self._mark = seen
        return verdict

    def accept(self) -> RootState:
        """
        Remember the root as it is now, whatever it was: a person said that it is right.
        """
        before, self._mark = self._mark, None
        verdict = self.check()
        if not verdict.ok:
            self._mark = before
        return verdict
