"""
Adding our fields to an answer of Immich's, in time or not at all.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Protocol, TypeVar

import orjson
import structlog

from gateway.asset_ids import Resolved
from gateway.credentials import Credentials
from gateway.json_splice import Found, find, splice
from gateway.lookups import MAX_PATHS
from gateway.path_map import PathMap, candidates, vote
from gateway.versions import (
    Asset,
    DuplicateGroup,
    Member,
    VersionGroup,
    fields_of,
)
from mediacore.errors import TwinlensError

SEARCH_ITEMS = ("assets", "items", "[]")
LOOKUP_SHARE = 0.6

T = TypeVar("T")
Group = TypeVar("Group", VersionGroup, DuplicateGroup)
Spot = tuple[Found, Asset]

log = structlog.get_logger()


class Lookup(Protocol):
    """
    What knows the groups of files; `GroupLookup` does.
    """

    async def versions(self, paths: Sequence[str]) -> list[VersionGroup]:
        """
        Give the groups of versions of some library paths.
        """
        ...

    async def duplicates(self, paths: Sequence[str]) -> list[DuplicateGroup]:
        """
        Give the groups of duplicates of some library paths.
        """
        ...


class Resolver(Protocol):
    """
    What knows the assets of paths; `AssetIds` does.
    """

    async def resolve(
        self, credentials: Credentials, wanted: Mapping[str, str], seconds: float
    ) -> Resolved:
        """
        Resolve library paths, given with Immich's path of each, within some seconds.
        """
        ...


@dataclass(frozen=True, slots=True)
class Enriched:
    """
    An answer with our fields, and why some of them may be missing (nothing, if all are there).
    """

    text: str
    reasons: tuple[str, ...]


class Enricher:
    """
    Knows the path map (and learns it, where nobody configured one) and keeps to the budget.

    :param budget: seconds that an answer may wait for our fields.
    """

    def __init__(
        self,
        lookup: Lookup,
        resolver: Resolver,
        paths: PathMap,
        budget: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._lookup = lookup
        self._resolver = resolver
        self._paths = paths
        self._budget = budget
        self._clock = clock

    async def enrich(self, text: str, credentials: Credentials) -> Enriched:
        """
        Add our fields to a search's answer.

        :raises ValueError: when the text is not JSON.
        """
        deadline = self._clock() + self._budget
        objects = [found for found in find(text, SEARCH_ITEMS) if _is_whole(found.value)]
        if not objects:
            return Enriched(text, ())
        asked = self._asked(objects)
        seconds = self._budget * LOOKUP_SHARE
        (groups, no_groups), (duplicates, no_duplicates) = await asyncio.gather(
            _in_time(self._lookup.versions(asked), seconds, "grouping"),
            _in_time(self._lookup.duplicates(asked), seconds, "dedup"),
        )
        self._learn(objects, [*groups, *duplicates])
        spots = self._spots(objects)
        resolved = await self._resolve(spots, groups, duplicates, credentials, deadline)
        late = ("visibility-timeout",) if resolved.unknown else ()
        additions = _additions(
            spots,
            _by_path(groups, resolved.unknown),
            _by_path(duplicates, resolved.unknown),
            resolved.visible,
        )
        return Enriched(splice(text, additions), (*no_groups, *no_duplicates, *late))

    def _spots(self, objects: Iterable[Found]) -> list[Spot]:
        return [
            (found, Asset(found.value["id"], found.value["ownerId"], path))
            for found in objects
            if (path := self._paths.to_library(found.value["originalPath"])) is not None
        ]

    def _asked(self, objects: Iterable[Found]) -> list[str]:
        """
        Give the paths to ask for; when no rule fits any of them, all that they could mean.
        """
        originals = [found.value["originalPath"] for found in objects]
        mapped = [self._paths.to_library(path) for path in originals]
        known = dict.fromkeys(path for path in mapped if path is not None)
        if known:
            return list(known)
        guesses = (suffix for path in originals for _, suffix in candidates(path))
        return list(islice(dict.fromkeys(guesses), MAX_PATHS))

    def _learn(
        self, objects: Iterable[Found], groups: Iterable[VersionGroup | DuplicateGroup]
    ) -> None:
        originals = [found.value["originalPath"] for found in objects]
        if any(self._paths.to_library(path) is not None for path in originals):
            return
        rule = vote(originals, {member.path for group in groups for member in group.members})
        if rule is not None:
            log.info("path_prefix_learned", container=rule.container)
            self._paths = self._paths.with_rule(rule)

    async def _resolve(
        self,
        spots: Sequence[Spot],
        groups: Sequence[VersionGroup],
        duplicates: Sequence[DuplicateGroup],
        credentials: Credentials,
        deadline: float,
    ) -> Resolved:
        """
        Tell which members the caller may see: those of this answer, and those that Immich finds.
        """
        shown = _by_place(asset for _, asset in spots)
        wanted = {
            path: container
            for members in [group.members for group in groups]
            + [group.members for group in duplicates]
            for path in _off_page(members, shown)
            if (container := self._paths.to_container(path)) is not None
        }
        resolved = await self._resolver.resolve(credentials, wanted, deadline - self._clock())
        everything = (asset for assets in resolved.visible.values() for asset in assets)
        return Resolved(
            _by_place(chain((asset for _, asset in spots), everything)), resolved.unknown
        )


def _is_whole(value: dict[str, Any]) -> bool:
    """
    Tell whether an object is a whole asset: what a shared link hides gets nothing from us either.
    """
    texts = (value.get("id"), value.get("ownerId"), value.get("originalPath"))
    return value.get("hasMetadata") is not False and all(isinstance(text, str) for text in texts)


def _by_place(assets: Iterable[Asset]) -> dict[str, tuple[Asset, ...]]:
    places: dict[str, tuple[Asset, ...]] = {}
    for asset in assets:
        places[asset.path] = (*places.get(asset.path, ()), asset)
    return places


def _owners(assets: Iterable[Asset]) -> frozenset[str]:
    return frozenset(asset.owner_id for asset in assets)


def _off_page(members: Iterable[Member], shown: Mapping[str, tuple[Asset, ...]]) -> list[str]:
    """
    Give the members that an owner of another member on this page has, perhaps, elsewhere.
    """
    here = {member.path: _owners(shown.get(member.path, ())) for member in members}
    everybody = frozenset[str]().union(*here.values())
    return [path for path, owners in here.items() if owners != everybody]


async def _in_time(
    answer: Coroutine[Any, Any, list[T]], seconds: float, service: str
) -> tuple[list[T], tuple[str, ...]]:
    try:
        async with asyncio.timeout(seconds):
            return await answer, ()
    except TimeoutError:
        return [], (f"{service}-timeout",)
    except TwinlensError as error:
        log.warning("lookup_failed", service=service, error=error.message)
        return [], (f"{service}-unavailable",)


def _by_path(groups: Iterable[Group], unknown: frozenset[str]) -> dict[str, Group]:
    """
    Give the group of each path; one with a member nobody could tell of is left out for now.
    """
    return {
        member.path: group
        for group in groups
        if unknown.isdisjoint(member.path for member in group.members)
        for member in group.members
    }


def _additions(
    spots: Iterable[Spot],
    groups: Mapping[str, VersionGroup],
    duplicates: Mapping[str, DuplicateGroup],
    visible: Mapping[str, tuple[Asset, ...]],
) -> list[tuple[Found, str]]:
    additions = []
    for found, asset in spots:
        fields = fields_of(asset, groups, duplicates, visible)
        new = {name: value for name, value in fields.items() if name not in found.value}
        if new:
            additions.append((found, orjson.dumps(new).decode()[1:-1]))
    return additions
