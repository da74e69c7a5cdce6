"""
A desk over a real database.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.integration.grouping.desk import Desk, make_desk


@pytest.fixture
def desk(database_url: Callable[[str], str], tmp_path: Path) -> Iterator[Desk]:
    """
    Grouping over an empty folder and an empty database.
    """
    made = make_desk(database_url("grouping"), tmp_path / "library")
    yield made
    made.database.close()
