"""
Graph indexes left out and built.
"""

from collections.abc import Callable, Iterator

import pytest

from dedup import vector_index
from dedup.candidate_rules import CandidateRules
from dedup.candidate_search import search
from mediacore.database import Database
from tests.integration.dedup.picture_shelf import PictureShelf, axis, turns

NAMES = ["ix_picture_vectors_image", "ix_picture_vectors_raw"]


@pytest.fixture
def shelf(database_url: Callable[[str], str]) -> Iterator[PictureShelf]:
    """
    An empty database for pictures.
    """
    database = Database(database_url("dedup"), pool_size=2)
    yield PictureShelf(database)
    database.close()


def names(shelf: PictureShelf) -> list[str]:
    """
    Give the names of the indexes that are missing.
    """
    with shelf.database.read() as session:
        return [str(index.name) for index in vector_index.missing(session)]


def test_migrated_database_has_the_indexes(shelf: PictureShelf) -> None:
    """
    After the migrations nothing is missing, and building does nothing.
    """
    with shelf.database.write() as session:
        assert vector_index.build(session) == 0
    assert names(shelf) == []


def test_indexes_are_left_out_and_built_as_they_were(shelf: PictureShelf) -> None:
    """
    The definitions after building are those of the migrations.
    """
    query = "SELECT pg_get_indexdef(indexrelid) FROM pg_stat_user_indexes ORDER BY 1"
    before = shelf.rows(query)
    with shelf.database.write() as session:
        vector_index.leave_out(session)
    assert names(shelf) == NAMES

    with shelf.database.write() as session:
        assert vector_index.build(session, megabytes=64, workers=1) == 2
    assert shelf.rows(query) == before


def test_leaving_out_twice_is_leaving_out_once(shelf: PictureShelf) -> None:
    """
    Indexes that are gone already are no error.
    """
    for _ in range(2):
        with shelf.database.write() as session:
            vector_index.leave_out(session)

    assert names(shelf) == NAMES


def test_search_works_without_indexes(shelf: PictureShelf) -> None:
    """
    While the indexes are left out, near vectors are found all the same.
    """
    with shelf.database.write() as session:
        vector_index.leave_out(session)
    one, other = shelf.put(0, [axis(1)]), shelf.put(~0 ^ 0xFF, [axis(1)])
    with shelf.database.write() as session:
        pairs = search(session, [one], CandidateRules(), turns=turns)

    assert pairs == [(one, other)]


def wait_for(shelf: PictureShelf, count: int) -> None:
    """
    Have that many pictures wait to be looked at, and no more.
    """
    shelf.run("DELETE FROM pictures WHERE state = 'pending'")
    shelf.run(
        "INSERT INTO pictures (quick_id, medium) SELECT uuid_send(gen_random_uuid()), 'image'"  # noqa: S608 - a number
        f" FROM generate_series(1, {count})"
    )


def test_first_scan_of_many_goes_without_indexes(shelf: PictureShelf) -> None:
    """
    They are left out when very many pictures wait, and built when few are left.
    """
    told = []
    for count in (9, 10, 9, 4, 3, 9):
        wait_for(shelf, count)
        told.append((vector_index.keep_up(shelf.database, many=10, few=4), len(names(shelf))))

    assert told == [(True, 0), (False, 2), (False, 2), (False, 2), (True, 0), (True, 0)]


def test_large_library_keeps_its_indexes(shelf: PictureShelf) -> None:
    """
    Where as many vectors are there already, more pictures join them one by one.
    """
    shelf.put(0, [axis(1), axis(2)])
    wait_for(shelf, 2)

    assert vector_index.keep_up(shelf.database, many=2)
    assert names(shelf) == []


def test_only_one_builds(shelf: PictureShelf) -> None:
    """
    While another transaction sees to the indexes, nobody else does, and nobody searches.
    """
    with shelf.database.write() as session:
        session.exec_driver_sql(f"SELECT pg_advisory_xact_lock({vector_index.LOCK})")

        assert not vector_index.keep_up(shelf.database)
