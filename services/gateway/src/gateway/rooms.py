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
from gateway.acting import Acting
from gateway.asset_ids import AssetIds
from gateway.enrichment import Enricher
from gateway.identity import Identities
from gateway.immich_client import ImmichClient, make_client
from gateway.lookups import GroupLookup
from gateway.partners import Partners
from gateway.passthrough import Passthrough
from gateway.preference_book import PreferenceBook
from gateway.preferences import Preferences
from gateway.service_calls import Service
from gateway.settings import GatewaySettings, base
from gateway.site import Site
from gateway.sockets import Sockets
from gateway.ttl_cache import TtlCache
from gateway.turns import Turns
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
    grouping: httpx.AsyncClient
    dedup: httpx.AsyncClient
    database: Database
    acting: Acting
    service_token: str
    site: Site | None


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
        json_client = await client(immich_url)
        immich = ImmichClient(json_client)
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
        for closing in (identities.close, partners.close, preferences.close):
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
            grouping=grouping,
            dedup=dedup,
            database=database,
            acting=Acting(
                database=database,
                turns=Turns(database),
                immich=json_client,
                grouping=Service(grouping, settings.service_token),
                dedup=Service(dedup, settings.service_token),
                paths=settings.paths,
            ),
            service_token=settings.service_token,
            site=None if settings.web_root is None else Site(settings.web_root),
        )


def rooms(connection: HTTPConnection) -> Rooms:
    """
    Give the working parts of the gateway that serves a request.
    """
    found: Rooms = connection.app.state.rooms
    return found


Parts = Annotated[Rooms, Depends(rooms)]
