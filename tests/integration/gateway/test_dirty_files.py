"""
Noting what the read models must be brought up to date for.
"""

import uuid
from collections.abc import Callable, Iterator

import pytest

from gateway.dirty_files import mark_files
from mediacore.database import Database, raw

ASSET = uuid.UUID(int=7)


@pytest.fixture
def database(database_url: Callable[[str], str]) -> Iterator[Database]:
    """
    An empty database of the gateway.
    """
    made = Database(database_url("gateway"), pool_size=1)
    yield made
    made.close()


def test_every_file_and_asset_is_noted(database: Database) -> None:
    """
    Each once in a call; an asset at no file is noted by itself.
    """
    with database.write() as session:
        mark_files(session, [3, None, 2, 3], [ASSET, str(ASSET)])
        rows = raw(session).execute("SELECT file_id, asset_id FROM dirty_files").fetchall()

    assert set(rows) == {(2, None), (3, None), (None, ASSET)}


def test_nothing_to_note_writes_nothing(database: Database) -> None:
    """
    A change of nothing asks the database nothing.
    """
    with database.write() as session:
        mark_files(session, [None])
        rows = raw(session).execute("SELECT 1 FROM dirty_files").fetchall()

    assert rows == []
