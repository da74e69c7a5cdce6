"""
How many assets lead to a file.
"""

from gateway import path_rules
from gateway.coverage import NO_RULE, NOT_IN_LIBRARY, Unmatched, coverage
from tests.integration.gateway.index_scene import IndexScene


async def test_each_miss_has_its_reason(scene_v2: IndexScene) -> None:
    """
    Matched are those that grouping knows; of the others it is told why.
    """
    scene = scene_v2
    [far] = scene.add(1, "/far")
    await scene.indexed()
    with scene.database.write() as session:
        asked = path_rules.to_ask(session, 100)
        path_rules.told(session, asked[1:], asked[2:])
        found = coverage(session)

    missing = next(one for one in scene.assets if one.original_path.endswith(asked[1]))
    assert (found.matched, found.total, found.unknown) == (38, 41, 1)
    assert set(found.examples) == {
        Unmatched(far.original_path, NO_RULE),
        Unmatched(missing.original_path, NOT_IN_LIBRARY),
    }


def test_no_assets_no_misses(scene_v2: IndexScene) -> None:
    """
    An empty index has nothing to complain of.
    """
    with scene_v2.database.read() as session:
        found = coverage(session)

    assert (found.matched, found.total, found.examples) == (0, 0, ())
