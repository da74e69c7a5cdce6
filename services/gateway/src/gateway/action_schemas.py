"""
The shapes of what became of a decision or a removal.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from gateway.answer_schemas import Absent, Answer, Id, Instant, NextCursor, Problem

UndoToken = Annotated[Id, Field(description="Takes it back")]


class DecidedMember(Answer):
    """
    A file of the caller's in a group that a decision touched.
    """

    asset_id: Id
    filename: str
    type: str
    size: Annotated[int, Field(description="Bytes")]
    is_primary: bool | Absent = None
    is_suggested_keeper: bool | Absent = None
    is_kept: bool | Absent = None
    is_going: bool | Absent = None


class DecidedGroup(Answer):
    """
    A group as it is after a decision.
    """

    group_id: Id
    group_type: Annotated[str | Absent, Field(description="Of versions")] = None
    duplicate_type: Annotated[str | Absent, Field(description="Of duplicates")] = None
    revision: int
    members: list[DecidedMember]


class Decided(Answer):
    """
    What takes a decision back, and the groups that its files are in now.
    """

    undo_token: UndoToken
    groups: list[DecidedGroup]


class Dissolved(Answer):
    """
    What became of one group.
    """

    group_id: Id
    ok: bool
    detail: str | None


class DissolvedGroups(Answer):
    """
    One result for each group, and one token for all; null where no group was taken apart.
    """

    undo_token: UndoToken | None
    results: list[Dissolved]


class Undone(Decided):
    """
    A decision that was taken back.
    """

    already_undone: Annotated[bool, Field(description="It was taken back before")]


class ComesBack(Answer):
    """
    A way in which a file may come back.
    """

    reason: Literal["external_library", "phone_upload"]
    detail: str


class Refused(Answer):
    """
    A file that must stay.
    """

    asset_id: Id
    reason: str
    detail: str


class Removed(Answer):
    """
    What became of a file that was to go.
    """

    asset_id: Id
    state: Literal["trashed", "pending", "failed", "refused", "restored"]
    reason: str | None
    detail: str | None
    warnings: list[ComesBack]


class Change(Answer):
    """
    One thing that the kept copy takes over.
    """

    what: Literal["album", "tag", "favorite", "rating", "description", "place"]
    before: Any
    after: Any
    id: Annotated[Id | Absent, Field(description="Of the album or the tag")] = None
    name: Annotated[str | Absent, Field(description="Of the album or the tag")] = None


class CarriedOver(Change):
    """
    What became of it; not known while the removal is pending.
    """

    ok: bool | Absent = None
    trouble: Annotated[str | None, Field(description="Why not")] = None


class Removal(Answer):
    """
    How far a removal is, file by file.
    """

    undo_token: UndoToken
    group_id: Id
    revision: Annotated[int | None, Field(description="Of the group, once dedup has decided")]
    ok: Annotated[bool, Field(description="Every file is in the trash")]
    keeper_id: Annotated[Id, Field(description="The kept copy that was read just now")]
    items: list[Removed]
    carried_over: list[CarriedOver]


class Staying(Answer):
    """
    A file, and why it stays or what becomes of it.
    """

    asset_id: Id
    state: str | Absent = None
    reason: str | None
    detail: str | None
    warnings: list[ComesBack] | Absent = None


class Resolved(Answer):
    """
    What became of one group of many: a removal, a decision, or why neither.
    """

    group_id: Id
    ok: bool
    items: list[Staying]
    undo_token: UndoToken | Absent = None
    revision: int | None = None
    keeper_id: Id | Absent = None
    carried_over: list[CarriedOver] | Absent = None
    groups: list[DecidedGroup] | Absent = None
    reason: str | Absent = None
    detail: str | Absent = None
    current: DecidedGroup | None = None


class ResolvedGroups(Answer):
    """
    One result for each group, and one token for all.
    """

    undo_token: UndoToken
    results: list[Resolved]


class Going(Answer):
    """
    A file that would go.
    """

    asset_id: Id
    warnings: list[ComesBack]


class Preview(Answer):
    """
    What a removal would do.
    """

    group_id: Id
    keeper_id: Id | None
    reason: Annotated[str | None, Field(description="Why nothing at all would go")]
    detail: str | None
    items: list[Going]
    refused: list[Refused]
    changes: Annotated[list[Change], Field(description="What the kept copy would take over")]


class Restored(Answer):
    """
    A file that was to come back.
    """

    asset_id: Id
    state: Literal["restored", "gone"]
    detail: str | None


class UndoneRemoval(Undone):
    """
    What was taken back under a token: files, decisions, and what had been carried over.
    """

    items: list[Restored]
    carried_over: list[CarriedOver] | Absent = None


class Deed(Answer):
    """
    One thing that somebody did.
    """

    id: int
    at: Instant
    user_id: Id
    token: Id | None
    action: Annotated[str, Field(examples=["trashed", "group_primary"])]
    subject: Annotated[str, Field(description="`asset:<id>`, `group:<id>` or `token:<id>`")]
    before: dict[str, Any]
    after: dict[str, Any]


class AuditTrail(Answer):
    """
    A page of what was done, the newest first.
    """

    items: list[Deed]
    next_cursor: NextCursor


class Conflict(Problem):
    """
    Things are not as the caller saw them, or nothing may go; with how they are now.
    """

    items: Annotated[list[Refused] | Absent, Field(description="Which files must stay")] = None
    current: Annotated[
        DecidedGroup | None, Field(description="The group as it is; null when there is none")
    ] = None
