"""
The service over a real database.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.integration.dedup.room import Room, make_room


@pytest.fixture
def room(database_url: Callable[[str], str], tmp_path: Path) -> Iterator[Room]:
    """
    The service over an empty folder and an empty database.
    """
    made = make_room(database_url("dedup"), tmp_path / "library")
    yield made
    made.database.close()
