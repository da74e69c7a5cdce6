"""
What the stand-in keeps: users and what is theirs.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from mediacore.formats import Kind

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class User:
    """
    A user, the password in the clear: nothing here is secret.
    """

    user_id: str
    email: str
    password: str
    name: str
    is_admin: bool
    created_at: datetime
    updated_at: datetime
    seq: int = 0
    pin: str | None = None
    storage_label: str | None = None
    preferences: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Session:
    """
    A session; `parent` is the token of the one that it ends with.
    """

    session_id: str
    user_id: str
    token: str
    created_at: datetime
    updated_at: datetime
    parent: str | None = None
    expires_at: datetime | None = None
    elevated_until: datetime | None = None
    device_os: str = ""
    device_type: str = ""
    pending_reset: bool = False
    checkpoints: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class ApiKey:
    """
    An API key with its permissions.
    """

    key_id: str
    user_id: str
    secret: str
    name: str
    permissions: list[str]
    created_at: datetime
    updated_at: datetime


@dataclass(slots=True)
class Library:
    """
    An external library of one owner over some folders.
    """

    library_id: str
    owner_id: str
    name: str
    import_paths: list[str]
    exclusion_patterns: list[str]
    created_at: datetime
    updated_at: datetime
    refreshed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Exif:
    """
    What Immich has read from a file, or was told.
    """

    make: str | None = None
    model: str | None = None
    orientation: str | None = "1"
    time_zone: str | None = None
    lens_model: str | None = None
    f_number: float | None = None
    focal_length: float | None = None
    iso: int | None = None
    exposure_time: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    description: str = ""
    rating: int | None = None


NO_EXIF = Exif()


@dataclass(slots=True)
class Asset:
    """
    An asset.

    :ivar path: the file's name on disk, in bytes.
    :ivar original_path: the same as Immich shows it, bytes that are no text replaced.
    :ivar local: the camera's wall clock, told as UTC; `taken` is the moment itself.
    :ivar blob: the bytes of an asset without a file.
    :ivar seq: when it last changed, counted in changes of everything.
    """

    asset_id: str
    owner_id: str
    library_id: str | None
    path: bytes
    original_path: str
    name: str
    kind: Kind
    checksum: str
    size: int
    mtime_ns: int
    created_at: datetime
    updated_at: datetime
    taken: datetime
    local: datetime
    width: int | None = None
    height: int | None = None
    duration_ms: int = 0
    exif: Exif = NO_EXIF
    device_asset_id: str = ""
    device_id: str = "Library Import"
    is_favorite: bool = False
    visibility: str = "timeline"
    deleted_at: datetime | None = None
    is_offline: bool = False
    live_video_id: str | None = None
    duplicate_id: str | None = None
    stack_id: str | None = None
    has_thumbnail: bool = True
    blob: bytes | None = None
    seq: int = 0
    exif_seq: int = 0

    @property
    def is_video(self) -> bool:
        """
        Whether it is a clip.
        """
        return self.kind is Kind.VIDEO

    @property
    def modified(self) -> datetime:
        """
        When the file was last written.
        """
        return EPOCH + timedelta(microseconds=self.mtime_ns // 1000)


@dataclass(slots=True)
class Stack:
    """
    A stack, whose members know it by its id.
    """

    stack_id: str
    owner_id: str
    primary_id: str
    created_at: datetime
    updated_at: datetime
    seq: int


@dataclass(slots=True)
class Album:
    """
    An album: its assets with when they came, its members with their roles.
    """

    album_id: str
    owner_id: str
    name: str
    description: str
    created_at: datetime
    updated_at: datetime
    seq: int
    assets: dict[str, int] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    member_seq: dict[str, int] = field(default_factory=dict)
    thumbnail_id: str | None = None
    order: str = "desc"
    is_activity_enabled: bool = True

    def is_seen_by(self, user_id: str) -> bool:
        """
        Whether it is that user's, or shared with them.
        """
        return user_id == self.owner_id or user_id in self.members


@dataclass(slots=True)
class SharedLink:
    """
    A link to an album or to some assets.
    """

    link_id: str
    owner_id: str
    key: str
    created_at: datetime
    album_id: str | None
    asset_ids: list[str]
    slug: str | None = None
    description: str | None = None
    password: str | None = None
    expires_at: datetime | None = None
    allow_upload: bool = False
    allow_download: bool = True
    show_metadata: bool = True


@dataclass(slots=True)
class Person:
    """
    A person, and the assets with that face.
    """

    person_id: str
    owner_id: str
    name: str
    updated_at: datetime
    created_at: datetime
    seq: int
    faces: dict[str, str] = field(default_factory=dict)
    is_hidden: bool = False
    is_favorite: bool = False
    birth_date: str | None = None


@dataclass(slots=True)
class Tag:
    """
    A tag, and what bears it.
    """

    tag_id: str
    owner_id: str
    value: str
    created_at: datetime
    updated_at: datetime
    color: str | None = None
    assets: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Memory:
    """
    A memory: a day of an earlier year.
    """

    memory_id: str
    owner_id: str
    kind: str
    data: dict[str, object]
    memory_at: str
    created_at: datetime
    updated_at: datetime
    seq: int
    assets: dict[str, int] = field(default_factory=dict)
    is_saved: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """
    What a sync has to say about something that is no more.
    """

    seq: int
    entity: str
    user_ids: frozenset[str]
    data: dict[str, object]
