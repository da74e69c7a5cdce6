"""
Many groups resolved in one call: each in a transaction of its own, so that none can fail another.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from dedup import actions
from dedup.resolving import Desk, Wish, let_go
from mediacore.database import Database, WriteSession, is_transient
from mediacore.errors import TwinlensError

UNAVAILABLE = "The database does not answer for now, or somebody else decides; try again soon."


def resolve(
    database: Database, desk: Desk, owner: str, wishes: Sequence[Wish]
) -> tuple[uuid.UUID, list[dict[str, Any]]]:
    """
    Carry out wishes one after the other; give a token that undoes all, and a result for each.

    A wish to remove nothing remembers what is kept.
    """
    batch = uuid.uuid4()
    results = []
    for wish in wishes:
        base = {"group_id": str(wish.group_id)}
        try:
            with database.write() as session:
                results.append(base | {"ok": True} | _one(session, desk, owner, wish, batch))
        except TwinlensError as error:
            told = {"reason": "refused", "detail": error.message} | error.context
            results.append(told | base | {"ok": False})
        except Exception as error:
            if not is_transient(error):
                raise
            results.append(base | {"ok": False, "reason": "unavailable", "detail": UNAVAILABLE})
    return batch, results


def _one(
    session: WriteSession, desk: Desk, owner: str, wish: Wish, batch: uuid.UUID
) -> dict[str, Any]:
    if not wish.remove:
        kept = actions.keep(session, owner, wish.group_id, wish.keep, wish.revision, batch)
        return {
            "undo_token": str(kept.token),
            "group": kept.groups[0],
            "keeper": None,
            "files": [],
        }
    done = let_go(session, desk, owner, wish, batch)
    return {
        "undo_token": str(done.token),
        "group": done.group,
        "keeper": done.keeper,
        "files": done.files,
    }
