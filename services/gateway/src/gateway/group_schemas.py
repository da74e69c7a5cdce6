"""
The shapes of groups of versions, their lists and their counts.
"""

from typing import Annotated

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


class GroupMember(AssetOfFile):
    """
    A version of the shot.
    """

    path: Path
    filename: str
    type: Annotated[str, Field(description="What the file is", examples=["raw", "jpeg"])]
    role: Annotated[str, Field(description="What the file is in its group", examples=["original"])]
    is_primary: bool
    size: Annotated[int, Field(description="Bytes")]
    evidence: Annotated[list[Reason], Field(description="Why this file is in the group")]
    taken_at: WallTime | None
    taken_source: Annotated[str | None, Field(description="Where that time was read")]
    camera: str | None
    width: int | None
    height: int | None
    duration_s: Annotated[float | None, Field(description="Seconds, of a video")]
    problem: Annotated[str | None, Field(description="Why it could not be read, or not whole")]
    mismatch: Annotated[str | None, Field(description="What it is, where its name says otherwise")]
    sidecars: Annotated[list[str], Field(description="The paths of the files that belong to it")]


class VersionGroup(Answer):
    """
    Versions of one shot, and why we think so: what of it the caller may see.
    """

    group_id: Id
    group_type: Annotated[str, Field(examples=["raw_jpeg", "edited_versions", "burst"])]
    owner_id: Annotated[str, Field(description="All zeros of files that Immich does not know")]
    confidence: Annotated[float, Field(ge=0, le=1)]
    evidence: list[Reason]
    switchable: Annotated[
        bool, Field(description="One file stands for all, and another one can be chosen for that")
    ]
    revision: Annotated[int, Field(description="Goes with decisions: a stale one is refused")]
    version_count: int
    total_size: Annotated[int, Field(description="Bytes")]
    primary_id: Id | None
    newest: WallTime
    earliest: WallTime
    created_at: Instant
    updated_at: Instant
    members: Annotated[list[GroupMember], Field(min_length=2, description="The primary first")]


class OneVersionGroup(VersionGroup):
    """
    A group of versions by itself.
    """

    version: Version


class VersionGroups(Answer):
    """
    A page of groups of versions.
    """

    items: list[VersionGroup]
    next_cursor: NextCursor
    version: Version


class VersionTotals(Answer):
    """
    Groups, the files in them, and the bytes of these.
    """

    groups: int
    files: int
    bytes: int


class VersionCounts(VersionTotals):
    """
    How many groups of versions there are, and how many photos stand alone.
    """

    by_type: dict[str, VersionTotals]
    ungrouped: int
    ungrouped_raw: int
    filters: Annotated[
        dict[str, int], Field(description="The cards that each filter of the timeline shows")
    ]
    version: Version
