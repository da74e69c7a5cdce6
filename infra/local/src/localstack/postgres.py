"""
The embedded Postgres: a real server over a data folder, on loopback, owned by nobody else.
"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil  # type: ignore[import-untyped]  # ships no type information
import psycopg
from psycopg import sql

from localstack.account import Account, hand_over, own_account, server_account
from localstack.binaries import postgres_home, reachable_home
from localstack.errors import StartFailedError
from localstack.ports import LOOPBACK, free_port
from localstack.process import NO_ENV, POLL_SECONDS, Process
from localstack.secret import derived_secret, kept_secret
from localstack.spec import ProcessSpec

ADMIN: Final = "postgres"
FAST_SETTINGS: Final = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
SETTINGS: Final = (
    f"listen_addresses={LOOPBACK}",
    "unix_socket_directories=",
    "max_connections=200",
    "shared_buffers=128MB",
    "timezone=UTC",
    "logging_collector=off",
)


@dataclass(frozen=True, slots=True)
class Patience:
    """
    How many seconds a start may take, and the end of a server left behind.
    """

    start: float = 60.0
    leftover: float = 10.0


class EmbeddedPostgres:
    """
    A Postgres server over one data folder; found again at the next start.

    `durable=False` trades crash safety for speed, for tests.
    """

    def __init__(
        self,
        data_dir: Path,
        port: int = 0,
        *,
        durable: bool = True,
        account: Account | None = None,
        home: Path | None = None,
        patience: Patience = Patience(),
    ) -> None:
        """
        Choose the port (0: any free one) and the account; nothing is started yet.
        """
        self.data_dir = data_dir.resolve()
        self.cluster = self.data_dir / "cluster"
        self.account = account or server_account(own_account())
        self.port = port or free_port()
        self._durable = durable
        self._patience = patience
        self._home = reachable_home(home or postgres_home(), self.account, self.data_dir)
        self._process: Process | None = None

    @property
    def password(self) -> str:
        """
        The superuser's password, made at first use and kept in the data folder.
        """
        path = self.data_dir / "password"
        secret = kept_secret(path)
        os.chown(path, self.account.uid, self.account.gid)
        return secret

    def spec(self, databases: Iterable[str] = ()) -> ProcessSpec:
        """
        The server as a process whose readiness includes the given databases.
        """
        names = tuple(databases)
        options = SETTINGS if self._durable else (*SETTINGS, *FAST_SETTINGS)
        settings = [part for option in options for part in ("-c", option)]
        return ProcessSpec(
            name="postgres",
            argv=(
                str(self._home / "bin" / "postgres"),
                *("-D", str(self.cluster), "-p", str(self.port), *settings),
            ),
            env={"LC_ALL": "C", "TZ": "UTC"},
            cwd=self.data_dir,
            account=self.account,
            prepare=self.prepare,
            ready=self.answers,
            when_ready=lambda: self.ensure_databases(names),
            ready_timeout=self._patience.start,
            stop_signal=signal.SIGINT,
            stop_timeout=20.0,
        )

    def prepare(self) -> None:
        """
        Make the cluster if there is none, and end a server an earlier run left behind.
        """
        hand_over(self.data_dir, self.account)
        _ = self.password
        if not (self.cluster / "PG_VERSION").exists():
            self._initdb()
        self._clear_leftover()

    def start(self, env: Mapping[str, str] = NO_ENV) -> None:
        """
        Start the server and wait until it answers.

        Raises StartFailedError with the tail of its log when it does not.
        """
        spec = self.spec()
        hand_over(self.data_dir, self.account)
        log = self.data_dir / "server.log"
        deadline = time.monotonic() + spec.ready_timeout
        while True:
            with log.open("ab") as output:
                self._process = Process.spawn(spec, output, env)
            try:
                self._process.wait_ready()
            except StartFailedError as error:
                self.stop()
                if time.monotonic() > deadline:
                    raise StartFailedError(
                        spec.name, f"{error.reason}\n{log.read_text(errors='replace')[-2000:]}"
                    ) from error
                time.sleep(POLL_SECONDS)
            else:
                return

    def stop(self) -> None:
        """
        Stop the server, if it was started; open connections are cut.
        """
        if self._process is not None:
            self._process.stop()
            self._process = None

    def answers(self) -> bool:
        """
        Whether the server takes connections.
        """
        try:
            self._connect(ADMIN).close()
        except psycopg.OperationalError:
            return False
        return True

    def url(self, database: str) -> str:
        """
        The SQLAlchemy address of a database, signed in as its own role.
        """
        secret = derived_secret(self.password, database)
        return f"postgresql+psycopg://{database}:{secret}@{LOOPBACK}:{self.port}/{database}"

    def ensure_databases(self, names: Iterable[str]) -> None:
        """
        Make each database, with a role of the same name and the vector extension.
        """
        for name in names:
            self._ensure_role(name)
            self.ensure_database(name, owner=name)
            with self._connect(name) as connection:
                connection.execute("CREATE EXTENSION IF NOT EXISTS vector")

    def ensure_database(self, name: str, *, owner: str, template: str = "template1") -> None:
        """
        Make one database for a role, as a copy of a template; keep it if it exists.
        """
        with contextlib.suppress(psycopg.errors.DuplicateDatabase):
            self._execute("CREATE DATABASE {} OWNER {} TEMPLATE {}", name, owner, template)

    def disconnect(self, name: str) -> None:
        """
        Cut every connection to one database, so that it can serve as a template.
        """
        with self._connect(ADMIN) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )

    def drop_database(self, name: str) -> None:
        """
        Remove one database, cutting its connections.
        """
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _ensure_role(self, name: str) -> None:
        """
        Make a log-in role, or give it its present password.
        """
        with contextlib.suppress(psycopg.errors.DuplicateObject):
            self._execute("CREATE ROLE {} LOGIN", name)
        secret = sql.Literal(derived_secret(self.password, name))
        with self._connect(ADMIN) as connection:
            connection.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(name), secret)
            )

    def _execute(self, statement: str, *names: str) -> None:
        """
        Run one statement as the superuser, with quoted names filled in.
        """
        with self._connect(ADMIN) as connection:
            filled = sql.SQL(statement).format(*map(sql.Identifier, names))
            connection.execute(filled)

    def _connect(self, database: str) -> psycopg.Connection:
        """
        A superuser's connection that commits by itself.
        """
        return psycopg.connect(
            host=LOOPBACK,
            port=self.port,
            user=ADMIN,
            password=self.password,
            dbname=database,
            connect_timeout=5,
            autocommit=True,
        )

    def _initdb(self) -> None:
        """
        Make the cluster with passwords required and Unicode rules that need no system locale.
        """
        command = [
            str(self._home / "bin" / "initdb"),
            *("-D", str(self.cluster), "-U", ADMIN, "--pwfile", str(self.data_dir / "password")),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            *(() if self._durable else ("--no-sync",)),
        ]
        done = subprocess.run(
            command,
            cwd=self.data_dir,
            env={**os.environ, "LC_ALL": "C", "TZ": "UTC"},
            user=self.account.uid,
            group=self.account.gid,
            extra_groups=self.account.groups,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise StartFailedError("initdb", done.stderr.decode(errors="replace").strip())

    def _clear_leftover(self) -> None:
        """
        End a server that still runs over this cluster, and drop a lock another program inherited.
        """
        lock = self.cluster / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError, ValueError, psutil.NoSuchProcess):
            leftover = psutil.Process(int(lock.read_text().split("\n", 1)[0]))
            if str(self.cluster) not in leftover.cmdline():
                lock.unlink()
                return
            leftover.send_signal(signal.SIGINT)
            try:
                leftover.wait(self._patience.leftover)
            except psutil.TimeoutExpired:
                leftover.kill()
                leftover.wait(self._patience.leftover)
