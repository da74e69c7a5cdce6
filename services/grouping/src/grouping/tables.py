"""
The tables of the grouping service.
"""

from sqlalchemy import (
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
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from mediacore.database import NAMING_CONVENTION
from mediacore.inventory_tables import NOW, inventory_tables

metadata = MetaData(naming_convention=NAMING_CONVENTION)

# What grouping reads of a file, beside what every inventory has. Types as Postgres names them,
# because the rows are written with unnest().
FILE_COLUMNS: dict[str, str] = {
    "format": "text",
    "mismatch": "text",
    "taken_us": "bigint",
    "taken_source": "text",
    "taken_exact": "boolean",
    "taken_trusted": "boolean",
    "offset_minutes": "integer",
    "camera": "text",
    "content_identifier": "text",
    "burst_id": "text",
    "unique_id": "text",
    "duration_s": "float8",
    "width": "integer",
    "height": "integer",
    "motion": "boolean",
    "match_key": "bytea",
    "stem": "text",
}

_TYPES = {
    "text": Text,
    "bigint": BigInteger,
    "boolean": Boolean,
    "integer": Integer,
    "float8": Float,
    "bytea": LargeBinary,
}

inventory = inventory_tables(
    metadata,
    *(Column(name, _TYPES[kind]()) for name, kind in FILE_COLUMNS.items()),
    Column("ungrouped", Boolean, nullable=False, server_default="false"),
    # What an index told of a file whose name on disk is not its own; a new reading leaves it alone.
    Column("told_name", Text),
    Column("told_folder", Text),
    Column("told_us", BigInteger),
    Column("told_stem", Text),
)
files = inventory.files

Index("ix_files_match_key", files.c.match_key, postgresql_where=files.c.match_key.is_not(None))
for _name in ("content_identifier", "burst_id"):
    Index(f"ix_files_{_name}", files.c[_name], postgresql_where=files.c[_name].is_not(None))
Index("ix_files_stem", text("left(stem, 200)"), _table=files)
Index(
    "ix_files_told_stem",
    text("left(told_stem, 200)"),
    postgresql_where=files.c.told_stem.is_not(None),
    _table=files,
)
Index(
    "ix_files_ungrouped",
    files.c.id,
    postgresql_include=["kind"],
    postgresql_where=files.c.ungrouped,
)
Index(
    "ix_files_orphan_raw",
    files.c.id,
    postgresql_where=text("ungrouped AND kind = 'raw'"),
)

# What was told of files that are not in the inventory yet.
told_names = Table(
    "told_names",
    metadata,
    Column("path_key", LargeBinary(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("us", BigInteger),
)

# Names to be regrouped: a log, not a set. A writer that found its name there already would add
# nothing, and whoever works on that name just then would still see the writer's old rows.
dirty_keys = Table(
    "dirty_keys",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("match_key", LargeBinary(16), nullable=False, index=True),
    Column("since", DateTime(timezone=True), nullable=False, server_default=NOW),
)

file_groups = Table(
    "file_groups",
    metadata,
    Column("group_id", Uuid, primary_key=True),
    Column("owner", Text, nullable=False, server_default=""),
    Column("group_type", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("evidence", JSONB, nullable=False),
    Column("switchable", Boolean, nullable=False),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("primary_file_id", BigInteger, nullable=False),
    Column("primary_path", LargeBinary, nullable=False),
    Column("member_count", SmallInteger, nullable=False),
    Column("total_size", BigInteger, nullable=False),
    Column("fingerprint", LargeBinary(16), nullable=False),
    Column("card", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=NOW),
    Column("updated_at", DateTime(timezone=True), nullable=False, server_default=NOW),
)
Index(
    "ix_file_groups_list",
    file_groups.c.owner,
    file_groups.c.created_at.desc(),
    file_groups.c.group_id.desc(),
)
Index(
    "ix_file_groups_type",
    file_groups.c.owner,
    file_groups.c.group_type,
    file_groups.c.created_at.desc(),
    file_groups.c.group_id.desc(),
)
# Covers the counts by type, which every page shows.
Index(
    "ix_file_groups_counts",
    file_groups.c.owner,
    file_groups.c.group_type,
    postgresql_include=["member_count", "total_size"],
)
Index(
    "ix_file_groups_path",
    file_groups.c.owner,
    text('substring("primary_path", 1, 512)'),
    file_groups.c.group_id,
)

# One row a file and view. In an owner's own view a file may stand alone: group_id is null then.
group_members = Table(
    "group_members",
    metadata,
    Column("owner", Text, primary_key=True, server_default=""),
    Column("file_id", BigInteger, primary_key=True),
    Column("group_id", Uuid),
    Column("path_key", LargeBinary(16), nullable=False),
    Column("file_path", Text, nullable=False),
    Column("file_type", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("is_primary", Boolean, nullable=False),
    Column("file_size", BigInteger, nullable=False),
    Column("evidence", JSONB, nullable=False),
    Column("sidecars", ARRAY(BigInteger), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=NOW),
)
Index("ix_group_members_group_id", group_members.c.group_id)
# Everything a look-up of paths needs, so that it never leaves the index.
Index(
    "ix_group_members_lookup",
    group_members.c.path_key,
    group_members.c.owner,
    group_members.c.group_id,
)
Index("ix_group_members_file_id", group_members.c.file_id)

group_decisions = Table(
    "group_decisions",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("token", Uuid, nullable=False, index=True),
    Column("owner", Text, nullable=False, server_default=""),
    Column("kind", Text, nullable=False),
    Column("subjects", ARRAY(LargeBinary), nullable=False),
    Column("others", ARRAY(LargeBinary), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=NOW),
    Column("undone_at", DateTime(timezone=True)),
)
Index(
    "ix_group_decisions_subjects",
    group_decisions.c.subjects,
    postgresql_using="gin",
    postgresql_where=group_decisions.c.undone_at.is_(None),
)
Index(
    "ix_group_decisions_others",
    group_decisions.c.others,
    postgresql_using="gin",
    postgresql_where=group_decisions.c.undone_at.is_(None),
)
