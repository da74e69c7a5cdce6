"""
What callers may decide, and the shape of what they are told.
"""

import uuid
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from dedup.schemas import GroupOut, Request

MAX_PATHS = 10_000
MAX_ITEMS = 500

Paths = Annotated[tuple[str, ...], Field(max_length=MAX_PATHS)]
SomePaths = Annotated[tuple[str, ...], Field(min_length=1, max_length=MAX_PATHS)]


class DismissRequest(Request):
    """
    These are no duplicates: the whole group, one path against all others, or several of each other.
    """

    revision: int | None = None
    paths: Paths = ()


class KeepRequest(Request):
    """
    These copies are to be kept.
    """

    paths: SomePaths
    revision: int | None = None


class RemoveRequest(Request):
    """
    These files are to go; without `keep`, all others stay.

    :ivar batch: a token of the caller's own, known before the answer, that undoes this too.
    """

    paths: SomePaths
    keep: Paths = ()
    revision: int
    batch: uuid.UUID | None = None


class ResolveItem(Request):
    """
    What stays and what goes of one group.
    """

    group_id: uuid.UUID
    revision: int
    keep: Paths = ()
    remove: Paths = ()


class ResolveRequest(Request):
    """
    Many groups at once.
    """

    items: Annotated[list[ResolveItem], Field(min_length=1, max_length=MAX_ITEMS)]


class CheckedOut(BaseModel):
    """
    A file that was read whole just now.
    """

    path: str
    size: int
    sha256: str


class OrderOut(CheckedOut):
    """
    A file that is to go, and by whom: the dedup service removes nothing.
    """

    carry_out: Literal["immich_trash", "outside"]
    instruction: str


class RemovalOut(BaseModel):
    """
    A decision to let files go.
    """

    undo_token: uuid.UUID
    group: GroupOut
    keeper: CheckedOut
    files: list[OrderOut]


class FileTroubleOut(BaseModel):
    """
    What is wrong with a file.
    """

    path: str
    reason: str
    detail: str


class ResultOut(BaseModel):
    """
    What became of one item: with `ok` the decision, without it the reason and the fresh group.
    """

    group_id: uuid.UUID
    ok: bool
    undo_token: uuid.UUID | None = None
    group: GroupOut | None = None
    keeper: CheckedOut | None = None
    files: list[OrderOut] | list[FileTroubleOut] = []
    reason: str | None = None
    detail: str | None = None
    current: GroupOut | None = None


class ResolveOut(BaseModel):
    """
    A result for each item, and a token that undoes all of them.
    """

    undo_token: uuid.UUID
    results: list[ResultOut]


class UndoneFileOut(BaseModel):
    """
    A file of a removal that was taken back: `restored`, or `gone` from disk by now.
    """

    path: str
    state: Literal["restored", "gone"]
    detail: str


class OutcomeOut(BaseModel):
    """
    How to undo a decision, the groups that it concerns, and the files of a removal taken back.
    """

    undo_token: uuid.UUID
    groups: list[GroupOut]
    files: list[UndoneFileOut]


class ProblemOut(BaseModel):
    """
    Why something was refused (problem+json).
    """

    title: str
    status: int
    detail: str
    reason: str | None = None
    files: list[FileTroubleOut] = []
    current: Any = None
