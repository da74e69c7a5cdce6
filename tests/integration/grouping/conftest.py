"""
A desk over a real database.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from localstack.ports import free_port
from tests.integration.grouping.desk import Desk, make_desk
from tests.integration.grouping.processes import environment

Urls = Callable[[str], str]


@pytest.fixture
def desk(database_url: Urls, tmp_path: Path) -> Iterator[Desk]:
    """
    Grouping over an empty folder and an empty database.
    """
    made = make_desk(database_url("grouping"), tmp_path / "library")
    yield made
    made.database.close()


@pytest.fixture
def other_desk(database_url: Urls, desk: Desk) -> Iterator[Desk]:
    """
    A second database over the same folder.
    """
    made = make_desk(database_url("grouping"), desk.folder)
    yield made
    made.database.close()


@pytest.fixture
def env(desk: Desk, redis_url: str) -> dict[str, str]:
    """
    What the processes over the desk are told.
    """
    return environment(
        DATABASE_URL=desk.url,
        REDIS_URL=redis_url,
        MEDIA_PATH=str(desk.folder),
        BATCH_SIZE="100",
        PORT=str(free_port()),
    )
