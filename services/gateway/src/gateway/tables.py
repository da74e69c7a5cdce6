"""
The tables of the gateway: whose asset lies where, which groups each owner sees, and what was done.

`assets` is what Immich told with each user's own credential. `owner_groups`, `asset_groups` and
`owner_cards` are read models: everything in them can be made anew from `assets` and from what
grouping and dedup publish. `preferences`, `audit` and `action_journal` are the user's own.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Computed,
    Date,
    DateTime,
    Float,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from mediacore.database import NAMING_CONVENTION

NOW = text("now()")
PATH_HEAD = 512

metadata = MetaData(naming_convention=NAMING_CONVENTION)

# The users of Immich who came by, and how far their index is.
# index_state: new, running, complete. version: raised with every change of the owner's read models.
users = Table(
    "users",
    metadata,
    Column("user_id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("is_admin", Boolean, nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False, server_default=NOW),
    Column("index_state", Text, nullable=False, server_default="new"),
    Column("index_done", Integer, nullable=False, server_default="0"),
    Column("index_total", Integer, nullable=False, server_default="0"),
    Column("started_at", DateTime(timezone=True)),
    Column("indexed_at", DateTime(timezone=True)),
    Column("checked_at", DateTime(timezone=True)),
    Column("updated_after", DateTime(timezone=True)),
    Column("version", BigInteger, nullable=False, server_default="0"),
)

# Every library path that an asset or a group's member lies at, relative, in display form.
# in_library: what grouping said when it was last asked whether it knows the file. told_*: what it
# was told of a file whose name is lost on disk.
files = Table(
    "files",
    metadata,
    Column("file_id", BigInteger, Identity(), primary_key=True),
    Column("path_key", LargeBinary(16), nullable=False, unique=True),
    Column("path", Text, nullable=False),
    Column("in_library", Boolean),
    Column("asked_at", DateTime(timezone=True)),
    Column("told_name", Text),
    Column("told_owner", Uuid),
    Column("told_at", DateTime),
)

# What was learned of how Immich's folders lie in the library: `container` there is `library` here.
path_rules = Table(
    "path_rules",
    metadata,
    Column("container", Text, primary_key=True),
    Column("library", Text, nullable=False),
    Column("votes", Integer, nullable=False),
    Column("learned_at", DateTime(timezone=True), nullable=False, server_default=NOW),
)
# For prefixes: a path may be longer than an index takes.
Index(
    "ix_files_path_head",
    func.left(files.c.path, PATH_HEAD).label("head"),
    postgresql_ops={"head": "text_pattern_ops"},
)

# Immich's assets. `shown`: on the timeline, neither trashed nor offline; only these are in groups.
# `local_at` is Immich's localDateTime, a wall time without zone; `camera` is "Make Model".
# `search_text` is what a search looks into: file name and camera, a line each.
# `view`: the list of the timeline that counts it, timeline, archive, hidden or trash. What is
# locked has no row.
assets = Table(
    "assets",
    metadata,
    Column("asset_id", Uuid, primary_key=True),
    Column("owner_id", Uuid, nullable=False),
    Column("file_id", BigInteger),
    Column("original_path", Text, nullable=False),
    Column("original_file_name", Text, nullable=False),
    Column("library_id", Uuid),
    Column("kind", Text, nullable=False),
    Column("visibility", Text, nullable=False),
    Column("view", Text, nullable=False),
    Column("is_trashed", Boolean, nullable=False),
    Column("is_offline", Boolean, nullable=False),
    Column("is_favorite", Boolean, nullable=False),
    Column("shown", Boolean, nullable=False),
    Column("local_at", DateTime, nullable=False),
    Column("month", Date, nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Column("checksum", LargeBinary),
    Column("thumbhash", Text),
    Column("width", Integer),
    Column("height", Integer),
    Column("size", BigInteger),
    Column("duration_ms", Integer),
    Column("live_photo_video_id", Uuid),
    Column("camera", Text),
    Column(
        "search_text",
        Text,
        Computed(
            "lower(left(original_file_name, 200)) || chr(10)"
            " || lower(left(coalesce(camera, ''), 100))",
            persisted=True,
        ),
        nullable=False,
    ),
    Column("changed_at", DateTime(timezone=True), nullable=False, server_default=NOW),
)
Index("ix_assets_owner_id_month", assets.c.owner_id, assets.c.view, assets.c.month)
Index("ix_assets_file_id", assets.c.file_id)
# Search and the timeline of single photos walk this, newest first, and look nowhere else.
Index(
    "ix_assets_shown",
    assets.c.owner_id,
    assets.c.local_at.desc(),
    assets.c.asset_id.desc(),
    postgresql_include=["search_text"],
    postgresql_where=assets.c.shown,
)

# What Immich's timeline counted for a month of a view when its assets were fetched, and how many
# rows we then had.
asset_months = Table(
    "asset_months",
    metadata,
    Column("owner_id", Uuid, primary_key=True),
    Column("view", Text, primary_key=True),
    Column("month", Date, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("fetched_at", DateTime(timezone=True), nullable=False, server_default=NOW),
)

# What grouping (kind version) and dedup (kind duplicate) say of their groups, in every view: "" is
# everybody's, else it is an owner's id. `digest` is of the whole group, so that an equal one is
# left alone.
engine_groups = Table(
    "engine_groups",
    metadata,
    Column("group_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("view", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("switchable", Boolean, nullable=False),
    Column("burst", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("decided", Boolean, nullable=False),
    Column("levels", ARRAY(Text), nullable=False),
    Column("similarity", Float, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("digest", LargeBinary(16), nullable=False),
)

# The paths of a group. `place` tells its physical files apart, from 0, the primary (or the keeper)
# first; a file with hard links has a row for each path, of which one is the `main` one.
engine_members = Table(
    "engine_members",
    metadata,
    Column("group_id", Uuid, primary_key=True),
    Column("file_id", BigInteger, primary_key=True, autoincrement=False),
    Column("place", Integer, nullable=False),
    Column("main", Boolean, nullable=False),
    Column("file_type", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("score", Float, nullable=False),
    Column("preselected", Boolean, nullable=False),
    Column("taken_at", DateTime),
)
Index("ix_engine_members_file_id", engine_members.c.file_id)

# What of a group is out of it: in everybody's view, or for one owner, who shadows or dismissed it.
engine_hidden = Table(
    "engine_hidden",
    metadata,
    Column("group_id", Uuid, primary_key=True),
    Column("view", Text, primary_key=True),
    Column("file_id", BigInteger, primary_key=True, autoincrement=False),
)

# What the read models are to be brought up to date for: a log, not a set, see `dirty_files.py`.
dirty_files = Table(
    "dirty_files",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("file_id", BigInteger),
    Column("asset_id", Uuid),
)

# The files of which grouping may have to be told a name: a log too.
dirty_names = Table(
    "dirty_names",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("file_id", BigInteger, nullable=False),
)

# The groups that an owner sees: two or more of their own shown assets.
# kind: version, duplicate. level: "" for versions, else exact, 0.98, … 0.80.
# members: [{"id", "filename", "type", "size", "path", "decided"}, …], the primary (or the keeper)
# first; of duplicates also "score", "preselected", and "versionGroupId", set where several of them
# are in one version group. Groups of the nil owner are of files that no asset lies at:
# their "id" is null.
owner_groups = Table(
    "owner_groups",
    metadata,
    Column("owner_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("group_id", Uuid, nullable=False),
    Column("type", Text, nullable=False),
    Column("switchable", Boolean, nullable=False),
    Column("burst", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("count", Integer, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("savings", BigInteger, nullable=False),
    Column("similarity", Float, nullable=False),
    Column("newest", DateTime, nullable=False),
    Column("earliest", DateTime, nullable=False),
    Column("cover_id", Uuid, nullable=False),
    Column("path", Text, nullable=False),
    Column("members", JSONB, nullable=False),
    PrimaryKeyConstraint("group_id", "owner_id", "kind", "level"),
)
for _sort in ("newest", "size", "savings", "similarity"):
    Index(
        f"ix_owner_groups_{_sort}",
        owner_groups.c.owner_id,
        owner_groups.c.kind,
        owner_groups.c.level,
        owner_groups.c[_sort].desc(),
        owner_groups.c.group_id.desc(),
        postgresql_include=["type"],
    )

# Covers the counts by type and level, which every page shows.
Index(
    "ix_owner_groups_counts",
    owner_groups.c.owner_id,
    owner_groups.c.kind,
    owner_groups.c.level,
    owner_groups.c.type,
    postgresql_include=["count", "size", "savings"],
)

# Which groups an asset is in, in its owner's view: one of each kind and level, but for the moment
# in which a file moves from one group to another.
asset_groups = Table(
    "asset_groups",
    metadata,
    Column("asset_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("level", Text, primary_key=True),
    Column("group_id", Uuid, primary_key=True),
    Column("owner_id", Uuid, nullable=False),
)
Index(
    "ix_asset_groups_group",
    asset_groups.c.group_id,
    asset_groups.c.owner_id,
)

# The timeline by shot: a card is a version group (`group_id` set) or a single asset, and stands at
# its earliest shown member's local time. `card_id` is the group's id, else the asset's.
owner_cards = Table(
    "owner_cards",
    metadata,
    Column("owner_id", Uuid, nullable=False),
    Column("card_id", Uuid, nullable=False),
    Column("month", Date, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("cover_id", Uuid, nullable=False),
    Column("count", Integer, nullable=False),
    Column("group_id", Uuid),
    PrimaryKeyConstraint("card_id", "owner_id"),
)
Index(
    "ix_owner_cards_month",
    owner_cards.c.owner_id,
    owner_cards.c.month,
    owner_cards.c.at.desc(),
    owner_cards.c.card_id.desc(),
)

# How far the gateway has followed each service's changes. While it reads all of a service's groups,
# `filled_to` is the last one it has.
positions = Table(
    "positions",
    metadata,
    Column("service", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("filled_to", Uuid),
    Column("at", DateTime(timezone=True), nullable=False, server_default=NOW),
)

preferences = Table(
    "preferences",
    metadata,
    Column("user_id", Uuid, primary_key=True),
    Column("format_order", ARRAY(Text), nullable=False),
    Column("level", Text, nullable=False),
    Column("auto_group", Boolean, nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False, server_default=NOW),
)

# Who did what, when, and how it was before and after. Never changed, never pruned.
audit = Table(
    "audit",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False, server_default=NOW),
    Column("user_id", Uuid, nullable=False),
    Column("action", Text, nullable=False),
    Column("token", Uuid),
    Column("subject", Text, nullable=False),
    Column("before", JSONB, nullable=False),
    Column("after", JSONB, nullable=False),
)
Index("ix_audit_token", audit.c.token)
Index("ix_audit_user_id", audit.c.user_id, audit.c.id)

# A person's wish to let files of one group go, and how far it has come.
# progress: the keeper and how it was read, what is carried over to it, and what became of that.
removal_orders = Table(
    "removal_orders",
    metadata,
    Column("token", Uuid, primary_key=True),
    Column("group_id", Uuid, primary_key=True),
    Column("user_id", Uuid, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("keep", JSONB, nullable=False),
    Column("carry_over", Boolean, nullable=False),
    Column("is_decided", Boolean, nullable=False, server_default="false"),
    Column("is_carried", Boolean, nullable=False, server_default="false"),
    Column("progress", JSONB, nullable=False, server_default="{}"),
    Column("at", DateTime(timezone=True), nullable=False, server_default=NOW),
)

# The folders of Immich's external libraries and whose they are, as an admin was told last: one row.
# paths: [[owner_id, "/immich/path"], …]; told even when there is none.
import_paths = Table(
    "import_paths",
    metadata,
    Column("one", Boolean, primary_key=True),
    Column("told_at", DateTime(timezone=True), nullable=False, server_default=NOW),
    Column("paths", JSONB, nullable=False),
)

# One row for each file that is to go, written before each call: planned, repointed, trashed,
# confirmed; or failed, refused, undone.
action_journal = Table(
    "action_journal",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("token", Uuid, nullable=False),
    Column("user_id", Uuid, nullable=False),
    Column("group_id", Uuid, nullable=False),
    Column("asset_id", Uuid, nullable=False),
    Column("keeper_id", Uuid, nullable=False),
    Column("path", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("detail", JSONB, nullable=False, server_default="{}"),
    Column("at", DateTime(timezone=True), nullable=False, server_default=NOW),
)
Index("ix_action_journal_token", action_journal.c.token)
Index(
    "ix_action_journal_open",
    action_journal.c.user_id,
    postgresql_where=text("state IN ('planned', 'repointed', 'trashed')"),
)
