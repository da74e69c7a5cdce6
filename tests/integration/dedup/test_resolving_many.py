"""
Many groups resolved in one call.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dedup.removal_store import RemovalState
from dedup.resolving import Wish
from dedup.resolving_many import resolve
from mediacore.database import Database, WriteSession, raw
from tests.integration.dedup.cupboard import Cupboard


@pytest.fixture
def groups(cupboard: Cupboard) -> list[uuid.UUID]:
    """
    Three groups of two, by the names of their files.
    """
    for name in ("a", "b", "c"):
        cupboard.put(f"{name}1.jpg", name)
        cupboard.put(f"{name}2.jpg", name)
    cupboard.shelf.settle()
    found = sorted(cupboard.shelf.groups(), key=lambda group: str(group["members"][0]["path"]))
    return [uuid.UUID(group["group_id"]) for group in found]


def test_each_item_has_its_result(cupboard: Cupboard, groups: list[uuid.UUID]) -> None:
    """
    One that is refused, and one that is unknown, fail no other.
    """
    stranger = uuid.uuid4()
    _, results = resolve(
        cupboard.shelf.database,
        cupboard.desk,
        "anna",
        [
            Wish(groups[0], 1, ("a2.jpg",), ("a1.jpg",)),
            Wish(groups[1], 1, ("b1.jpg", "b2.jpg")),
            Wish(stranger, 1, ("x.jpg",)),
            Wish(groups[2], 1, (), ("c2.jpg",)),
        ],
    )

    assert [(row["group_id"], row["ok"]) for row in results] == [
        (str(groups[0]), True),
        (str(groups[1]), False),
        (str(stranger), False),
        (str(groups[2]), True),
    ]
    assert results[0]["files"][0]["path"] == "a2.jpg"
    assert (results[1]["reason"], results[1]["current"]["revision"]) == ("nothing_kept", 1)
    assert results[2]["reason"] == "refused"
    assert [row["path"] for row in results[3]["group"]["members"] if row["is_kept"]] == ["c2.jpg"]
    assert cupboard.states() == [("a2.jpg", RemovalState.OPEN)]


def test_the_second_wish_for_a_group_is_stale(cupboard: Cupboard, groups: list[uuid.UUID]) -> None:
    """
    Each item is a decision of its own.
    """
    wish = Wish(groups[0], 1, ("a2.jpg",))
    _, results = resolve(cupboard.shelf.database, cupboard.desk, "anna", [wish, wish])

    assert [row.get("reason") for row in results] == [None, "stale_revision"]


def test_all_are_undone_at_once(cupboard: Cupboard, groups: list[uuid.UUID]) -> None:
    """
    The token of the call takes back everything; that of an item only its own.
    """
    token, results = resolve(
        cupboard.shelf.database,
        cupboard.desk,
        "anna",
        [
            Wish(groups[0], 1, ("a2.jpg",)),
            Wish(groups[1], 1, ("b2.jpg",)),
            Wish(groups[2], 1, (), ("c2.jpg",)),
        ],
    )
    cupboard.undo(uuid.UUID(results[0]["undo_token"]))

    outcome = cupboard.undo(token)

    assert {group["group_id"] for group in outcome.groups} == set(map(str, groups[1:]))
    assert [state for _, state in cupboard.states()] == [RemovalState.UNDONE] * 2


def test_busy_database_fails_only_its_item(cupboard: Cupboard, groups: list[uuid.UUID]) -> None:
    """
    Somebody holds a group for too long: the answer says to try again.
    """
    impatient = Impatient(cupboard.shelf.database.engine.url.render_as_string(hide_password=False))
    with cupboard.shelf.database.write() as session:
        _hold(session, groups[0])
        _, results = resolve(
            impatient,
            cupboard.desk,
            "anna",
            [Wish(groups[0], 1, ("a2.jpg",)), Wish(groups[1], 1, ("b2.jpg",))],
        )
    impatient.close()

    assert [(row["ok"], row.get("reason")) for row in results] == [
        (False, "unavailable"),
        (True, None),
    ]


def test_mistake_of_ours_is_not_hidden(cupboard: Cupboard, groups: list[uuid.UUID]) -> None:
    """
    What nobody foresaw is no result.
    """
    cupboard.shelf.run("DROP TABLE duplicate_removals")

    with pytest.raises(Exception, match="duplicate_removals"):
        resolve(cupboard.shelf.database, cupboard.desk, "anna", [Wish(groups[0], 1, ("a2.jpg",))])


def _hold(session: WriteSession, group_id: uuid.UUID) -> None:
    raw(session).execute(
        "SELECT 1 FROM duplicate_groups WHERE group_id = %s FOR UPDATE", (group_id,)
    )


class Impatient(Database):
    """
    A database on which nobody waits for long.
    """

    @contextmanager
    def write(self) -> Iterator[WriteSession]:
        """
        Open a transaction that waits for no lock.
        """
        with super().write() as session:
            raw(session).execute("SET LOCAL lock_timeout = '50ms'")
            yield session
