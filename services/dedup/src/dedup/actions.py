"""
What a person decides about duplicates: remembered, applied at once, and undone by a token.

Every function is one step inside the caller's transaction. A stale revision changes nothing.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dedup import decision_store, fresh_state, group_state, removal_store
from dedup.copy_check import CopyCheck
from dedup.decision_store import ContentPair, DecisionKind, Kept
from dedup.group_state import DecidedGroup, groups_with, pairs_between
from dedup.hidden import groups_of_pairs, refresh_hidden, take_over
from mediacore.change_feed import publish
from mediacore.database import WriteSession
from mediacore.errors import InvalidRequestError, NotFoundError
from mediacore.paths import undisplay

MAX_PAIRED = 300  # files of a group, each paired with all others when the group is dismissed


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What a decision led to.

    :ivar token: undoes it.
    :ivar groups: those that it concerns, as they are now.
    :ivar files: of a removal that was undone, each file and whether it is still there.
    """

    token: uuid.UUID
    groups: Sequence[dict[str, Any]]
    files: Sequence[dict[str, str]] = ()


def dismiss(
    session: WriteSession,
    owner: str,
    group_id: uuid.UUID,
    revision: int | None,
    paths: Sequence[str] = (),
    *,
    paired: int = MAX_PAIRED,
) -> Outcome:
    """
    Remember, for ever, that an owner does not hold these contents to be duplicates.

    :param paths: none for the whole group; one that is not like all the others; or several, none
        of which is like another.
    :param paired: so many files of a group, the best ones, are paired with all others.
    :raises NotFoundError: when there is no such group.
    :raises ConflictError: when the group is not as the caller saw it.
    :raises InvalidRequestError: when a path is not in the group.
    """
    group = group_state.hold(session, owner, group_id, revision)
    pairs = _dismissed(group, paths, paired)
    token = decision_store.remember(session, owner, DecisionKind.DISMISS, sorted(pairs))
    concerned = {group_id, *groups_of_pairs(session, pairs)}
    refresh_hidden(session, concerned)
    news = [(str(key), {"owner": owner}) for key in sorted(concerned)]
    publish(session, "duplicate_dismissed", news)
    return Outcome(token, [])


def _dismissed(group: DecidedGroup, paths: Sequence[str], paired: int) -> set[ContentPair]:
    named = [member for member, _ in group.named(paths)]
    if named:
        others = named if len(named) > 1 else group.members
        return pairs_between(named, others)
    first = group.members[:paired]
    if group.content is not None:  # should their metadata differ one day, it still holds
        content_id = first[0].content_id
        return {(group.content, group.content), (content_id, content_id)}
    # Copies that are equal in every byte stay what they are.
    return {
        pair
        for one in first
        for pair in pairs_between(
            [one], [other for other in group.members if other.quick_id != one.quick_id]
        )
    }


def keep(
    session: WriteSession,
    owner: str,
    group_id: uuid.UUID,
    paths: Sequence[str],
    revision: int | None,
    batch: uuid.UUID | None = None,
) -> Outcome:
    """
    Remember which copies of a group an owner keeps, instead of what they kept of it before.

    :raises NotFoundError: when there is no such group.
    :raises ConflictError: when the group is not as the caller saw it.
    :raises InvalidRequestError: when a path is not in the group, or none is named.
    """
    group = group_state.hold(session, owner, group_id, revision)
    kept = [
        Kept(member.content_id, file.file_id, file.shown) for member, file in group.named(paths)
    ]
    if not kept:
        raise InvalidRequestError("Say which copies to keep")
    contents = sorted({member.content_id for member in group.members})
    token = decision_store.remember_kept(session, owner, contents, kept, batch)
    concerned = sorted({group_id, *groups_with(session, contents)})
    told = {"owner": owner, "paths": list(paths)}
    publish(session, "duplicate_kept", [(str(key), told) for key in concerned])
    return Outcome(token, _fresh(session, owner, [group_id]))


def undo(session: WriteSession, check: CopyCheck, owner: str, token: uuid.UUID) -> Outcome:
    """
    Take back a decision, or all that were made in one call.

    A removal that was carried out meanwhile is taken back too, and the answer says that its file
    is gone.

    :raises NotFoundError: when there is nothing to undo.
    """
    take_over(session)
    removals = removal_store.of_token(session, owner, token)
    fallen = decision_store.undo(session, owner, token)
    if not removals and not fallen:
        raise NotFoundError("There is nothing to undo under that token")
    removal_store.take_back(session, owner, token)
    resolved = {
        group_id
        for removal in removals
        for group_id in group_state.hold_with(session, removal.group_id, [removal.file_id])
    }
    dismissed = [one.pair for one in fallen if one.kind is DecisionKind.DISMISS]
    kept = [one.pair[0] for one in fallen if one.kind is DecisionKind.KEEP]
    group_ids = sorted(
        resolved.union(groups_of_pairs(session, dismissed), groups_with(session, kept))
    )
    group_state.bump(session, resolved)
    refresh_hidden(session, group_ids)
    publish(session, "duplicate_restored", [(str(key), {"owner": owner}) for key in group_ids])
    files = [_restored(removal.path, check) for removal in removals]
    return Outcome(token, _fresh(session, owner, group_ids), files)


def _restored(path: str, check: CopyCheck) -> dict[str, str]:
    if check.is_there(undisplay(path)):
        return {"path": path, "state": "restored", "detail": "It counts as a copy again."}
    return {
        "path": path,
        "state": "gone",
        "detail": "It is no longer on disk: where Immich's trash has it, restore it there.",
    }


def _fresh(
    session: WriteSession, owner: str, group_ids: Sequence[uuid.UUID]
) -> list[dict[str, Any]]:
    return [fresh_state.fresh(session, owner, group_id) for group_id in group_ids]
