"""
The one place where the dedup service's parts are chosen and put together.
"""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from dramatiq.brokers.redis import RedisBroker

from dedup.library import DedupLibrary, Depth
from dedup.settings import DedupSettings
from mediacore.database import Database
from mediacore.jobs import make_broker
from mediacore.previews import preview
from mediacore.process_start import begin
from mediacore.scan_runtime import ScanRuntime

SERVICE = "dedup"
QUEUE = "dedup"
CONFIG = Path(__file__).parents[2] / "config.yml"


@cache
def settings() -> DedupSettings:
    """
    Read the settings of this process once.
    """
    return begin(DedupSettings, Path(os.environ.get("DEDUP_CONFIG", CONFIG)))


@cache
def database() -> Database:
    """
    Open this process's database pool once.
    """
    chosen = settings()
    return Database(chosen.database_url, pool_size=chosen.database_pool_size, name=SERVICE)


@cache
def broker() -> RedisBroker:
    """
    Make this process's broker once.
    """
    return make_broker(settings().redis_url)


@cache
def runtime(send: Callable[[], object], *, whole_files: bool = False) -> ScanRuntime:
    """
    Put the scanning of this process together once.

    :param whole_files: whether this process reads whole files and pictures: the workers do.
    """
    return make_runtime(settings(), database(), send, whole_files=whole_files)


def make_runtime(
    chosen: DedupSettings,
    over: Database,
    send: Callable[[], object],
    *,
    whole_files: bool,
) -> ScanRuntime:
    """
    Put scanning together over a database.
    """
    root = os.fsencode(chosen.media_path)
    depth = Depth(
        exact=chosen.enable_exact_match,
        whole_files=whole_files,
        preview=preview if chosen.enable_perceptual_match else None,
    )

    def wake_one() -> None:
        send()

    return ScanRuntime(
        over,
        root,
        DedupLibrary(over, root, depth),
        exclusions=chosen.exclusions(),
        batch_size=chosen.batch_size,
        send=wake_one,
    )
