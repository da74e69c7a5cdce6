"""
Learning where Immich's folders lie, from what grouping knows.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from gateway.advisory_locks import AdvisoryLocks
from gateway.background import running
from gateway.coverage import NO_RULE, NOT_IN_LIBRARY, Coverage, Unmatched, coverage
from gateway.json_client import make_client
from gateway.known_paths import KnownPaths
from gateway.path_keeper import LOCK, PathKeeper
from gateway.path_map import Rule
from mediacore.database import raw
from tests.integration.gateway.grouping_files import GroupingFiles
from tests.integration.gateway.index_scene import FOLDER, IndexScene

RESORT = Rule("/media", "")


@pytest.fixture
async def files() -> AsyncIterator[GroupingFiles]:
    """
    A grouping that knows no file yet.
    """
    async with make_client("http://grouping") as client:
        yield GroupingFiles(client)


def _keeper(scene: IndexScene, files: GroupingFiles, *configured: Rule) -> PathKeeper:
    known = KnownPaths(files.client, "token")
    return PathKeeper(scene.database, known, configured, RESORT, lambda: scene.seconds)


def _coverage(scene: IndexScene) -> Coverage:
    with scene.database.read() as session:
        return coverage(session)


async def _index(scene: IndexScene, to_library: Callable[[str], str | None]) -> None:
    scene.to_library = to_library
    await scene.restart()
    await scene.indexed()


async def test_rules_are_learned_and_assets_led_by_them(
    scene_v2: IndexScene, files: GroupingFiles
) -> None:
    """
    Two mounts in different folders of the library, found without a word of configuration.
    """
    scene, keeper = scene_v2, _keeper(scene_v2, files)
    scene.add(6, "/data/upload/x")
    files.take("Pictures", FOLDER, scene.assets)
    files.take("immich", "/data", scene.assets)
    await _index(scene, keeper.to_library)
    before = _coverage(scene)

    await keeper.turn()
    scene.marked()
    again = _keeper(scene, files)
    await again.turn()

    after = _coverage(scene)
    assert (before.matched, before.total) == (0, 46)
    assert before.examples[0].reason == NO_RULE
    assert after == Coverage(46, 46, 0, ())
    assert again.to_library(f"{FOLDER}/a.jpg") == "Pictures/a.jpg"
    assert again.to_library("/data/upload/b.jpg") == "immich/upload/b.jpg"
    assert scene.marked() == set()
    await keeper.close()
    await again.close()


async def test_moved_assets_are_noted(scene_v2: IndexScene, files: GroupingFiles) -> None:
    """
    What is led elsewhere is noted for the read models.
    """
    scene, keeper = scene_v2, _keeper(scene_v2, files)
    files.take("", FOLDER, scene.assets)
    await _index(scene, keeper.to_library)
    scene.marked()

    await keeper.turn()

    assert scene.marked() == set(files.paths)
    await keeper.close()


async def test_nothing_is_learned_beside_configuration(
    scene_v2: IndexScene, files: GroupingFiles
) -> None:
    """
    Who writes rules down means them; what they miss shows in the coverage.
    """
    scene, keeper = scene_v2, _keeper(scene_v2, files, Rule(FOLDER, "wrong"))
    files.take("", FOLDER, scene.assets)
    await _index(scene, keeper.to_library)
    unasked = _coverage(scene)

    await keeper.turn()

    found = _coverage(scene)
    assert (unasked.unknown, found.unknown) == (40, 0)
    assert (found.matched, found.total, len(found.examples)) == (0, 40, 20)
    assert {type(example) for example in found.examples} == {Unmatched}
    assert {example.reason for example in found.examples} == {NOT_IN_LIBRARY}
    await keeper.close()


async def test_files_that_come_later_are_found_later(
    scene_v2: IndexScene, files: GroupingFiles
) -> None:
    """
    While nothing fits, the same question is asked again after some minutes only.
    """
    scene, keeper = scene_v2, _keeper(scene_v2, files)
    await _index(scene, keeper.to_library)
    await keeper.turn()
    await keeper.turn()
    asked = files.asked_names
    files.take("", FOLDER, scene.assets)
    scene.pass_time(700)
    await keeper.turn()

    assert asked == 1
    assert _coverage(scene).matched == 40
    await keeper.close()


async def test_one_replica_looks_after_the_rules(
    scene_v2: IndexScene, files: GroupingFiles
) -> None:
    """
    The others take over what it learned.
    """
    scene, keeper = scene_v2, _keeper(scene_v2, files)
    other = AdvisoryLocks(scene.database)
    other.acquire(LOCK)
    with scene.database.write() as session:
        raw(session).execute("INSERT INTO path_rules VALUES ('/x', 'y', 2)")

    await keeper.turn()

    assert keeper.to_library("/x/a.jpg") == "y/a.jpg"
    other.close()
    await keeper.close()


@pytest.mark.parametrize("answer", [{}, [], {"named": 1}])
async def test_failures_are_outlived(
    scene_v2: IndexScene, files: GroupingFiles, answer: Any
) -> None:
    """
    Grouping away, or something else in its place: the rules stay, and are looked after later.
    """
    scene, keeper = scene_v2, _keeper(scene_v2, files)
    files.answer = answer
    await _index(scene, keeper.to_library)

    await keeper.turn()

    assert keeper.to_library("/media/a.jpg") == "a.jpg"
    await keeper.close()


async def test_running_keeper_learns_by_itself(scene_v2: IndexScene, files: GroupingFiles) -> None:
    """
    The background duty looks after the rules without being asked.
    """
    scene, keeper = scene_v2, _keeper(scene_v2, files)
    files.take("Pictures", FOLDER, scene.assets)
    await _index(scene, keeper.to_library)

    rested = asyncio.Event()

    async def pause(_seconds: float) -> None:
        rested.set()
        await asyncio.Event().wait()

    async with running(keeper.run(pause)):
        await asyncio.wait_for(rested.wait(), 20)
    await keeper.close()

    assert keeper.to_library(f"{FOLDER}/a.jpg") == "Pictures/a.jpg"
