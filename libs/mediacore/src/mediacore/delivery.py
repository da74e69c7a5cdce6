"""
Handing portions of changes to the inventory: once each, in order, however long it is away.
"""

from collections.abc import Callable
from dataclasses import replace

import structlog

from mediacore.change_set import ChangeSet
from mediacore.retry import backoff_seconds
from mediacore.root_guard import RootState

BASE_SECONDS = 0.5
CAP_SECONDS = 30.0

log = structlog.get_logger()


class Delivery:
    """
    Gives portions to a sink, and holds back deletions while the root looks wrong.

    :param sink: takes a portion; while it raises, the same portion is offered ever more rarely.
    :param guard: says whether what is missing may be called deleted.
    """

    def __init__(self, sink: Callable[[ChangeSet], None], guard: Callable[[], RootState]) -> None:
        self._sink = sink
        self._guard = guard
        self._unsent: ChangeSet | None = None
        self._attempts = 0
        self.retry_at = 0.0
        self.suspended: str | None = None

    @property
    def blocked(self) -> bool:
        """
        Whether a portion waits for the sink; nothing else may be given before it.
        """
        return self._unsent is not None

    def give(self, portion: ChangeSet, now: float) -> None:
        """
        Deliver a portion, its deletions only when they can be believed.
        """
        if portion.removed:
            verdict = self._guard()
            if not verdict.ok:
                self._suspend(verdict.reason)
                portion = replace(portion, removed=())
        if portion:
            self._offer(portion, now)

    def retry(self, now: float) -> None:
        """
        Offer the waiting portion again when its time has come.
        """
        if self._unsent is not None and now >= self.retry_at:
            self._offer(self._unsent, now)

    def resumes(self) -> bool:
        """
        Say, once, that deletions are believed again: what went missing meanwhile is not known.
        """
        if self.suspended is None or not self._guard().ok:
            return False
        log.info("deletions_resumed")
        self.suspended = None
        return True

    def _suspend(self, reason: str) -> None:
        if self.suspended is None:
            log.warning("deletions_suspended", reason=reason)
        self.suspended = reason

    def _offer(self, portion: ChangeSet, now: float) -> None:
        try:
            self._sink(portion)
        except Exception:
            if self._attempts == 0:
                log.warning("changes_not_taken", upserts=len(portion.upserts), exc_info=True)
            self._unsent = portion
            self.retry_at = now + backoff_seconds(self._attempts, BASE_SECONDS, CAP_SECONDS)
            self._attempts += 1
        else:
            self._unsent = None
            self._attempts = 0
