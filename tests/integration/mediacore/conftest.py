"""
The shelf over a real database.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.integration.mediacore.shelf import Bench, make_bench


@pytest.fixture
def bench(database_url: Callable[[str], str], tmp_path: Path) -> Iterator[Bench]:
    """
    A shelf over an empty folder and an empty database.
    """
    made = make_bench(database_url("grouping"), tmp_path / "library")
    yield made
    made.database.close()
