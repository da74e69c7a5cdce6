"""
Groups that were made in memory, in the words of the service's API.
"""

from collections.abc import Iterable
from typing import Any

from dedup.drafts import Draft, DraftMember


def draft_answers(groups: Iterable[Draft]) -> list[dict[str, Any]]:
    """
    Give groups as `GET /duplicates` does; ids and dates exist only in its database.
    """
    return [_answer(group) for group in groups]


def _answer(group: Draft) -> dict[str, Any]:
    sizes = [member.copy.record.size for member in group.members]
    members = [_member(member, group) for member in group.members]
    return {
        "duplicate_type": group.duplicate_type.value,
        "level": group.levels[0].value,
        "similarity": group.similarity,
        "burst": any(member.burst for member in group.members),
        "reasons": [{"rule": one.rule, "text": one.text} for one in group.keeper.reasons],
        "total_size": sum(sizes),
        "reclaimable_bytes": sum(sizes) - max(sizes),
        "members": sorted(members, key=lambda member: not member["is_suggested_keeper"]),
    }


def _member(member: DraftMember, group: Draft) -> dict[str, Any]:
    record = member.copy.record
    return {
        "path": record.path,
        "filename": record.path.rpartition("/")[2],
        "type": record.kind,
        "format": record.format,
        "size": record.size,
        "width": record.width,
        "height": record.height,
        "sha256": None if record.sha256 is None else record.sha256.hex(),
        "similarity_score": member.score,
        "is_cover": member is group.cover,
        "is_suggested_keeper": record.file_id == group.keeper.file_id,
        "burst": member.burst,
        "preselected": member.preselected,
        "also_at": list(member.copy.also_at),
        "damaged": record.damaged,
    }
