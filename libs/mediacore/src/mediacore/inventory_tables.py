"""
The tables that each service with a library has of its own: inventory, scan runs, change feed.

They are made for a service's metadata, so that services share the shape and never the rows.
"""

from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

PREFIX_BYTES = 512  # of a path that an index carries: a B-tree row holds about 2,700

NOW = text("now()")


@dataclass(frozen=True, slots=True)
class InventoryTables:
    """
    A service's own copies of the shared tables.
    """

    folders: Table
    files: Table
    scan_runs: Table
    scan_batches: Table
    changes: Table
    library_state: Table


def inventory_tables(
    metadata: MetaData, *file_columns: Column[object], file_indexes: tuple[Index, ...] = ()
) -> InventoryTables:
    """
    Add the shared tables to a service's metadata; `file_columns` are what it reads of a file.
    """
    folders = Table(
        "folders",
        metadata,
        Column("path_key", LargeBinary(16), primary_key=True),
        Column("parent_key", LargeBinary(16), nullable=False, index=True),
        Column("path", LargeBinary, nullable=False),
        Column("mtime_ns", BigInteger, nullable=False),
        Column("device", BigInteger, nullable=False),
        Column("seen_run", BigInteger, nullable=False),
    )
    files = Table(
        "files",
        metadata,
        Column("id", BigInteger, Identity(), primary_key=True),
        Column("path", LargeBinary, nullable=False),
        Column("path_key", LargeBinary(16), nullable=False, unique=True),
        Column("folder_key", LargeBinary(16), nullable=False, index=True),
        Column("display", Text, nullable=False),
        Column("size", BigInteger, nullable=False),
        Column("mtime_ns", BigInteger, nullable=False),
        Column("ctime_ns", BigInteger, nullable=False),
        Column("inode", BigInteger, nullable=False),
        Column("device", BigInteger, nullable=False),
        Column("kind", Text, nullable=False),
        Column("quick_id", LargeBinary(16)),
        Column("content_id", LargeBinary(16)),
        Column("state", Text, nullable=False, server_default="pending"),
        Column("problem", Text),
        Column("attempts", SmallInteger, nullable=False, server_default="0"),
        Column("retry_at", DateTime(timezone=True)),
        Column("first_seen", DateTime(timezone=True), nullable=False, server_default=NOW),
        Column("missing_since", DateTime(timezone=True)),
        *file_columns,
        *file_indexes,
    )
    Index("ix_files_quick_id", files.c.quick_id, postgresql_where=files.c.quick_id.is_not(None))
    Index(
        "ix_files_content_id", files.c.content_id, postgresql_where=files.c.content_id.is_not(None)
    )
    Index("ix_files_prefix", text(f'substring("path", 1, {PREFIX_BYTES})'), _table=files)
    Index("ix_files_retry", files.c.retry_at, postgresql_where=files.c.retry_at.is_not(None))
    Index(
        "ix_files_missing",
        files.c.missing_since,
        postgresql_where=files.c.missing_since.is_not(None),
    )
    Index("ix_files_problem", files.c.id, postgresql_where=files.c.problem.is_not(None))
    scan_runs = Table(
        "scan_runs",
        metadata,
        Column("id", BigInteger, Identity(), primary_key=True),
        Column("trigger", Text, nullable=False),
        Column("state", Text, nullable=False, server_default="running"),
        Column("stage", Text, nullable=False, server_default="discover"),
        Column("found", BigInteger, nullable=False, server_default="0"),
        Column("unchanged", BigInteger, nullable=False, server_default="0"),
        Column("missing", BigInteger, nullable=False, server_default="0"),
        Column("started_at", DateTime(timezone=True), nullable=False, server_default=NOW),
        Column("finished_at", DateTime(timezone=True)),
        Column("heartbeat", DateTime(timezone=True)),
        Column("note", Text),
        Column("request_id", Text),
    )
    Index(
        "uq_scan_runs_one_active",
        text("(true)"),
        unique=True,
        postgresql_where=scan_runs.c.state.in_(["running", "paused"]),
        _table=scan_runs,
    )
    scan_batches = Table(
        "scan_batches",
        metadata,
        Column("id", BigInteger, Identity(), primary_key=True),
        Column("run_id", BigInteger, index=True),
        Column("state", Text, nullable=False, server_default="pending"),
        Column("file_ids", ARRAY(BigInteger), nullable=False),
        Column("total", Integer, nullable=False),
        Column("done", Integer, nullable=False, server_default="0"),
        Column("failed", Integer, nullable=False, server_default="0"),
        Column("attempts", SmallInteger, nullable=False, server_default="0"),
        Column("urgent", Boolean, nullable=False, server_default="false"),
        Column("retry_at", DateTime(timezone=True), nullable=False, server_default=NOW),
        Column("heartbeat", DateTime(timezone=True)),
        Column("finished_at", DateTime(timezone=True)),
        Column("request_id", Text),
    )
    Index(
        "ix_scan_batches_open",
        scan_batches.c.urgent.desc(),
        scan_batches.c.id,
        postgresql_where=scan_batches.c.state.in_(["pending", "claimed"]),
    )
    Index("ix_scan_batches_finished", scan_batches.c.finished_at)
    changes = Table(
        "changes",
        metadata,
        Column("id", BigInteger, Identity(), primary_key=True),
        Column(
            "xid",
            BigInteger,
            nullable=False,
            server_default=text("pg_current_xact_id()::text::bigint"),
        ),
        Column("kind", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("body", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
        Column("at", DateTime(timezone=True), nullable=False, server_default=NOW),
    )
    Index("ix_changes_order", changes.c.xid, changes.c.id)
    library_state = Table(
        "library_state",
        metadata,
        Column("key", Text, primary_key=True),
        Column("value", JSONB, nullable=False),
    )
    return InventoryTables(folders, files, scan_runs, scan_batches, changes, library_state)
