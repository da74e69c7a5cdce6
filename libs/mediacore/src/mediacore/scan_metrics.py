"""
What every service with a library tells Prometheus of its scans.
"""

from collections.abc import Iterator

from mediacore.metrics import Sample
from mediacore.scan_status import ScanStatus


def scan_samples(service: str, status: ScanStatus, messages: int) -> Iterator[Sample]:
    """
    Give rates, counts and what waits.

    :param messages: how many wait in the queue.
    """
    labels = {"service": service}
    yield ("twinlens_files_per_second", "Files read a second", labels, status.rate)
    yield ("twinlens_files", "Files in the inventory", labels, float(status.files))
    yield ("twinlens_files_failed", "Files with a problem", labels, float(status.files_failed))
    yield ("twinlens_queue_depth", "Messages waiting", labels, float(messages))
    unread = float(max(0, status.total - status.done))
    yield ("twinlens_backlog", "What waits at a stage", {**labels, "stage": "read"}, unread)
    for work in status.backlog:
        stage = {**labels, "stage": work.stage}
        yield ("twinlens_backlog", "What waits at a stage", stage, float(work.waiting))
        yield ("twinlens_stage_per_second", "Done a second at a stage", stage, work.rate)
