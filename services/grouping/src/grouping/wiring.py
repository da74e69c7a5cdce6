"""
The one place where the grouping service's parts are chosen and put together.
"""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from dramatiq.brokers.redis import RedisBroker

from grouping.library import GroupingLibrary
from grouping.settings import GroupingSettings
from mediacore.database import Database
from mediacore.jobs import make_broker
from mediacore.process_start import begin
from mediacore.scan_runtime import ScanRuntime

SERVICE = "grouping"
QUEUE = "grouping"
CONFIG = Path(__file__).parents[2] / "config.yml"


@cache
def settings() -> GroupingSettings:
    """
    Read the settings of this process once.
    """
    return begin(GroupingSettings, Path(os.environ.get("GROUPING_CONFIG", CONFIG)))


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
def runtime(send: Callable[[], object]) -> ScanRuntime:
    """
    Put the scanning of this process together once.
    """
    chosen = settings()
    root = os.fsencode(chosen.media_path)
    rules = chosen.rules()

    def wake_one() -> None:
        send()

    return ScanRuntime(
        database(),
        root,
        GroupingLibrary(database(), root, rules),
        exclusions=chosen.exclusions(),
        batch_size=chosen.batch_size,
        send=wake_one,
    )
