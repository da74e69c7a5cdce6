"""
How far each file is that is to go, as rows: written before each call, read again after a crash.

    planned → repointed → trashed → confirmed → undone
    planned, repointed, trashed → failed; planned → refused; all but refused → undone
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from psycopg.types.json import Jsonb

from mediacore.database import ReadSession, WriteSession, raw

Session = ReadSession | WriteSession


class State(StrEnum):
    """
    How far a file is.
    """

    PLANNED = "planned"
    REPOINTED = "repointed"
    TRASHED = "trashed"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    REFUSED = "refused"
    UNDONE = "undone"


OPEN = (State.PLANNED, State.REPOINTED, State.TRASHED)


@dataclass(frozen=True, slots=True)
class Item:
    """
    One file that is to go.

    :ivar detail: its file's id, how it may come back, its stack, and why it failed.
    """

    asset_id: str
    path: str
    state: State
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """
    What somebody wants of one group, and how far that is.

    :ivar keep: asset ids and paths of the copies that stay.
    :ivar progress: the kept copy that was read, what it takes over, and what became of that.
    """

    token: str
    group_id: str
    user_id: str
    revision: int
    keep: tuple[tuple[str, str], ...]
    carry_over: bool
    items: tuple[Item, ...]
    is_decided: bool = False
    is_carried: bool = False
    progress: dict[str, Any] | None = None

    @property
    def batch(self) -> str:
        """
        The token under which dedup knows the decision, known before it answers.
        """
        return str(uuid.uuid5(uuid.UUID(self.token), self.group_id))

    @property
    def keeper_id(self) -> str:
        """
        The kept copy that was read and is good; the first that stays until it is known.
        """
        return str((self.progress or {}).get("keeper") or self.keep[0][0])

    def ids(self, *states: State) -> list[str]:
        """
        Name the files in some states.
        """
        return [item.asset_id for item in self.items if item.state in states]

    def with_items(self, ids: Sequence[str], state: State, **detail: Any) -> "Order":
        """
        Give the order with some files one step further.
        """
        items = tuple(
            replace(item, state=state, detail=item.detail | detail)
            if item.asset_id in ids
            else item
            for item in self.items
        )
        return replace(self, items=items)


def plan(session: WriteSession, order: Order) -> None:
    """
    Write an order down before anything is done.
    """
    connection = raw(session)
    connection.execute(
        "INSERT INTO removal_orders (token, group_id, user_id, revision, keep, carry_over,"
        " progress) VALUES (%s, %s, %s, %s, %s, %s, %s)",
        (
            order.token,
            order.group_id,
            order.user_id,
            order.revision,
            Jsonb(order.keep),
            order.carry_over,
            Jsonb(order.progress or {}),
        ),
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO action_journal (token, user_id, group_id, asset_id, keeper_id, path,"
            " state, detail) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                (
                    order.token,
                    order.user_id,
                    order.group_id,
                    item.asset_id,
                    order.keeper_id,
                    item.path,
                    item.state,
                    Jsonb(item.detail),
                )
                for item in order.items
            ],
        )


def save(session: WriteSession, order: Order) -> None:
    """
    Write down how far an order is now.
    """
    connection = raw(session)
    connection.execute(
        "UPDATE removal_orders SET is_decided = %s, is_carried = %s, progress = %s"
        " WHERE token = %s AND group_id = %s",
        (
            order.is_decided,
            order.is_carried,
            Jsonb(order.progress or {}),
            order.token,
            order.group_id,
        ),
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE action_journal SET state = %s, detail = %s, keeper_id = %s, at = now()"
            " WHERE token = %s AND group_id = %s AND asset_id = %s",
            [
                (
                    item.state,
                    Jsonb(item.detail),
                    order.keeper_id,
                    order.token,
                    order.group_id,
                    item.asset_id,
                )
                for item in order.items
            ],
        )


def open_orders(session: Session, user_id: str) -> list[Order]:
    """
    Give the orders of a user that were not carried out to their end, the oldest first.
    """
    rows = raw(session).execute(
        "SELECT token, group_id, min(id) FROM action_journal WHERE user_id = %s"
        " AND state IN ('planned', 'repointed', 'trashed') GROUP BY 1, 2 ORDER BY 3",
        (user_id,),
    )
    return [_load(session, str(row[0]), str(row[1])) for row in rows.fetchall()]


def of_token(session: Session, user_id: str, token: str) -> list[Order]:
    """
    Give a user's orders under a token.
    """
    rows = raw(session).execute(
        "SELECT group_id FROM removal_orders WHERE token = %s AND user_id = %s ORDER BY group_id",
        (token, user_id),
    )
    return [_load(session, token, str(row[0])) for row in rows.fetchall()]


def latest(session: Session, user_id: str, group_id: str, revision: int) -> Order | None:
    """
    Give the newest order of a user for a group as they saw it, which may be this very wish.
    """
    row = (
        raw(session)
        .execute(
            "SELECT token FROM removal_orders WHERE user_id = %s AND group_id = %s"
            " AND revision = %s ORDER BY at DESC LIMIT 1",
            (user_id, group_id, revision),
        )
        .fetchone()
    )
    return None if row is None else _load(session, str(row[0]), group_id)


def _load(session: Session, token: str, group_id: str) -> Order:
    connection = raw(session)
    key = (token, group_id)
    head = connection.execute(
        "SELECT user_id, revision, keep, carry_over, is_decided, is_carried, progress"
        " FROM removal_orders WHERE token = %s AND group_id = %s",
        key,
    ).fetchone()
    assert head is not None  # noqa: S101 - written in one transaction with its rows
    rows = connection.execute(
        "SELECT asset_id, path, state, detail FROM action_journal"
        " WHERE token = %s AND group_id = %s ORDER BY id",
        key,
    )
    return Order(
        token=token,
        group_id=group_id,
        user_id=str(head[0]),
        revision=head[1],
        keep=tuple((kept[0], kept[1]) for kept in head[2]),
        carry_over=head[3],
        items=tuple(Item(str(row[0]), row[1], State(row[2]), row[3]) for row in rows),
        is_decided=head[4],
        is_carried=head[5],
        progress=head[6],
    )
