"""
Tests of showing what is shared no longer than Immich does.
"""

import asyncio
from datetime import date

import pytest

from gateway import shared_view
from gateway.asset_rows import View
from gateway.credentials import Credentials
from gateway.index_plan import Month
from gateway.shared_view import SharedView
from gateway.viewer import Viewer
from mediacore.errors import ForbiddenError, UnavailableError
from tests.integration.gateway.model_shelf import ANNA, BEN, NOON, Models, aid

HERE = NOON.date()
CARL = Viewer(
    "carl", "Carl", "c@d", is_admin=False, permissions=None, credentials=Credentials((), ())
)


class Immich:
    """
    What Carl's credential is told of Anna's photos.
    """

    def __init__(self, models: Models) -> None:
        self.models = models
        self.listed: dict[date, set[str]] = {}
        self.counted: dict[date, int] = {}
        self.asked: list[str] = []
        self.error: Exception | None = None
        self.has_view = True
        self.caught_up = 0

    def view(self) -> SharedView:
        """
        Make what is tested.
        """
        return SharedView(self, self, self.models.database, b"secret", self.catch_up)

    def put(self, *numbers: int, month: date = HERE) -> None:
        """
        Let a month hold some of the assets.
        """
        self.listed[month] = {str(aid(number)) for number in numbers}

    async def catch_up(self) -> None:
        """
        Count how often our lists follow.
        """
        self.caught_up += 1

    async def of(self, viewer: Viewer) -> tuple[str, ...]:
        """
        Tell that Anna shares.
        """
        assert viewer is CARL
        return (str(ANNA),)

    async def months(
        self, credentials: Credentials, view: View, owner: str | None = None
    ) -> list[Month] | None:
        """
        Count.
        """
        assert (credentials, view, owner) == (CARL.credentials, View.TIMELINE, str(ANNA))
        self.asked.append("months")
        if self.error is not None:
            raise self.error
        if not self.has_view:
            return None
        return [
            Month(view, first, first.isoformat(), self.counted.get(first, len(ids)))
            for first, ids in self.listed.items()
            if ids
        ]

    async def ids(
        self, credentials: Credentials, month: Month, owner: str | None = None
    ) -> frozenset[str]:
        """
        List.
        """
        assert (credentials, owner) == (CARL.credentials, str(ANNA))
        self.asked.append(month.bucket)
        return frozenset(self.listed[month.first])


@pytest.fixture
def immich(models: Models) -> Immich:
    """
    Three photos of Anna's in one month, and one of Ben's.
    """
    for number in range(3):
        models.asset(number, f"{number}.jpg")
    models.asset(3, "3.jpg", BEN)
    made = Immich(models)
    made.put(0, 1, 2)
    return made


def indexed(models: Models) -> list[int]:
    """
    Give which assets are in the index.
    """
    return sorted(row[0].int - aid(0).int for row in models.rows("SELECT asset_id FROM assets"))


async def test_what_is_as_immich_says_is_counted_only(models: Models, immich: Immich) -> None:
    """
    One small question, and not again for a while.
    """
    shared = immich.view()

    assert await shared.of(CARL) == (str(ANNA),)
    assert await shared.of(CARL) == (str(ANNA),)

    assert immich.asked == ["months"]
    assert immich.caught_up == 0
    assert indexed(models) == [0, 1, 2, 3]


async def test_what_immich_does_not_list_any_more_is_taken_out(
    models: Models, immich: Immich
) -> None:
    """
    Before the answer; our lists follow.
    """
    immich.put(0, 2)

    assert await immich.view().of(CARL) == (str(ANNA),)

    assert indexed(models) == [0, 2, 3]
    assert immich.caught_up == 1
    assert models.rows("SELECT count(*) FROM dirty_files WHERE asset_id IS NULL")[0][0] > 0


async def test_month_that_is_gone_is_taken_out_without_asking(
    models: Models, immich: Immich
) -> None:
    """
    Nothing is left to be listed.
    """
    immich.put()

    assert await immich.view().of(CARL) == (str(ANNA),)

    assert immich.asked == ["months"]
    assert indexed(models) == [3]


async def test_what_has_yet_to_come_here_is_compared_once(
    models: Models, immich: Immich, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The numbers go on to disagree until the owner comes by; a month we show nothing of does not
    matter at all.
    """
    monkeypatch.setattr(shared_view, "SECONDS", 0.0)
    immich.put(0, 1, 2, 7, 8)
    immich.put(9, month=date(2025, 1, 1))
    shared = immich.view()

    for _ in range(3):
        assert await shared.of(CARL) == (str(ANNA),)

    assert immich.asked.count(HERE.isoformat()) == 1
    assert indexed(models) == [0, 1, 2, 3]
    assert immich.caught_up == 0

    immich.put(0, 1, 7, 8)
    await shared.of(CARL)
    assert indexed(models) == [0, 1, 3]


@pytest.mark.parametrize("error", [UnavailableError("down"), ForbiddenError("no"), None])
async def test_who_cannot_be_compared_is_not_shown(immich: Immich, error: Exception | None) -> None:
    """
    Rather nothing than what Immich would not show.
    """
    immich.error, immich.has_view = error, False

    assert await immich.view().of(CARL) == ()


async def test_looking_goes_on_in_the_background(models: Models, immich: Immich) -> None:
    """
    Enriching an answer does not wait for it, and does not fail with it.
    """
    immich.put(0)
    shared = immich.view()

    shared.look(CARL, [str(ANNA)])
    await asyncio.gather(*shared._looking)

    assert indexed(models) == [0, 3]
    immich.error = RuntimeError("the database is away")
    shared._known.forget_all()
    shared.look(CARL, [str(ANNA)])
    await asyncio.gather(*shared._looking, return_exceptions=True)
    immich.error = None

    assert await shared.of(CARL) == (str(ANNA),)

    shared._known.forget_all()
    shared.look(CARL, [str(ANNA)])
    await shared.close()

    assert indexed(models) == [0, 3]
