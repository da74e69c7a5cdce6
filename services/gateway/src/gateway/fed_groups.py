"""
Groups as the engines feed them, read from their JSON; pure.
"""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from mediacore.errors import UnavailableError

VERSION, DUPLICATE = "version", "duplicate"


@dataclass(frozen=True, slots=True)
class FedMember:
    """
    One path of a group.

    :ivar place: of the physical file in its group, from 0; its hard links share it.
    :ivar main: whether this path stands for the file.
    :ivar taken_at: wall-clock time, where it is known.
    """

    path: str
    place: int
    main: bool
    file_type: str
    size: int
    score: float
    preselected: bool
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class FedGroup:
    """
    A group, complete in itself.

    :ivar view: '' for everybody's, else an owner's.
    :ivar decided: somebody chose the primary, so no preference of a format goes before it.
    :ivar members: the primary, or the suggested keeper, first; no path twice.
    :ivar hidden: views and the paths that are out of the group in them.
    :ivar digest: 16 bytes, equal for equal groups.
    """

    group_id: uuid.UUID
    view: str
    type: str
    switchable: bool
    burst: bool
    revision: int
    decided: bool
    levels: tuple[str, ...]
    similarity: float
    created_at: datetime
    members: tuple[FedMember, ...]
    hidden: tuple[tuple[str, str], ...]
    digest: bytes


def read_groups(bodies: Sequence[dict[str, Any]]) -> list[FedGroup]:
    """
    Read the groups of an answer.

    :raises UnavailableError: when they are not as agreed.
    """
    try:
        return [_group(body) for body in bodies]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnavailableError(f"a fed group has another shape: {error!r}") from error


def _group(body: dict[str, Any]) -> FedGroup:
    members = _members(body["members"])
    return FedGroup(
        group_id=uuid.UUID(body["group_id"]),
        view=body["view"],
        type=body["type"],
        switchable=body["switchable"],
        burst=body["burst"],
        revision=body["revision"],
        decided=body.get("decided", False),
        levels=tuple(body["levels"]),
        similarity=body["similarity"],
        created_at=datetime.fromisoformat(body["created_at"]),
        members=members,
        hidden=_hidden(body["hidden"], members),
        digest=hashlib.blake2b(orjson.dumps(body), digest_size=16).digest(),
    )


def _members(bodies: Sequence[dict[str, Any]]) -> tuple[FedMember, ...]:
    found: dict[str, FedMember] = {}
    for place, body in enumerate(bodies):
        taken = body["taken_at"]
        for path in (body["path"], *body["also_at"]):
            if path not in found:
                found[path] = FedMember(
                    path=path,
                    place=place,
                    main=path == body["path"],
                    file_type=body["type"],
                    size=body["size"],
                    score=body["score"],
                    preselected=body["preselected"],
                    taken_at=datetime.fromisoformat(taken) if taken else None,
                )
    return tuple(found.values())


def _hidden(
    bodies: Sequence[dict[str, Any]], members: Sequence[FedMember]
) -> tuple[tuple[str, str], ...]:
    """
    Give each view with each path that is out of it: a file is out with all of its names.
    """
    if not bodies:
        return ()
    places = {member.path: member.place for member in members}
    found = []
    for body in bodies:
        out = {places.get(path) for path in body["paths"]}
        found += [(body["view"], member.path) for member in members if member.place in out]
    return tuple(found)
