"""
Asking Immich what is in an album, or shows a person.
"""

from collections import Counter

import httpx
import orjson
import pytest
import respx

from gateway.credentials import Credentials
from gateway.immich_client import ImmichClient
from gateway.immich_picks import FRESH_SECONDS, MONTH_SECONDS, ImmichPicks
from gateway.json_client import make_client
from gateway.picks import Pick, PickKind
from gateway.recall import Recall
from gateway.ttl_cache import TtlCache
from mediacore.errors import ForbiddenError, NotFoundError, UnavailableError
from tests.unit.gateway.test_picks import month

KEY = Credentials(((b"x-api-key", b"k"),), ())
ALBUM = Pick(PickKind.ALBUM, "a1")
MAY, APRIL = "2026-05-01T00:00:00.000Z", "2026-04-01T00:00:00.000Z"


class Immich:
    """
    An Immich whose album a test fills.
    """

    def __init__(self) -> None:
        self.months: dict[str, list[str]] = {MAY: ["1", "2"], APRIL: ["3"]}
        self.asked: Counter[str] = Counter()
        self.refusal: httpx.Response | None = None

    def answer(self, request: httpx.Request) -> httpx.Response:
        """
        Count the months, or give one.
        """
        assert request.url.params["albumId"] == "a1"
        name = request.url.params.get("timeBucket", "all")
        self.asked[name] += 1
        if self.refusal is not None:
            return self.refusal
        if name == "all":
            counts = [{"timeBucket": key, "count": len(ids)} for key, ids in self.months.items()]
            return httpx.Response(200, content=orjson.dumps(counts))
        return httpx.Response(200, content=month(*({"id": one} for one in self.months[name])))


@pytest.fixture
def immich(respx_mock: respx.MockRouter) -> Immich:
    """
    An album of three photos in two months.
    """
    made = Immich()
    respx_mock.route().mock(side_effect=made.answer)
    return made


class Clock:
    """
    A clock that stands still until it is put forward.
    """

    now = 0.0

    def __call__(self) -> float:
        """
        Give the time.
        """
        return self.now


def picks(clock: Clock) -> ImmichPicks:
    """
    Make what asks, by a clock.
    """
    made = ImmichPicks(ImmichClient(make_client("http://immich.test")), b"s")
    made._picks = Recall(TtlCache(8, clock), FRESH_SECONDS)
    made._months = Recall(TtlCache(8, clock), MONTH_SECONDS)
    return made


async def test_album_is_read_month_by_month(immich: Immich) -> None:
    """
    Under the names that we have for months.
    """
    found = await picks(Clock()).of(KEY, ALBUM)

    told = {name: [asset.asset_id for asset in assets] for name, assets in found.months.items()}
    assert told == {"2026-05-01": ["1", "2"], "2026-04-01": ["3"]}
    assert immich.asked == {"all": 1, MAY: 1, APRIL: 1}


async def test_nothing_is_asked_twice_within_seconds(immich: Immich) -> None:
    """
    Somebody who scrolls asks for month after month.
    """
    asking = picks(Clock())
    assert await asking.of(KEY, ALBUM) is await asking.of(KEY, ALBUM)

    assert immich.asked["all"] == 1


async def test_only_months_that_count_otherwise_are_read_again(immich: Immich) -> None:
    """
    Of a large album that somebody adds a photo to.
    """
    clock = Clock()
    asking = picks(clock)
    await asking.of(KEY, ALBUM)
    immich.months[MAY].append("4")
    clock.now = FRESH_SECONDS
    found = await asking.of(KEY, ALBUM)

    assert found.ids == {"1", "2", "3", "4"}
    assert (immich.asked["all"], immich.asked[MAY], immich.asked[APRIL]) == (2, 2, 1)


async def test_month_is_read_again_after_minutes(immich: Immich) -> None:
    """
    One photo may have come for another one.
    """
    clock = Clock()
    asking = picks(clock)
    await asking.of(KEY, ALBUM)
    immich.months[APRIL] = ["5"]
    clock.now = MONTH_SECONDS
    found = await asking.of(KEY, ALBUM)

    assert found.ids == {"1", "2", "5"}


async def test_callers_do_not_share_answers(immich: Immich) -> None:
    """
    Each is told what Immich tells them.
    """
    asking = picks(Clock())
    await asking.of(KEY, ALBUM)
    await asking.of(Credentials(((b"x-api-key", b"other"),), ()), ALBUM)

    assert immich.asked["all"] == 2


@pytest.mark.parametrize("status", [400, 404])
async def test_what_immich_does_not_show_is_not_there(immich: Immich, status: int) -> None:
    """
    Whether there is such an album or not.
    """
    immich.refusal = httpx.Response(status, json={"message": "Not found or no album.read access"})

    with pytest.raises(NotFoundError):
        await picks(Clock()).of(KEY, ALBUM)


@pytest.mark.parametrize(
    ("refusal", "error"),
    [
        (httpx.Response(403, json={"message": "Missing permission"}), ForbiddenError),
        (httpx.Response(500), UnavailableError),
        (httpx.Response(200, json={"no": "list"}), UnavailableError),
        (httpx.Response(200, content=b"<html>"), UnavailableError),
    ],
)
async def test_other_refusals_are_told_as_they_are(
    immich: Immich, refusal: httpx.Response, error: type[Exception]
) -> None:
    """
    A key without the permission, trouble, and answers that cannot be read.
    """
    immich.refusal = refusal

    with pytest.raises(error):
        await picks(Clock()).of(KEY, ALBUM)


async def test_close_gives_up_what_is_under_way(immich: Immich) -> None:
    """
    With nothing under way it does nothing.
    """
    asking = picks(Clock())
    await asking.of(KEY, ALBUM)
    await asking.close()

    assert immich.asked["all"] == 1
