"""
Jobs over a real Redis.
"""

import dramatiq
import pytest
import redis
from dramatiq import Worker, actor

from mediacore.jobs import IDLE_POLL_MS, make_broker, queue_depth


@pytest.fixture(autouse=True)
def _global_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Give dramatiq its own broker back afterwards.
    """
    monkeypatch.setattr(dramatiq.broker, "global_broker", None)


def test_depth_counts_waiting_and_delayed_messages(redis_url: str) -> None:
    """
    A queue is as deep as all the messages that somebody still has to work on.
    """
    broker = make_broker(redis_url)

    @actor(queue_name="scan")
    def scan() -> None:
        """
        Do nothing.
        """

    scan.send()
    scan.send_with_options(delay=60_000)

    with redis.Redis.from_url(redis_url) as client:
        assert queue_depth(client, "scan") == 2
        assert queue_depth(client, "other") == 0
    broker.close()


def test_job_that_fails_is_tried_again(redis_url: str) -> None:
    """
    A message survives its first failure and is worked on in the end.
    """
    broker = make_broker(redis_url, namespace="tests")
    tries: list[int] = []

    @actor(queue_name="scan", min_backoff=1, max_backoff=2)
    def scan() -> None:
        tries.append(len(tries))
        if len(tries) == 1:
            raise ConnectionError("away")

    scan.send()
    worker = Worker(broker, worker_threads=1, worker_timeout=20)
    worker.start()
    broker.join("scan")
    worker.stop()

    assert tries == [0, 1]
    with redis.Redis.from_url(redis_url) as client:
        assert queue_depth(client, "scan", "tests") == 0
    broker.close()


def test_broker_of_a_service_becomes_dramatiqs(redis_url: str) -> None:
    """
    Actors declared afterwards belong to it.
    """
    broker = make_broker(redis_url)

    assert dramatiq.get_broker() is broker
    broker.close()


def test_idle_worker_looks_often(redis_url: str) -> None:
    """
    Whatever pause dramatiq asks for, a message never waits for long.
    """
    broker = make_broker(redis_url)

    consumer = broker.consume("scan", timeout=60_000)

    assert vars(consumer)["timeout"] == IDLE_POLL_MS
    broker.close()
