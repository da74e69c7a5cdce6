"""
Write a service's next migration from the difference between its tables and its migrations.

`make migration SERVICE=grouping MESSAGE="add a column"`; look at the result before committing it.
"""

import importlib
import sys
import tempfile
from pathlib import Path

from alembic import command

from localstack.guardian import Guardian
from localstack.postgres import EmbeddedPostgres
from mediacore.migrating import alembic_config


def main(service: str, message: str) -> None:
    """
    Migrate a throw-away database to the newest revision, then write what is missing.
    """
    migrate = importlib.import_module(f"{service}.migrate")
    with tempfile.TemporaryDirectory(prefix="twinlens-migration-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with Guardian(folder) as guardian:
            server = EmbeddedPostgres(folder / "postgres", durable=False)
            server.start(guardian.env)
            try:
                server.ensure_databases([service])
                url = server.url(service)
                migrate.upgrade(url)
                config = alembic_config(migrate.MIGRATIONS, url)
                command.revision(config, message=message, autogenerate=True)
            finally:
                server.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
