"""
What a service makes of its surroundings.
"""

from dataclasses import replace
from typing import Any

import pytest

from mediacore.findings import Finding, Level
from mediacore.self_check import (
    DatabaseFacts,
    MediaFacts,
    QueueFacts,
    ServiceFacts,
    WorkFacts,
    judge_clock,
    judge_database,
    judge_disk,
    judged,
)

GIB = 1024**3
WATCHER = {"mode": "inotify", "reason": "ext4 sees all.", "suspended": None}
DATABASE = DatabaseFacts(version="18.1", size=5_000_000, revision="0002", newest="0002")
MEDIA = MediaFacts("/media", filesystem="ext4", watch_limit=1000)
WORK = WorkFacts(folders=5, files=100, watcher=WATCHER, watcher_silent=1.0)
WELL = ServiceFacts(
    service="dedup",
    is_local=False,
    database=DATABASE,
    queue=QueueFacts(),
    media=MEDIA,
    work=WORK,
    disk=("/", 50 * GIB, 100 * GIB),
)


def about(name: str, **changed: Any) -> Finding:
    """
    Judge a service that is well but for what changed; give the finding of a name.
    """
    (found,) = [one for one in judged(replace(WELL, **changed)) if one.id == name]
    return found


def media(**changed: Any) -> dict[str, MediaFacts]:
    """
    Change something of the library.
    """
    return {"media": replace(MEDIA, **changed)}


def work(**changed: Any) -> dict[str, WorkFacts]:
    """
    Change something of the work.
    """
    return {"work": replace(WORK, **changed)}


def test_service_that_is_well_has_nothing_to_do() -> None:
    """
    Each thing is looked at once, and fine.
    """
    found = judged(WELL)

    assert {one.level for one in found} == {Level.OK}
    assert {one.todo for one in found} == {""}
    assert sorted({one.id for one in found}) == sorted(one.id for one in found)


def test_database_away_is_one_finding() -> None:
    """
    What nobody could look at is not judged.
    """
    (found,) = judge_database("dedup", DatabaseFacts(problem="refused"))

    assert (found.id, found.level) == ("database", Level.ERROR)
    assert "refused" in found.what


@pytest.mark.parametrize(
    ("changed", "said", "todo"),
    [
        ({"revision": None}, "no tables", "python -m dedup.migrate"),
        ({"revision": "0001"}, "revision 0001", "python -m dedup.migrate"),
        ({"revision": "0009", "knows_revision": False}, "does not know", "restore the backup"),
    ],
)
def test_database_of_another_revision_is_an_error(
    changed: dict[str, Any], said: str, todo: str
) -> None:
    """
    One that is behind is migrated; one that is ahead was used by a newer program.
    """
    found = about("database-migrated", database=replace(DATABASE, **changed))

    assert found.level is Level.ERROR
    assert said in found.what
    assert todo in found.todo


@pytest.mark.parametrize(
    ("ahead", "said"), [(4.0, "agrees"), (60.0, "60 seconds ahead"), (-60.0, "60 seconds behind")]
)
def test_clock_may_differ_by_seconds(ahead: float, said: str) -> None:
    """
    More than five is worth a word, in either direction.
    """
    found = judge_clock("database-clock", "dedup", "the database", ahead)

    assert said in found.what
    assert (found.level is Level.OK) == (abs(ahead) < 5)


def test_work_that_nobody_could_look_at_is_not_judged() -> None:
    """
    The database that is away is told once.
    """
    found = {one.id for one in judged(replace(WELL, work=None))}

    assert not found & {"workers", "media-watching", "files-unreadable"}


@pytest.mark.parametrize(
    ("queue", "name", "level"),
    [
        (QueueFacts(problem="refused"), "redis", Level.ERROR),
        (QueueFacts(policy="allkeys-lru"), "redis-eviction", Level.ERROR),
        (QueueFacts(policy=None), "redis-eviction", Level.WARNING),
        (QueueFacts(messages=5001), "queue-depth", Level.WARNING),
    ],
)
def test_queue_that_may_lose_work_is_told(queue: QueueFacts, name: str, level: Level) -> None:
    """
    Jobs that are evicted, or that nobody takes, are what to look into.
    """
    assert about(name, queue=queue).level is level


@pytest.mark.parametrize(
    ("changed", "name", "level"),
    [
        (media(problem="Permission denied"), "media-readable", Level.ERROR),
        (media(is_empty=True), "media-readable", Level.ERROR),
        ({**media(is_empty=True), **work(files=0)}, "media-readable", Level.WARNING),
        ({**media(is_empty=True), "work": None}, "media-readable", Level.WARNING),
        (media(is_mounted_read_only=False), "media-read-only", Level.OK),
        (
            media(is_mounted_read_only=False, is_writable=True),
            "media-read-only",
            Level.WARNING,
        ),
        (
            {**media(is_mounted_read_only=False, is_writable=True), "is_local": True},
            "media-read-only",
            Level.OK,
        ),
    ],
)
def test_library_is_to_be_readable_and_no_more(
    changed: dict[str, Any], name: str, level: Level
) -> None:
    """
    An empty folder is suspicious where files are known; one's own folder may be writable.
    """
    assert about(name, **changed).level is level


@pytest.mark.parametrize(
    ("changed", "level", "said"),
    [
        (work(watcher=None), Level.ERROR, "not been heard of yet"),
        (work(watcher_silent=500.0), Level.ERROR, "for 500 seconds"),
        (work(watcher={**WATCHER, "suspended": "away"}), Level.ERROR, "looks unmounted"),
        (media(is_network=True, filesystem="nfs4"), Level.WARNING, "sees nothing"),
        (work(watcher={**WATCHER, "mode": "poll"}), Level.WARNING, "is polled"),
        ({**work(watcher={**WATCHER, "mode": "poll"}), **media(is_network=True)}, Level.OK, "poll"),
        (
            {**work(watcher={**WATCHER, "mode": "poll"}), **media(watch_mode="poll")},
            Level.OK,
            "poll",
        ),
    ],
)
def test_watching_is_as_the_file_system_needs(
    changed: dict[str, Any], level: Level, said: str
) -> None:
    """
    A watcher that is silent, suspended or blind is told; polling is right where it is wanted.
    """
    found = about("media-watching", **changed)

    assert found.level is level
    assert said in found.what


def test_work_that_nobody_takes_is_an_error() -> None:
    """
    Only when it has waited for long, and no worker gave a sign for long.
    """
    waiting = {"waiting": 3, "waited": 900.0}

    assert about("workers", **work(**waiting, idle=900.0)).level is Level.ERROR
    assert about("workers", **work(**waiting, idle=10.0)).level is Level.OK


@pytest.mark.parametrize(("unreadable", "level"), [(1, Level.OK), (2, Level.WARNING)])
def test_some_files_are_always_damaged(unreadable: int, level: Level) -> None:
    """
    More than one in a hundred is not chance.
    """
    assert about("files-unreadable", **work(unreadable=unreadable)).level is level


def test_empty_library_has_no_unreadable_share() -> None:
    """
    Nothing is divided by nothing.
    """
    assert about("files-unreadable", **work(files=0)).level is Level.OK


@pytest.mark.parametrize(
    ("free", "total", "level"),
    [
        (2 * GIB, 1000 * GIB, Level.OK),
        (GIB // 2, GIB, Level.OK),
        (GIB // 2, 1000 * GIB, Level.WARNING),
    ],
)
def test_disk_is_full_by_its_size_and_by_what_is_left(free: int, total: int, level: Level) -> None:
    """
    A small disk that is half empty is fine.
    """
    assert judge_disk("dedup", "/data", free, total).level is level
