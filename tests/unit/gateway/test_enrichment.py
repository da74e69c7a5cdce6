"""
Tests of adding our fields in time.
"""

import asyncio
import json
import threading
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy.exc import InterfaceError

from gateway import enrichment
from gateway.enrichment import REST_SECONDS, Enriched
from gateway.preferences import Preferences
from gateway.sight import Sight
from mediacore.errors import UnavailableError
from tests.unit.gateway.desk import ANNA, BODY, BUCKET, COLUMNS, LIST, OWNER, Desk


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """
    An enricher, closed at the end.
    """
    made = Desk()
    yield made
    await made.enricher().close()


def said(enriched: Enriched) -> list[Any]:
    """
    Give which of the answer's assets are said to be primary.
    """
    return [one.get("isPrimaryVersion") for one in json.loads(enriched.body)]


async def test_pair_is_enriched_with_one_question(desk: Desk) -> None:
    """
    Both assets get their fields, and nothing is missing.
    """
    enriched = await desk.enrich()

    assert (said(enriched), enriched.reasons) == ([True, False], ())
    assert desk.models.asked == [(2, OWNER)]


async def test_bucket_is_enriched(desk: Desk) -> None:
    """
    In columns.
    """
    enriched = await desk.enrich(COLUMNS, BUCKET)

    assert json.loads(enriched.body)["versionCount"] == [2]


async def test_second_answer_comes_out_of_the_cache(desk: Desk) -> None:
    """
    The same bytes, and nobody is asked.
    """
    first = await desk.enrich()
    second = await desk.enrich()

    assert (first, len(desk.models.asked)) == (second, 1)


async def test_new_version_makes_the_cached_answer_old(desk: Desk) -> None:
    """
    What changed in an owner's read models is seen at once.
    """
    await desk.enrich()
    desk.models.version = 2
    desk.models.groups = []

    assert said(await desk.enrich()) == [None, None]


@pytest.mark.parametrize(
    ("body", "sight"),
    [
        (BODY + b" ", OWNER),
        (BODY, Sight("bert", frozenset({ANNA}), Preferences())),
        (BODY, Sight(ANNA, frozenset(), Preferences())),
        (BODY, Sight(ANNA, frozenset({ANNA}), Preferences(format_order=("raw", "jpeg")))),
        (BODY, Sight(ANNA, frozenset({ANNA}), Preferences(level="exact"))),
        (BODY, Sight(ANNA, frozenset({ANNA}), Preferences(auto_group=False))),
    ],
)
async def test_cached_answer_is_of_one_body_and_one_sight(
    desk: Desk, body: bytes, sight: Sight
) -> None:
    """
    Another body, caller or taste is another answer.
    """
    await desk.enrich()
    await desk.enrich(body, sight=sight)

    assert len(desk.models.asked) == 2


async def test_answer_that_misses_something_is_not_remembered(desk: Desk) -> None:
    """
    It is said, the index is nudged, and the next answer may be whole.
    """
    desk.models.is_complete = False
    enriched = await desk.enrich()

    assert (said(enriched), enriched.reasons) == ([True, False], ("index",))
    assert (desk.models.nudged, desk.memory.values) == ([ANNA], {})


async def test_nobody_has_no_index_to_nudge(desk: Desk) -> None:
    """
    Whatever the reader says of a link's assets.
    """
    desk.models.is_complete = False
    await desk.enrich(sight=Sight(None, frozenset(), Preferences()))

    assert desk.models.nudged == []


async def test_without_cache_everything_goes_on(desk: Desk) -> None:
    """
    Redis is away: nothing is remembered.
    """
    desk.memory.away = True
    enriched = await desk.enrich()

    assert (said(enriched), desk.memory.values) == ([True, False], {})


async def test_huge_addition_is_not_remembered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    One answer does not push everything else out of the cache.
    """
    monkeypatch.setattr(enrichment, "MAX_REMEMBERED", 10)
    enriched = await desk.enrich()

    assert (said(enriched), desk.memory.values) == ([True, False], {})


async def test_huge_answer_passes_unparsed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    It is Immich's, and it is said why.
    """
    monkeypatch.setattr(enrichment, "MAX_BODY", 10)

    assert await desk.enrich() == Enriched(BODY, ("size",))


async def test_large_answer_is_read_in_a_thread(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    It says the same, and meanwhile others are served.
    """
    monkeypatch.setattr(enrichment, "SMALL_BODY", 10)

    assert said(await desk.enrich()) == [True, False]


async def test_answer_without_assets_asks_nobody(desk: Desk) -> None:
    """
    An empty list is Immich's own bytes, an empty bucket has empty arrays.
    """
    empty = await desk.enrich(b" []")
    bucket = await desk.enrich(b'{"id":[],"ownerId":[]}', BUCKET)

    assert empty == Enriched(b" []")
    assert json.loads(bucket.body)["groupId"] == []
    assert desk.models.asked == []


async def test_bucket_of_a_share_link_is_left_alone(desk: Desk) -> None:
    """
    A bucket does not tell whether the link hides names, so we tell none.
    """
    link = Sight(None, frozenset(), Preferences(), by_link=True)

    assert await desk.enrich(COLUMNS, BUCKET, link) == Enriched(COLUMNS)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'[{"id":"\xff"}]',
        b"\xef\xbb\xbf[]",
        b"[" * 100_000,
        b'[{"id":1,"id":2}]',
        b"[NaN]",
        b"[" + b"9" * 5000 + b"]",
    ],
)
async def test_hostile_answer_is_immichs(desk: Desk, body: bytes) -> None:
    """
    What is no plain JSON passes as it is.
    """
    assert await desk.enrich(body) == Enriched(body, ("not-understood",))


async def test_hanging_database_is_not_waited_for(desk: Desk) -> None:
    """
    The answer leaves in time, and for a moment nobody asks again.
    """
    desk.models.hangs = threading.Event()
    desk.budget = 0.3
    late = await desk.enrich()
    resting = await desk.enrich()
    desk.models.hangs.set()
    desk.now = REST_SECONDS
    after = await desk.enrich()

    assert late == Enriched(BODY, ("database-timeout",))
    assert resting == Enriched(BODY, ("database-unavailable",))
    assert (said(after), len(desk.models.asked)) == ([True, False], 2)


async def test_identity_that_takes_too_long_is_named(desk: Desk) -> None:
    """
    Nobody knows who looks, so nothing is told.
    """
    desk.budget = 0.01

    async def forever() -> Sight:
        return await asyncio.get_running_loop().create_future()  # type: ignore[no-any-return] # never comes

    enriched = await asyncio.create_task(desk.enricher().enrich(BODY, LIST, forever()))

    assert enriched == Enriched(BODY, ("identity-timeout",))


async def test_identity_that_is_not_told_is_named(desk: Desk) -> None:
    """
    Immich answered the request, and then not who it was.
    """

    async def silent() -> Sight:
        raise UnavailableError("down")

    enriched = await desk.enricher().enrich(BODY, LIST, silent())

    assert enriched == Enriched(BODY, ("identity-unavailable",))


async def test_database_that_is_away_is_left_alone_for_a_moment(desk: Desk) -> None:
    """
    One failure is enough.
    """
    desk.models.error = InterfaceError("SELECT", {}, Exception("gone"))
    first, second = await desk.enrich(), await desk.enrich()

    assert first == second == Enriched(BODY, ("database-unavailable",))
    assert len(desk.models.asked) == 1


async def test_mistake_of_ours_gives_immichs_answer(desk: Desk) -> None:
    """
    Whatever goes wrong here, the caller gets what Immich said.
    """
    desk.models.error = KeyError("bug")

    assert await desk.enrich() == Enriched(BODY, ("error",))


async def test_closing_gives_up_what_is_still_to_be_remembered(desk: Desk) -> None:
    """
    A gateway that stops waits for no Redis.
    """
    task = asyncio.create_task(asyncio.Event().wait())
    enricher = desk.enricher()
    enricher._remembering.add(task)  # type: ignore[arg-type] # any task will do
    await enricher.close()

    assert task.cancelled()
    enricher._remembering.clear()
