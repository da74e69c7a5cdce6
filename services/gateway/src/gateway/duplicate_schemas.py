"""
The shapes of groups of duplicates, their lists and their counts.
"""

from typing import Annotated, Literal

from pydantic import Field

from gateway.answer_schemas import (
    Answer,
    AssetOfFile,
    Id,
    Instant,
    NextCursor,
    Path,
    Reason,
    Version,
    WallTime,
)
from gateway.preferences import Level

DuplicateType = Literal["exact", "perceptual"]


class Copy(AssetOfFile):
    """
    A copy: one file on disk. Score, relation and reasons are those of its content against the
    cover's.
    """

    path: Path
    filename: str
    type: Annotated[str, Field(description="What the file is", examples=["jpeg", "video"])]
    format: str | None
    size: Annotated[int, Field(description="Bytes")]
    width: int | None
    height: int | None
    taken_at: WallTime | None
    modified_at: Instant | None
    sha256: str | None
    perceptual_hash: str | None
    similarity_score: Annotated[float, Field(ge=0, le=1)]
    relation: Annotated[str, Field(examples=["same", "cropped", "framed", "mirrored", "inside"])]
    reasons: list[Reason]
    is_cover: Annotated[bool, Field(description="The others are compared with it")]
    is_suggested_keeper: bool
    is_kept: Annotated[bool, Field(description="The owner decided to keep it")]
    is_going: Annotated[bool, Field(description="It was decided to let it go")]
    burst: Annotated[bool, Field(description="A frame of a burst")]
    preselected: Annotated[bool, Field(description="May go unless somebody objects")]
    damaged: Annotated[bool, Field(description="The file is not whole")]
    has_gps: Annotated[bool, Field(description="It says where it was taken")]
    also_at: Annotated[list[str], Field(description="Other paths of the same file")]
    version_group_id: Annotated[
        Id | None, Field(description="The shot, where several members are versions of it")
    ]
    duration: Annotated[int | None, Field(description="Milliseconds, of a video")]
    in_shot: Annotated[bool, Field(description="Photos shows it with other files of its shot")]


class DuplicateGroup(Answer):
    """
    The same picture more than once, and why one copy is suggested for keeping: what of it the
    caller may see.
    """

    group_id: Id
    duplicate_type: DuplicateType
    owner_id: Annotated[str, Field(description="All zeros of files that Immich does not know")]
    level: Annotated[Level, Field(description="The strictest at which the group stands")]
    levels: list[Level]
    similarity: Annotated[float, Field(description="The least score of a member", ge=0, le=1)]
    burst: Annotated[bool, Field(description="Some members are frames of one burst")]
    all_versions: Annotated[bool, Field(description="Nothing but versions of one shot")]
    revision: Annotated[int, Field(description="Goes with decisions: a stale one is refused")]
    reasons: Annotated[list[Reason], Field(description="Why the keeper is suggested")]
    count: int
    total_size: Annotated[int, Field(description="Bytes")]
    reclaimable_bytes: Annotated[
        int, Field(description="What would be free if one copy stayed, and all frames of a burst")
    ]
    keeper_id: Id | None
    newest: WallTime
    earliest: WallTime
    created_at: Instant
    updated_at: Instant
    members: Annotated[list[Copy], Field(min_length=2, description="The suggested keeper first")]


class OneDuplicateGroup(DuplicateGroup):
    """
    A group of duplicates by itself.
    """

    version: Version


class DuplicateGroups(Answer):
    """
    A page of groups of duplicates.
    """

    items: list[DuplicateGroup]
    next_cursor: NextCursor
    version: Version


class DuplicateTotals(Answer):
    """
    Groups, the files in them, and the bytes that keeping one copy of each would free.
    """

    groups: int
    files: int
    reclaimable_bytes: int


class DuplicateCounts(DuplicateTotals):
    """
    Totals at a level, the same by type, and those of every level.
    """

    level: Level
    by_type: dict[DuplicateType, DuplicateTotals]
    by_level: dict[Level, DuplicateTotals]
    version: Version
