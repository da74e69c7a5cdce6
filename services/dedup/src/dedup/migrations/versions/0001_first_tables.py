"""
First tables.
"""

from collections.abc import Sequence

import pgvector.sqlalchemy
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "candidate_pairs",
        sa.Column("left_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("right_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("tries", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column(
            "retry_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("left_id", "right_id", name=op.f("pk_candidate_pairs")),
    )
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
        sa.Column("quick_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column(
            "since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dirty_keys")),
    )
    op.create_table(
        "duplicate_decisions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("token", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("left_content", sa.LargeBinary(), nullable=False),
        sa.Column("right_content", sa.LargeBinary(), nullable=False),
        sa.Column("batch", sa.Uuid(), nullable=True),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_decisions")),
    )
    op.create_index(
        op.f("ix_duplicate_decisions_batch"), "duplicate_decisions", ["batch"], unique=False
    )
    op.create_index(
        "ix_duplicate_decisions_pair",
        "duplicate_decisions",
        ["left_content", "right_content"],
        unique=False,
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.create_index(
        op.f("ix_duplicate_decisions_token"), "duplicate_decisions", ["token"], unique=False
    )
    op.create_table(
        "duplicate_groups",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("duplicate_type", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("levels", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("content", sa.LargeBinary(length=32), nullable=False),
        sa.Column("cover_file_id", sa.BigInteger(), nullable=False),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.Column("burst", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("keeper_file_id", sa.BigInteger(), nullable=False),
        sa.Column("reasons", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("member_count", sa.Integer(), nullable=False),
        sa.Column("total_size", sa.BigInteger(), nullable=False),
        sa.Column("savings", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=16), nullable=False),
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
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_duplicate_groups")),
    )
    op.create_table(
        "duplicate_hidden",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("file_ids", sa.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("member_count", sa.Integer(), nullable=False),
        sa.Column("total_size", sa.BigInteger(), nullable=False),
        sa.Column("savings", sa.BigInteger(), nullable=False),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "owner", name=op.f("pk_duplicate_hidden")),
    )
    op.create_index(
        "ix_duplicate_hidden_owner", "duplicate_hidden", ["owner", "group_id"], unique=False
    )
    op.create_table(
        "duplicate_levels",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("duplicate_type", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("savings", sa.BigInteger(), nullable=False),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.Column("member_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "level", name=op.f("pk_duplicate_levels")),
    )
    op.create_index(
        "ix_duplicate_levels_newest",
        "duplicate_levels",
        [
            "level",
            "duplicate_type",
            sa.literal_column("created_at DESC"),
            sa.literal_column("group_id DESC"),
        ],
        unique=False,
    )
    op.create_index(
        "ix_duplicate_levels_similarity",
        "duplicate_levels",
        [
            "level",
            "duplicate_type",
            sa.literal_column("similarity DESC"),
            sa.literal_column("group_id DESC"),
        ],
        unique=False,
    )
    op.create_index(
        "ix_duplicate_levels_space",
        "duplicate_levels",
        [
            "level",
            "duplicate_type",
            sa.literal_column("savings DESC"),
            sa.literal_column("group_id DESC"),
        ],
        unique=False,
    )
    op.create_index(
        "ix_duplicate_levels_totals",
        "duplicate_levels",
        ["level", "duplicate_type"],
        unique=False,
        postgresql_include=["member_count", "savings"],
    )
    op.create_table(
        "duplicate_members",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("file_path", sa.Text(), nullable=False),
        sa.Column("file_type", sa.Text(), nullable=False),
        sa.Column("quick_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("content", sa.LargeBinary(length=32), nullable=False),
        sa.Column("file_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("perceptual_hash", sa.BigInteger(), nullable=True),
        sa.Column("similarity_score", sa.Float(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("reasons", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("file_size", sa.BigInteger(), nullable=False),
        sa.Column("is_cover", sa.Boolean(), nullable=False),
        sa.Column("is_suggested_keeper", sa.Boolean(), nullable=False),
        sa.Column("burst", sa.Boolean(), nullable=False),
        sa.Column("preselected", sa.Boolean(), nullable=False),
        sa.Column("also_at", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column(
            "path_head",
            sa.Text(collation="C"),
            sa.Computed("left(file_path, 512)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("group_id", "file_id", name=op.f("pk_duplicate_members")),
    )
    op.create_index(
        op.f("ix_duplicate_members_content"), "duplicate_members", ["content"], unique=False
    )
    op.create_index(
        op.f("ix_duplicate_members_file_hash"), "duplicate_members", ["file_hash"], unique=False
    )
    op.create_index("ix_duplicate_members_file_id", "duplicate_members", ["file_id"], unique=False)
    op.create_index(
        "ix_duplicate_members_path_head",
        "duplicate_members",
        ["path_head"],
        unique=False,
        postgresql_include=["group_id"],
    )
    op.create_index(
        op.f("ix_duplicate_members_quick_id"), "duplicate_members", ["quick_id"], unique=False
    )
    op.create_table(
        "duplicate_pairs",
        sa.Column("left_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("right_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("reasons", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "verified_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("left_id", "right_id", name=op.f("pk_duplicate_pairs")),
    )
    op.create_index(
        "ix_duplicate_pairs_left_id", "duplicate_pairs", ["left_id", "score"], unique=False
    )
    op.create_index(
        "ix_duplicate_pairs_right_id", "duplicate_pairs", ["right_id", "score"], unique=False
    )
    op.create_index(
        "ix_duplicate_pairs_verified_at", "duplicate_pairs", ["verified_at"], unique=False
    )
    op.create_table(
        "duplicate_removals",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("token", sa.Uuid(), nullable=False),
        sa.Column("batch", sa.Uuid(), nullable=True),
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("file_path", sa.Text(), nullable=False),
        sa.Column("device", sa.BigInteger(), nullable=False),
        sa.Column("inode", sa.BigInteger(), nullable=False),
        sa.Column("file_size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("kept_path", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_removals")),
    )
    op.create_index(
        op.f("ix_duplicate_removals_batch"), "duplicate_removals", ["batch"], unique=False
    )
    op.create_index(
        "ix_duplicate_removals_file_id",
        "duplicate_removals",
        ["file_id"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "ix_duplicate_removals_physical",
        "duplicate_removals",
        ["device", "inode"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        op.f("ix_duplicate_removals_token"), "duplicate_removals", ["token"], unique=False
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
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=True),
        sa.Column("sha_quick_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("sha_mtime_ns", sa.BigInteger(), nullable=True),
        sa.Column("format", sa.Text(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("taken_us", sa.BigInteger(), nullable=True),
        sa.Column("taken_trusted", sa.Boolean(), nullable=True),
        sa.Column("camera", sa.Text(), nullable=True),
        sa.Column("burst_id", sa.Text(), nullable=True),
        sa.Column("has_gps", sa.Boolean(), nullable=True),
        sa.Column("duration_s", sa.Float(), nullable=True),
        sa.Column("perceptual_hash", sa.BigInteger(), nullable=True),
        sa.Column("phash_quick_id", sa.LargeBinary(length=16), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sa.UniqueConstraint("path_key", name=op.f("uq_files_path_key")),
    )
    op.create_index(
        "ix_files_content_id",
        "files",
        ["content_id"],
        unique=False,
        postgresql_where=sa.text("content_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_files_folder_key"), "files", ["folder_key"], unique=False)
    op.create_index(
        "ix_files_missing",
        "files",
        ["missing_since"],
        unique=False,
        postgresql_where=sa.text("missing_since IS NOT NULL"),
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
        "hash_queue",
        sa.Column("file_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("quick_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("mtime_ns", sa.BigInteger(), nullable=False),
        sa.Column("failures", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column(
            "retry_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=True
        ),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_hash_queue")),
    )
    op.create_index("ix_hash_queue_retry_at", "hash_queue", ["retry_at"], unique=False)
    op.create_table(
        "library_state",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_library_state")),
    )
    op.create_table(
        "picture_frames",
        sa.Column("picture_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("at_s", sa.Float(), nullable=False),
        sa.Column("phash", sa.BigInteger(), nullable=False),
        sa.Column("informative", sa.Boolean(), nullable=False),
        sa.Column("look", sa.LargeBinary(length=256), nullable=False),
        sa.PrimaryKeyConstraint("picture_id", "position", name=op.f("pk_picture_frames")),
    )
    op.create_index(
        "ix_picture_frames_band_0",
        "picture_frames",
        ["at_s", sa.literal_column("((phash >> 0) & 8191)")],
        unique=False,
        postgresql_where=sa.text("informative"),
    )
    op.create_index(
        "ix_picture_frames_band_1",
        "picture_frames",
        ["at_s", sa.literal_column("((phash >> 13) & 8191)")],
        unique=False,
        postgresql_where=sa.text("informative"),
    )
    op.create_index(
        "ix_picture_frames_band_2",
        "picture_frames",
        ["at_s", sa.literal_column("((phash >> 26) & 8191)")],
        unique=False,
        postgresql_where=sa.text("informative"),
    )
    op.create_index(
        "ix_picture_frames_band_3",
        "picture_frames",
        ["at_s", sa.literal_column("((phash >> 39) & 8191)")],
        unique=False,
        postgresql_where=sa.text("informative"),
    )
    op.create_index(
        "ix_picture_frames_band_4",
        "picture_frames",
        ["at_s", sa.literal_column("((phash >> 52) & 8191)")],
        unique=False,
        postgresql_where=sa.text("informative"),
    )
    op.create_table(
        "picture_vectors",
        sa.Column("picture_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("panel", sa.SmallInteger(), nullable=False),
        sa.Column("medium", sa.Text(), nullable=False),
        sa.Column("vector", pgvector.sqlalchemy.halfvec.HALFVEC(dim=128), nullable=False),
        sa.PrimaryKeyConstraint("picture_id", "panel", name=op.f("pk_picture_vectors")),
    )
    op.create_index(
        "ix_picture_vectors_image",
        "picture_vectors",
        ["vector"],
        unique=False,
        postgresql_using="hnsw",
        postgresql_ops={"vector": "halfvec_l2_ops"},
        postgresql_where=sa.text("medium = 'image'"),
    )
    op.create_index(
        "ix_picture_vectors_raw",
        "picture_vectors",
        ["vector"],
        unique=False,
        postgresql_using="hnsw",
        postgresql_ops={"vector": "halfvec_l2_ops"},
        postgresql_where=sa.text("medium = 'raw'"),
    )
    op.create_table(
        "pictures",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("quick_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("medium", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="pending", nullable=False),
        sa.Column("tries", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("phash", sa.BigInteger(), nullable=True),
        sa.Column("informative", sa.Boolean(), nullable=True),
        sa.Column("duration_s", sa.Float(), nullable=True),
        sa.Column("searched", sa.Boolean(), server_default="false", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pictures")),
        sa.UniqueConstraint("quick_id", name=op.f("uq_pictures_quick_id")),
    )
    op.create_index(
        "ix_pictures_band_0",
        "pictures",
        [sa.literal_column("((phash >> 0) & 65535)")],
        unique=False,
        postgresql_where=sa.text("state = 'ready' AND informative"),
    )
    op.create_index(
        "ix_pictures_band_1",
        "pictures",
        [sa.literal_column("((phash >> 16) & 65535)")],
        unique=False,
        postgresql_where=sa.text("state = 'ready' AND informative"),
    )
    op.create_index(
        "ix_pictures_band_2",
        "pictures",
        [sa.literal_column("((phash >> 32) & 65535)")],
        unique=False,
        postgresql_where=sa.text("state = 'ready' AND informative"),
    )
    op.create_index(
        "ix_pictures_band_3",
        "pictures",
        [sa.literal_column("((phash >> 48) & 65535)")],
        unique=False,
        postgresql_where=sa.text("state = 'ready' AND informative"),
    )
    op.create_index("ix_pictures_made_at", "pictures", ["made_at"], unique=False)
    op.create_index(
        "ix_pictures_pending",
        "pictures",
        ["id"],
        unique=False,
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        "ix_pictures_unsearched",
        "pictures",
        ["id"],
        unique=False,
        postgresql_where=sa.text("state = 'ready' AND NOT searched"),
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


def downgrade() -> None:
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
    op.drop_index(
        "ix_pictures_unsearched",
        table_name="pictures",
        postgresql_where=sa.text("state = 'ready' AND NOT searched"),
    )
    op.drop_index(
        "ix_pictures_pending", table_name="pictures", postgresql_where=sa.text("state = 'pending'")
    )
    op.drop_index("ix_pictures_made_at", table_name="pictures")
    op.drop_index(
        "ix_pictures_band_3",
        table_name="pictures",
        postgresql_where=sa.text("state = 'ready' AND informative"),
    )
    op.drop_index(
        "ix_pictures_band_2",
        table_name="pictures",
        postgresql_where=sa.text("state = 'ready' AND informative"),
    )
    op.drop_index(
        "ix_pictures_band_1",
        table_name="pictures",
        postgresql_where=sa.text("state = 'ready' AND informative"),
    )
    op.drop_index(
        "ix_pictures_band_0",
        table_name="pictures",
        postgresql_where=sa.text("state = 'ready' AND informative"),
    )
    op.drop_table("pictures")
    op.drop_index(
        "ix_picture_vectors_raw",
        table_name="picture_vectors",
        postgresql_using="hnsw",
        postgresql_ops={"vector": "halfvec_l2_ops"},
        postgresql_where=sa.text("medium = 'raw'"),
    )
    op.drop_index(
        "ix_picture_vectors_image",
        table_name="picture_vectors",
        postgresql_using="hnsw",
        postgresql_ops={"vector": "halfvec_l2_ops"},
        postgresql_where=sa.text("medium = 'image'"),
    )
    op.drop_table("picture_vectors")
    op.drop_index(
        "ix_picture_frames_band_4",
        table_name="picture_frames",
        postgresql_where=sa.text("informative"),
    )
    op.drop_index(
        "ix_picture_frames_band_3",
        table_name="picture_frames",
        postgresql_where=sa.text("informative"),
    )
    op.drop_index(
        "ix_picture_frames_band_2",
        table_name="picture_frames",
        postgresql_where=sa.text("informative"),
    )
    op.drop_index(
        "ix_picture_frames_band_1",
        table_name="picture_frames",
        postgresql_where=sa.text("informative"),
    )
    op.drop_index(
        "ix_picture_frames_band_0",
        table_name="picture_frames",
        postgresql_where=sa.text("informative"),
    )
    op.drop_table("picture_frames")
    op.drop_table("library_state")
    op.drop_index("ix_hash_queue_retry_at", table_name="hash_queue")
    op.drop_table("hash_queue")
    op.drop_index(op.f("ix_folders_parent_key"), table_name="folders")
    op.drop_table("folders")
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
        "ix_files_missing",
        table_name="files",
        postgresql_where=sa.text("missing_since IS NOT NULL"),
    )
    op.drop_index(op.f("ix_files_folder_key"), table_name="files")
    op.drop_index(
        "ix_files_content_id",
        table_name="files",
        postgresql_where=sa.text("content_id IS NOT NULL"),
    )
    op.drop_table("files")
    op.drop_index(op.f("ix_duplicate_removals_token"), table_name="duplicate_removals")
    op.drop_index(
        "ix_duplicate_removals_physical",
        table_name="duplicate_removals",
        postgresql_where=sa.text("state = 'open'"),
    )
    op.drop_index(
        "ix_duplicate_removals_file_id",
        table_name="duplicate_removals",
        postgresql_where=sa.text("state = 'open'"),
    )
    op.drop_index(op.f("ix_duplicate_removals_batch"), table_name="duplicate_removals")
    op.drop_table("duplicate_removals")
    op.drop_index("ix_duplicate_pairs_verified_at", table_name="duplicate_pairs")
    op.drop_index("ix_duplicate_pairs_right_id", table_name="duplicate_pairs")
    op.drop_index("ix_duplicate_pairs_left_id", table_name="duplicate_pairs")
    op.drop_table("duplicate_pairs")
    op.drop_index(op.f("ix_duplicate_members_quick_id"), table_name="duplicate_members")
    op.drop_index(
        "ix_duplicate_members_path_head",
        table_name="duplicate_members",
        postgresql_include=["group_id"],
    )
    op.drop_index("ix_duplicate_members_file_id", table_name="duplicate_members")
    op.drop_index(op.f("ix_duplicate_members_file_hash"), table_name="duplicate_members")
    op.drop_index(op.f("ix_duplicate_members_content"), table_name="duplicate_members")
    op.drop_table("duplicate_members")
    op.drop_index(
        "ix_duplicate_levels_totals",
        table_name="duplicate_levels",
        postgresql_include=["member_count", "savings"],
    )
    op.drop_index("ix_duplicate_levels_space", table_name="duplicate_levels")
    op.drop_index("ix_duplicate_levels_similarity", table_name="duplicate_levels")
    op.drop_index("ix_duplicate_levels_newest", table_name="duplicate_levels")
    op.drop_table("duplicate_levels")
    op.drop_index("ix_duplicate_hidden_owner", table_name="duplicate_hidden")
    op.drop_table("duplicate_hidden")
    op.drop_table("duplicate_groups")
    op.drop_index(op.f("ix_duplicate_decisions_token"), table_name="duplicate_decisions")
    op.drop_index(
        "ix_duplicate_decisions_pair",
        table_name="duplicate_decisions",
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.drop_index(op.f("ix_duplicate_decisions_batch"), table_name="duplicate_decisions")
    op.drop_table("duplicate_decisions")
    op.drop_table("dirty_keys")
    op.drop_index("ix_changes_order", table_name="changes")
    op.drop_table("changes")
    op.drop_table("candidate_pairs")
