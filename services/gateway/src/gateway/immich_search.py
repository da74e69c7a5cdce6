"""
What Immich itself finds: by description, text in the picture, place, person and meaning.

Every question goes out at once with the caller's own credential; what has no answer in time is
named as missing.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from gateway.credentials import Credentials
from gateway.immich_client import ImmichClient
from gateway.recall import Recall
from gateway.ttl_cache import TtlCache
from mediacore.errors import TwinlensError

PAGE = 50
SECONDS = 2.0  # for all questions together
MEMORY_SECONDS = 60.0
MAX_PEOPLE = 3
PLACES = ("city", "state", "country")
METADATA = "/api/search/metadata"
SHAPE_ERRORS = (KeyError, TypeError, ValueError, AttributeError)

log = structlog.get_logger()

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """
    An asset that Immich found, by what, and the words for it.
    """

    asset_id: str
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    One page of what Immich found; whether there is another; which searches gave no answer.
    """

    found: tuple[Found, ...]
    more: bool
    missing: tuple[str, ...]


class ImmichSearch:
    """
    Asks Immich's own searches.

    :param seconds: how long all of them together may take.
    """

    def __init__(self, immich: ImmichClient, secret: bytes, seconds: float = SECONDS) -> None:
        self._immich = immich
        self._secret = secret
        self._seconds = seconds
        self._features: Recall[str, Body] = Recall(TtlCache(1), MEMORY_SECONDS)
        self._places: Recall[tuple[bytes, str], Body] = Recall(TtlCache(1_000), MEMORY_SECONDS)

    async def find(self, credentials: Credentials, query: str, page: int) -> Outcome:
        """
        Give a page of what Immich finds for a query, the surest reasons first.
        """
        questions: dict[str, Awaitable[list[Body]]] = {
            "description": self._described(credentials, query, page),
            "ocr": self._read(credentials, query, page),
            "place": self._placed(credentials, query, page),
            "person": self._named(credentials, query, page),
            "smart": self._meant(credentials, query, page),
        }
        answers = await asyncio.gather(*(self._asked(one) for one in questions.values()))
        found: dict[str, Found] = {}
        missing, more = [], False
        for why, answer in zip(questions, answers, strict=True):
            if answer is None:
                missing.append(why)
                continue
            for part in answer:
                more = more or bool(part["more"])
                for asset_id in part["ids"]:
                    found.setdefault(asset_id, Found(asset_id, why, part["text"]))
        return Outcome(tuple(found.values()), more, tuple(missing))

    async def close(self) -> None:
        """
        Give up what is being asked.
        """
        await self._features.close()
        await self._places.close()

    async def _asked(self, question: Awaitable[list[Body]]) -> list[Body] | None:
        try:
            async with asyncio.timeout(self._seconds):
                return await question
        except (TimeoutError, TwinlensError, *SHAPE_ERRORS) as error:
            log.warning("immich_search_failed", error=str(error) or type(error).__name__)
            return None

    async def _search(
        self, credentials: Credentials, path: str, page: int, text: str, **wish: object
    ) -> Body:
        body = {**wish, "visibility": "timeline", "size": PAGE, "page": page}
        answer = await self._immich.ask("POST", path, credentials=credentials, json=body)
        assets = answer.json()["assets"]
        return {
            "ids": [str(item["id"]) for item in assets["items"]],
            "more": assets.get("nextPage") is not None,
            "text": text,
        }

    async def _described(self, credentials: Credentials, query: str, page: int) -> list[Body]:
        return [await self._search(credentials, METADATA, page, query, description=query)]

    async def _read(self, credentials: Credentials, query: str, page: int) -> list[Body]:
        if not await self._has("ocr"):
            return []
        return [await self._search(credentials, METADATA, page, query, ocr=query)]

    async def _meant(self, credentials: Credentials, query: str, page: int) -> list[Body]:
        if not await self._has("smartSearch"):
            return []
        return [await self._search(credentials, "/api/search/smart", page, query, query=query)]

    async def _placed(self, credentials: Credentials, query: str, page: int) -> list[Body]:
        names = await asyncio.gather(*(self._places_of(credentials, kind) for kind in PLACES))
        wanted = [
            (kind, name)
            for kind, known in zip(PLACES, names, strict=True)
            for name in known
            if name.casefold() == query.casefold()
        ]
        return await _together(
            [
                self._search(credentials, METADATA, page, name, **{kind: name})
                for kind, name in wanted
            ]
        )

    async def _named(self, credentials: Credentials, query: str, page: int) -> list[Body]:
        answer = await self._immich.ask(
            "GET", "/api/search/person", credentials=credentials, query={"name": query}
        )
        people = [(str(one["id"]), str(one["name"])) for one in answer.json()]
        return await _together(
            [
                self._search(credentials, METADATA, page, name, personIds=[person])
                for person, name in people[:MAX_PEOPLE]
            ]
        )

    async def _has(self, feature: str) -> bool:
        async def ask() -> Body:
            answer: Body = (await self._immich.ask("GET", "/api/server/features")).json()
            return answer

        return bool((await self._features.get("", ask)).get(feature))

    async def _places_of(self, credentials: Credentials, kind: str) -> list[str]:
        async def ask() -> Body:
            answer = await self._immich.ask(
                "GET", "/api/search/suggestions", credentials=credentials, query={"type": kind}
            )
            return {"names": [str(name) for name in answer.json() if name]}

        key = (credentials.fingerprint(self._secret), kind)
        names: list[str] = (await self._places.get(key, ask))["names"]
        return names


async def _together(questions: Sequence[Awaitable[Body]]) -> list[Body]:
    return list(await asyncio.gather(*questions))
