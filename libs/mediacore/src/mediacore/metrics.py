"""
Prometheus metrics of a service: request latency, and facts asked for when scraped.
"""

import shutil
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import structlog
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
FAILURE = 500  # from here on an answer is one
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

Sample = tuple[str, str, dict[str, str], float]

log = structlog.get_logger()


class Facts(Collector):
    """
    Gauges that are read at the moment of the scrape: (name, help, labels, value).

    When they cannot be read, `twinlens_facts_readable` is 0 and the other metrics still come.
    """

    def __init__(self, read: Callable[[], Iterable[Sample]]) -> None:
        self._read = read

    def describe(self) -> Iterable[Metric]:
        """
        Nothing is read when the collector is registered.
        """
        return ()

    def collect(self) -> Iterable[Metric]:
        """
        Give the families of all samples.
        """
        families: dict[str, GaugeMetricFamily] = {}
        readable = True
        try:
            for name, text, labels, value in self._read():
                keys = sorted(labels)
                family = families.setdefault(name, GaugeMetricFamily(name, text, labels=keys))
                family.add_metric([labels[key] for key in keys], value)
        except Exception as error:  # noqa: BLE001 - latency must be seen above all in bad times
            log.warning("facts_unreadable", error=str(error))
            readable = False
        yield from families.values()
        yield GaugeMetricFamily(
            "twinlens_facts_readable", "Whether the gauges could be read", value=float(readable)
        )


class Metrics:
    """
    The registry of one service.
    """

    def __init__(self, service: str, read: Callable[[], Iterable[Sample]] | None = None) -> None:
        self.registry = CollectorRegistry()
        self.latency = Histogram(
            "twinlens_http_request_seconds",
            "Time to answer a request",
            ["service", "method", "route", "status"],
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.service = service
        if read is not None:
            self.registry.register(Facts(read))

    def render(self) -> bytes:
        """
        Give the exposition text.
        """
        return generate_latest(self.registry)


class LatencyMiddleware:
    """
    Measures every request by route, not by path, so that the labels stay few.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Pass the request on, and measure it when its answer is through.
        """
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watch)
        finally:
            route = getattr(scope.get("route"), "path", "other")
            method = scope["method"] if scope["method"] in METHODS else "other"
            seconds = time.perf_counter() - started
            labels = (self.metrics.service, method, route, str(status))
            self.metrics.latency.labels(*labels).observe(seconds)
            tell = log.warning if status >= FAILURE else log.debug
            tell("request_answered", method=method, route=route, status=status, seconds=seconds)


def disk_samples(places: dict[str, Path]) -> list[Sample]:
    """
    Give the free bytes of each named place that exists.
    """
    return [
        (
            "twinlens_disk_free_bytes",
            "Free space of a volume",
            {"place": name},
            float(shutil.disk_usage(path).free),
        )
        for name, path in places.items()
        if path.exists()
    ]
