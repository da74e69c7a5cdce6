"""
The routes that change something: each parses, calls one function, and gives its answer.
"""

import uuid
from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from gateway import action_bodies as bodies
from gateway import audit
from gateway.duplicate_decisions import Decisions
from gateway.group_actions import GroupActions
from gateway.guard import Decider, Reader, Remover
from gateway.removal import Removals
from gateway.removal_facts import Wish
from gateway.removal_undo import Undo
from gateway.rooms import Parts

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


@router.delete("/api/duplicates/{group_id}/files")
async def remove(
    group_id: uuid.UUID, body: bodies.RemoveBody, viewer: Remover, removals: Removing
) -> dict[str, Any]:
    """
    Move copies to Immich's trash.
    """
    return await removals.remove(viewer, _wish(group_id, body))


@router.post("/api/duplicates/{group_id}/preview")
async def preview(
    group_id: uuid.UUID, body: bodies.RemoveBody, viewer: Reader, removals: Removing
) -> dict[str, Any]:
    """
    Tell what removing would do.
    """
    return await removals.preview(viewer, _wish(group_id, body))


@router.post("/api/duplicates/resolve")
async def resolve(body: bodies.ResolveBody, viewer: Remover, removals: Removing) -> dict[str, Any]:
    """
    Resolve up to 500 groups, with a result for each.
    """
    return await removals.resolve(viewer, [_wish(item.group_id, item) for item in body.items])


@router.post("/api/duplicates/undo/{token}")
async def undo_duplicates(token: uuid.UUID, viewer: Decider, undos: Undoing) -> dict[str, Any]:
    """
    Take back what was done under a token.
    """
    return await undos.undo(viewer, str(token))


@router.post("/api/duplicates/{group_id}/dismiss")
async def dismiss(
    group_id: uuid.UUID, viewer: Decider, decisions: Deciding, body: bodies.DismissBody
) -> dict[str, Any]:
    """
    Remember that these are no duplicates.
    """
    return await decisions.dismiss(viewer, str(group_id), body.revision, _texts(body.asset_ids))


@router.post("/api/duplicates/{group_id}/keep")
async def keep(
    group_id: uuid.UUID, body: bodies.KeepBody, viewer: Decider, decisions: Deciding
) -> dict[str, Any]:
    """
    Remember which copies are kept.
    """
    wish = Wish(str(group_id), body.revision, (), _texts(body.asset_ids))
    return await decisions.keep(viewer, wish)


@router.post("/api/groups/merge")
async def merge(body: bodies.MergeBody, viewer: Decider, groups: Grouping) -> dict[str, Any]:
    """
    Put groups and assets together: one shot.
    """
    named = {str(one.group_id): one.revision for one in body.groups}
    return await groups.merge(viewer, named, _texts(body.asset_ids))


@router.post("/api/groups/dissolve")
async def dissolve(body: bodies.DissolveBody, viewer: Decider, groups: Grouping) -> dict[str, Any]:
    """
    Take up to 1,000 groups apart.
    """
    named = {str(one.group_id): one.revision for one in body.groups}
    return await groups.dissolve(viewer, named)


@router.post("/api/groups/undo/{token}")
async def undo_groups(token: uuid.UUID, viewer: Decider, groups: Grouping) -> dict[str, Any]:
    """
    Take a decision about groups back.
    """
    return await groups.undo(viewer, str(token))


@router.post("/api/groups/{group_id}/primary")
async def primary(
    group_id: uuid.UUID, body: bodies.PrimaryBody, viewer: Decider, groups: Grouping
) -> dict[str, Any]:
    """
    Make a member the primary.
    """
    return await groups.primary(viewer, str(group_id), str(body.asset_id), body.revision)


@router.post("/api/groups/{group_id}/split")
async def split(
    group_id: uuid.UUID, body: bodies.SplitBody, viewer: Decider, groups: Grouping
) -> dict[str, Any]:
    """
    Put members apart.
    """
    return await groups.split(viewer, str(group_id), _texts(body.asset_ids), body.revision)


@router.post("/api/suggestions/{suggestion_id}/accept")
async def accept(suggestion_id: str, viewer: Decider, groups: Grouping) -> dict[str, Any]:
    """
    Join a RAW with the file that was suggested.
    """
    return await groups.judge(viewer, suggestion_id, "accept")


@router.post("/api/suggestions/{suggestion_id}/reject")
async def reject(suggestion_id: str, viewer: Decider, groups: Grouping) -> dict[str, Any]:
    """
    Never suggest these two again.
    """
    return await groups.judge(viewer, suggestion_id, "reject")


@router.get("/api/audit")
def audit_trail(viewer: Reader, parts: Parts, cursor: str | None = None) -> dict[str, Any]:
    """
    List what the caller did, or for an admin everybody, the newest first.
    """
    whose = None if viewer.is_admin else viewer.user_id
    with parts.database.read() as session:
        page = audit.page(session, whose, cursor)
    return {"items": page.items, "nextCursor": page.next_cursor}
