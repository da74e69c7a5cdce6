"""
dramatiq over Redis. A message only wakes a worker; the work itself is rows in Postgres.

So every message may be lost, doubled or late: nothing but the moment of the work depends on it.
"""

import threading
import time
from typing import Any

import dramatiq
import redis
import structlog
from dramatiq.broker import Consumer
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import (
    AgeLimit,
    Callbacks,
    CurrentMessage,
    Middleware,
    Retries,
    ShutdownNotifications,
    TimeLimit,
)

from mediacore import request_id

HEARTBEAT_TIMEOUT_MS = 5_000
# Of a million, so at every look: the default leaves a dead worker's jobs lying for minutes.
MAINTENANCE_CHANCE = 1_000_000
IDLE_POLL_MS = 200  # at most, between two looks of an idle worker; dramatiq's own is a second
MIN_BACKOFF_MS = 1_000
MAX_BACKOFF_MS = 60_000
MAX_RETRIES = 20
MAX_AGE_MS = 24 * 3600 * 1000
TIME_LIMIT_MS = 3600 * 1000

log = structlog.get_logger()


class JobLog(Middleware):
    """
    Binds the message to every log line of its job, and logs how it went.
    """

    def __init__(self) -> None:
        self._thread = threading.local()

    def before_enqueue(self, _broker: Any, message: Any, _delay: Any) -> None:
        """
        Let the message carry the id of the request that sends it.
        """
        told = request_id.current()
        if told is not None:
            message.options.setdefault(request_id.KEY, told)

    def before_process_message(self, _broker: Any, message: Any) -> None:
        """
        Bind actor, message id, and the id of the request that sent it.
        """
        structlog.contextvars.bind_contextvars(actor=message.actor_name, job=message.message_id)
        told = message.options.get(request_id.KEY)
        if told is not None:
            structlog.contextvars.bind_contextvars(**{request_id.KEY: told})
        self._thread.started = time.monotonic()

    def after_process_message(
        self,
        _broker: Any,
        _message: Any,
        *,
        result: Any = None,  # noqa: ARG002 - dramatiq's signature
        exception: BaseException | None = None,
    ) -> None:
        """
        Log the end and unbind.
        """
        seconds = round(time.monotonic() - self._thread.started, 3)
        if exception is None:
            log.debug("job_done", seconds=seconds)
        else:
            log.warning("job_failed", seconds=seconds, error=repr(exception))
        structlog.contextvars.unbind_contextvars("actor", "job", request_id.KEY)

    def after_skip_message(self, _broker: Any, _message: Any) -> None:
        """
        Unbind: a skipped message has nothing to tell.
        """
        structlog.contextvars.unbind_contextvars("actor", "job", request_id.KEY)


class PromptBroker(RedisBroker):
    """
    Looks for messages often enough that nobody notices the wait.
    """

    def consume(self, queue_name: str, prefetch: int = 1, timeout: int = IDLE_POLL_MS) -> Consumer:
        """
        Give a queue's messages, as dramatiq's broker does.
        """
        return super().consume(queue_name, prefetch, min(timeout, IDLE_POLL_MS))


def make_broker(redis_url: str, *, namespace: str = "twinlens") -> RedisBroker:
    """
    Make the broker of a service and set it as dramatiq's.
    """
    broker = PromptBroker(  # type: ignore[no-untyped-call]  # dramatiq leaves its constructor bare
        url=redis_url,
        namespace=namespace,
        middleware=[
            AgeLimit(max_age=MAX_AGE_MS),
            TimeLimit(time_limit=TIME_LIMIT_MS),
            ShutdownNotifications(notify_shutdown=True),
            Callbacks(),
            CurrentMessage(),
            Retries(
                max_retries=MAX_RETRIES, min_backoff=MIN_BACKOFF_MS, max_backoff=MAX_BACKOFF_MS
            ),
            JobLog(),
        ],
        maintenance_chance=MAINTENANCE_CHANCE,
        heartbeat_timeout=HEARTBEAT_TIMEOUT_MS,
    )
    dramatiq.set_broker(broker)
    return broker


def queue_depth(client: "redis.Redis", queue: str, namespace: str = "twinlens") -> int:
    """
    Give how many messages wait in a queue, delayed ones included.
    """
    waiting = client.llen(f"{namespace}:{queue}")
    delayed = client.llen(f"{namespace}:{queue}.DQ")
    return int(waiting) + int(delayed)
