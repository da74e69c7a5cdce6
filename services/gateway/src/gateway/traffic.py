"""
How long callers wait for what goes on to Immich, and how often fields of ours were missing.

Measured to the first byte: how long a film takes is its viewer's affair.
"""

import time

from prometheus_client import Counter
from starlette.types import Message, Send

from gateway.enriched_answer import HEADER
from gateway.forwarding import get
from gateway.routes import PREFIX, Door, Route
from mediacore.metrics import METHODS, Metrics

ENRICHED = f"{PREFIX}/*"
PASSED = "/*"


class Traffic:
    """
    Measures answers of Immich that pass through a gateway.
    """

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._enriched = Counter(
            "twinlens_enriched_answers",
            "Answers of Immich with fields of ours: full, or why some may be missing",
            ["result"],
            registry=metrics.registry,
        )

    def measured(self, chosen: Route, method: str, send: Send) -> Send:
        """
        Measure one answer, from now to its first byte.
        """
        started = time.perf_counter()
        route = ENRICHED if chosen.door is Door.ENRICHABLE else PASSED
        verb = method if method in METHODS else "other"

        async def watch(message: Message) -> None:
            if message["type"] == "http.response.start":
                seconds = time.perf_counter() - started
                labels = (self._metrics.service, verb, route, str(message["status"]))
                self._metrics.latency.labels(*labels).observe(seconds)
                note = get(message["headers"], HEADER)
                if note:
                    self._enriched.labels(note.rpartition("reason=")[2]).inc()
            await send(message)

        return watch
