"""
Portions of changes: the last word on a path counts.
"""

from mediacore.change_set import ChangeBatch, ChangeSet, is_below, topmost
from tests.fakes.known_files import entry


def test_an_empty_portion_is_false() -> None:
    """
    Only a portion with something in it is worth delivering.
    """
    assert not ChangeSet()
    assert ChangeSet(lost=True)
    assert ChangeSet(removed=(b"a",))


def test_a_batch_gives_everything_once() -> None:
    """
    What was gathered is given in order, and the batch begins anew.
    """
    batch = ChangeBatch()
    batch.upsert(entry(b"b.jpg"), 1.0)
    batch.upsert(entry(b"a.jpg"), 2.0)
    batch.remove(b"x", 2.0)
    batch.rescan(b"f", 2.0)
    batch.lose(2.0)
    assert batch.opened_at == 1.0
    assert len(batch) == 4

    taken = batch.take()

    assert taken == ChangeSet((entry(b"a.jpg"), entry(b"b.jpg")), (b"x",), (b"f",), lost=True)
    assert not batch.take()
    assert batch.opened_at is None


def test_a_file_written_after_its_removal_is_there() -> None:
    """
    A removal that is followed by a new file or folder is no removal.
    """
    batch = ChangeBatch()
    batch.remove(b"a.jpg", 0.0)
    batch.remove(b"f", 0.0)
    batch.upsert(entry(b"a.jpg"), 0.0)
    batch.rescan(b"f", 0.0)

    assert batch.take() == ChangeSet(upserts=(entry(b"a.jpg"),), rescan_folders=(b"f",))


def test_a_removed_folder_takes_its_files_along() -> None:
    """
    Nothing below a removed folder is new, but its namesakes beside it are.
    """
    batch = ChangeBatch()
    for path in (b"f/1.jpg", b"f", b"fa/2.jpg"):
        batch.upsert(entry(path), 0.0)
    for folder in (b"f/x", b"f", b"g"):
        batch.rescan(folder, 0.0)
    batch.remove(b"f/y", 0.0)
    batch.remove(b"f", 0.0)

    assert batch.take() == ChangeSet((entry(b"fa/2.jpg"),), (b"f",), (b"g",))


def test_only_topmost_folders_are_named() -> None:
    """
    A folder stands for everything below it.
    """
    assert topmost({b"a/b/c", b"a", b"b/x", b"ab"}) == [b"a", b"ab", b"b/x"]
    assert topmost({b"", b"a"}) == [b""]


def test_everything_but_the_root_is_below_the_root() -> None:
    """
    The root is the empty path.
    """
    assert is_below(b"a", b"")
    assert not is_below(b"", b"")
    assert not is_below(b"ab", b"a")
