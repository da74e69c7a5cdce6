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
        "action_journal",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("token", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("keeper_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column(
            "detail", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_journal")),
    )
    op.create_index(
        "ix_action_journal_open",
        "action_journal",
        ["user_id"],
        unique=False,
        postgresql_where=sa.text("state IN ('planned', 'repointed', 'trashed')"),
    )
    op.create_index("ix_action_journal_token", "action_journal", ["token"], unique=False)
    op.create_table(
        "asset_groups",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint(
            "asset_id", "kind", "level", "group_id", name=op.f("pk_asset_groups")
        ),
    )
    op.create_index("ix_asset_groups_group", "asset_groups", ["group_id", "owner_id"], unique=False)
    op.create_table(
        "asset_months",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column(
            "fetched_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("owner_id", "view", "month", name=op.f("pk_asset_months")),
    )
    op.create_table(
        "assets",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("original_path", sa.Text(), nullable=False),
        sa.Column("original_file_name", sa.Text(), nullable=False),
        sa.Column("library_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("is_trashed", sa.Boolean(), nullable=False),
        sa.Column("is_offline", sa.Boolean(), nullable=False),
        sa.Column("is_favorite", sa.Boolean(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("local_at", sa.DateTime(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checksum", sa.LargeBinary(), nullable=True),
        sa.Column("thumbhash", sa.Text(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("duration_ms", sa.Integer(), nullable=True),
        sa.Column("live_photo_video_id", sa.Uuid(), nullable=True),
        sa.Column("camera", sa.Text(), nullable=True),
        sa.Column(
            "search_text",
            sa.Text(),
            sa.Computed(
                "lower(left(original_file_name, 200)) || chr(10)"
                " || lower(left(coalesce(camera, ''), 100))",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("asset_id", name=op.f("pk_assets")),
    )
    op.create_index("ix_assets_file_id", "assets", ["file_id"], unique=False)
    op.create_index(
        "ix_assets_owner_id_month", "assets", ["owner_id", "view", "month"], unique=False
    )
    op.create_index(
        "ix_assets_shown",
        "assets",
        ["owner_id", sa.literal_column("local_at DESC"), sa.literal_column("asset_id DESC")],
        unique=False,
        postgresql_include=["search_text"],
        postgresql_where="shown",
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("token", sa.Uuid(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("after", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_token", "audit", ["token"], unique=False)
    op.create_index("ix_audit_user_id", "audit", ["user_id", "id"], unique=False)
    op.create_table(
        "dirty_files",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("asset_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dirty_files")),
    )
    op.create_table(
        "dirty_names",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dirty_names")),
    )
    op.create_table(
        "engine_groups",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("switchable", sa.Boolean(), nullable=False),
        sa.Column("burst", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("decided", sa.Boolean(), nullable=False),
        sa.Column("levels", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_engine_groups")),
    )
    op.create_table(
        "engine_hidden",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("group_id", "view", "file_id", name=op.f("pk_engine_hidden")),
    )
    op.create_table(
        "engine_members",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("file_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("preselected", sa.Boolean(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("group_id", "file_id", name=op.f("pk_engine_members")),
    )
    op.create_index("ix_engine_members_file_id", "engine_members", ["file_id"], unique=False)
    op.create_table(
        "files",
        sa.Column("file_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("path_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("in_library", sa.Boolean(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_name", sa.Text(), nullable=True),
        sa.Column("told_owner", sa.Uuid(), nullable=True),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_files")),
        sa.UniqueConstraint("path_key", name=op.f("uq_files_path_key")),
    )
    op.create_index(
        "ix_files_path_head",
        "files",
        [sa.literal_column("left(path, 512)").label("head")],
        unique=False,
        postgresql_ops={"head": "text_pattern_ops"},
    )
    op.create_table(
        "import_paths",
        sa.Column("one", sa.Boolean(), nullable=False),
        sa.Column(
            "told_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("paths", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_import_paths")),
    )
    op.create_table(
        "owner_cards",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("card_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("cover_id", sa.Uuid(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("card_id", "owner_id", name=op.f("pk_owner_cards")),
    )
    op.create_index(
        "ix_owner_cards_month",
        "owner_cards",
        ["owner_id", "month", sa.literal_column("at DESC"), sa.literal_column("card_id DESC")],
        unique=False,
    )
    op.create_table(
        "owner_groups",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("switchable", sa.Boolean(), nullable=False),
        sa.Column("burst", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("savings", sa.BigInteger(), nullable=False),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.Column("newest", sa.DateTime(), nullable=False),
        sa.Column("earliest", sa.DateTime(), nullable=False),
        sa.Column("cover_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("members", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint(
            "group_id", "owner_id", "kind", "level", name=op.f("pk_owner_groups")
        ),
    )
    op.create_index(
        "ix_owner_groups_counts",
        "owner_groups",
        ["owner_id", "kind", "level", "type"],
        unique=False,
        postgresql_include=["count", "size", "savings"],
    )
    op.create_index(
        "ix_owner_groups_newest",
        "owner_groups",
        [
            "owner_id",
            "kind",
            "level",
            sa.literal_column("newest DESC"),
            sa.literal_column("group_id DESC"),
        ],
        unique=False,
        postgresql_include=["type"],
    )
    op.create_index(
        "ix_owner_groups_savings",
        "owner_groups",
        [
            "owner_id",
            "kind",
            "level",
            sa.literal_column("savings DESC"),
            sa.literal_column("group_id DESC"),
        ],
        unique=False,
        postgresql_include=["type"],
    )
    op.create_index(
        "ix_owner_groups_similarity",
        "owner_groups",
        [
            "owner_id",
            "kind",
            "level",
            sa.literal_column("similarity DESC"),
            sa.literal_column("group_id DESC"),
        ],
        unique=False,
        postgresql_include=["type"],
    )
    op.create_index(
        "ix_owner_groups_size",
        "owner_groups",
        [
            "owner_id",
            "kind",
            "level",
            sa.literal_column("size DESC"),
            sa.literal_column("group_id DESC"),
        ],
        unique=False,
        postgresql_include=["type"],
    )
    op.create_table(
        "path_rules",
        sa.Column("container", sa.Text(), nullable=False),
        sa.Column("library", sa.Text(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column(
            "learned_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("container", name=op.f("pk_path_rules")),
    )
    op.create_table(
        "positions",
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("filled_to", sa.Uuid(), nullable=True),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("service", name=op.f("pk_positions")),
    )
    op.create_table(
        "preferences",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("primary_format", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("auto_group", sa.Boolean(), nullable=False),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_preferences")),
    )
    op.create_table(
        "removal_orders",
        sa.Column("token", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("keep", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("carry_over", sa.Boolean(), nullable=False),
        sa.Column("is_decided", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("is_carried", sa.Boolean(), server_default="false", nullable=False),
        sa.Column(
            "progress", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("token", "group_id", name=op.f("pk_removal_orders")),
    )
    op.create_table(
        "users",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column(
            "seen_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("index_state", sa.Text(), server_default="new", nullable=False),
        sa.Column("index_done", sa.Integer(), server_default="0", nullable=False),
        sa.Column("index_total", sa.Integer(), server_default="0", nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("indexed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_after", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_users")),
    )


def downgrade() -> None:
    op.drop_table("users")
    op.drop_table("removal_orders")
    op.drop_table("preferences")
    op.drop_table("positions")
    op.drop_table("path_rules")
    op.drop_index("ix_owner_groups_size", table_name="owner_groups", postgresql_include=["type"])
    op.drop_index(
        "ix_owner_groups_similarity", table_name="owner_groups", postgresql_include=["type"]
    )
    op.drop_index("ix_owner_groups_savings", table_name="owner_groups", postgresql_include=["type"])
    op.drop_index("ix_owner_groups_newest", table_name="owner_groups", postgresql_include=["type"])
    op.drop_index(
        "ix_owner_groups_counts",
        table_name="owner_groups",
        postgresql_include=["count", "size", "savings"],
    )
    op.drop_table("owner_groups")
    op.drop_index("ix_owner_cards_month", table_name="owner_cards")
    op.drop_table("owner_cards")
    op.drop_table("import_paths")
    op.drop_index(
        "ix_files_path_head", table_name="files", postgresql_ops={"head": "text_pattern_ops"}
    )
    op.drop_table("files")
    op.drop_index("ix_engine_members_file_id", table_name="engine_members")
    op.drop_table("engine_members")
    op.drop_table("engine_hidden")
    op.drop_table("engine_groups")
    op.drop_table("dirty_names")
    op.drop_table("dirty_files")
    op.drop_index("ix_audit_user_id", table_name="audit")
    op.drop_index("ix_audit_token", table_name="audit")
    op.drop_table("audit")
    op.drop_index(
        "ix_assets_shown",
        table_name="assets",
        postgresql_include=["search_text"],
        postgresql_where="shown",
    )
    op.drop_index("ix_assets_owner_id_month", table_name="assets")
    op.drop_index("ix_assets_file_id", table_name="assets")
    op.drop_table("assets")
    op.drop_table("asset_months")
    op.drop_index("ix_asset_groups_group", table_name="asset_groups")
    op.drop_table("asset_groups")
    op.drop_index("ix_action_journal_token", table_name="action_journal")
    op.drop_index(
        "ix_action_journal_open",
        table_name="action_journal",
        postgresql_where=sa.text("state IN ('planned', 'repointed', 'trashed')"),
    )
    op.drop_table("action_journal")
