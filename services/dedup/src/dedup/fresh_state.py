"""
A group as it is now, with what was decided about its members.
"""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from dedup import decision_store, queries
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
    ids = [uuid.UUID(group["group_id"]) for group in groups]
    held = _kept_paths(session, owner, ids)
    going = {
        path
        for (path,) in raw(session).execute(
            "SELECT r.file_path FROM duplicate_members m JOIN duplicate_removals r"
            " ON r.file_id = m.file_id AND r.state = 'open' WHERE m.group_id = ANY(%s)",
            (ids,),
        )
    }
    for group in groups:
        _add(group, held.get(group["group_id"], set()), going)


def add_kept(
    session: ReadSession | WriteSession, owner: str, cards: Sequence[dict[str, Any]]
) -> None:
    """
    Add to each member of groups in short form whether this owner keeps it: that comes first.
    """
    held = _kept_paths(session, owner, [uuid.UUID(card["group_id"]) for card in cards])
    for card in cards:
        _put_first(card, held.get(card["group_id"], set()))


def _kept_paths(
    session: ReadSession | WriteSession, owner: str, ids: Sequence[uuid.UUID]
) -> dict[str, set[str]]:
    """
    Give the paths that an owner keeps, by group; only groups with any are looked into.
    """
    rows = raw(session).execute(
        "SELECT m.group_id, m.file_id, f.display, f.content_id FROM duplicate_members m"
        " JOIN files f ON f.id = m.file_id WHERE m.group_id = ANY(%s) AND EXISTS"
        " (SELECT 1 FROM duplicate_decisions d WHERE d.left_content = f.content_id"
        "  AND d.kind = 'keep' AND d.undone_at IS NULL AND d.owner IN ('', %s))",
        (list(ids), owner),
        binary=True,
    )
    files: dict[str, list[_File]] = defaultdict(list)
    for row in rows:
        files[str(row[0])].append((row[1], row[2], row[3]))
    contents = {content for group in files.values() for _, _, content in group}
    kept = decision_store.kept_of(session, owner, list(contents)) if contents else []
    return {group_id: _held(members, kept) for group_id, members in files.items()}


def _add(group: dict[str, Any], held: set[str], going: set[str]) -> None:
    if _put_first(group, held):
        group["reasons"] = [KEPT]
    for member in group["members"]:
        member["is_going"] = member["path"] in going
        if member["is_kept"] or member["is_going"]:
            member["preselected"] = False


def _put_first(group: dict[str, Any], held: set[str]) -> bool:
    """
    Put what is kept first, in the place of what is suggested; tell whether anything is.
    """
    members = group["members"]
    for member in members:
        member["is_kept"] = member["path"] in held
    if not any(member["is_kept"] for member in members):
        return False
    members.sort(key=lambda member: not member["is_kept"])
    for place, member in enumerate(members):
        member["is_suggested_keeper"] = place == 0
    return True


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
