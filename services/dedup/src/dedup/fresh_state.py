"""
A group as it is now, with what was decided about its members.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from dedup import decision_store, queries, removal_store
from dedup.decision_store import Kept
from mediacore.database import ReadSession, WriteSession, raw

KEPT = {"rule": "kept", "text": "you decided to keep it"}

_File = tuple[int, str, bytes]


def fresh(session: ReadSession | WriteSession, owner: str, group_id: uuid.UUID) -> dict[str, Any]:
    """
    Give a group as it is now, with what was decided about its members.

    :raises NotFoundError: when it is gone.
    """
    group = queries.get_group(session, group_id)
    add_decisions(session, owner, [group])
    return group


def add_decisions(
    session: ReadSession | WriteSession, owner: str, groups: Sequence[dict[str, Any]]
) -> None:
    """
    Add to each member whether this owner keeps it, and whether it was decided to let it go.

    What is kept comes first, in the place of what is suggested.
    """
    rows = (
        raw(session)
        .execute(
            "SELECT m.group_id, m.file_id, f.display, f.content_id FROM duplicate_members m"
            " JOIN files f ON f.id = m.file_id WHERE m.group_id = ANY(%s)",
            ([uuid.UUID(group["group_id"]) for group in groups],),
            binary=True,
        )
        .fetchall()
    )
    going = removal_store.open_paths(session, [row[1] for row in rows])
    kept = decision_store.kept_of(session, owner, list({row[3] for row in rows}))
    files: dict[str, list[_File]] = {group["group_id"]: [] for group in groups}
    for row in rows:
        files[str(row[0])].append((row[1], row[2], row[3]))
    for group in groups:
        _add(group, _held(files[group["group_id"]], kept), going)


def _add(group: dict[str, Any], held: set[str], going: set[str]) -> None:
    for member in group["members"]:
        member["is_kept"] = member["path"] in held
        member["is_going"] = member["path"] in going
        if member["is_kept"] or member["is_going"]:
            member["preselected"] = False
    if any(member["is_kept"] for member in group["members"]):
        group["members"].sort(key=lambda member: not member["is_kept"])
        group["reasons"] = [KEPT]
        for place, member in enumerate(group["members"]):
            member["is_suggested_keeper"] = place == 0


def _held(files: Sequence[_File], kept: Sequence[Kept]) -> set[str]:
    """
    Give the paths that are kept: by file or path where that still holds this content, else the
    only file that has it.
    """
    held: set[str] = set()
    for one in kept:
        same = [(file_id, path) for file_id, path, content in files if content == one.content]
        found = [path for file_id, path in same if file_id == one.file_id or path == one.path]
        if not found and len(same) == 1:
            found = [same[0][1]]
        held.update(found)
    return held
