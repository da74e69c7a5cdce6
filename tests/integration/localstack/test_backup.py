"""
Saving the databases to a file, and putting them back.
"""

import importlib
import os
import subprocess
import sys
import tarfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from localstack import backup
from localstack.backup import ROOT, connection, main, running_port
from localstack.errors import SettingError
from localstack.guardian import Guardian
from localstack.lock import only_one
from localstack.plan import DATABASES
from localstack.postgres import EmbeddedPostgres
from localstack.settings import read_settings
from mediacore import migrating

USER = uuid.UUID(int=7)
KEPT = (
    "INSERT INTO preferences (user_id, format_order, level, auto_group)"
    " VALUES ('00000000-0000-0000-0000-000000000007', '{raw}', '0.90', true)"
)


class Shelf:
    """
    A server with the three databases, each with something that must not be lost.
    """

    def __init__(self, server: EmbeddedPostgres) -> None:
        self.server = server

    @property
    def environ(self) -> dict[str, str]:
        """
        What tells the command about the server.
        """
        url = f"postgresql://postgres:{self.server.password}@127.0.0.1:{self.server.port}"
        return {"DATABASE_URL": url}

    def fill(self) -> None:
        """
        Make the tables, and something in them.
        """
        self.server.ensure_databases(DATABASES)
        for name in DATABASES:
            importlib.import_module(f"{name}.migrate").upgrade(self.server.url(name))
        self.run("gateway", KEPT)
        self.run("gateway", "INSERT INTO positions (service, position) VALUES ('dedup', 1200)")
        for name in ("grouping", "dedup"):
            self.run(name, "INSERT INTO changes (kind, subject) VALUES ('group', 'x')")

    def run(self, database: str, statement: str) -> None:
        """
        Do something, as the service itself.
        """
        with psycopg.connect(self._url(database)) as opened:
            opened.execute(statement)

    def value(self, database: str, query: str) -> object:
        """
        Ask for one value, as the service itself.
        """
        with psycopg.connect(self._url(database)) as opened:
            row = opened.execute(query).fetchone()
        assert row is not None
        return row[0]

    def _url(self, database: str) -> str:
        return self.server.url(database).replace("+psycopg", "")


@pytest.fixture(scope="module")
def server(server_folder: Path, guardian: Guardian) -> Iterator[EmbeddedPostgres]:
    """
    A server of this module's own: what is restored replaces whole databases.
    """
    made = EmbeddedPostgres(server_folder / "backup" / "postgres", durable=False)
    made.start(guardian.env)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def filled(server: EmbeddedPostgres) -> Shelf:
    """
    The databases, filled once.
    """
    made = Shelf(server)
    made.fill()
    return made


@pytest.fixture
def saved(filled: Shelf, tmp_path: Path) -> Path:
    """
    A backup of them.
    """
    assert main(["save", str(tmp_path / "to")], filled.environ) == 0
    (file,) = (tmp_path / "to").iterdir()
    return file


def test_backup_holds_databases_and_configuration_for_its_owner_only(saved: Path) -> None:
    """
    One file, without anything half done beside it.
    """
    with tarfile.open(saved) as opened:
        names = {name.removeprefix("./") for name in opened.getnames()}

    assert {"grouping.dump", "dedup.dump", "gateway.dump"} <= names
    assert "config/services/dedup/config.yml" in names
    assert saved.stat().st_mode & 0o077 == 0


# Databases of ours that any role may enter; PUBLIC is the grantee 0, and no list means the default.
FOR_ALL = """
SELECT count(*) FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) AS one
WHERE datname IN ('grouping', 'dedup', 'gateway') AND one.grantee = 0
"""


def test_what_was_lost_is_back(filled: Shelf, saved: Path) -> None:
    """
    Rows, extensions, revisions and owners, for these alone; positions in feeds begin anew.
    """
    filled.run("gateway", "DROP TABLE preferences")
    filled.run("dedup", "TRUNCATE alembic_version")

    assert main(["restore", str(saved)], filled.environ) == 0

    assert filled.value("gateway", "SELECT user_id FROM preferences") == USER
    assert filled.value("gateway", "SELECT count(*) FROM positions") == 0
    for name in ("grouping", "dedup"):
        assert filled.value(name, "SELECT count(*) FROM changes") == 0
    for name in DATABASES:
        folder = importlib.import_module(f"{name}.migrate").MIGRATIONS
        assert filled.value(name, "SELECT count(*) FROM pg_extension WHERE extname = 'vector'") == 1
        migrating.check(folder, filled.server.url(name))
        filled.run(name, "CREATE TABLE more (id int); DROP TABLE more")
    assert filled.value("gateway", "SELECT count(*) FROM pg_database WHERE NOT datallowconn") == 1
    assert filled.value("gateway", FOR_ALL) == 0


def test_damaged_file_leaves_everything_as_it_is(filled: Shelf, saved: Path) -> None:
    """
    Nothing is replaced before all of it could be read.
    """
    with tarfile.open(saved) as opened:
        opened.extractall(saved.parent / "in", filter="data")
    (saved.parent / "in" / "gateway.dump").write_bytes(b"PGDMP and nothing more")
    damaged = saved.parent / "damaged.tar"
    with tarfile.open(damaged, "w") as opened:
        opened.add(saved.parent / "in", ".")
    filled.run("grouping", "CREATE TABLE IF NOT EXISTS since (id int)")

    assert main(["restore", str(damaged)], filled.environ) != 0

    assert filled.value("grouping", "SELECT count(*) FROM since") == 0
    assert filled.value("gateway", "SELECT user_id FROM preferences") == USER


def test_server_is_started_where_none_runs(
    server_folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """
    And stopped afterwards; an installation that never ran has nothing but empty databases.
    """
    environ = {"DATA_PATH": str(server_folder / "stopped")}

    command = [sys.executable, "-m", "localstack.backup", "save", str(tmp_path)]
    done = subprocess.run(command, env={**os.environ, **environ}, check=False)

    assert done.returncode == 0
    assert len(list(tmp_path.iterdir())) == 1
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(f"host=127.0.0.1 port={_port(server_folder / 'stopped')} dbname=x")
    assert capsys.readouterr().err == ""


def _port(data: Path) -> int:
    """
    Give the port of a server that may have stopped: then nobody's.
    """
    try:
        return running_port(data / "postgres")
    except SettingError:
        return 1


def test_run_that_goes_on_is_saved_and_never_replaced(
    server: EmbeddedPostgres, filled: Shelf, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Its server is found by the file that Postgres keeps.
    """
    assert filled.server is server
    environ = {"DATA_PATH": str(server.data_dir.parent)}
    with only_one(server.data_dir.parent):
        told = main(["save", str(saved.parent)], environ)
        refused = main(["restore", str(saved)], environ)

    assert (told, refused) == (0, 1)
    assert "already runs" in capsys.readouterr().err


def test_file_that_is_none_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """
    Nothing is looked at.
    """
    assert main(["restore", str(tmp_path)], {"DATA_PATH": str(tmp_path)}) == 1
    assert "say FROM=" in capsys.readouterr().err


def test_configuration_may_be_missing(filled: Shelf, tmp_path: Path) -> None:
    """
    Only the files that are there are saved.
    """
    (tmp_path / "infra").symlink_to(ROOT / "infra")
    settings = read_settings(filled.environ, tmp_path)

    assert backup.save(settings, tmp_path / "to") == 0


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (
            "postgresql+psycopg://us%40er:p%2Fw@db:5433/x",
            {"PGHOST": "db", "PGPORT": "5433", "PGUSER": "us@er", "PGPASSWORD": "p/w"},
        ),
        ("postgresql://db", {"PGHOST": "db"}),
    ],
)
def test_address_is_told_to_the_tools(url: str, told: dict[str, str]) -> None:
    """
    What it does not say is libpq's to know.
    """
    assert connection(url) == told
