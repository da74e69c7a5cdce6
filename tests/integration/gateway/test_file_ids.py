"""
Numbering library paths.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from gateway.file_ids import file_ids
from mediacore.database import Database, raw


@pytest.fixture
def database(database_url: Callable[[str], str]) -> Iterator[Database]:
    """
    An empty database of the gateway.
    """
    made = Database(database_url("gateway"))
    yield made
    made.close()


def _ask(database: Database, paths: list[str]) -> dict[str, int]:
    with database.write() as session:
        return file_ids(session, paths)


def test_paths_keep_their_numbers(database: Database) -> None:
    """
    A path has one number, however often and beside whatever else it is asked for.
    """
    first = _ask(database, ["a/1.jpg", "a/2.jpg", "a/1.jpg"])
    second = _ask(database, ["b/3.jpg", "a/1.jpg"])

    assert first.keys() == {"a/1.jpg", "a/2.jpg"}
    assert second["a/1.jpg"] == first["a/1.jpg"]
    assert len({*first.values(), *second.values()}) == 3


def test_nothing_asked_is_nothing_told(database: Database) -> None:
    """
    No path needs no database.
    """
    assert _ask(database, []) == {}


def test_two_spellings_of_one_name_have_one_number(database: Database) -> None:
    """
    What counts are the bytes behind the display form.
    """
    numbers = _ask(database, ["odd\\name.jpg", "odd\\\\name.jpg"])

    assert len(set(numbers.values())) == 1


def test_many_at_once_agree(database: Database) -> None:
    """
    Whoever numbers the same new paths at the same time, in whatever order, gets the same numbers.
    """
    paths = [f"folder/{number}.jpg" for number in range(500)]
    orders = [paths, paths[::-1], paths[250:] + paths[:250], paths[::3]]

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda order: _ask(database, order), orders))

    with database.read() as session:
        row = raw(session).execute("SELECT count(*) FROM files").fetchone()
    assert row == (500,)
    assert all(answer.items() <= told[0].items() for answer in told)
