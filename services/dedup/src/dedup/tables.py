"""
The tables of the dedup service.
"""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from mediacore.database import NAMING_CONVENTION
from mediacore.inventory_tables import NOW, inventory_tables

metadata = MetaData(naming_convention=NAMING_CONVENTION)

# A hash holds for the content it was made of: `sha_quick_id` and `sha_mtime_ns` say which. So a
# rename keeps it, and no change of the file needs to remember to clear it.
inventory = inventory_tables(
    metadata,
    Column("sha256", LargeBinary(32)),
    Column("sha_quick_id", LargeBinary(16)),
    Column("sha_mtime_ns", BigInteger),
    Column("perceptual_hash", BigInteger),
    Column("phash_quick_id", LargeBinary(16)),
)
files = inventory.files

# A log, not a set: it takes a mark from any number of writers without one waiting for another.
dirty_keys = Table(
    "dirty_keys",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("quick_id", LargeBinary(16), nullable=False),
    Column("since", DateTime(timezone=True), nullable=False, server_default=NOW),
)

# Files to be read whole. Without `retry_at` a file is given up until it changes.
hash_queue = Table(
    "hash_queue",
    metadata,
    Column("file_id", BigInteger, primary_key=True, autoincrement=False),
    Column("quick_id", LargeBinary(16), nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("failures", SmallInteger, nullable=False, server_default="0"),
    Column("retry_at", DateTime(timezone=True), server_default=NOW),
    Column("claimed_at", DateTime(timezone=True)),
)
Index("ix_hash_queue_retry_at", hash_queue.c.retry_at)

# Groups whose picture is to be fingerprinted.
phash_queue = Table(
    "phash_queue",
    metadata,
    Column("group_id", Uuid, primary_key=True),
    Column("tries", SmallInteger, nullable=False, server_default="0"),
    Column("claimed_at", DateTime(timezone=True)),
)

duplicate_groups = Table(
    "duplicate_groups",
    metadata,
    Column("group_id", Uuid, primary_key=True),
    Column("duplicate_type", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("content", LargeBinary(32), nullable=False, index=True),
    Column("quick_id", LargeBinary(16), nullable=False, index=True),
    Column("similarity", Float, nullable=False),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("keeper_file_id", BigInteger, nullable=False),
    Column("reasons", JSONB, nullable=False),
    Column("member_count", Integer, nullable=False),
    Column("total_size", BigInteger, nullable=False),
    Column("savings", BigInteger, nullable=False),
    Column("fingerprint", LargeBinary(16), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=NOW),
    Column("updated_at", DateTime(timezone=True), nullable=False, server_default=NOW),
)
for _name, _column in (
    ("newest", duplicate_groups.c.created_at),
    ("space", duplicate_groups.c.savings),
    ("similarity", duplicate_groups.c.similarity),
):
    Index(f"ix_duplicate_groups_{_name}", _column.desc(), duplicate_groups.c.group_id.desc())

# One row a physical file; `also_at` are its other paths (hard links).
duplicate_members = Table(
    "duplicate_members",
    metadata,
    Column("group_id", Uuid, primary_key=True),
    Column("file_id", BigInteger, primary_key=True),
    Column("file_path", Text, nullable=False),
    Column("file_type", Text, nullable=False),
    Column("file_hash", LargeBinary(32), nullable=False),
    Column("perceptual_hash", BigInteger),
    Column("similarity_score", Float, nullable=False),
    Column("file_size", BigInteger, nullable=False),
    Column("is_suggested_keeper", Boolean, nullable=False),
    Column("also_at", ARRAY(Text), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=NOW),
)
Index("ix_duplicate_members_file_id", duplicate_members.c.file_id)

# A pair of contents that somebody has judged: the same content twice for exact copies.
duplicate_decisions = Table(
    "duplicate_decisions",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("token", Uuid, nullable=False, index=True),
    Column("owner", Text, nullable=False, server_default=""),
    Column("kind", Text, nullable=False),
    Column("left_content", LargeBinary, nullable=False),
    Column("right_content", LargeBinary, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=NOW),
    Column("undone_at", DateTime(timezone=True)),
)
Index(
    "ix_duplicate_decisions_pair",
    duplicate_decisions.c.left_content,
    duplicate_decisions.c.right_content,
    postgresql_where=duplicate_decisions.c.undone_at.is_(None),
)
