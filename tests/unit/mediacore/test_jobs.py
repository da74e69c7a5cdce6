"""
What a job says about itself.
"""

from collections.abc import Iterator, MutableMapping
from typing import Any

import pytest
import structlog
import structlog.testing
from dramatiq import Message, Middleware, Worker, actor
from dramatiq.brokers.stub import StubBroker
from dramatiq.middleware import SkipMessage

from mediacore import request_id
from mediacore.jobs import JobLog

Line = MutableMapping[str, Any]


class Skipper(Middleware):
    """
    Skips every message, as an age limit does.
    """

    def before_process_message(self, _broker: Any, _message: Any) -> None:
        """
        Refuse.
        """
        raise SkipMessage("too old")


@pytest.fixture
def broker() -> StubBroker:
    """
    A broker in memory with our log.
    """
    made = StubBroker(middleware=[JobLog()])
    made.emit_after("process_boot")
    return made


@pytest.fixture
def lines() -> Iterator[list[Line]]:
    """
    The log lines of a test, with what is bound to them.
    """
    with structlog.testing.capture_logs(
        processors=[structlog.contextvars.merge_contextvars]
    ) as seen:
        yield seen


def run(broker: StubBroker, job: Any) -> Message[Any]:
    """
    Send one message and wait until the worker is through with it.
    """
    sent: Message[Any] = job.send()
    worker = Worker(broker, worker_timeout=10, worker_threads=1)
    worker.start()
    broker.join(sent.queue_name, fail_fast=False)
    worker.join()
    worker.stop()
    return sent


def test_lines_of_a_job_carry_its_name_and_its_message(
    broker: StubBroker, lines: list[Line]
) -> None:
    """
    Whatever a job logs can be found by its id, and its end tells how long it took.
    """

    @actor(broker=broker)
    def scan() -> None:
        structlog.get_logger().info("folder_read")

    sent = run(broker, scan)

    assert [line["event"] for line in lines] == ["folder_read", "job_done"]
    assert {(line["actor"], line["job"]) for line in lines} == {("scan", sent.message_id)}
    assert lines[1]["seconds"] >= 0


def test_failed_job_is_told_with_its_error(broker: StubBroker, lines: list[Line]) -> None:
    """
    The line of a failure has the error.
    """

    @actor(broker=broker)
    def scan() -> None:
        raise OSError("gone")

    run(broker, scan)

    assert [(line["event"], line["error"]) for line in lines] == [("job_failed", "OSError('gone')")]


@pytest.mark.parametrize("skipped", [False, True])
def test_nothing_stays_bound_when_a_message_is_through(broker: StubBroker, skipped: bool) -> None:
    """
    The next line of the thread is not blamed on this job, and the message itself is unchanged.
    """
    if skipped:
        broker.add_middleware(Skipper())
    bound: list[Line] = []

    class Spy(Middleware):
        """
        Looks at what is bound after everybody else unbound.
        """

        def after_process_message(self, *_args: Any, **_options: Any) -> None:
            """
            Look after a job.
            """
            bound.append(structlog.contextvars.get_contextvars())

        def after_skip_message(self, *_args: Any) -> None:
            """
            Look after a skipped one.
            """
            bound.append(structlog.contextvars.get_contextvars())

    broker.add_middleware(Spy(), before=JobLog)

    @actor(broker=broker)
    def scan() -> None:
        assert not skipped

    sent = run(broker, scan)

    assert bound == [{}]
    assert "started" not in sent.options


def test_message_carries_the_id_of_its_request(broker: StubBroker, lines: list[Line]) -> None:
    """
    What a worker says of a job is said under the id of whoever asked for it, and only that.
    """
    log = structlog.get_logger()

    @actor(broker=broker)
    def job() -> None:
        log.info("worked")

    with request_id.bound("r1"):
        run(broker, job)
    run(broker, job)

    told = [line.get("request_id") for line in lines if line["event"] == "worked"]
    assert told == ["r1", None]
