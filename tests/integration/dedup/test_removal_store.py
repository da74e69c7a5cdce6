"""
Remembered removals.
"""

import pytest

from dedup import removal_store
from dedup.removal_store import RemovalState
from mediacore.errors import NotFoundError
from tests.integration.dedup.cupboard import Cupboard


def test_file_that_vanished_closes_its_decision(cupboard: Cupboard) -> None:
    """
    It was carried out; the token still tells what became of it.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg")
    done = cupboard.remove(group_id, "b.jpg")
    (cupboard.folder / "b.jpg").unlink()
    number = cupboard.shelf.value("SELECT id FROM files WHERE display = 'b.jpg'")
    with cupboard.shelf.database.write() as session:
        closed = removal_store.close_gone(session, [number])
        assert removal_store.close_gone(session, []) == 0

    assert closed == 1
    assert cupboard.states() == [("b.jpg", RemovalState.GONE)]
    assert cupboard.undo(done.token).files[0]["state"] == "gone"


def test_deciding_anew_replaces_the_own_decision(cupboard: Cupboard) -> None:
    """
    The older token has nothing to undo any more, another owner's still has.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg")
    older = cupboard.remove(group_id, "b.jpg")
    other = cupboard.remove(group_id, "b.jpg", owner="bert")
    cupboard.remove(group_id, "b.jpg")

    with pytest.raises(NotFoundError):
        cupboard.undo(older.token)
    cupboard.undo(other.token, "bert")

    assert [state for _, state in cupboard.states()] == [
        RemovalState.REPLACED,
        RemovalState.UNDONE,
        RemovalState.OPEN,
    ]


def test_undone_removal_counts_as_a_copy_again(cupboard: Cupboard) -> None:
    """
    The file is still there, and may keep the other one's content.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg")
    done = cupboard.remove(group_id, "b.jpg")

    outcome = cupboard.undo(done.token)

    assert [(file["path"], file["state"]) for file in outcome.files] == [("b.jpg", "restored")]
    assert [member["is_going"] for member in outcome.groups[0]["members"]] == [False, False]
    assert outcome.groups[0]["revision"] == 3
    assert cupboard.remove(group_id, "a.jpg").keeper["path"] == "b.jpg"


def test_undoing_too_late_says_so(cupboard: Cupboard) -> None:
    """
    A file that is gone cannot be brought back from here.
    """
    group_id = cupboard.exact("a.jpg", "b.jpg")
    done = cupboard.remove(group_id, "b.jpg")
    (cupboard.folder / "b.jpg").unlink()
    cupboard.shelf.remove("b.jpg")
    cupboard.shelf.settle()

    outcome = cupboard.undo(done.token)

    (file,) = outcome.files
    assert file["state"] == "gone"
    assert "trash" in file["detail"]
    assert outcome.groups == []
