"""
What a person decides about duplicates: remembered, applied at once, and undone by a token.

Every function is one step inside the caller's transaction. A stale revision changes nothing.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dedup import decision_store, queries
from dedup.decision_store import DecisionKind
from mediacore.change_feed import publish
from mediacore.database import WriteSession, raw
from mediacore.errors import ConflictError, NotFoundError


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What a decision led to: how to undo it, and the groups that show again by it.
    """

    token: uuid.UUID
    groups: Sequence[dict[str, Any]]


def dismiss(
    session: WriteSession, owner: str, group_id: uuid.UUID, revision: int | None
) -> Outcome:
    """
    Remember, for ever, that an owner does not want to see this content as duplicates.

    :raises NotFoundError: when there is no such group.
    :raises ConflictError: when the group is not as the caller saw it.
    """
    row = (
        raw(session)
        .execute(
            "SELECT revision, content FROM duplicate_groups WHERE group_id = %s FOR UPDATE",
            (group_id,),
        )
        .fetchone()
    )
    if row is None:
        raise NotFoundError("There is no such group (any more)", group_id=str(group_id))
    if revision is not None and row[0] != revision:
        raise ConflictError(
            "The group has changed since you looked at it",
            current=queries.get_group(session, group_id),
        )
    content = bytes(row[1])
    token = decision_store.remember(session, owner, DecisionKind.DISMISS, [(content, content)])
    publish(session, "duplicate_dismissed", [(str(group_id), {"owner": owner})])
    return Outcome(token, [])


def undo(session: WriteSession, owner: str, token: uuid.UUID) -> Outcome:
    """
    Take a decision back.

    :raises NotFoundError: when there is nothing to undo.
    """
    pairs = decision_store.undo(session, owner, token)
    groups = queries.groups_of_contents(session, owner, [left for left, _ in pairs])
    publish(
        session,
        "duplicate_restored",
        [(group["group_id"], {"owner": owner}) for group in groups],
    )
    return Outcome(token, groups)
