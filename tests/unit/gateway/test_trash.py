"""
Tests of acting on many where one is refused.
"""

from collections.abc import Sequence

import pytest

from gateway.immich_hand import NotInImmichError
from gateway.trash import in_halves
from mediacore.errors import UnavailableError


class Immich:
    """
    Refuses every bulk with a foreign id in it.
    """

    def __init__(self, *foreign: str) -> None:
        self.foreign = set(foreign)
        self.taken: list[str] = []
        self.calls = 0

    async def act(self, ids: Sequence[str]) -> None:
        """
        Take all or none.
        """
        self.calls += 1
        if self.foreign & set(ids):
            raise NotInImmichError("Not found or no access")
        self.taken += ids


IDS = [f"{number:03d}" for number in range(500)]


async def test_foreign_ids_are_found() -> None:
    """
    All others are taken, with few calls.
    """
    immich = Immich("007", "123", "499")

    assert await in_halves(immich.act, IDS) == ("007", "123", "499")
    assert immich.taken == [one for one in IDS if one not in immich.foreign]
    assert immich.calls < 60


async def test_good_ones_need_one_call() -> None:
    """
    Nothing is halved that is not refused; nothing is nothing.
    """
    immich = Immich()

    assert await in_halves(immich.act, IDS) == ()
    assert await in_halves(immich.act, []) == ()
    assert immich.calls == 1


async def test_absent_immich_is_not_a_refusal() -> None:
    """
    What does not answer is not asked for the half.
    """

    async def away(_ids: Sequence[str]) -> None:
        raise UnavailableError("away")

    with pytest.raises(UnavailableError):
        await in_halves(away, IDS)
