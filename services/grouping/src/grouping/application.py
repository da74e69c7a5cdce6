"""
The grouping service's application, put together from parts that are given.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import redis
from fastapi import FastAPI
from sqlalchemy import text

import grouping
from grouping import wiring
from grouping.api import make_router
from grouping.feed import GroupFeed
from grouping.known_files import make_known_router
from grouping.migrate import MIGRATIONS
from grouping.naming_api import make_naming_router
from grouping.settings import GroupingSettings
from mediacore.database import Database, ReadSession, raw
from mediacore.feed_api import make_feed_router
from mediacore.findings_api import make_findings_router
from mediacore.health import database_check, redis_check
from mediacore.jobs import queue_depth
from mediacore.metrics import Sample, disk_samples
from mediacore.scan_api import make_scan_router
from mediacore.scan_metrics import scan_samples
from mediacore.scan_runtime import ScanRuntime
from mediacore.scan_status import Backlog, scan_status
from mediacore.self_facts import Surroundings
from mediacore.web_app import make_app


def backlog(session: ReadSession) -> tuple[Backlog]:
    """
    Give how many names wait to be regrouped.
    """
    waiting = session.execute(text("SELECT count(*) FROM dirty_keys")).scalar_one()
    return (Backlog("group", int(waiting)),)


def create_app(
    settings: GroupingSettings, database: Database, runtime: ScanRuntime, client: "redis.Redis"
) -> FastAPI:
    """
    Put the API together.
    """

    def samples() -> Iterable[Sample]:
        with database.read() as session:
            status = scan_status(session, backlog(session))
            groups = (
                raw(session)
                .execute("SELECT group_type, count(*) FROM file_groups WHERE owner = '' GROUP BY 1")
                .fetchall()
            )
        depth = queue_depth(client, wiring.QUEUE)
        yield from scan_samples(wiring.SERVICE, status, depth)
        for kind, count in groups:
            yield ("twinlens_groups", "Groups by type", {"type": kind}, count)
        yield from disk_samples({"data": settings.data_path})

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        database.close()
        client.close()

    app = make_app(
        service=wiring.SERVICE,
        version=grouping.__version__,
        token=settings.service_token,
        checks={"database": database_check(database), "redis": redis_check(client)},
        samples=samples,
        lifespan=lifespan,
    )
    around = Surroundings(wiring.SERVICE, settings, database, MIGRATIONS, client, wiring.QUEUE)
    app.include_router(make_findings_router(around.findings))
    app.include_router(make_router(database, settings.rules()))
    app.include_router(make_feed_router(database, GroupFeed()))
    app.include_router(make_known_router(database))
    app.include_router(make_naming_router(database, settings.rules(), runtime.wake))
    app.include_router(
        make_scan_router(
            database,
            batch_size=settings.batch_size,
            wake=runtime.wake,
            backlog=backlog,
        )
    )
    return app
