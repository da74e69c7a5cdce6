"""
Adding our fields to an answer of Immich's, in time or not at all.
"""

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

import orjson
import structlog

from gateway.asset_fields import field_names, fields_of
from gateway.asset_places import Places
from gateway.cache import Cache
from gateway.enrichable import Addition, Enrichable, Spot, understand
from gateway.json_splice import splice
from gateway.model_reader import Read
from gateway.sight import Sight
from mediacore.database import is_transient
from mediacore.errors import UnavailableError

THREADS = 4
REMEMBER_SECONDS = 600.0
REST_SECONDS = 1.0
SMALL_BODY = 128 * 2**10
MAX_BODY = 64 * 2**20
MAX_REMEMBERED = 4 * 2**20
FORMAT = b"1"  # raise it when what is added, or how it is remembered, changes

T = TypeVar("T")

log = structlog.get_logger()


class FieldReader(Protocol):
    """
    What knows the groups of assets; `ModelReader` does.
    """

    def read(self, spots: Sequence[Spot], sight: Sight) -> Read:
        """
        Give the groups that an answer's assets are in; called in a thread.
        """
        ...


class KnowsVersions(Protocol):
    """
    What knows how often read models changed; `ModelVersions` does.
    """

    async def versions(self, owner_ids: Sequence[str]) -> Mapping[str, int]:
        """
        Give the version of each owner's read models.
        """
        ...


class Nudged(Protocol):
    """
    What fetches the assets of users; `gateway.indexer` does.
    """

    def nudge(self, user_id: str) -> None:
        """
        Look at a user's assets soon; returns at once.
        """
        ...


@dataclass(frozen=True, slots=True)
class Enriched:
    """
    An answer with our fields, and why some of them may be missing (nothing, if all are there).
    """

    body: bytes
    reasons: tuple[str, ...] = ()


@dataclass(slots=True)
class _Waiting:
    """
    What an answer waits for just now, to be named should it take too long.
    """

    stage: str = "identity"


class Enricher:
    """
    Looks an answer's assets up, and keeps to the budget; what was added once is remembered.

    :param budget: seconds that an answer may wait for our fields.
    :param indexer: told of a user whose index misses an asset.
    """

    def __init__(
        self,
        reader: FieldReader,
        versions: KnowsVersions,
        cache: Cache,
        indexer: Nudged,
        budget: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._reader = reader
        self._versions = versions
        self._cache = cache
        self._indexer = indexer
        self._budget = budget
        self._clock = clock
        self._database_rests_until = float("-inf")
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="enrichment")
        self._remembering: set[asyncio.Task[None]] = set()

    async def enrich(self, body: bytes, places: Places, sight: Awaitable[Sight]) -> Enriched:
        """
        Add our fields to an answer; whatever hinders it, the answer is given.

        :param sight: who looks, which may still be on its way.
        """
        waiting = _Waiting()
        try:
            async with asyncio.timeout(self._budget):
                return await self._enriched(body, places, await sight, waiting)
        except TimeoutError:
            if waiting.stage == "database":
                self._rest()
            return Enriched(body, (f"{waiting.stage}-timeout",))
        except UnavailableError:
            return Enriched(body, (f"{waiting.stage}-unavailable",))
        except ValueError:
            return Enriched(body, ("not-understood",))
        except Exception as error:
            if is_transient(error):
                log.warning("read_models_unavailable", error=str(error))
                self._rest()
                return Enriched(body, ("database-unavailable",))
            log.exception("enrichment_failed")
            return Enriched(body, ("error",))

    async def close(self) -> None:
        """
        Give up what is still to be remembered or read.
        """
        for task in self._remembering:
            task.cancel()
        await asyncio.gather(*self._remembering, return_exceptions=True)
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _enriched(
        self, body: bytes, places: Places, sight: Sight, waiting: _Waiting
    ) -> Enriched:
        if len(body) > MAX_BODY:
            return Enriched(body, ("size",))
        if sight.by_link and places.columns:
            return Enriched(body)
        waiting.stage = "database"
        name = _name(body, places, sight)
        remembered = await self._remembered(name)
        if remembered is not None:
            return Enriched(await self._worked(body, partial(_written, body, remembered)))
        answer = await self._worked(body, partial(_understood, body, places))
        return await self._looked_up(name, answer, sight, body)

    async def _looked_up(
        self, name: str, answer: Enrichable, sight: Sight, body: bytes
    ) -> Enriched:
        if not answer.spots:
            return Enriched(_written(body, answer.additions({}, field_names(sight))))
        if self._clock() < self._database_rests_until:
            return Enriched(body, ("database-unavailable",))
        versions = await self._known_versions(answer.spots)
        is_complete, additions, enriched = await self._in_thread(
            self._composed, answer, sight, body
        )
        if is_complete:
            self._remember(name, versions, additions)
            return Enriched(enriched)
        if sight.user_id is not None:
            self._indexer.nudge(sight.user_id)
        return Enriched(enriched, ("index",))

    def _composed(
        self, answer: Enrichable, sight: Sight, body: bytes
    ) -> tuple[bool, list[Addition], bytes]:
        """
        Read what is known and write it in; in a thread, with one question to the database.
        """
        read = self._reader.read(answer.spots, sight)
        additions = answer.additions(fields_of(read.groups, sight), field_names(sight))
        return read.is_complete, additions, _written(body, additions)

    async def _worked(self, body: bytes, work: Callable[[], T]) -> T:
        """
        Do what takes long for a large answer only: then in a thread.
        """
        return work() if len(body) <= SMALL_BODY else await self._in_thread(work)

    async def _in_thread(self, work: Callable[..., T], *arguments: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)

    def _rest(self) -> None:
        self._database_rests_until = self._clock() + REST_SECONDS

    async def _known_versions(self, spots: Sequence[Spot]) -> Mapping[str, int]:
        """
        Give the versions of all owners of an answer, as they are before the read models are read.
        """
        if self._cache.is_away:
            return {}
        return await self._versions.versions(sorted({spot.owner_id for spot in spots}))

    async def _remembered(self, name: str) -> list[Addition] | None:
        (entry,) = await self._cache.get([name])
        if entry is None:
            return None
        versions, additions = orjson.loads(entry)
        current = await self._versions.versions(list(versions))
        return additions if current == versions else None

    def _remember(
        self, name: str, versions: Mapping[str, int], additions: Sequence[Addition]
    ) -> None:
        if not versions:
            return
        entry = orjson.dumps([versions, additions])
        if len(entry) <= MAX_REMEMBERED:
            task = asyncio.create_task(self._cache.put({name: entry}, REMEMBER_SECONDS))
            self._remembering.add(task)
            task.add_done_callback(self._remembering.discard)


def _name(body: bytes, places: Places, sight: Sight) -> str:
    """
    Name what is added to an answer: by its body, and by all that decides about the fields.
    """
    taste = (sight.user_id, sorted(sight.owners), sight.level, sight.format_order)
    facts = [FORMAT, repr((places, *taste, sight.auto_group)).encode(), body]
    digest = hashlib.blake2b(digest_size=24)
    for fact in facts:
        digest.update(b"%d:" % len(fact))
        digest.update(fact)
    return f"enriched:{digest.hexdigest()}"


def _understood(body: bytes, places: Places) -> Enrichable:
    return understand(body.decode(), places)


def _written(body: bytes, additions: Sequence[Addition]) -> bytes:
    return splice(body.decode(), additions).encode() if additions else body
