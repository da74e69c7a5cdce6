"""
The one place where the dedup service's parts are chosen and put together.
"""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from dramatiq.brokers.redis import RedisBroker

from dedup.copy_check import CopyCheck
from dedup.eyes import SandboxedEyes
from dedup.library import DedupLibrary, Depth
from dedup.regrouping import Rules
from dedup.resolving import Desk
from dedup.settings import DedupSettings
from mediacore.database import Database
from mediacore.formats import Kind
from mediacore.jobs import make_broker
from mediacore.process_start import begin
from mediacore.sandbox import Sandbox
from mediacore.sandbox_pool import SandboxPool
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


def rules(chosen: DedupSettings) -> Rules:
    """
    Give what is looked for.
    """
    return Rules(
        exact=chosen.enable_exact_match,
        perceptual=chosen.enable_perceptual_match,
        loosest=chosen.loosest_level,
        preferences=chosen.preferences(),
    )


def sandboxes(chosen: DedupSettings) -> SandboxPool:
    """
    Make the processes in which the API looks at pictures; the first look starts the first one.
    """
    memory = chosen.decoder_memory_mb * 1024 * 1024
    return SandboxPool(lambda: Sandbox(memory_bytes=memory, seconds=chosen.decoder_seconds))


def desk(chosen: DedupSettings, pool: SandboxPool) -> Desk:
    """
    Make what is needed to decide about files.
    """

    def decodes(path: bytes, kind: Kind) -> None:
        with pool.one() as sandbox:
            looking = SandboxedEyes(sandbox)
            if kind is Kind.VIDEO:
                looking.clip(path)
            else:
                looking.features(path, kind)

    check = CopyCheck(os.fsencode(chosen.media_path), decodes)
    return Desk(check, chosen.preferences(), chosen.outside_folders)


def eyes(chosen: DedupSettings) -> SandboxedEyes:
    """
    Make what looks at pictures; its child process starts with the first one.
    """
    memory = chosen.decoder_memory_mb * 1024 * 1024
    return SandboxedEyes(Sandbox(memory_bytes=memory, seconds=chosen.decoder_seconds))


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
        rules=rules(chosen), whole_files=whole_files, eyes=eyes(chosen) if whole_files else None
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
