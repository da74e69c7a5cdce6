"""
How far a user's index is.
"""

from datetime import UTC, datetime

from gateway import index_state
from gateway.index_state import State
from tests.integration.gateway.index_scene import IndexScene

AT = datetime(2026, 2, 3, 4, 5, tzinfo=UTC)


def test_stranger_has_no_index(scene_v2: IndexScene) -> None:
    """
    Who comes by for the first time begins at nothing.
    """
    with scene_v2.database.write() as session:
        state = index_state.come_by(session, scene_v2.viewer())

    assert state == State(None, None)
    assert scene_v2.state() == ("new", 0, 0)


def test_state_is_kept(scene_v2: IndexScene) -> None:
    """
    Who comes by again finds the index as it was left.
    """
    viewer = scene_v2.viewer()
    with scene_v2.database.write() as session:
        index_state.come_by(session, viewer)
        index_state.started(session, viewer.user_id, AT)
        index_state.progressed(session, viewer.user_id, 70, 60)
        index_state.completed(session, viewer.user_id, AT)
        index_state.counted(session, viewer.user_id, AT, AT)
        state = index_state.come_by(session, viewer)

    assert state == State(AT, AT)
    assert scene_v2.state() == ("complete", 60, 60)
