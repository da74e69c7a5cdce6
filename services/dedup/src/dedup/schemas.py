"""
What callers may ask, and the shape of what they get; the OpenAPI page is made of these.
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from dedup.records import DuplicateType, Level, Relation

MAX_LOOKUP_PATHS = 10_000
MAX_DETAILS = 200
MAX_OWNER = 200
MAX_PREFIX = 4096
NO_NUL = r"^[^\x00]*$"


class Request(BaseModel):
    """
    A request body: unknown fields are mistakes.
    """

    model_config = ConfigDict(extra="forbid")


class LookupRequest(Request):
    """
    Ask which groups these paths are in.
    """

    paths: Annotated[list[str], Field(max_length=MAX_LOOKUP_PATHS)]
    owner: Annotated[str, Field(max_length=MAX_OWNER, pattern=NO_NUL)] | None = None
    level: Level | None = None


class DetailsRequest(Request):
    """
    Groups that are wanted in full, as their owner sees them.
    """

    ids: Annotated[list[uuid.UUID], Field(max_length=MAX_DETAILS)]
    owner: Annotated[str, Field(max_length=MAX_OWNER, pattern=NO_NUL)] | None = None


class ReasonOut(BaseModel):
    """
    One reason: a name for programs, a sentence for people.
    """

    rule: str
    text: str


class CardMemberOut(BaseModel):
    """
    A copy, in short form. `is_kept` says that the owner decided to keep it.
    """

    path: str
    filename: str
    size: int
    is_suggested_keeper: bool
    is_kept: bool


class MemberOut(CardMemberOut):
    """
    A file of a group: one on disk, with the other paths that lead to it.

    Similarity, relation and reasons are those of its content against the cover's. `is_going`
    says that it was decided to let it go, `damaged` that the file is not whole,
    `has_gps` that it knows where it was taken.
    """

    type: str
    format: str | None
    width: int | None
    height: int | None
    taken_at: str | None
    modified_at: str | None
    sha256: str | None
    perceptual_hash: str | None
    similarity_score: float
    relation: Relation
    reasons: list[ReasonOut]
    is_cover: bool
    burst: bool
    preselected: bool
    damaged: bool
    has_gps: bool
    is_going: bool
    also_at: list[str]


class GroupOut(BaseModel):
    """
    The same picture more than once, and why one copy is suggested for keeping.

    `level` is the strictest of the `levels` at which the group stands; `burst` says that some
    members are frames of one burst, none of which is ever preselected for removal.
    """

    group_id: uuid.UUID
    duplicate_type: DuplicateType
    level: Level
    levels: list[Level]
    similarity: float
    burst: bool
    revision: int
    reasons: list[ReasonOut]
    total_size: int
    reclaimable_bytes: int
    created_at: str
    updated_at: str
    members: list[MemberOut]


class GroupPage(BaseModel):
    """
    A page of groups.
    """

    items: list[GroupOut]
    next_cursor: str | None


class DetailsOut(BaseModel):
    """
    Those of the groups asked for that there are, in full.
    """

    groups: list[GroupOut]


class CardOut(BaseModel):
    """
    A group, in short form.
    """

    group_id: uuid.UUID
    duplicate_type: DuplicateType
    similarity: float
    level: Level
    members: list[CardMemberOut]


class LookupOut(BaseModel):
    """
    Groups of the paths asked for, each once.
    """

    groups: list[CardOut]


class TotalsOut(BaseModel):
    """
    Groups, the files in them, and the bytes that keeping one copy of each would free.
    """

    groups: int
    files: int
    reclaimable_bytes: int


class CountsOut(TotalsOut):
    """
    Totals at a level, the same by type, and those of every level.
    """

    level: Level
    by_type: dict[DuplicateType, TotalsOut]
    by_level: dict[Level, TotalsOut]
