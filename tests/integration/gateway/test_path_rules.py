"""
Storing rules, and leading assets by them.
"""

from gateway import path_rules
from gateway.path_map import Rule
from gateway.path_votes import Learned
from tests.integration.gateway.index_scene import IndexScene


def test_newer_rule_for_a_folder_replaces_the_older(scene_v2: IndexScene) -> None:
    """
    One folder of Immich's lies at one place.
    """
    first = [Learned(Rule("/mnt", "a"), 3), Learned(Rule("/data", ""), 2)]
    with scene_v2.database.write() as session:
        path_rules.store(session, first)
        path_rules.store(session, [Learned(Rule("/mnt", "b"), 9)])
        rules = path_rules.load(session)

    assert rules == (Rule("/data", ""), Rule("/mnt", "b"))


async def test_assets_in_their_place_are_left_alone(scene_v2: IndexScene) -> None:
    """
    Leading again by the same rules changes and notes nothing.
    """
    await scene_v2.indexed()
    scene_v2.marked()
    with scene_v2.database.write() as session:
        last = path_rules.lead_again(session, scene_v2.to_library, path_rules.NOBODY, 1000)
        assert last is not None
        none = path_rules.lead_again(session, scene_v2.to_library, last, 1000)

    assert none is None
    assert scene_v2.marked() == set()


async def test_asset_may_lose_its_place(scene_v2: IndexScene) -> None:
    """
    Where no rule fits any more, there is no file.
    """
    await scene_v2.indexed()
    with scene_v2.database.write() as session:
        path_rules.lead_again(session, lambda _path: None, path_rules.NOBODY, 1000)
        lost = path_rules.lost(session, 100)

    assert set(scene_v2.column("file_id")) == {None}
    assert len(lost) == 40
