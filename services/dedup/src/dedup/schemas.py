"""
What callers may ask, and the shape of what they get; the OpenAPI page is made of these.
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from dedup.records import DuplicateType, Level

MAX_LOOKUP_PATHS = 10_000
MAX_OWNER = 200


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
    owner: Annotated[str, Field(max_length=MAX_OWNER, pattern=r"^[^\x00]*$")] | None = None


class DismissRequest(Request):
    """
    These are not to be shown as duplicates.
    """

    revision: int | None = None


class ReasonOut(BaseModel):
    """
    One reason: a name for programs, a sentence for people.
    """

    rule: str
    text: str


class CardMemberOut(BaseModel):
    """
    A copy, in short form.
    """

    path: str
    filename: str
    size: int
    is_suggested_keeper: bool


class MemberOut(CardMemberOut):
    """
    A copy: one file on disk, with the other paths that lead to it.
    """

    type: str
    modified_at: str | None
    sha256: str
    perceptual_hash: str | None
    similarity_score: float
    also_at: list[str]


class GroupOut(BaseModel):
    """
    The same picture more than once, and why one copy is suggested for keeping.
    """

    group_id: uuid.UUID
    duplicate_type: DuplicateType
    level: Level
    similarity: float
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
    Totals, and the same by type.
    """

    by_type: dict[DuplicateType, TotalsOut]


class OutcomeOut(BaseModel):
    """
    How to undo a decision, and the groups that show again by it.
    """

    undo_token: uuid.UUID
    groups: list[GroupOut]
