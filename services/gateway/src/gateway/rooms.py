"""
Everything that a running gateway holds open, made at its start and closed at its end.
"""

import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Annotated

import httpx
from fastapi import Depends
from starlette.requests import HTTPConnection

from gateway import asset_ids, identity
from gateway.asset_ids import AssetIds
from gateway.duplicates_route import DuplicatesRoute
from gateway.engine_client import EngineClient
from gateway.enrichment import Enricher
from gateway.identity import Identities
from gateway.immich_client import ImmichClient, make_client
from gateway.lookups import GroupLookup
from gateway.partners import Partners
from gateway.passthrough import Passthrough
from gateway.preference_book import PreferenceBook
from gateway.preferences import Preferences
from gateway.pulse import Pulse, make_pulse
from gateway.settings import GatewaySettings, base
from gateway.site import Site
from gateway.sockets import Sockets
from gateway.ttl_cache import TtlCache
from gateway.upstream import Upstream
from mediacore.database import Database


@dataclass(frozen=True, slots=True)
class Rooms:
    """
    The working parts of a gateway, one of each.
    """

    passthrough: Passthrough
    sockets: Sockets
    immich: ImmichClient
    identities: Identities
    partners: Partners
    preferences: PreferenceBook
    enricher: Enricher
    engines: tuple[EngineClient, ...]
    pulse: Pulse
    grouping: httpx.AsyncClient
    dedup: httpx.AsyncClient
    database: Database
    service_token: str
    site: Site | None
    duplicates_route: DuplicatesRoute


@asynccontextmanager
async def open_rooms(settings: GatewaySettings) -> AsyncIterator[Rooms]:
    """
    Open every connection pool; close them all at the end.
    """
    async with AsyncExitStack() as stack:

        async def client(url: str) -> httpx.AsyncClient:
            return await stack.enter_async_context(make_client(url))

        immich_url = base(settings.immich_url)
        upstream = await stack.enter_async_context(
            Upstream(immich_url, settings.upstream_read_timeout_seconds)
        )
        immich = ImmichClient(await client(immich_url))
        grouping = await client(base(settings.grouping_url))
        dedup = await client(base(settings.dedup_url))
        database = Database(settings.database_url, name="twinlens-gateway")
        stack.callback(database.close)
        secret = secrets.token_bytes(32)
        ids = AssetIds(immich, secret, TtlCache(asset_ids.CAPACITY))
        stack.push_async_callback(ids.close)
        identities = Identities(immich, secret, TtlCache(identity.CAPACITY))
        partners = Partners(immich, secret)
        preferences = PreferenceBook(database, Preferences(level=settings.default_level))
        token = settings.service_token
        engines = (
            EngineClient("grouping", grouping, token),
            EngineClient("dedup", dedup, token),
        )
        pulse = make_pulse(engines, database)
        for closing in (identities.close, partners.close, preferences.close, pulse.close):
            stack.push_async_callback(closing)
        yield Rooms(
            passthrough=Passthrough(upstream),
            sockets=Sockets(upstream),
            immich=immich,
            identities=identities,
            partners=partners,
            preferences=preferences,
            enricher=Enricher(
                GroupLookup(grouping, dedup, settings.service_token),
                ids,
                settings.paths(),
                settings.enrichment_budget_ms / 1000,
            ),
            engines=engines,
            pulse=pulse,
            grouping=grouping,
            dedup=dedup,
            database=database,
            service_token=settings.service_token,
            site=None if settings.web_root is None else Site(settings.web_root),
            duplicates_route=settings.duplicates_route,
        )


def rooms(connection: HTTPConnection) -> Rooms:
    """
    Give the working parts of the gateway that serves a request.
    """
    found: Rooms = connection.app.state.rooms
    return found


Parts = Annotated[Rooms, Depends(rooms)]
