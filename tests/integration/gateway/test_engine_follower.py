"""
Following a service, step by step.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from gateway import read_models
from gateway.engine_follower import EngineFollower
from gateway.fed_groups import DUPLICATE, VERSION, read_groups
from gateway.feed_client import Changes, FeedPage, FeedPart
from mediacore.errors import UnavailableError
from tests.integration.gateway.model_shelf import ANNA, Models, fed, gid


class KilledError(Exception):
    """
    Raised where a process would have died.
    """


@dataclass
class Played:
    """
    A service whose groups a test sets, two to a page.
    """

    groups: dict[uuid.UUID, dict[str, Any]] = field(default_factory=dict)
    news: list[uuid.UUID] = field(default_factory=list)
    forgotten: int = 0
    asked: list[str] = field(default_factory=list)
    down: bool = False

    def put(self, *groups: dict[str, Any]) -> None:
        """
        Let groups be new, or changed.
        """
        for group in groups:
            key = uuid.UUID(group["group_id"])
            self.groups[key] = group
            self.news.append(key)

    def drop(self, number: int) -> None:
        """
        Let a group be gone.
        """
        del self.groups[gid(number)]
        self.news.append(gid(number))

    def _ask(self, question: str) -> None:
        self.asked.append(question)
        if self.down:
            raise UnavailableError("down")

    async def page(self, after: uuid.UUID | None) -> FeedPage:
        """
        Give a page.
        """
        self._ask("page")
        ids = sorted(key for key in self.groups if after is None or key > after)
        groups = read_groups([self.groups[key] for key in ids[:2]])
        return FeedPage(groups, ids[1] if len(ids) > 2 else None, len(self.news))

    async def some(self, ids: Sequence[uuid.UUID]) -> FeedPart:
        """
        Give some groups.
        """
        self._ask("some")
        there = [self.groups[key] for key in ids if key in self.groups]
        return FeedPart(read_groups(there), [key for key in ids if key not in self.groups])

    async def changes(self, after: int) -> Changes:
        """
        Give at most two changes.
        """
        self._ask("changes")
        if after < self.forgotten:
            return Changes([], after, lost=True, more=False)
        found = self.news[after : after + 2]
        ids = [key for key in dict.fromkeys(found) if key != uuid.UUID(int=0)]
        return Changes(ids, after + len(found), lost=False, more=len(found) == 2)


@pytest.fixture
def played() -> Played:
    """
    A service with five groups.
    """
    made = Played()
    made.put(*(fed(number, f"{number}.jpg", f"{number}.dng") for number in range(1, 6)))
    return made


async def follow(models: Models, played: Played, turns: int = 100) -> int:
    """
    Take up to so many steps, each as a process of its own; give how many there were.
    """
    for done in range(turns):
        if not await EngineFollower("grouping", VERSION, played, models.database).turn():
            return done + 1
    return turns


def stored(models: Models) -> list[int]:
    """
    Give the numbers of the groups that are stored.
    """
    rows = models.rows("SELECT group_id FROM engine_groups ORDER BY 1")
    return [row[0].int - gid(0).int for row in rows]


async def test_everything_is_read_first(models: Models, played: Played) -> None:
    """
    Page by page, and then what changed since the first of them.
    """
    await follow(models, played, 2)
    played.put(fed(1, "1.jpg", "1.png"))
    played.drop(2)

    await follow(models, played)

    assert played.asked == ["page", "page", "page", "changes", "some", "changes"]
    assert stored(models) == [1, 3, 4, 5]
    ((position, filled_to),) = models.rows("SELECT position, filled_to FROM positions")
    assert (position, filled_to) == (7, None)


async def test_change_reaches_the_owner(models: Models, played: Played) -> None:
    """
    As soon as it is followed.
    """
    models.asset(1, "1.jpg")
    models.asset(2, "1.dng")
    models.settle()
    await follow(models, played)
    before = models.groups()

    played.drop(1)
    await follow(models, played)

    assert before == [("", ["1.jpg", "1.dng"])]
    assert models.groups() == []


async def test_decision_that_only_the_service_knows_makes_a_new_version(
    models: Models, played: Played
) -> None:
    """
    Or whoever has the page already would be told that nothing is new.
    """
    models.asset(1, "1.jpg")
    models.asset(2, "1.dng")
    models.settle()
    await follow(models, played)
    before = models.version()

    played.put(fed(1, "1.jpg", "1.dng"))
    await follow(models, played)

    assert models.version() > before


async def test_catching_up_is_left_to_the_first_reading(models: Models, played: Played) -> None:
    """
    It follows only, and only once everything was read.
    """
    follower = EngineFollower("grouping", VERSION, played, models.database)
    assert await follower.catch_up() is False
    await follower.turn()
    assert await follower.catch_up() is False
    await follow(models, played)
    played.drop(5)

    assert await follower.catch_up() is False

    assert stored(models) == [1, 2, 3, 4]


async def test_nothing_new_is_left_alone(models: Models, played: Played) -> None:
    """
    Then nothing is asked but what changed.
    """
    await follow(models, played)
    played.asked.clear()

    assert await follow(models, played) == 1
    assert played.asked == ["changes"]


async def test_change_of_something_else_moves_on(models: Models, played: Played) -> None:
    """
    It names no group.
    """
    await follow(models, played)
    played.news.append(uuid.UUID(int=0))

    await follow(models, played)

    assert models.rows("SELECT position FROM positions") == [(6,)]


async def test_lost_changes_are_made_good(models: Models, played: Played) -> None:
    """
    By reading everything again: what is gone goes, what is equal is not written.
    """
    await follow(models, played)
    models.run("UPDATE engine_groups SET revision = 77")
    del played.groups[gid(2)], played.groups[gid(5)]
    played.groups[gid(4)] = fed(4, "4.jpg", "4.png")
    played.news += [uuid.UUID(int=0)] * 5
    played.forgotten = 8

    await follow(models, played)

    assert stored(models) == [1, 3, 4]
    revisions = dict(models.rows("SELECT group_id, revision FROM engine_groups"))
    assert revisions == {gid(1): 77, gid(3): 77, gid(4): 1}


@pytest.mark.parametrize(("kind", "again"), [(VERSION, True), (DUPLICATE, False)])
async def test_grouping_that_lost_its_changes_is_told_names_again(
    models: Models, played: Played, kind: str, again: bool
) -> None:
    """
    It may have lost everything; dedup was never told any.
    """
    models.asset(1, "1.jpg")
    models.asset(2, "2.jpg")
    models.run("UPDATE files SET told_name = 'x' WHERE path = '1.jpg'")
    follower = EngineFollower("it", kind, played, models.database)
    while await follower.turn():
        pass
    before = models.rows("SELECT 1 FROM dirty_names")
    played.forgotten = 8

    await follower.turn()

    marked = models.rows("SELECT path FROM dirty_names JOIN files USING (file_id)")
    assert (before, marked) == ([], [("1.jpg",)] if again else [])


async def test_step_that_another_made_is_dropped(models: Models, played: Played) -> None:
    """
    Two replicas that ask at once do the work once.
    """
    follower = EngineFollower("grouping", VERSION, played, models.database)
    await follow(models, played)
    played.put(fed(1, "1.jpg", "1.png"))
    asked = played.some

    async def slowly(ids: Sequence[uuid.UUID]) -> FeedPart:
        played.some = asked  # type: ignore[method-assign]  # the other replica is not slow
        part = await asked(ids)
        await follow(models, played)
        played.put(fed(1, "1.jpg", "1.tif"))
        return part

    played.some = slowly  # type: ignore[method-assign]  # a test's own service
    await follower.turn()

    assert models.rows("SELECT position FROM positions") == [(6,)]
    await follower.turn()
    ((path,),) = models.rows(
        "SELECT path FROM engine_members JOIN files USING (file_id)"
        " WHERE group_id = %s AND place = 1",
        gid(1),
    )
    assert path == "1.tif"


async def test_killed_step_is_made_again(
    models: Models, played: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    One that dies while it writes leaves all as it was; the next one ends where it would have.
    """
    models.asset(1, "1.jpg")
    models.asset(2, "1.dng")
    models.settle()
    whole = read_models.refresh

    def dying(*arguments: Any) -> set[uuid.UUID]:
        whole(*arguments)
        raise KilledError

    for killed in range(3):
        monkeypatch.setattr(read_models, "refresh", dying)
        with pytest.raises(KilledError):
            await follow(models, played)
        monkeypatch.setattr(read_models, "refresh", whole)
        await follow(models, played, 1)
        assert len(played.asked) == 2 * (killed + 1)
    await follow(models, played)

    assert stored(models) == [1, 2, 3, 4, 5]
    assert models.groups(ANNA) == [("", ["1.jpg", "1.dng"])]


async def test_service_that_is_down_changes_nothing(models: Models, played: Played) -> None:
    """
    The step raises, and the next one goes on.
    """
    await follow(models, played)
    played.put(fed(6, "6.jpg", "6.dng"))
    played.down = True
    with pytest.raises(UnavailableError):
        await follow(models, played)

    played.down = False
    await follow(models, played)

    assert stored(models) == [1, 2, 3, 4, 5, 6]
