"""
One row of the visibility matrix, and the statuses that many rows share.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.integration.gateway.visibility_scene import USERS, Actor

Statuses = Mapping[Actor, int]
Words = Mapping[Actor, frozenset[str]]

NOT_IN: Statuses = {Actor.LINK: 401, Actor.BLIND: 403, Actor.NOBODY: 401}


@dataclass(frozen=True, slots=True)
class Ask:
    """
    A question, and what becomes of it.

    :ivar status: by who asks.
    :ivar words: of the files that the answer tells, exactly; nobody else is told of any.
    :ivar changes: it may change something for those it is not refused to.
    :ivar by_immich: words of the owner's files that Immich itself shows to somebody.
    """

    method: str
    route: str
    path: str
    status: Statuses
    words: Words = field(default_factory=dict)
    body: Any = None
    changes: bool = False
    by_immich: Words = field(default_factory=dict)


def everybody(status: int) -> Statuses:
    """
    Answer all alike.
    """
    return dict.fromkeys(Actor, status)


def known(status: int = 200, **others: int) -> Statuses:
    """
    Answer those of whom Immich says who they are.
    """
    named = {Actor[name.upper()]: code for name, code in others.items()}
    return {**dict.fromkeys((*USERS, Actor.KEY), status), **NOT_IN, **named}


def admins(status: int) -> Statuses:
    """
    Answer admins only.
    """
    return known(403, admin=status)


def owners(status: int = 200, *, none: int = 404) -> Statuses:
    """
    Answer the owner; a key that may not change anything is refused, for all others there is none.
    """
    return known(none, owner=status, key=403)
