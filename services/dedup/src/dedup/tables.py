"""
The tables of the dedup service.
"""

from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Computed,
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
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from dedup.prefixes import PATH_HEAD
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
    Column("format", Text),
    Column("width", Integer),
    Column("height", Integer),
    Column("taken_us", BigInteger),
    Column("taken_trusted", Boolean),
    Column("camera", Text),
    Column("burst_id", Text),
    Column("has_gps", Boolean),
    Column("duration_s", Float),
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

# One row a content (quick id) with a picture or clip in it, shared by all files that hold it. It is
# also the queue of fingerprinting (`state` pending) and of the search for candidates (`searched`).
pictures = Table(
    "pictures",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("quick_id", LargeBinary(16), nullable=False, unique=True),
    Column("medium", Text, nullable=False),
    Column("state", Text, nullable=False, server_default="pending"),
    Column("tries", SmallInteger, nullable=False, server_default="0"),
    Column("claimed_at", DateTime(timezone=True)),
    Column("made_at", DateTime(timezone=True)),
    Column("problem", Text),
    Column("source", Text),
    Column("phash", BigInteger),
    Column("informative", Boolean),
    Column("duration_s", Float),
    Column("searched", Boolean, nullable=False, server_default="false"),
)
Index("ix_pictures_pending", pictures.c.id, postgresql_where=pictures.c.state == "pending")
Index("ix_pictures_made_at", pictures.c.made_at)
Index(
    "ix_pictures_unsearched",
    pictures.c.id,
    postgresql_where=text("state = 'ready' AND NOT searched"),
)
BANDS = 4
for _band in range(BANDS):
    Index(
        f"ix_pictures_band_{_band}",
        text(f"((phash >> {16 * _band}) & 65535)"),
        postgresql_where=text("state = 'ready' AND informative"),
        _table=pictures,
    )

# What a picture looks like, for finding it cropped, framed, turned and re-toned: one vector for
# the whole, more for parts of it that may stand alone.
VECTOR_VALUES = 128
picture_vectors = Table(
    "picture_vectors",
    metadata,
    Column("picture_id", BigInteger, primary_key=True, autoincrement=False),
    Column("panel", SmallInteger, primary_key=True),
    Column("medium", Text, nullable=False),
    Column("vector", HALFVEC(VECTOR_VALUES), nullable=False),
)
for _medium in ("image", "raw"):
    Index(
        f"ix_picture_vectors_{_medium}",
        picture_vectors.c.vector,
        postgresql_using="hnsw",
        postgresql_ops={"vector": "halfvec_l2_ops"},
        postgresql_where=picture_vectors.c.medium == _medium,
    )

# Frames over the whole length of a clip; `position` counts them, `at_s` is their time, `look` a
# tiny grey picture.
picture_frames = Table(
    "picture_frames",
    metadata,
    Column("picture_id", BigInteger, primary_key=True, autoincrement=False),
    Column("position", SmallInteger, primary_key=True),
    Column("at_s", Float, nullable=False),
    Column("phash", BigInteger, nullable=False),
    Column("informative", Boolean, nullable=False),
    Column("look", LargeBinary(256), nullable=False),
)
FRAME_BANDS = 5
FRAME_BAND_BITS = 13
for _band in range(FRAME_BANDS):
    Index(
        f"ix_picture_frames_band_{_band}",
        picture_frames.c.at_s,
        text(f"((phash >> {FRAME_BAND_BITS * _band}) & {(1 << FRAME_BAND_BITS) - 1})"),
        postgresql_where=text("informative"),
    )

# Pairs to be verified; the smaller picture id is on the left, here and in `duplicate_pairs`.
candidate_pairs = Table(
    "candidate_pairs",
    metadata,
    Column("left_id", BigInteger, primary_key=True, autoincrement=False),
    Column("right_id", BigInteger, primary_key=True, autoincrement=False),
    Column("tries", SmallInteger, nullable=False, server_default="0"),
    Column("retry_at", DateTime(timezone=True), nullable=False, server_default=NOW),
    Column("claimed_at", DateTime(timezone=True)),
)

# What verifying said of a pair, rejections too (`score` under every level): nothing is compared
# twice. `relation` says how one lies in the other, `reasons` are for people.
duplicate_pairs = Table(
    "duplicate_pairs",
    metadata,
    Column("left_id", BigInteger, primary_key=True, autoincrement=False),
    Column("right_id", BigInteger, primary_key=True, autoincrement=False),
    Column("score", Float, nullable=False),
    Column("relation", Text, nullable=False),
    Column("reasons", JSONB, nullable=False),
    Column("verified_at", DateTime(timezone=True), nullable=False, server_default=NOW),
)
Index("ix_duplicate_pairs_verified_at", duplicate_pairs.c.verified_at)
Index("ix_duplicate_pairs_right_id", duplicate_pairs.c.right_id, duplicate_pairs.c.score)
Index("ix_duplicate_pairs_left_id", duplicate_pairs.c.left_id, duplicate_pairs.c.score)

# Stored once for each distinct cover and set of members, at all `levels` where it stands, of which
# `level` is the strictest. `content` is the cover's: its SHA-256 in exact groups, its content id in
# perceptual ones.
duplicate_groups = Table(
    "duplicate_groups",
    metadata,
    Column("group_id", Uuid, primary_key=True),
    Column("duplicate_type", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("levels", ARRAY(Text), nullable=False),
    Column("content", LargeBinary(32), nullable=False),
    Column("cover_file_id", BigInteger, nullable=False),
    Column("similarity", Float, nullable=False),
    Column("burst", Boolean, nullable=False),
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

# The groups of each level, narrow: a list is one scan of one of its indexes.
duplicate_levels = Table(
    "duplicate_levels",
    metadata,
    Column("group_id", Uuid, primary_key=True),
    Column("level", Text, primary_key=True),
    Column("duplicate_type", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("savings", BigInteger, nullable=False),
    Column("similarity", Float, nullable=False),
    Column("member_count", Integer, nullable=False),
)
for _name, _column in (
    ("newest", duplicate_levels.c.created_at),
    ("space", duplicate_levels.c.savings),
    ("similarity", duplicate_levels.c.similarity),
):
    Index(
        f"ix_duplicate_levels_{_name}",
        duplicate_levels.c.level,
        duplicate_levels.c.duplicate_type,
        _column.desc(),
        duplicate_levels.c.group_id.desc(),
    )
Index(
    "ix_duplicate_levels_totals",
    duplicate_levels.c.level,
    duplicate_levels.c.duplicate_type,
    postgresql_include=["member_count", "savings"],
)

# One row a physical file; `also_at` are its other paths (hard links). The similarity, relation and
# reasons are those of its content against the cover's. `content` is as in `duplicate_groups`.
duplicate_members = Table(
    "duplicate_members",
    metadata,
    Column("group_id", Uuid, primary_key=True),
    Column("file_id", BigInteger, primary_key=True),
    Column("file_path", Text, nullable=False),
    Column("file_type", Text, nullable=False),
    Column("quick_id", LargeBinary(16), nullable=False, index=True),
    Column("content", LargeBinary(32), nullable=False, index=True),
    Column("file_hash", LargeBinary(32), index=True),
    Column("perceptual_hash", BigInteger),
    Column("similarity_score", Float, nullable=False),
    Column("relation", Text, nullable=False),
    Column("reasons", JSONB, nullable=False),
    Column("file_size", BigInteger, nullable=False),
    Column("is_cover", Boolean, nullable=False),
    Column("is_suggested_keeper", Boolean, nullable=False),
    Column("burst", Boolean, nullable=False),
    Column("preselected", Boolean, nullable=False),
    Column("also_at", ARRAY(Text), nullable=False),
    Column(
        "path_head", Text(collation="C"), Computed(f"left(file_path, {PATH_HEAD})", persisted=True)
    ),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=NOW),
)
Index("ix_duplicate_members_file_id", duplicate_members.c.file_id)
Index(
    "ix_duplicate_members_path_head",
    duplicate_members.c.path_head,
    postgresql_include=["group_id"],
)

# What decisions take out of groups, for everybody (owner '') or for one owner, whose rows tell
# everybody's part too: derived from `duplicate_decisions`. The numbers are of what is left.
duplicate_hidden = Table(
    "duplicate_hidden",
    metadata,
    Column("group_id", Uuid, primary_key=True),
    Column("owner", Text, primary_key=True),
    Column("whole", Boolean, nullable=False),
    Column("file_ids", ARRAY(BigInteger), nullable=False),
    Column("member_count", Integer, nullable=False),
    Column("total_size", BigInteger, nullable=False),
    Column("savings", BigInteger, nullable=False),
    Column("similarity", Float, nullable=False),
)
Index("ix_duplicate_hidden_owner", duplicate_hidden.c.owner, duplicate_hidden.c.group_id)

# A pair of contents that somebody has judged. Of copies that are to be kept a content stands beside
# itself, and `path` says which of its copies.
duplicate_decisions = Table(
    "duplicate_decisions",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("token", Uuid, nullable=False, index=True),
    Column("owner", Text, nullable=False, server_default=""),
    Column("kind", Text, nullable=False),
    Column("left_content", LargeBinary, nullable=False),
    Column("right_content", LargeBinary, nullable=False),
    Column("batch", Uuid, index=True),
    Column("file_id", BigInteger),
    Column("path", Text),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=NOW),
    Column("undone_at", DateTime(timezone=True)),
)
Index(
    "ix_duplicate_decisions_pair",
    duplicate_decisions.c.left_content,
    duplicate_decisions.c.right_content,
    postgresql_where=duplicate_decisions.c.undone_at.is_(None),
)

# Files that somebody decided to let go; nothing is removed here. A row is `open` until its file is
# gone from disk or the decision is taken back; while it is, its file counts as no copy of anything.
duplicate_removals = Table(
    "duplicate_removals",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("token", Uuid, nullable=False, index=True),
    Column("batch", Uuid, index=True),
    Column("owner", Text, nullable=False, server_default=""),
    Column("group_id", Uuid, nullable=False),
    Column("file_id", BigInteger, nullable=False),
    Column("file_path", Text, nullable=False),
    Column("device", BigInteger, nullable=False),
    Column("inode", BigInteger, nullable=False),
    Column("file_size", BigInteger, nullable=False),
    Column("sha256", LargeBinary(32), nullable=False),
    Column("kept_path", Text, nullable=False),
    Column("state", Text, nullable=False, server_default="open"),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=NOW),
    Column("closed_at", DateTime(timezone=True)),
)
_OPEN = duplicate_removals.c.state == "open"
Index("ix_duplicate_removals_file_id", duplicate_removals.c.file_id, postgresql_where=_OPEN)
Index(
    "ix_duplicate_removals_physical",
    duplicate_removals.c.device,
    duplicate_removals.c.inode,
    postgresql_where=_OPEN,
)
