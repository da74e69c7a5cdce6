"""
The worker process.
"""

from collections.abc import Callable
from pathlib import Path

import dramatiq

from dedup.wiring import QUEUE
from dedup.worker import arguments
from mediacore.database import Database
from mediacore.jobs import make_broker
from mediacore.scan_status import scan_status
from mediacore.scan_store import start_run
from tests.integration.dedup.processes import environment, running
from tests.waiting import wait_until


def test_one_thread_a_process() -> None:
    """
    As many processes as asked for, each with a single thread.
    """
    given = arguments(3)

    assert given[given.index("--processes") + 1] == "3"
    assert given[given.index("--threads") + 1] == "1"


def test_woken_worker_scans(
    database_url: Callable[[str], str], redis_url: str, tmp_path: Path
) -> None:
    """
    A message wakes the worker, and the open run is done.
    """
    env = environment(database_url("dedup"), redis_url, tmp_path / "library")
    database = Database(env["DATABASE_URL"], pool_size=1)
    broker = make_broker(redis_url)
    with database.write() as session:
        start_run(session, "manual")
    broker.enqueue(
        dramatiq.Message(queue_name=QUEUE, actor_name="dedup_work", args=(), kwargs={}, options={})
    )

    def done() -> bool:
        with database.read() as session:
            return scan_status(session).state == "done"

    with running("dedup.worker", env):
        wait_until(done, 60)
    broker.close()
    database.close()
