"""
Where the servers' binaries lie.
"""

import os
from pathlib import Path

from localstack.account import Account, own_account
from localstack.binaries import postgres_home, reachable_home, valkey_server

STRANGER = Account(54321, 54321)


def small_home(folder: Path) -> Path:
    """
    An installation of two files and a library in a folder closed to others.
    """
    home = folder / "closed" / "package" / "home"
    (folder / "closed" / "package.libs").mkdir(parents=True)
    (folder / "closed" / "package.libs" / "libpq.so").touch(mode=0o600)
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "postgres").touch(mode=0o700)
    (home / "share.txt").touch(mode=0o600)
    home.parents[1].chmod(0o700)
    return home


def test_both_servers_came_with_the_packages() -> None:
    """
    The binaries are there and may be run.
    """
    assert os.access(postgres_home() / "bin" / "postgres", os.X_OK)
    assert os.access(valkey_server(), os.X_OK)


def test_a_reachable_installation_is_used_as_it_is(tmp_path: Path) -> None:
    """
    Nothing is copied without need.
    """
    home = small_home(tmp_path)

    assert reachable_home(home, own_account(), tmp_path / "spare") == home


def test_an_unreachable_installation_is_copied_for_everybody(
    tmp_path: Path, server_folder: Path
) -> None:
    """
    The copy can be run by an account that could not enter the original's folder.
    """
    home = small_home(tmp_path)

    copy = reachable_home(home, STRANGER, server_folder / tmp_path.name)

    assert copy != home
    assert (copy / "bin" / "postgres").stat().st_mode & 0o005 == 0o005
    assert (copy.parents[1] / "package.libs" / "libpq.so").stat().st_mode & 0o005 == 0o005


def test_the_copy_is_made_once_and_again_after_an_upgrade(
    tmp_path: Path, server_folder: Path
) -> None:
    """
    A copy of the same installation stays; another installation replaces it.
    """
    home = small_home(tmp_path)
    spare = server_folder / f"{tmp_path.name}-again"
    copy = reachable_home(home, STRANGER, spare)
    (copy / "left by hand").touch()

    reachable_home(home, STRANGER, spare)
    kept = (copy / "left by hand").exists()
    os.utime(home, (1, 1))
    reachable_home(home, STRANGER, spare)

    assert kept
    assert not (copy / "left by hand").exists()
