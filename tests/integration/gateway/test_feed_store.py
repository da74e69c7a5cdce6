"""
What services said of their groups, as rows.
"""

import uuid

from gateway import feed_store
from gateway.fed_groups import DUPLICATE, VERSION, read_groups
from gateway.feed_store import Position
from gateway.read_models import Touched
from tests.integration.gateway.model_shelf import ANNA, Models, fed, gid, near


def store(models: Models, *groups: object, gone: tuple[int, ...] = ()) -> Touched:
    """
    Store groups of versions.
    """
    with models.database.write() as session:
        read = read_groups(groups)  # type: ignore[arg-type]  # some are of another shape
        return feed_store.store(session, VERSION, read, [*map(gid, gone)])


def paths(models: Models, touched: Touched) -> set[str]:
    """
    Give the paths of the files that were touched.
    """
    return {
        row[0]
        for row in models.rows(
            "SELECT path FROM files WHERE file_id = ANY(%s)", list(touched.file_ids)
        )
    }


def test_files_of_before_and_after_are_touched(models: Models) -> None:
    """
    Of a changed group, and of one that is gone.
    """
    store(models, fed(1, "a.jpg", "b.jpg"), fed(2, "x.jpg", "y.jpg"))

    touched = store(models, fed(1, "a.jpg", "c.jpg"), gone=(2,))

    assert set(touched.group_ids) == {gid(1), gid(2)}
    assert paths(models, touched) == {"a.jpg", "b.jpg", "c.jpg", "x.jpg", "y.jpg"}
    assert models.rows("SELECT group_id FROM engine_groups") == [(gid(1),)]
    assert len(models.rows("SELECT 1 FROM engine_members")) == 2


def test_equal_group_is_left_alone(models: Models) -> None:
    """
    Reading everything again touches nothing.
    """
    group = fed(1, "a.jpg", "b.jpg", hidden={ANNA: ["b.jpg"]})
    store(models, group)

    assert store(models, group) == Touched()
    assert store(models, group | {"hidden": []}).group_ids == [gid(1)]
    assert models.rows("SELECT 1 FROM engine_hidden") == []


def test_group_of_nothing_is_stored(models: Models) -> None:
    """
    One whose members went while it was read comes again.
    """
    store(models, fed(1))

    assert models.rows("SELECT levels, kind FROM engine_groups") == [([""], VERSION)]


def test_levels_are_stored_in_order(models: Models) -> None:
    """
    As they are fed.
    """
    models.near(near(1, "a.jpg", levels=["exact", "0.98"]))

    assert models.rows("SELECT levels FROM engine_groups") == [(["exact", "0.98"],)]


def test_missing_groups_are_found_within_a_page(models: Models) -> None:
    """
    Behind the page before, up to the last of this one, of one kind.
    """
    store(models, *(fed(number, f"{number}.jpg") for number in range(1, 6)))
    models.near(near(9, "a.jpg"))

    def missing(after: int | None, last: int | None, *there: int) -> set[uuid.UUID]:
        with models.database.write() as session:
            return set(
                feed_store.missing(
                    session,
                    VERSION,
                    [*map(gid, there)],
                    None if after is None else gid(after),
                    None if last is None else gid(last),
                )
            )

    assert missing(None, 3, 1, 3) == {gid(2)}
    assert missing(3, None, 5) == {gid(4)}
    assert missing(None, None) == {gid(number) for number in range(1, 6)}
    assert models.rows("SELECT 1 FROM engine_groups WHERE kind = %s", DUPLICATE) == [(1,)]


def test_position_is_kept_and_forgotten(models: Models) -> None:
    """
    Nothing means that a service was never followed.
    """
    found = []
    with models.database.write() as session:
        for position in (Position(3, gid(1)), Position(4), None):
            feed_store.keep_position(session, "dedup", position)
            found.append(feed_store.position_of(session, "dedup"))

    assert found == [Position(3, gid(1)), Position(4), None]
