"""
What callers may ask to be done, in JSON.
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

MAX_ASSETS = 1_000
MAX_ITEMS = 500
MAX_GROUPS = 1_000

Assets = Annotated[tuple[uuid.UUID, ...], Field(max_length=MAX_ASSETS)]
SomeAssets = Annotated[tuple[uuid.UUID, ...], Field(min_length=1, max_length=MAX_ASSETS)]


class Body(BaseModel):
    """
    A request's body in camel case: unknown fields are mistakes.
    """

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel)


class RemoveBody(Body):
    """
    These assets are to go; without `keep`, all others of the caller's stay.
    """

    remove: SomeAssets
    keep: Assets = ()
    revision: int
    carry_over: bool = False


class ResolveItem(Body):
    """
    What stays and what goes of one group; with nothing to go, what is kept.
    """

    group_id: uuid.UUID
    remove: Assets = ()
    keep: Assets = ()
    revision: int
    carry_over: bool = False


class ResolveBody(Body):
    """
    Many groups at once.
    """

    items: Annotated[tuple[ResolveItem, ...], Field(min_length=1, max_length=MAX_ITEMS)]


class DismissBody(Body):
    """
    These are no duplicates: the group, one against all others, or several of each other.
    """

    asset_ids: Assets = ()
    revision: int | None = None


class KeepBody(Body):
    """
    These copies are kept.
    """

    asset_ids: SomeAssets
    revision: int


class PrimaryBody(Body):
    """
    This is the primary.
    """

    asset_id: uuid.UUID
    revision: int | None = None


class SplitBody(Body):
    """
    These are not the same shot as the rest.
    """

    asset_ids: SomeAssets
    revision: int | None = None


class GroupRef(Body):
    """
    A group as the caller saw it.
    """

    group_id: uuid.UUID
    revision: int | None = None


class MergeBody(Body):
    """
    These are one shot.
    """

    groups: Annotated[tuple[GroupRef, ...], Field(max_length=MAX_GROUPS)] = ()
    asset_ids: Assets = ()


class DissolveBody(Body):
    """
    Each file of these stands alone.
    """

    groups: Annotated[tuple[GroupRef, ...], Field(min_length=1, max_length=MAX_GROUPS)]
