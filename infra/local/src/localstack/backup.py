"""
`python -m localstack.backup`: save the databases of a local run to a file, and put them back.

A run that is going on is saved as it goes; for putting back it must be stopped.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from localstack.account import own_account, reachable_folder, server_account
from localstack.binaries import postgres_home
from localstack.errors import AlreadyRunningError, SettingError
from localstack.lock import only_one
from localstack.plan import DATABASES
from localstack.ports import LOOPBACK
from localstack.postgres import ADMIN, EmbeddedPostgres
from localstack.settings import Settings, read_settings
from mediacore.errors import TwinlensError

ROOT: Final = Path(__file__).resolve().parents[4]
SCRIPTS: Final = "infra/backup"
CONFIGS: Final = (".env", *(f"services/{name}/config.yml" for name in DATABASES))
PORT_LINE: Final = 3  # of Postgres's own lock file

Environ = Mapping[str, str]


def save(settings: Settings, folder: Path) -> int:
    """
    Write a backup into a folder; gives the exit code.
    """
    configs = [name for name in CONFIGS if (settings.root / name).exists()]
    with server(settings, may_run=True) as told:
        return _script(settings.root, told, "backup.sh", str(folder.resolve()), *configs)


def restore(settings: Settings, file: Path) -> int:
    """
    Put the databases back as they are in a file; gives the exit code.

    Raises SettingError where there is no such file, and AlreadyRunningError while a run goes on.
    """
    if not file.is_file():
        raise SettingError(f"{file} is no file: say FROM=…")
    with server(settings, may_run=False) as told:
        return _script(settings.root, told, "restore.sh", str(file.resolve()))


def _script(root: Path, told: Environ, name: str, *words: str) -> int:
    command = ("sh", str(root / SCRIPTS / name), *words)
    return subprocess.run(command, cwd=root, env=told, check=False).returncode


@contextmanager
def server(settings: Settings, *, may_run: bool) -> Iterator[Environ]:
    """
    Give the environment in which Postgres's tools reach the server, which is started if need be.

    :param may_run: whether a run may be going on; else AlreadyRunningError is raised then.
    """
    path = f"{postgres_home() / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    basis = {**os.environ, "PATH": path, "LC_ALL": "C"}
    if settings.database_url is not None:
        yield {**basis, **connection(settings.database_url)}
        return
    folder = reachable_folder(settings.data / "postgres", server_account(own_account()))
    settings.data.mkdir(mode=0o755, parents=True, exist_ok=True)
    try:
        with only_one(settings.data):
            postgres = EmbeddedPostgres(folder)
            postgres.prepare()
            postgres.start()
            try:
                postgres.ensure_databases(DATABASES)
                yield {**basis, **_admin(postgres)}
            finally:
                postgres.stop()
    except AlreadyRunningError:
        if not may_run:
            raise
        yield {**basis, **_admin(EmbeddedPostgres(folder, running_port(folder)))}


def running_port(folder: Path) -> int:
    """
    Give the port of a server that runs over a folder, as it wrote it down.

    Raises SettingError while it is not ready.
    """
    try:
        return int((folder / "cluster" / "postmaster.pid").read_text().splitlines()[PORT_LINE])
    except (OSError, ValueError, IndexError) as error:
        raise SettingError(f"Postgres over {folder} is not ready: try again soon") from error


def _admin(postgres: EmbeddedPostgres) -> dict[str, str]:
    return {
        "PGHOST": LOOPBACK,
        "PGPORT": str(postgres.port),
        "PGUSER": ADMIN,
        "PGPASSWORD": postgres.password,
    }


def connection(url: str) -> dict[str, str]:
    """
    Give an address of Postgres as the environment that its tools read; without its database.
    """
    parts = urlsplit(url)
    told = {
        "PGHOST": parts.hostname,
        "PGPORT": str(parts.port) if parts.port else None,
        "PGUSER": unquote(parts.username) if parts.username else None,
        "PGPASSWORD": unquote(parts.password) if parts.password else None,
    }
    return {name: value for name, value in told.items() if value}


def main(words: Sequence[str], environ: Environ, root: Path = ROOT) -> int:
    """
    Read the command line and do it; 1 with one clear line when it cannot be done.
    """
    parser = argparse.ArgumentParser(prog="backup", description=__doc__)
    parser.add_argument("what", choices=("save", "restore"))
    parser.add_argument("where", type=Path, help="the folder to save into, or the file to restore")
    chosen = parser.parse_args(words)
    try:
        settings = read_settings(environ, root)
        return (save if chosen.what == "save" else restore)(settings, chosen.where)
    except TwinlensError as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
