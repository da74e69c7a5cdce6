"""
The worker process, killed and stopped.
"""

from grouping.worker import arguments
from mediacore.database import raw
from tests.integration.grouping.desk import Desk
from tests.integration.grouping.processes import WAIT, children, is_done, running, send_work
from tests.waiting import wait_until


def test_worker_has_one_thread_a_process() -> None:
    """
    Reading files is CPU work: more of it needs more processes.
    """
    told = arguments(3)

    assert told[told.index("--processes") + 1] == "3"
    assert told[told.index("--threads") + 1] == "1"


def test_killed_worker_leaves_work_that_the_next_one_ends(
    desk: Desk, other_desk: Desk, env: dict[str, str]
) -> None:
    """
    SIGKILL in the middle of a batch; a restarted worker ends as if nothing had happened.
    """
    for number in range(150):
        desk.pair(f"{number % 3}/IMG_{number:04}", number * 60, number % 5)
    other_desk.scan()
    desk.runtime.start_scan("manual")
    desk.runtime.work()
    send_work(env["REDIS_URL"])
    with running("grouping.worker", env) as first, desk.database.write() as session:
        raw(session).execute("LOCK TABLE dirty_keys")
        wait_until(lambda: desk.rows("SELECT 1 FROM pg_locks WHERE NOT granted"), WAIT)
        for child in children(first):
            child.kill()
        first.wait(WAIT)
    assert desk.rows("SELECT done FROM scan_batches WHERE state = 'claimed'") == [(0,)]
    desk.run("UPDATE scan_batches SET heartbeat = heartbeat - interval '1 day'")
    desk.tick()

    send_work(env["REDIS_URL"])
    with running("grouping.worker", env):
        wait_until(lambda: is_done(desk), WAIT)

    assert desk.derived() == other_desk.derived()


def test_nothing_runs_after_the_end(env: dict[str, str]) -> None:
    """
    A worker that is told to stop drains, and leaves no process behind.
    """
    with running("grouping.worker", env) as worker:
        wait_until(lambda: children(worker), WAIT)
        born = children(worker)

    assert worker.returncode == 0
    assert not any(child.is_running() for child in born)
