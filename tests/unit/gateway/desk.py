"""
An enricher over read models and a cache that a test sets.
"""

import asyncio
import json
import threading
from collections.abc import Mapping, Sequence

from gateway.asset_fields import VERSION, Group, Member
from gateway.asset_places import Places
from gateway.cache import Cache
from gateway.enrichable import Spot
from gateway.enrichment import Enriched, Enricher
from gateway.model_reader import Read
from gateway.preferences import Preferences
from gateway.sight import Sight

ANNA = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
JPG = "11111111-1111-4111-8111-111111111111"
RAW = "22222222-2222-4222-8222-222222222222"
PAIR = Group(
    kind=VERSION,
    owner_id=ANNA,
    group_id="g1",
    type="raw_jpeg",
    switchable=True,
    similarity=1.0,
    members=(Member(JPG, "a.jpg", "jpeg", 10, "a.jpg"), Member(RAW, "a.cr2", "raw", 30, "a.cr2")),
    standing={JPG: None, RAW: None},
)
OWNER = Sight(ANNA, frozenset({ANNA}), Preferences())
LIST = Places((("[]",),))
BUCKET = Places(columns=True)
BODY = json.dumps([{"id": JPG, "ownerId": ANNA}, {"id": RAW, "ownerId": ANNA}]).encode()
COLUMNS = json.dumps({"id": [JPG], "ownerId": [ANNA]}).encode()


class Memory(Cache):
    """
    A cache in this process.
    """

    def __init__(self) -> None:
        super().__init__(None)
        self.values: dict[str, bytes] = {}
        self.away = False

    @property
    def is_away(self) -> bool:
        """
        Whether the test wants it away.
        """
        return self.away

    async def get(self, names: Sequence[str]) -> list[bytes | None]:
        """
        Give what is remembered.
        """
        return [self.values.get(name) for name in names]

    async def put(
        self, values: Mapping[str, bytes], seconds: float, *, only_new: bool = False
    ) -> None:
        """
        Remember.
        """
        assert (seconds, only_new) == (600.0, False)
        self.values |= values


class Models:
    """
    The read models as a test wants them: what is in them, how fast, and which version.
    """

    def __init__(self) -> None:
        self.groups: list[Group] = [PAIR]
        self.is_complete = True
        self.error: Exception | None = None
        self.hangs: threading.Event | None = None
        self.asked: list[tuple[int, Sight]] = []
        self.version = 1
        self.nudged: list[str] = []

    def read(self, spots: Sequence[Spot], sight: Sight) -> Read:
        """
        Give the groups, late or not at all.
        """
        self.asked.append((len(spots), sight))
        if self.hangs is not None:
            self.hangs.wait(20)
        if self.error is not None:
            raise self.error
        return Read(self.groups, is_complete=self.is_complete)

    async def versions(self, owner_ids: Sequence[str]) -> Mapping[str, int]:
        """
        Give the version.
        """
        return dict.fromkeys(owner_ids, self.version)

    def nudge(self, user_id: str) -> None:
        """
        Note who is to be indexed.
        """
        self.nudged.append(user_id)


class Desk:
    """
    An enricher over what a test may change.
    """

    def __init__(self) -> None:
        self.models = Models()
        self.memory = Memory()
        self.now = 0.0
        self.budget = 5.0
        self.made: list[Enricher] = []

    def enricher(self) -> Enricher:
        """
        Make the enricher once.
        """
        if not self.made:
            self.made.append(
                Enricher(
                    self.models,
                    self.models,
                    self.memory,
                    self.models,
                    self.budget,
                    lambda: self.now,
                )
            )
        return self.made[0]

    async def enrich(
        self, body: bytes = BODY, places: Places = LIST, sight: Sight = OWNER
    ) -> Enriched:
        """
        Enrich an answer, and wait until it is remembered.
        """

        async def look() -> Sight:
            return sight

        enriched = await asyncio.create_task(self.enricher().enrich(body, places, look()))
        await asyncio.gather(*self.enricher()._remembering)
        return enriched
