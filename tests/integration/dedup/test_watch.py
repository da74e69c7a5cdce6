"""
The watcher process.
"""

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest

from mediacore.database import Database
from mediacore.library_state import recall
from mediacore.scan_runtime import WATCHER_KEY
from tests.integration.dedup.processes import environment, running
from tests.waiting import wait_until


@pytest.mark.usefixtures("told")
def test_importing_it_starts_nothing() -> None:
    """
    Only the process itself watches.
    """
    found = importlib.import_module("dedup.watch")

    assert found.SERVICE == "dedup"


def test_watcher_says_how_it_watches(
    database_url: Callable[[str], str], redis_url: str, tmp_path: Path
) -> None:
    """
    The process watches its folder, tells so, and ends when asked.
    """
    env = environment(database_url("dedup"), redis_url, tmp_path / "library")
    database = Database(env["DATABASE_URL"], pool_size=1)

    def told() -> bool:
        with database.read() as session:
            return recall(session, WATCHER_KEY) is not None

    with running("dedup.watch", env):
        wait_until(told, 60)
    database.close()
