"""
Whom Postgres runs as, and what that account can reach.
"""

import os
import pwd
from pathlib import Path

import pytest

from localstack.account import (
    Account,
    _executable,
    hand_over,
    may_enter,
    own_account,
    reachable_folder,
    server_account,
)
from localstack.errors import NoAccountError

STRANGER = Account(54321, 54321)


def passwd(*names: str) -> dict[str, pwd.struct_passwd]:
    """
    A user table with these names.
    """
    return {
        name: pwd.struct_passwd((name, "x", 600 + place, 700 + place, "", "/", "/bin/sh"))
        for place, name in enumerate(names)
    }


def test_an_ordinary_user_runs_servers_as_themselves() -> None:
    """
    Nobody else is asked for when the caller is not root.
    """
    assert server_account(Account(1000, 100)) == Account(1000, 100)


def test_root_takes_an_unprivileged_account_without_its_own_groups() -> None:
    """
    Root's extra groups are dropped with its rights.
    """
    users = passwd("nobody", "daemon")

    account = server_account(Account(0, 0), users.__getitem__)

    assert account == Account(600, 700, ())


def test_root_without_nobody_takes_the_next_account() -> None:
    """
    A system without the first choice still has the second.
    """
    account = server_account(Account(0, 0), passwd("daemon").__getitem__)

    assert account == Account(600, 700, ())


def test_root_without_any_account_is_told_what_to_do() -> None:
    """
    The error names the ways out.
    """
    with pytest.raises(NoAccountError, match="DATABASE_URL"):
        server_account(Account(0, 0), passwd().__getitem__)


@pytest.mark.parametrize(
    ("mode", "uid_offset", "gid_offset", "expected"),
    [
        (0o100, 0, 0, True),
        (0o077, 0, 0, False),
        (0o010, 1, 0, True),
        (0o707, 1, 0, False),
        (0o001, 1, 1, True),
        (0o770, 1, 1, False),
    ],
)
def test_mode_bits_decide_by_owner_then_group_then_others(
    tmp_path: Path, mode: int, uid_offset: int, gid_offset: int, expected: bool
) -> None:
    """
    The first class an account belongs to decides alone.
    """
    path = tmp_path / "thing"
    path.touch()
    path.chmod(mode)
    facts = path.stat()

    answer = _executable(path, Account(facts.st_uid + uid_offset, facts.st_gid + gid_offset))

    assert answer is expected


def test_a_closed_folder_above_keeps_a_stranger_out(tmp_path: Path) -> None:
    """
    Every folder on the way counts, not only the last.
    """
    inner = tmp_path / "closed" / "open"
    inner.mkdir(parents=True)
    inner.parent.chmod(0o700)

    assert not may_enter(inner, STRANGER)


def test_a_reachable_folder_is_taken_as_wanted(tmp_path: Path) -> None:
    """
    Without need, data lies where one would look.
    """
    wanted = tmp_path / "data" / "postgres"

    assert reachable_folder(wanted, own_account()) == wanted


def test_an_unreachable_folder_is_replaced_by_one_found_again(
    tmp_path: Path, server_folder: Path
) -> None:
    """
    The replacement depends on the wanted folder alone.
    """
    tmp_path.chmod(0o700)
    wanted = tmp_path / "postgres"

    first = reachable_folder(wanted, STRANGER, (tmp_path, server_folder))
    second = reachable_folder(wanted, STRANGER, (tmp_path, server_folder))

    assert first == second
    assert first.parent == server_folder


def test_no_reachable_folder_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    """
    The error says where the repository could go.
    """
    tmp_path.chmod(0o700)

    with pytest.raises(NoAccountError, match="everybody may enter"):
        reachable_folder(tmp_path / "postgres", STRANGER, (tmp_path,))


def test_a_folder_handed_over_is_closed_to_others(tmp_path: Path) -> None:
    """
    Only the account itself gets in.
    """
    folder = tmp_path / "given"

    hand_over(folder, own_account())

    assert folder.stat().st_mode & 0o777 == 0o700
    assert folder.stat().st_uid == os.geteuid()
