"""
Which fields of ours an asset gets, out of the groups it is in and of who looks; pure.

Of their own groups, and of those of users who share with them, callers see every member. Of
anybody else's only the members that stand in the same answer count. Fewer than two are no group.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import orjson

from gateway.format_order import preferred
from gateway.sight import Sight

VERSION = "version"
DUPLICATE = "duplicate"
VERSION_FIELDS = (
    "groupId",
    "groupType",
    "isPrimaryVersion",
    "versionCount",
    "alternateVersions",
)
DUPLICATE_FIELDS = ("duplicateGroupId", "duplicateType", "duplicateSimilarity")
MAX_ALTERNATES = 100  # a burst of thousands would outgrow the answer; versionCount tells them all

Fields = dict[str, Any]


class Member(NamedTuple):
    """
    A file of a group, by the owner's asset that lies there.

    :ivar decided: the owner chose it to stand for the group.
    """

    asset_id: str
    filename: str
    kind: str
    size: int
    path: str
    decided: bool = False


class Group(NamedTuple):
    """
    A group in its owner's view.

    :ivar members: the primary first.
    :ivar standing: the assets of the answer that are in it; with the path of those which are not a
        member themselves, but lie on a member's file.
    """

    kind: str
    owner_id: str
    group_id: str
    type: str
    switchable: bool
    similarity: float
    members: Sequence[Member]
    standing: Mapping[str, str | None]


class _Shown(NamedTuple):
    """
    A member that the caller may see, as the asset they know.
    """

    member: Member
    asset_id: str


def field_names(sight: Sight) -> tuple[str, ...]:
    """
    Give the names of all fields that somebody may get.
    """
    return (*VERSION_FIELDS, *DUPLICATE_FIELDS) if sight.auto_group else DUPLICATE_FIELDS


def fields_of(groups: Iterable[Group], sight: Sight) -> dict[str, Fields]:
    """
    Give the fields of every asset that stands in a group.
    """
    made: dict[str, Fields] = {}
    for group in groups:
        own = _own_members(group)
        shown = _shown(group, own, trusted=sight.trusts(group.owner_id))
        if group.kind == DUPLICATE:
            new = _duplicate_fields(group, own, shown)
        else:
            new = _version_fields(group, own, shown, sight.format_order)
        for asset_id, fields in new.items():
            before = made.get(asset_id)
            made[asset_id] = fields if before is None else before | fields
    return made


def _own_members(group: Group) -> dict[str, Member]:
    """
    Give the member that each asset of the answer is, by itself or by its file.
    """
    by_id = {member.asset_id: member for member in group.members}
    if group.standing.keys() == by_id.keys():
        return by_id
    if group.standing.keys() <= by_id.keys():
        return {asset_id: by_id[asset_id] for asset_id in group.standing}
    by_path = {member.path: member for member in group.members}
    found = (
        (asset_id, by_id.get(asset_id) or by_path.get(path or ""))
        for asset_id, path in group.standing.items()
    )
    return {asset_id: member for asset_id, member in found if member is not None}


def _shown(group: Group, own: Mapping[str, Member], *, trusted: bool) -> list[_Shown]:
    if trusted:
        return [_Shown(member, member.asset_id) for member in group.members]
    here: dict[str, str] = {}
    for asset_id, member in own.items():
        if asset_id == member.asset_id or member.asset_id not in here:
            here[member.asset_id] = asset_id
    return [
        _Shown(member, here[member.asset_id]) for member in group.members if member.asset_id in here
    ]


def _duplicate_fields(
    group: Group, own: Mapping[str, Member], shown: Sequence[_Shown]
) -> dict[str, Fields]:
    if len(shown) < 2:  # noqa: PLR2004 - two files are what makes a group
        return {}
    fields = {
        "duplicateGroupId": group.group_id,
        "duplicateType": group.type,
        "duplicateSimilarity": group.similarity,
    }
    return dict.fromkeys(own, fields)


def _version_fields(
    group: Group, own: Mapping[str, Member], shown: Sequence[_Shown], format_order: Sequence[str]
) -> dict[str, Fields]:
    if len(shown) < 2:  # noqa: PLR2004 - two files are what makes a group
        return {}
    group_id, kind, count = group.group_id, group.type, len(shown)
    if not group.switchable:
        alone: Fields = {"groupId": group_id, "groupType": kind}
        return dict.fromkeys(own, alone)
    primary = _primary(shown, format_order).asset_id
    written = {member.asset_id: _written(member, asset_id) for member, asset_id in shown}
    return {
        asset_id: {
            "groupId": group_id,
            "groupType": kind,
            "isPrimaryVersion": asset_id == primary,
            "versionCount": count,
            "alternateVersions": _others(written, member.asset_id),
        }
        for asset_id, member in own.items()
    }


def _primary(shown: Sequence[_Shown], format_order: Sequence[str]) -> _Shown:
    """
    Choose what stands for a group: what its owner decided, else a preferred format, else its own.
    """
    if shown[0].member.decided or not format_order:
        return shown[0]
    files = [(one.member.kind, one.member.filename) for one in shown]
    return shown[preferred(files, format_order) or 0]


def _written(member: Member, asset_id: str) -> bytes:
    _, filename, kind, size, *_ = member
    return orjson.dumps({"id": asset_id, "filename": filename, "type": kind, "size": size})


def _others(written: Mapping[str, bytes], itself: str) -> orjson.Fragment:
    others = [text for member_id, text in written.items() if member_id != itself]
    return orjson.Fragment(b"[%b]" % b",".join(others[:MAX_ALTERNATES]))
