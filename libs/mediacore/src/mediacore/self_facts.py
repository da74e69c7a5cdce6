"""
A service looks at its own surroundings: its database, its queue, its library, its workers.

Nothing is written, and whatever cannot be looked at is a fact, never an error.
"""

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
import redis
import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from mediacore import filesystem
from mediacore.database import Database, ReadSession, raw
from mediacore.findings import Finding
from mediacore.jobs import queue_depth
from mediacore.library_state import recall
from mediacore.migrating import known_revisions
from mediacore.scan_runtime import WATCHER_KEY
from mediacore.self_check import (
    DatabaseFacts,
    MediaFacts,
    QueueFacts,
    ServiceFacts,
    WorkFacts,
    judged,
)
from mediacore.settings import ServiceSettings

_WORK = """
SELECT (SELECT count(*) FROM folders),
    (SELECT count(*) FROM files WHERE missing_since IS NULL),
    (SELECT count(*) FROM files WHERE problem IS NOT NULL AND missing_since IS NULL),
    count(*) FILTER (WHERE b.state = 'pending'),
    coalesce(extract(epoch FROM now() - min(b.retry_at) FILTER (WHERE b.state = 'pending')), 0),
    coalesce(extract(epoch FROM now() - max(greatest(b.heartbeat, b.finished_at))), 1e9),
    extract(epoch FROM now())
FROM scan_batches b LEFT JOIN scan_runs r ON r.id = b.run_id
WHERE b.state <> 'pending' OR (b.retry_at <= now() AND (r.id IS NULL OR r.state = 'running'))
"""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """
    What a service with a library stands on.

    :ivar migrations: the folder of its migrations.
    """

    service: str
    settings: ServiceSettings
    database: Database
    migrations: Path
    client: "redis.Redis"
    queue: str

    def findings(self) -> list[Finding]:
        """
        Look at everything, and judge it.
        """
        return judged(self.facts())

    def facts(self) -> ServiceFacts:
        """
        Look at everything.
        """
        database = database_facts(self.database, self.migrations)
        place = self.settings.data_path
        usage = shutil.disk_usage(place)
        return ServiceFacts(
            service=self.service,
            is_local=self.settings.twinlens_env == "local",
            database=database,
            queue=queue_facts(self.client, self.queue),
            media=media_facts(self.settings.media_path, self.settings.watch_mode),
            work=work_facts(self.database),
            disk=(str(place), usage.free, usage.total),
        )


def database_facts(database: Database, migrations: Path) -> DatabaseFacts:
    """
    Look at a service's database.
    """
    known = known_revisions(migrations)
    try:
        with database.read() as session:
            now = time.time()
            version, size, clock, has_table = session.execute(
                text(
                    "SELECT current_setting('server_version'),"
                    " pg_database_size(current_database()),"
                    " extract(epoch FROM clock_timestamp())::float8,"
                    " to_regclass('alembic_version') IS NOT NULL"
                )
            ).one()
            revision = _revision(session) if has_table else None
    except SQLAlchemyError as error:
        return DatabaseFacts(problem=_in_short(error))
    return DatabaseFacts(
        version=version,
        size=size,
        ahead=clock - now,
        revision=revision,
        newest=known[0],
        knows_revision=revision is None or revision in known,
    )


def _revision(session: ReadSession) -> str | None:
    found: str | None = session.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar_one_or_none()
    return found


def queue_facts(client: "redis.Redis", queue: str) -> QueueFacts:
    """
    Look at the Redis of the jobs.
    """
    try:
        messages = queue_depth(client, queue)
    except redis.RedisError as error:
        return QueueFacts(problem=_in_short(error))
    try:
        policy = client.config_get("maxmemory-policy")["maxmemory-policy"]
    except redis.ResponseError:
        policy = None
    return QueueFacts(policy=policy, messages=messages)


def media_facts(root: Path, watch_mode: str) -> MediaFacts:
    """
    Look at the library's folder without touching anything in it.
    """
    try:
        with os.scandir(root) as found:
            is_empty = next(found, None) is None
        flags = os.statvfs(root).f_flag
    except OSError as error:
        return MediaFacts(str(root), problem=error.strerror or type(error).__name__)
    kind = filesystem.filesystem_type(str(root))
    return MediaFacts(
        path=str(root),
        is_empty=is_empty,
        is_mounted_read_only=bool(flags & os.ST_RDONLY),
        is_writable=os.access(root, os.W_OK),
        filesystem=kind,
        is_network=filesystem.is_network(kind),
        watch_mode=watch_mode,
        watch_limit=filesystem.max_user_watches(),
    )


def work_facts(database: Database) -> WorkFacts | None:
    """
    Look at what waits, and who was heard of; nothing where there are no tables.
    """
    try:
        with database.read() as session:
            row = raw(session).execute(_WORK).fetchone()
            watcher = recall(session, WATCHER_KEY)
    except (SQLAlchemyError, psycopg.Error) as error:  # a finding of its own
        log.info("work_not_readable", error=_in_short(error))
        return None
    assert row is not None  # noqa: S101 - aggregates always give a row
    folders, files, unreadable, waiting, waited, idle, now = row
    return WorkFacts(
        folders=folders,
        files=files,
        unreadable=unreadable,
        watcher=watcher,
        watcher_silent=0.0 if watcher is None else float(now) - watcher["at"],
        waiting=waiting,
        waited=float(waited),
        idle=float(idle),
    )


def _in_short(error: Exception) -> str:
    """
    Give an error's first line, which holds no password.
    """
    return str(error).splitlines()[0] if str(error) else type(error).__name__
