"""
The routes that change something: each parses, calls one function, and gives its answer.
"""

import uuid
from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from gateway import action_bodies as bodies
from gateway import action_schemas as told
from gateway import audit
from gateway.duplicate_decisions import Decisions
from gateway.group_actions import GroupActions
from gateway.guard import Decider, Reader, Remover
from gateway.json_answer import json_answer
from gateway.removal import Removals
from gateway.removal_facts import Wish
from gateway.removal_undo import Undo
from gateway.rooms import Parts

CONFLICT: dict[int | str, dict[str, Any]] = {409: {"model": told.Conflict}}

router = APIRouter(tags=["acting"])


def _removals(parts: Parts) -> Removals:
    return Removals(parts.acting)


def _decisions(parts: Parts) -> Decisions:
    return Decisions(parts.acting)


def _undos(parts: Parts) -> Undo:
    return Undo(parts.acting)


def _group_actions(parts: Parts) -> GroupActions:
    return GroupActions(parts.acting)


Removing = Annotated[Removals, Depends(_removals)]
Deciding = Annotated[Decisions, Depends(_decisions)]
Undoing = Annotated[Undo, Depends(_undos)]
Grouping = Annotated[GroupActions, Depends(_group_actions)]


async def _decided(parts: Parts, answer: object) -> Response:
    """
    Tell of a decision once our own lists have it.
    """
    await parts.acting.catch_up()
    return json_answer(answer)


def _texts(ids: Iterable[uuid.UUID]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(one) for one in ids))


def _wish(group_id: uuid.UUID, body: bodies.RemoveBody | bodies.ResolveItem) -> Wish:
    return Wish(
        group_id=str(group_id),
        revision=body.revision,
        remove=_texts(body.remove),
        keep=_texts(body.keep),
        carry_over=body.carry_over,
    )


@router.delete("/api/duplicates/{group_id}/files", response_model=told.Removal, responses=CONFLICT)
async def remove_copies(
    group_id: uuid.UUID, body: bodies.RemoveBody, viewer: Remover, removals: Removing, parts: Parts
) -> Response:
    """
    Move copies to Immich's trash.
    """
    return await _decided(parts, await removals.remove(viewer, _wish(group_id, body)))


@router.post("/api/duplicates/{group_id}/preview", response_model=told.Preview, responses=CONFLICT)
async def preview_removal(
    group_id: uuid.UUID, body: bodies.RemoveBody, viewer: Reader, removals: Removing
) -> Response:
    """
    Tell what removing would do.
    """
    return json_answer(await removals.preview(viewer, _wish(group_id, body)))


@router.post("/api/duplicates/resolve", response_model=told.ResolvedGroups)
async def resolve_duplicates(
    body: bodies.ResolveBody, viewer: Remover, removals: Removing, parts: Parts
) -> Response:
    """
    Resolve up to 500 groups, with a result for each.
    """
    return await _decided(
        parts, await removals.resolve(viewer, [_wish(item.group_id, item) for item in body.items])
    )


@router.post("/api/duplicates/undo/{token}", response_model=told.UndoneRemoval, responses=CONFLICT)
async def undo_duplicates(
    token: uuid.UUID, viewer: Decider, undos: Undoing, parts: Parts
) -> Response:
    """
    Take back what was done under a token.
    """
    return await _decided(parts, await undos.undo(viewer, str(token)))


@router.post("/api/duplicates/{group_id}/dismiss", response_model=told.Decided, responses=CONFLICT)
async def dismiss_duplicates(
    group_id: uuid.UUID,
    viewer: Decider,
    decisions: Deciding,
    body: bodies.DismissBody,
    parts: Parts,
) -> Response:
    """
    Remember that these are no duplicates.
    """
    return await _decided(
        parts, await decisions.dismiss(viewer, str(group_id), body.revision, _texts(body.asset_ids))
    )


@router.post("/api/duplicates/{group_id}/keep", response_model=told.Decided, responses=CONFLICT)
async def keep_copies(
    group_id: uuid.UUID, body: bodies.KeepBody, viewer: Decider, decisions: Deciding, parts: Parts
) -> Response:
    """
    Remember which copies are kept.
    """
    wish = Wish(str(group_id), body.revision, (), _texts(body.asset_ids))
    return await _decided(parts, await decisions.keep(viewer, wish))


@router.post("/api/groups/merge", response_model=told.Decided, responses=CONFLICT)
async def merge_groups(
    body: bodies.MergeBody, viewer: Decider, groups: Grouping, parts: Parts
) -> Response:
    """
    Put groups and assets together: one shot.
    """
    named = {str(one.group_id): one.revision for one in body.groups}
    return await _decided(parts, await groups.merge(viewer, named, _texts(body.asset_ids)))


@router.post("/api/groups/dissolve", response_model=told.DissolvedGroups, responses=CONFLICT)
async def dissolve_groups(
    body: bodies.DissolveBody, viewer: Decider, groups: Grouping, parts: Parts
) -> Response:
    """
    Take up to 1,000 groups apart.
    """
    named = {str(one.group_id): one.revision for one in body.groups}
    return await _decided(parts, await groups.dissolve(viewer, named))


@router.post("/api/groups/undo/{token}", response_model=told.Undone, responses=CONFLICT)
async def undo_groups(
    token: uuid.UUID, viewer: Decider, groups: Grouping, parts: Parts
) -> Response:
    """
    Take a decision about groups back.
    """
    return await _decided(parts, await groups.undo(viewer, str(token)))


@router.post("/api/groups/{group_id}/primary", response_model=told.Decided, responses=CONFLICT)
async def set_primary(
    group_id: uuid.UUID, body: bodies.PrimaryBody, viewer: Decider, groups: Grouping, parts: Parts
) -> Response:
    """
    Make a member the primary.
    """
    return await _decided(
        parts, await groups.primary(viewer, str(group_id), str(body.asset_id), body.revision)
    )


@router.post("/api/groups/{group_id}/split", response_model=told.Decided, responses=CONFLICT)
async def split_group(
    group_id: uuid.UUID, body: bodies.SplitBody, viewer: Decider, groups: Grouping, parts: Parts
) -> Response:
    """
    Put members apart.
    """
    return await _decided(
        parts, await groups.split(viewer, str(group_id), _texts(body.asset_ids), body.revision)
    )


@router.post(
    "/api/suggestions/{suggestion_id}/accept", response_model=told.Decided, responses=CONFLICT
)
async def accept_suggestion(
    suggestion_id: str, viewer: Decider, groups: Grouping, parts: Parts
) -> Response:
    """
    Join a RAW with the file that was suggested.
    """
    return await _decided(parts, await groups.judge(viewer, suggestion_id, "accept"))


@router.post(
    "/api/suggestions/{suggestion_id}/reject", response_model=told.Decided, responses=CONFLICT
)
async def reject_suggestion(
    suggestion_id: str, viewer: Decider, groups: Grouping, parts: Parts
) -> Response:
    """
    Never suggest these two again.
    """
    return await _decided(parts, await groups.judge(viewer, suggestion_id, "reject"))


@router.get("/api/audit", response_model=told.AuditTrail)
def audit_trail(viewer: Reader, parts: Parts, cursor: str | None = None) -> Response:
    """
    List what the caller did, or for an admin everybody, the newest first.
    """
    whose = None if viewer.is_admin else viewer.user_id
    with parts.database.read() as session:
        page = audit.page(session, whose, cursor)
    return json_answer({"items": page.items, "nextCursor": page.next_cursor})
