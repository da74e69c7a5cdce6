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

from gateway import following, identity
from gateway.acting import Acting
from gateway.background import running
from gateway.cache import make_cache
from gateway.checkup import Checkup
from gateway.count_book import CountBook
from gateway.doctor_facts import ImmichLook
from gateway.duplicates_route import DuplicatesRoute
from gateway.engine_client import EngineClient
from gateway.enrichment import Enricher
from gateway.group_details import GroupDetails
from gateway.group_listing import GroupListing
from gateway.identity import Identities
from gateway.immich_client import ImmichClient
from gateway.immich_library import ImmichLibrary
from gateway.immich_picks import ImmichPicks
from gateway.immich_search import ImmichSearch
from gateway.indexer import Indexer
from gateway.json_client import make_client
from gateway.known_paths import KnownPaths
from gateway.leftovers import Leftovers
from gateway.limits import Limits
from gateway.measures import Measures
from gateway.model_reader import ModelReader
from gateway.model_versions import ModelVersions, StoredVersions
from gateway.name_teller import NameTeller
from gateway.oauth_round import Rounds
from gateway.orphan_listing import OrphanListing
from gateway.partners import Partners
from gateway.passthrough import Passthrough
from gateway.path_keeper import PathKeeper
from gateway.path_map import Rule, parse_rules
from gateway.preference_book import PreferenceBook
from gateway.preferences import Preferences
from gateway.proxies import Trusts, trusted
from gateway.pulse import Pulse, make_pulse
from gateway.removal import Removals
from gateway.searching import Search
from gateway.service_calls import Service
from gateway.settings import GatewaySettings, base
from gateway.shared_view import SharedView
from gateway.sight import Sights
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
    shared: SharedView
    preferences: PreferenceBook
    sights: Sights
    enricher: Enricher
    engines: tuple[EngineClient, ...]
    checkup: Checkup
    measures: Measures
    pulse: Pulse
    indexer: Indexer
    path_keeper: PathKeeper
    versions: ModelVersions
    grouping: httpx.AsyncClient
    dedup: httpx.AsyncClient
    database: Database
    listing: GroupListing
    counts: CountBook
    picks: ImmichPicks
    search: Search
    orphans: OrphanListing
    acting: Acting
    leftovers: Leftovers
    service_token: str
    trusts: Trusts
    limits: Limits
    oauth: Rounds
    site: Site | None
    duplicates_route: DuplicatesRoute


@asynccontextmanager
async def open_rooms(settings: GatewaySettings) -> AsyncIterator[Rooms]:
    """
    Open every connection pool; close them all at the end.
    """
    async with AsyncExitStack() as stack:

        async def client(url: str, *, inside: bool = False) -> httpx.AsyncClient:
            return await stack.enter_async_context(make_client(url, inside=inside))

        immich_url = base(settings.immich_url)
        upstream = await stack.enter_async_context(
            Upstream(immich_url, settings.upstream_read_timeout_seconds)
        )
        immich = ImmichClient(await client(immich_url))
        grouping = await client(base(settings.grouping_url), inside=True)
        dedup = await client(base(settings.dedup_url), inside=True)
        database = Database(settings.database_url, name="twinlens-gateway")
        stack.callback(database.close)
        secret = secrets.token_bytes(32)
        cache = make_cache(settings.redis_cache_url)
        stack.push_async_callback(cache.close)
        versions = ModelVersions(StoredVersions(database), cache)
        partners = Partners(immich, secret)
        defaults = Preferences(level=settings.default_level)
        preferences = PreferenceBook(database, defaults)
        details = GroupDetails(grouping, dedup, settings.service_token)
        counts = CountBook(database)
        immich_search = ImmichSearch(immich, secret)
        picks = ImmichPicks(immich, secret)
        token = settings.service_token
        engines = (
            EngineClient("grouping", grouping, token),
            EngineClient("dedup", dedup, token),
        )
        pulse = make_pulse(engines, database, versions)
        path_keeper = PathKeeper(
            database,
            KnownPaths(grouping, token),
            parse_rules(settings.path_map),
            Rule(str(settings.media_path), ""),
        )
        library = ImmichLibrary(await client(immich_url))
        indexer = Indexer(library, database, path_keeper.to_library)
        identities = Identities(immich, secret, TtlCache(identity.CAPACITY), indexer.seen)
        enricher = Enricher(
            ModelReader(database),
            versions,
            cache,
            indexer,
            settings.enrichment_budget_ms / 1000,
        )
        followed = following.followers(database, grouping, dedup, token)
        catching_up = following.catching_up(database, followed, versions)
        acting = Acting(
            database=database,
            turns=Turns(database),
            immich=await client(immich_url),
            grouping=Service(grouping, token),
            dedup=Service(dedup, token),
            to_library=path_keeper.to_library,
            nudge=indexer.nudge,
            catch_up=catching_up.now,
        )
        shared = SharedView(
            partners, ImmichLibrary(await client(immich_url)), database, secret, catching_up.now
        )
        leftovers = Leftovers(Removals(acting).go_on, TtlCache(identity.CAPACITY))
        rounds = Rounds(settings.service_token)
        look = ImmichLook(immich, rounds)
        for closing in (
            *(identities.close, partners.close, preferences.close, pulse.close),
            shared.close,
            *(path_keeper.close, indexer.close, enricher.close, catching_up.close),
            *(counts.close, immich_search.close, picks.close, leftovers.close, look.close),
        ):
            stack.push_async_callback(closing)
        if settings.background:
            names = NameTeller(database, grouping, token)
            todo = following.duties(database, followed, names, versions)
            for work in (following.follow(database, todo), indexer.run(), path_keeper.run()):
                await stack.enter_async_context(running(work))
        yield Rooms(
            passthrough=Passthrough(upstream),
            sockets=Sockets(upstream),
            immich=immich,
            identities=identities,
            partners=partners,
            shared=shared,
            preferences=preferences,
            engines=engines,
            checkup=Checkup(
                look, engines, database, settings.redis_cache_url, path_keeper.to_library
            ),
            measures=Measures(database),
            pulse=pulse,
            indexer=indexer,
            path_keeper=path_keeper,
            sights=Sights(identities, partners, preferences, defaults, indexer.seen, shared.look),
            enricher=enricher,
            versions=versions,
            grouping=grouping,
            dedup=dedup,
            database=database,
            listing=GroupListing(database, details),
            counts=counts,
            picks=picks,
            search=Search(database, immich_search),
            orphans=OrphanListing(database, details),
            acting=acting,
            leftovers=leftovers,
            service_token=settings.service_token,
            trusts=trusted(settings.trusted_proxies),
            limits=Limits.of(
                settings.user_limit_per_minute,
                settings.address_limit_per_minute,
                settings.sign_in_limit_per_minute,
            ),
            oauth=rounds,
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
