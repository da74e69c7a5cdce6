"""
Writing rows of the index.
"""

from datetime import date
from typing import Any

from gateway import index_store
from gateway.asset_rows import View, told
from gateway.index_plan import Have, Month
from mediacore.database import raw
from tests.fakes.immich.shapes import asset_body
from tests.integration.gateway.index_scene import IndexScene, to_library

MONTH = date(2015, 1, 1)


def _rows(scene: IndexScene, **changes: Any) -> Any:
    owner = scene.user.user_id
    bodies = [asset_body(scene.world, one, owner) | changes for one in scene.assets]
    return told(bodies, owner, to_library).rows


def _notes(scene: IndexScene) -> list[tuple[Any, ...]]:
    with scene.database.write() as session:
        notes = raw(session).execute("SELECT file_id, asset_id FROM dirty_files").fetchall()
        raw(session).execute("DELETE FROM dirty_files")
    return notes


def test_same_rows_again_change_nothing(scene_v2: IndexScene) -> None:
    """
    Only what is different is written and noted; a mere touch is no difference.
    """
    scene, owner = scene_v2, scene_v2.user.user_id
    with scene.database.write() as session:
        first = index_store.write(session, owner, _rows(scene))
    notes = _notes(scene)
    with scene.database.write() as session:
        again = index_store.write(session, owner, _rows(scene, updatedAt="2026-03-01T00:00:00Z"))

    assert (first, len(notes)) == (40, 40)
    assert again == 0
    assert _notes(scene) == []


def test_nothing_to_write(scene_v2: IndexScene) -> None:
    """
    No rows, no work.
    """
    with scene_v2.database.write() as session:
        assert index_store.write(session, scene_v2.user.user_id, []) == 0


def test_asset_without_a_place_is_noted_itself(scene_v2: IndexScene) -> None:
    """
    What no rule leads into the library has no file to be noted by.
    """
    scene = scene_v2
    rows = _rows(scene, originalPath="/elsewhere/a.jpg")
    with scene.database.write() as session:
        index_store.write(session, scene.user.user_id, rows)

    notes = _notes(scene)
    assert {file_id for file_id, _ in notes} == {None}
    assert {str(asset_id) for _, asset_id in notes} == {row.asset_id for row in rows}


def test_months_are_counted_and_remembered(scene_v2: IndexScene) -> None:
    """
    Beside what we have stands what Immich had told when the month was fetched.
    """
    scene, owner = scene_v2, scene_v2.user.user_id
    with scene.database.write() as session:
        index_store.write(session, owner, _rows(scene))
        index_store.note_months(session, owner, [Month(View.TIMELINE, MONTH, "x", 41)])
        gone = index_store.remove(session, owner, [scene.assets[0].asset_id])
    with scene.database.read() as session:
        have = index_store.have(session, owner)

    assert gone == 1
    assert have == {("timeline", MONTH): Have(39, 41, 40)}


def test_others_of_a_month_are_taken_out(scene_v2: IndexScene) -> None:
    """
    What Immich did not list in a month goes; other owners' and months' rows stay.
    """
    scene, owner = scene_v2, scene_v2.user.user_id
    kept = scene.assets[0].asset_id
    with scene.database.write() as session:
        index_store.write(session, owner, _rows(scene))
        elsewhere = index_store.remove_others(session, owner, View.ARCHIVE, MONTH, [])
        gone = index_store.remove_others(session, owner, View.TIMELINE, MONTH, [kept])

    assert (elsewhere, gone) == (0, 39)
    assert [str(one) for one in scene.column("asset_id")] == [kept]
