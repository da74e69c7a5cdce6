"""
The shapes of RAWs that stand alone, and of what may belong to them.
"""

from typing import Annotated

from pydantic import Field

from gateway.answer_schemas import Answer, Id, NextCursor, Path, Version, WallTime


class _File(Answer):
    path: Path
    filename: str
    size: Annotated[int, Field(description="Bytes")]
    taken_at: WallTime | None
    camera: str | None
    asset_id: Id
    owner_id: Id
    thumbhash: Annotated[str | None, Field(description="A placeholder picture, in base64")]
    width: int | None
    height: int | None
    local_date_time: WallTime


class Candidate(_File):
    """
    A file that may be of the same shot.
    """

    suggestion_id: str
    type: str
    confidence: Annotated[float, Field(ge=0, le=1)]
    reason: Annotated[str | None, Field(description="Why it did not match by itself")]


class Orphan(_File):
    """
    A RAW without a partner.
    """

    candidates: Annotated[list[Candidate], Field(min_length=1, description="The likeliest first")]


class Orphans(Answer):
    """
    A page of RAWs without a partner.
    """

    items: list[Orphan]
    next_cursor: NextCursor
    version: Version
