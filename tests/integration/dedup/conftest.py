"""
The service over a real database.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dedup import wiring
from tests.integration.dedup.cupboard import Cupboard
from tests.integration.dedup.processes import environment
from tests.integration.dedup.room import Room, make_room
from tests.integration.dedup.shelf import Shelf, make_shelf


@pytest.fixture
def room(database_url: Callable[[str], str], tmp_path: Path) -> Iterator[Room]:
    """
    The service over an empty folder and an empty database.
    """
    made = make_room(database_url("dedup"), tmp_path / "library")
    yield made
    made.database.close()


@pytest.fixture
def shelf(database_url: Callable[[str], str]) -> Iterator[Shelf]:
    """
    Groups over an empty database, without files.
    """
    made = make_shelf(database_url("dedup"))
    yield made
    made.database.close()


@pytest.fixture
def cupboard(shelf: Shelf, tmp_path: Path) -> Cupboard:
    """
    Groups of files in an empty folder, and a desk to decide about them.
    """
    folder = tmp_path / "cupboard"
    folder.mkdir()
    return Cupboard(shelf, folder)


@pytest.fixture
def told(
    database_url: Callable[[str], str],
    redis_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    """
    A process that is told what it needs, and has made nothing yet.
    """
    made = (wiring.settings, wiring.database, wiring.broker, wiring.runtime)
    env = environment(database_url("dedup"), redis_url, tmp_path / "library")
    for key, value in env.items():
        monkeypatch.setenv(key, value)
    for part in made:
        part.cache_clear()
    yield
    wiring.database().close()
    for part in made:
        part.cache_clear()
