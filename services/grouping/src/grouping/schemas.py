"""
What callers may ask, and the shape of what they get; the OpenAPI page is made of these.
"""

import uuid
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

MAX_LOOKUP_PATHS = 10_000
MAX_DISSOLVED = 1_000
MAX_DETAILS = 200
MAX_ORPHANS = 100

PathText = Annotated[str, Field(min_length=1, max_length=4 * 4096)]


class Request(BaseModel):
    """
    A request body: unknown fields are mistakes.
    """

    model_config = ConfigDict(extra="forbid")


class LookupRequest(Request):
    """
    Paths whose groups are asked for.
    """

    paths: Annotated[list[str], Field(max_length=MAX_LOOKUP_PATHS)]
    owner: str | None = None


class DetailsRequest(Request):
    """
    Groups that are wanted in full, as their owner sees them.
    """

    ids: Annotated[list[uuid.UUID], Field(max_length=MAX_DETAILS)]
    owner: str | None = None


class OrphansRequest(Request):
    """
    RAWs for which partners are wanted.
    """

    paths: Annotated[list[PathText], Field(max_length=MAX_ORPHANS)]
    owner: str | None = None


class PrimaryRequest(Request):
    """
    Make a member the primary.
    """

    path: PathText
    revision: int | None = None


class SplitRequest(Request):
    """
    Put members apart from the rest.
    """

    paths: Annotated[list[PathText], Field(min_length=1)]
    revision: int | None = None


class GroupRef(Request):
    """
    A group, as the caller last saw it.
    """

    group_id: uuid.UUID
    revision: int | None = None


class MergeRequest(Request):
    """
    Put groups and single files together.
    """

    groups: list[GroupRef] = []
    paths: list[PathText] = []


class DissolveRequest(Request):
    """
    Take groups apart.
    """

    groups: Annotated[list[GroupRef], Field(min_length=1, max_length=MAX_DISSOLVED)]


class EvidenceOut(BaseModel):
    """
    One reason: a name for programs, a sentence for people.
    """

    rule: str
    text: str


class MemberOut(BaseModel):
    """
    A version of the shot.
    """

    path: str
    filename: str
    type: str
    role: str
    is_primary: bool
    size: int
    evidence: list[EvidenceOut]
    taken_at: str | None
    taken_source: str | None
    camera: str | None
    width: int | None
    height: int | None
    duration_s: float | None
    problem: str | None
    mismatch: str | None
    sidecars: list[str]


class GroupOut(BaseModel):
    """
    Versions of one shot, and why we think so.
    """

    group_id: uuid.UUID
    group_type: str
    confidence: float
    evidence: list[EvidenceOut]
    switchable: bool
    revision: int
    primary_path: str
    total_size: int
    created_at: str
    updated_at: str
    members: list[MemberOut]


class GroupPage(BaseModel):
    """
    A page of groups (or, with `ungrouped=true`, of single files).
    """

    items: list[GroupOut] | list[dict[str, Any]]
    next_cursor: str | None


class OutcomeOut(BaseModel):
    """
    How to undo a decision, and where its files are now.
    """

    undo_token: uuid.UUID
    groups: list[GroupOut]


class DissolveOut(BaseModel):
    """
    One result for each group, and one token for all.
    """

    undo_token: uuid.UUID | None
    results: list[dict[str, Any]]


class DetailsOut(BaseModel):
    """
    Those of the groups asked for that there are, in full.
    """

    groups: list[GroupOut]


class LookupOut(BaseModel):
    """
    Groups of the paths asked for, each once, in short form.
    """

    groups: list[dict[str, Any]]
