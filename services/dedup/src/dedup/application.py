"""
The dedup service's API, put together.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import redis
from fastapi import Depends, FastAPI

import dedup
from dedup import wiring
from dedup.action_api import make_action_router
from dedup.api import make_router
from dedup.feed import DuplicateFeed
from dedup.levels import snapped
from dedup.migrate import MIGRATIONS
from dedup.progress import backlog
from dedup.settings import DedupSettings
from dedup.totals import counts
from mediacore.database import Database
from mediacore.feed_api import make_feed_router
from mediacore.findings_api import make_findings_router
from mediacore.health import database_check, redis_check
from mediacore.jobs import queue_depth
from mediacore.metrics import Sample, disk_samples
from mediacore.scan_api import make_scan_router
from mediacore.scan_metrics import scan_samples
from mediacore.scan_runtime import ScanRuntime
from mediacore.scan_status import scan_status
from mediacore.self_facts import Surroundings
from mediacore.service_auth import require_token
from mediacore.web_app import make_app


def create_app(
    settings: DedupSettings, database: Database, runtime: ScanRuntime, client: "redis.Redis"
) -> FastAPI:
    """
    Put the API together.
    """
    level = snapped(settings.phash_threshold)

    def samples() -> Iterable[Sample]:
        with database.read() as session:
            status = scan_status(session, backlog(session))
            found = counts(session, level=level)
        depth = queue_depth(client, wiring.QUEUE)
        yield from scan_samples(wiring.SERVICE, status, depth)
        labels = {"service": wiring.SERVICE}
        yield ("twinlens_duplicate_groups", "Groups of duplicates", labels, found["groups"])
        yield ("twinlens_duplicate_files", "Files in such groups", labels, found["files"])
        yield (
            "twinlens_reclaimable_bytes",
            "Bytes that keeping one copy of each would free",
            labels,
            found["reclaimable_bytes"],
        )
        yield from disk_samples({"data": settings.data_path})

    pool = wiring.sandboxes(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        pool.close()
        database.close()
        client.close()

    app = make_app(
        service=wiring.SERVICE,
        version=dedup.__version__,
        token=settings.service_token,
        checks={"database": database_check(database), "redis": redis_check(client)},
        samples=samples,
        lifespan=lifespan,
    )
    guarded = [Depends(require_token(settings.service_token))]
    around = Surroundings(wiring.SERVICE, settings, database, MIGRATIONS, client, wiring.QUEUE)
    app.include_router(make_findings_router(around.findings), dependencies=guarded)
    app.include_router(make_router(database, level), dependencies=guarded)
    app.include_router(make_feed_router(database, DuplicateFeed()), dependencies=guarded)
    desk = wiring.desk(settings, pool)
    app.include_router(make_action_router(database, desk), dependencies=guarded)
    app.include_router(
        make_scan_router(
            database,
            batch_size=settings.batch_size,
            wake=runtime.wake,
            backlog=backlog,
        ),
        dependencies=guarded,
    )
    return app
