"""
What grouping knows about a file, and what it says about files that are one shot.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from mediacore.formats import NOT_MEDIA, Kind


class TimeSource(StrEnum):
    """
    Where a capture time was read.
    """

    EXIF = "exif"
    XMP = "xmp"
    CONTAINER = "container"
    TOLD = "told"
    NAME = "name"
    MTIME = "mtime"


# Tuples, not sets: comparing members of an enum is much cheaper than hashing them. And what is
# made by the million (evidence, members) is a named tuple, the cheapest record there is.
PROOF = (TimeSource.EXIF, TimeSource.XMP, TimeSource.CONTAINER, TimeSource.TOLD)
_NOT_MEDIA = tuple(sorted(NOT_MEDIA))


@dataclass(frozen=True, slots=True)
class FileRecord:
    """
    One file, as the rules see it.

    :ivar path: display path, separated by "/", relative to the library's root.
    :ivar size: bytes.
    :ivar taken_us: wall-clock capture time in microseconds since 1970, None when unknown.
    :ivar taken_source: where that time was read; names and mtimes may order, and never prove.
    :ivar taken_exact: whether the time is known below the second.
    :ivar camera: "Make Model".
    :ivar content_identifier: what both halves of a Live Photo carry.
    :ivar burst_id: what all frames of a burst carry.
    :ivar unique_id: the camera's own id of the picture.
    :ivar motion: whether the picture carries its clip inside.
    :ivar content: id of the content, equal for equal bytes, b"" when unknown.
    :ivar told_path: where a file is matched whose name on disk is not its own, see `told.py`.
    """

    file_id: int
    path: str
    kind: Kind
    size: int
    taken_us: int | None = None
    taken_source: TimeSource | None = None
    taken_exact: bool = False
    camera: str | None = None
    content_identifier: str | None = None
    burst_id: str | None = None
    unique_id: str | None = None
    duration_s: float | None = None
    width: int | None = None
    height: int | None = None
    motion: bool = False
    content: bytes = b""
    told_path: str = ""

    @property
    def known_path(self) -> str:
        """
        Give the path that the rules read.
        """
        return self.told_path or self.path

    @property
    def file_name(self) -> str:
        """
        Give the file's name as people know it.
        """
        return (self.told_path or self.path).rpartition("/")[2]

    @property
    def realm(self) -> str:
        """
        Give what a file with a told name never leaves: "" for all others.
        """
        return self.told_path.rpartition("/")[0]

    @property
    def is_media(self) -> bool:
        """
        Whether the file may be a version: sidecars and unknown files are not.
        """
        return self.kind not in _NOT_MEDIA

    @property
    def proven_us(self) -> int | None:
        """
        Give the capture time if it can prove anything, or None.
        """
        return self.taken_us if self.taken_source in PROOF else None


class GroupType(StrEnum):
    """
    What makes the files of a group versions of one shot.
    """

    RAW_JPEG = "raw_jpeg"
    EDITED_VERSIONS = "edited_versions"
    BURST = "burst"
    VIDEO_VARIANTS = "video_variants"
    LIVE_PHOTO = "live_photo"
    MOTION_PHOTO = "motion_photo"


UNSWITCHABLE = (GroupType.LIVE_PHOTO, GroupType.MOTION_PHOTO)


class Role(StrEnum):
    """
    What a file is to its group.
    """

    ORIGINAL = "original"
    RAW = "raw"
    EDIT = "edit"
    COPY = "copy"
    RENDER = "render"
    COVER = "cover"
    BACK = "back"
    BURST_FRAME = "burst_frame"
    PROXY = "proxy"
    LIVE_CLIP = "live_clip"
    MOTION_CLIP = "motion_clip"


class Evidence(NamedTuple):
    """
    One reason: the rule's machine name, and a sentence for people.
    """

    rule: str
    text: str


class Member(NamedTuple):
    """
    A file of a group, why it is there, and the sidecars that belong to it.
    """

    file_id: int
    role: str
    evidence: tuple[Evidence, ...]
    sidecars: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """
    Files that are versions of one shot.

    :ivar primary: the file that stands for the group.
    :ivar confidence: from 0 to 1, that of the least certain member.
    :ivar switchable: False where Immich shows the files as one asset already.
    """

    type: GroupType
    members: tuple[Member, ...]
    primary: int
    confidence: float
    evidence: tuple[Evidence, ...]
    switchable: bool
