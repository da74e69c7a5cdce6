"""
The service's processes together: API, workers, watcher, over real servers.
"""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from dramatiq import Message

from grouping.wiring import QUEUE
from grouping.worker import arguments
from localstack.ports import free_port
from mediacore.database import raw
from mediacore.jobs import make_broker
from tests.integration.grouping.desk import TOKEN, Desk, make_desk
from tests.integration.grouping.processes import children, environment, running
from tests.waiting import wait_until

Urls = Callable[[str], str]
HEADERS = {"Authorization": f"Bearer {TOKEN}"}
WAIT = 50.0


@pytest.fixture
def env(desk: Desk, redis_url: str) -> dict[str, str]:
    """
    What the processes over the desk are told.
    """
    return environment(
        DATABASE_URL=desk.database.engine.url.render_as_string(hide_password=False),
        REDIS_URL=redis_url,
        MEDIA_PATH=str(desk.folder),
        BATCH_SIZE="100",
        PORT=str(free_port()),
    )


@pytest.fixture
def other_desk(database_url: Urls, desk: Desk) -> Iterator[Desk]:
    """
    A second database over the same folder.
    """
    made = make_desk(database_url("grouping"), desk.folder)
    yield made
    made.database.close()


def start_scan(env: dict[str, str]) -> bool:
    """
    Ask the API for a scan; tell whether it took the request.
    """
    with suppress(httpx.TransportError):
        answer = httpx.post(f"http://127.0.0.1:{env['PORT']}/scan", headers=HEADERS)
        return answer.status_code == 202
    return False


def send_work(redis_url: str) -> None:
    """
    Wake a worker.
    """
    broker = make_broker(redis_url)
    broker.declare_queue(QUEUE)
    broker.enqueue(
        Message(queue_name=QUEUE, actor_name="grouping_work", args=(), kwargs={}, options={})
    )
    broker.close()


def is_done(desk: Desk) -> bool:
    """
    Tell whether the only run is done and nothing waits for regrouping.
    """
    done = desk.rows("SELECT 1 FROM scan_runs WHERE state = 'done'")
    return bool(done) and not desk.rows("SELECT 1 FROM dirty_keys")


def test_worker_has_one_thread_a_process() -> None:
    """
    Reading files is CPU work: more of it needs more processes.
    """
    told = arguments(3)

    assert told[told.index("--processes") + 1] == "3"
    assert told[told.index("--threads") + 1] == "1"


def test_scan_asked_of_the_api_is_done_by_a_worker(desk: Desk, env: dict[str, str]) -> None:
    """
    The API takes the request, the worker does the work, both over Redis and Postgres.
    """
    desk.pair("IMG_0001")

    with running("grouping.main", env), running("grouping.worker", env):
        wait_until(lambda: start_scan(env), WAIT)
        wait_until(lambda: is_done(desk), WAIT)

    assert desk.shots() == [("IMG_0001.JPG", "IMG_0001.DNG")]


def test_files_copied_in_appear_as_a_group(desk: Desk, env: dict[str, str], tmp_path: Path) -> None:
    """
    A watcher sees what comes after its first scan, and a worker makes a group of it.
    """
    desk.jpeg("IMG_0009.JPG", 900, 9)

    with running("grouping.watch", env), running("grouping.worker", env):
        wait_until(lambda: is_done(desk), WAIT)
        desk.pair("IMG_0001")
        wait_until(lambda: len(desk.groups()) == 1, WAIT)

    assert desk.shots() == [("IMG_0001.JPG", "IMG_0001.DNG")]


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
        wait_until(lambda: len(children(worker)) > 0, WAIT)
        born = children(worker)

    assert worker.returncode == 0
    assert not [child for child in born if child.is_running() and child.status() != "zombie"]
    assert isinstance(worker, subprocess.Popen)
