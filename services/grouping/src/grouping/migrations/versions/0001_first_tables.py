"""
First tables.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "changes",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "xid",
            sa.BigInteger(),
            server_default=sa.text("pg_current_xact_id()::text::bigint"),
            nullable=False,
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column(
            "body",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    op.create_index("ix_changes_order", "changes", ["xid", "id"], unique=False)
    op.create_table(
        "dirty_keys",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("match_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column(
            "since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dirty_keys")),
    )
    op.create_index(op.f("ix_dirty_keys_match_key"), "dirty_keys", ["match_key"], unique=False)
    op.create_table(
        "file_groups",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("group_type", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("evidence", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("switchable", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("primary_file_id", sa.BigInteger(), nullable=False),
        sa.Column("primary_path", sa.LargeBinary(), nullable=False),
        sa.Column("member_count", sa.SmallInteger(), nullable=False),
        sa.Column("total_size", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=16), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_file_groups")),
    )
    op.create_index(
        "ix_file_groups_counts",
        "file_groups",
        ["owner", "group_type"],
        unique=False,
        postgresql_include=["member_count", "total_size"],
    )
    op.create_index(
        "ix_file_groups_list",
        "file_groups",
        ["owner", sa.literal_column("created_at DESC"), sa.literal_column("group_id DESC")],
        unique=False,
    )
    op.create_index(
        "ix_file_groups_path",
        "file_groups",
        ["owner", sa.literal_column('substring("primary_path", 1, 512)'), "group_id"],
        unique=False,
    )
    op.create_index(
        "ix_file_groups_type",
        "file_groups",
        [
            "owner",
            "group_type",
            sa.literal_column("created_at DESC"),
            sa.literal_column("group_id DESC"),
        ],
        unique=False,
    )
    op.create_table(
        "files",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("path", sa.LargeBinary(), nullable=False),
        sa.Column("path_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("folder_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("display", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("mtime_ns", sa.BigInteger(), nullable=False),
        sa.Column("ctime_ns", sa.BigInteger(), nullable=False),
        sa.Column("inode", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("quick_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("content_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("state", sa.Text(), server_default="pending", nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "first_seen",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("missing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("format", sa.Text(), nullable=True),
        sa.Column("mismatch", sa.Text(), nullable=True),
        sa.Column("taken_us", sa.BigInteger(), nullable=True),
        sa.Column("taken_source", sa.Text(), nullable=True),
        sa.Column("taken_exact", sa.Boolean(), nullable=True),
        sa.Column("taken_trusted", sa.Boolean(), nullable=True),
        sa.Column("offset_minutes", sa.Integer(), nullable=True),
        sa.Column("camera", sa.Text(), nullable=True),
        sa.Column("content_identifier", sa.Text(), nullable=True),
        sa.Column("burst_id", sa.Text(), nullable=True),
        sa.Column("unique_id", sa.Text(), nullable=True),
        sa.Column("duration_s", sa.Float(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("motion", sa.Boolean(), nullable=True),
        sa.Column("match_key", sa.LargeBinary(), nullable=True),
        sa.Column("stem", sa.Text(), nullable=True),
        sa.Column("ungrouped", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("told_name", sa.Text(), nullable=True),
        sa.Column("told_folder", sa.Text(), nullable=True),
        sa.Column("told_us", sa.BigInteger(), nullable=True),
        sa.Column("told_stem", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sa.UniqueConstraint("path_key", name=op.f("uq_files_path_key")),
    )
    op.create_index(
        "ix_files_burst_id",
        "files",
        ["burst_id"],
        unique=False,
        postgresql_where=sa.text("burst_id IS NOT NULL"),
    )
    op.create_index(
        "ix_files_content_id",
        "files",
        ["content_id"],
        unique=False,
        postgresql_where=sa.text("content_id IS NOT NULL"),
    )
    op.create_index(
        "ix_files_content_identifier",
        "files",
        ["content_identifier"],
        unique=False,
        postgresql_where=sa.text("content_identifier IS NOT NULL"),
    )
    op.create_index(op.f("ix_files_folder_key"), "files", ["folder_key"], unique=False)
    op.create_index(
        "ix_files_match_key",
        "files",
        ["match_key"],
        unique=False,
        postgresql_where=sa.text("match_key IS NOT NULL"),
    )
    op.create_index(
        "ix_files_missing",
        "files",
        ["missing_since"],
        unique=False,
        postgresql_where=sa.text("missing_since IS NOT NULL"),
    )
    op.create_index(
        "ix_files_orphan_raw",
        "files",
        ["id"],
        unique=False,
        postgresql_where=sa.text("ungrouped AND kind = 'raw'"),
    )
    op.create_index(
        "ix_files_prefix", "files", [sa.literal_column('substring("path", 1, 512)')], unique=False
    )
    op.create_index(
        "ix_files_problem",
        "files",
        ["id"],
        unique=False,
        postgresql_where=sa.text("problem IS NOT NULL"),
    )
    op.create_index(
        "ix_files_quick_id",
        "files",
        ["quick_id"],
        unique=False,
        postgresql_where=sa.text("quick_id IS NOT NULL"),
    )
    op.create_index(
        "ix_files_retry",
        "files",
        ["retry_at"],
        unique=False,
        postgresql_where=sa.text("retry_at IS NOT NULL"),
    )
    op.create_index("ix_files_stem", "files", [sa.literal_column("left(stem, 200)")], unique=False)
    op.create_index(
        "ix_files_told_stem",
        "files",
        [sa.literal_column("left(told_stem, 200)")],
        unique=False,
        postgresql_where=sa.text("told_stem IS NOT NULL"),
    )
    op.create_index(
        "ix_files_ungrouped",
        "files",
        ["id"],
        unique=False,
        postgresql_include=["kind"],
        postgresql_where="ungrouped",
    )
    op.create_table(
        "folders",
        sa.Column("path_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("parent_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("path", sa.LargeBinary(), nullable=False),
        sa.Column("mtime_ns", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("seen_run", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("path_key", name=op.f("pk_folders")),
    )
    op.create_index(op.f("ix_folders_parent_key"), "folders", ["parent_key"], unique=False)
    op.create_table(
        "group_decisions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("token", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subjects", postgresql.ARRAY(sa.LargeBinary()), nullable=False),
        sa.Column("others", postgresql.ARRAY(sa.LargeBinary()), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_decisions")),
    )
    op.create_index(
        "ix_group_decisions_others",
        "group_decisions",
        ["others"],
        unique=False,
        postgresql_using="gin",
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.create_index(
        "ix_group_decisions_subjects",
        "group_decisions",
        ["subjects"],
        unique=False,
        postgresql_using="gin",
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.create_index(op.f("ix_group_decisions_token"), "group_decisions", ["token"], unique=False)
    op.create_table(
        "group_members",
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("path_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("file_path", sa.Text(), nullable=False),
        sa.Column("file_type", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("file_size", sa.BigInteger(), nullable=False),
        sa.Column("evidence", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sidecars", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("owner", "file_id", name=op.f("pk_group_members")),
    )
    op.create_index("ix_group_members_file_id", "group_members", ["file_id"], unique=False)
    op.create_index("ix_group_members_group_id", "group_members", ["group_id"], unique=False)
    op.create_index(
        "ix_group_members_lookup", "group_members", ["path_key", "owner", "group_id"], unique=False
    )
    op.create_table(
        "library_state",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_library_state")),
    )
    op.create_table(
        "scan_batches",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.Text(), server_default="pending", nullable=False),
        sa.Column("file_ids", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), server_default="0", nullable=False),
        sa.Column("failed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("urgent", sa.Boolean(), server_default="false", nullable=False),
        sa.Column(
            "retry_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("heartbeat", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_batches")),
    )
    op.create_index("ix_scan_batches_finished", "scan_batches", ["finished_at"], unique=False)
    op.create_index(
        "ix_scan_batches_open",
        "scan_batches",
        [sa.literal_column("urgent DESC"), "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('pending', 'claimed')"),
    )
    op.create_index(op.f("ix_scan_batches_run_id"), "scan_batches", ["run_id"], unique=False)
    op.create_table(
        "scan_runs",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="running", nullable=False),
        sa.Column("stage", sa.Text(), server_default="discover", nullable=False),
        sa.Column("found", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("unchanged", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("missing", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "started_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heartbeat", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_runs")),
    )
    op.create_index(
        "uq_scan_runs_one_active",
        "scan_runs",
        [sa.literal_column("(true)")],
        unique=True,
        postgresql_where=sa.text("state IN ('running', 'paused')"),
    )
    op.create_table(
        "told_names",
        sa.Column("path_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("us", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("path_key", name=op.f("pk_told_names")),
    )


def downgrade() -> None:
    op.drop_table("told_names")
    op.drop_index(
        "uq_scan_runs_one_active",
        table_name="scan_runs",
        postgresql_where=sa.text("state IN ('running', 'paused')"),
    )
    op.drop_table("scan_runs")
    op.drop_index(op.f("ix_scan_batches_run_id"), table_name="scan_batches")
    op.drop_index(
        "ix_scan_batches_open",
        table_name="scan_batches",
        postgresql_where=sa.text("state IN ('pending', 'claimed')"),
    )
    op.drop_index("ix_scan_batches_finished", table_name="scan_batches")
    op.drop_table("scan_batches")
    op.drop_table("library_state")
    op.drop_index("ix_group_members_lookup", table_name="group_members")
    op.drop_index("ix_group_members_group_id", table_name="group_members")
    op.drop_index("ix_group_members_file_id", table_name="group_members")
    op.drop_table("group_members")
    op.drop_index(op.f("ix_group_decisions_token"), table_name="group_decisions")
    op.drop_index(
        "ix_group_decisions_subjects",
        table_name="group_decisions",
        postgresql_using="gin",
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.drop_index(
        "ix_group_decisions_others",
        table_name="group_decisions",
        postgresql_using="gin",
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.drop_table("group_decisions")
    op.drop_index(op.f("ix_folders_parent_key"), table_name="folders")
    op.drop_table("folders")
    op.drop_index(
        "ix_files_ungrouped",
        table_name="files",
        postgresql_include=["kind"],
        postgresql_where="ungrouped",
    )
    op.drop_index(
        "ix_files_told_stem", table_name="files", postgresql_where=sa.text("told_stem IS NOT NULL")
    )
    op.drop_index("ix_files_stem", table_name="files")
    op.drop_index(
        "ix_files_retry", table_name="files", postgresql_where=sa.text("retry_at IS NOT NULL")
    )
    op.drop_index(
        "ix_files_quick_id", table_name="files", postgresql_where=sa.text("quick_id IS NOT NULL")
    )
    op.drop_index(
        "ix_files_problem", table_name="files", postgresql_where=sa.text("problem IS NOT NULL")
    )
    op.drop_index("ix_files_prefix", table_name="files")
    op.drop_index(
        "ix_files_orphan_raw",
        table_name="files",
        postgresql_where=sa.text("ungrouped AND kind = 'raw'"),
    )
    op.drop_index(
        "ix_files_missing",
        table_name="files",
        postgresql_where=sa.text("missing_since IS NOT NULL"),
    )
    op.drop_index(
        "ix_files_match_key", table_name="files", postgresql_where=sa.text("match_key IS NOT NULL")
    )
    op.drop_index(op.f("ix_files_folder_key"), table_name="files")
    op.drop_index(
        "ix_files_content_identifier",
        table_name="files",
        postgresql_where=sa.text("content_identifier IS NOT NULL"),
    )
    op.drop_index(
        "ix_files_content_id",
        table_name="files",
        postgresql_where=sa.text("content_id IS NOT NULL"),
    )
    op.drop_index(
        "ix_files_burst_id", table_name="files", postgresql_where=sa.text("burst_id IS NOT NULL")
    )
    op.drop_table("files")
    op.drop_index("ix_file_groups_type", table_name="file_groups")
    op.drop_index("ix_file_groups_path", table_name="file_groups")
    op.drop_index("ix_file_groups_list", table_name="file_groups")
    op.drop_index(
        "ix_file_groups_counts",
        table_name="file_groups",
        postgresql_include=["member_count", "total_size"],
    )
    op.drop_table("file_groups")
    op.drop_index(op.f("ix_dirty_keys_match_key"), table_name="dirty_keys")
    op.drop_table("dirty_keys")
    op.drop_index("ix_changes_order", table_name="changes")
    op.drop_table("changes")
