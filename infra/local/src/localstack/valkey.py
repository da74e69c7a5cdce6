"""
The embedded Redis server, in the two roles that must never share one instance.
"""

from collections.abc import Mapping
from enum import Enum
from pathlib import Path

import redis

from localstack.binaries import valkey_server
from localstack.ports import LOOPBACK, free_port
from localstack.process import NO_ENV, Process
from localstack.secret import kept_secret
from localstack.spec import ProcessSpec


class Role(Enum):
    """
    What an instance is for, as lines of its configuration.
    """

    JOBS = (
        "appendonly yes",
        "appendfsync everysec",
        "maxmemory-policy noeviction",
    )
    CACHE = (
        "appendonly no",
        "maxmemory 128mb",
        "maxmemory-policy allkeys-lru",
    )


class EmbeddedValkey:
    """
    A Redis server over one data folder, on loopback, with a password of its own.
    """

    def __init__(self, data_dir: Path, role: Role, port: int = 0) -> None:
        """
        Choose the port (0: any free one); nothing is started yet.
        """
        self.data_dir = data_dir.resolve()
        self.role = role
        self.port = port or free_port()
        self._process: Process | None = None

    @property
    def url(self) -> str:
        """
        The address of the first database, password included.
        """
        self.data_dir.mkdir(parents=True, exist_ok=True)
        password = kept_secret(self.data_dir / "password")
        return f"redis://:{password}@{LOOPBACK}:{self.port}/0"

    def spec(self) -> ProcessSpec:
        """
        The server as a process.
        """
        return ProcessSpec(
            name=f"redis-{self.role.name.lower()}",
            argv=(str(valkey_server()), str(self.data_dir / "server.conf")),
            cwd=self.data_dir,
            prepare=self.prepare,
            ready=self.answers,
        )

    def prepare(self) -> None:
        """
        Write the configuration, readable by its owner only.

        The server must leave its title alone: writing one would wipe the mark in its environment
        by which orphans are known.
        """
        self.data_dir.mkdir(parents=True, exist_ok=True)
        path = self.data_dir / "server.conf"
        path.touch(mode=0o600)
        lines = (
            f"bind {LOOPBACK}",
            f"port {self.port}",
            f'dir "{self.data_dir}"',
            f"requirepass {kept_secret(self.data_dir / 'password')}",
            "daemonize no",
            "set-proc-title no",
            'save ""',
            *self.role.value,
        )
        path.write_text("\n".join(lines) + "\n")

    def start(self, env: Mapping[str, str] = NO_ENV) -> None:
        """
        Start the server and wait until it answers.
        """
        self.data_dir.mkdir(parents=True, exist_ok=True)
        with (self.data_dir / "server.log").open("ab") as output:
            self._process = Process.spawn(self.spec(), output, env)
        self._process.wait_ready()

    def stop(self) -> None:
        """
        Stop the server, if it was started; jobs are on disk by then.
        """
        if self._process is not None:
            self._process.stop()
            self._process = None

    def answers(self) -> bool:
        """
        Whether the server takes commands.
        """
        try:
            with redis.Redis.from_url(self.url, socket_timeout=2) as client:
                client.ping()
        except redis.RedisError:
            return False
        return True
