"""
Whom a server runs as: Postgres refuses to be root, and may then not reach root's folders.
"""

import hashlib
import os
import pwd
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from localstack.errors import NoAccountError

UNPRIVILEGED: Final = ("nobody", "daemon")
SYSTEM_DATA: Final = Path("/var/lib")


@dataclass(frozen=True, slots=True)
class Account:
    """
    A user id, group id, and the extra groups to take on (None keeps the caller's).
    """

    uid: int
    gid: int
    groups: tuple[int, ...] | None = None


def own_account() -> Account:
    """
    The account this process runs as.
    """
    return Account(os.geteuid(), os.getegid())


def server_account(
    caller: Account, lookup: Callable[[str], pwd.struct_passwd] = pwd.getpwnam
) -> Account:
    """
    The account Postgres may run as: the caller's own, or an unprivileged one for root.

    Raises NoAccountError when root finds none.
    """
    if caller.uid != 0:
        return caller
    for name in UNPRIVILEGED:
        try:
            entry = lookup(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, ())
    raise NoAccountError(
        "Postgres refuses to run as root, and there is no account named "
        + " or ".join(UNPRIVILEGED)
        + ": run as an ordinary user, or set DATABASE_URL to a Postgres of your own"
    )


def may_enter(folder: Path, account: Account) -> bool:
    """
    Whether the account may pass through an existing folder and everything above it.
    """
    resolved = folder.resolve()
    return all(_executable(part, account) for part in (resolved, *resolved.parents))


def _executable(path: Path, account: Account) -> bool:
    """
    Whether the mode bits of one file or folder let the account execute or enter it.
    """
    facts = path.stat()
    if facts.st_uid == account.uid:
        return bool(facts.st_mode & stat.S_IXUSR)
    if facts.st_gid == account.gid:
        return bool(facts.st_mode & stat.S_IXGRP)
    return bool(facts.st_mode & stat.S_IXOTH)


def reachable_folder(
    wanted: Path, account: Account, fallbacks: Sequence[Path] = (SYSTEM_DATA,)
) -> Path:
    """
    The wanted folder, or one elsewhere that the account can reach; made if absent.

    The other one is named after the wanted one, so that it is found again.
    """
    wanted.mkdir(parents=True, exist_ok=True)
    if may_enter(wanted.parent, account):
        return wanted
    name = "twinlens-" + hashlib.sha256(os.fsencode(wanted.resolve())).hexdigest()[:12]
    for parent in fallbacks:
        if parent.is_dir() and may_enter(parent, account):
            folder = parent / name
            folder.mkdir(exist_ok=True)
            return folder
    raise NoAccountError(
        f"Postgres cannot run as root, and no other account can reach {wanted}:"
        " put the repository where everybody may enter, or run as an ordinary user"
    )


def hand_over(folder: Path, account: Account) -> None:
    """
    Give a folder to the account, closed to everybody else.
    """
    folder.mkdir(parents=True, exist_ok=True)
    os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)
