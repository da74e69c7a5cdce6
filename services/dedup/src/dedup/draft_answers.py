"""
Groups that were made in memory, in the words of the service's API.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from dedup.drafts import SAME, Draft, DraftMember
from dedup.hash_text import hash_text
from dedup.records import Likeness, Reason, Relation


def draft_answers(
    groups: Iterable[Draft],
    pairs: Mapping[tuple[int, int], Likeness],
    hashes: Mapping[bytes, int],
) -> list[dict[str, Any]]:
    """
    Give groups as `GET /duplicates` does; ids and dates exist only in its database.

    :param pairs: what was said of pictures that are alike, by their ids, the smaller first.
    :param hashes: of pictures, by quick id.
    """
    return [_answer(group, pairs, hashes) for group in groups]


def _answer(
    group: Draft, pairs: Mapping[tuple[int, int], Likeness], hashes: Mapping[bytes, int]
) -> dict[str, Any]:
    sizes = [member.copy.record.size for member in group.members]
    members = [
        _member(member, group, _likeness(member, group, pairs), hashes) for member in group.members
    ]
    return {
        "duplicate_type": group.duplicate_type.value,
        "level": group.levels[0].value,
        "similarity": group.similarity,
        "burst": any(member.burst for member in group.members),
        "reasons": _reasons(group.keeper.reasons),
        "total_size": sum(sizes),
        "reclaimable_bytes": group.savings,
        "members": sorted(members, key=lambda member: not member["is_suggested_keeper"]),
    }


def _likeness(
    member: DraftMember, group: Draft, pairs: Mapping[tuple[int, int], Likeness]
) -> Likeness:
    """
    Give what was said of a member's content and the cover's; its own copies are the same.
    """
    pair = group.pair_of(member)
    return pairs[pair] if pair else Likeness(SAME, Relation.SAME, ())


def _reasons(reasons: Iterable[Reason]) -> list[dict[str, str]]:
    return [{"rule": one.rule, "text": one.text} for one in reasons]


def _member(
    member: DraftMember, group: Draft, likeness: Likeness, hashes: Mapping[bytes, int]
) -> dict[str, Any]:
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
        "perceptual_hash": hash_text(hashes.get(record.quick_id)),
        "similarity_score": member.score,
        "relation": likeness.relation.value,
        "reasons": _reasons(likeness.reasons),
        "is_cover": member is group.cover,
        "is_suggested_keeper": record.file_id == group.keeper.file_id,
        "burst": member.burst,
        "preselected": member.preselected,
        "also_at": list(member.copy.also_at),
        "damaged": record.damaged,
        "has_gps": record.has_gps,
    }
