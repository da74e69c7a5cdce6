"""
Tests of telling Redis whose read models have changed.
"""

from collections.abc import Mapping, Sequence

from gateway.cache import make_cache
from gateway.model_versions import ModelVersions
from gateway.version_teller import VersionTeller
from mediacore.database import raw
from tests.integration.gateway.model_shelf import ANNA, BEN, Models


class Source:
    """
    Versions out of a database, and for whom they were asked.
    """

    def __init__(self) -> None:
        self.asked: list[Sequence[str]] = []

    def __call__(self, owner_ids: Sequence[str]) -> Mapping[str, int]:
        """
        Give 7 for everybody.
        """
        self.asked.append(sorted(owner_ids))
        return dict.fromkeys(owner_ids, 7)


async def test_only_those_whose_models_changed_are_told(models: Models, redis_url: str) -> None:
    """
    At the first turn everybody: nobody knows what was told before.
    """
    source = Source()
    cache = make_cache(redis_url)
    teller = VersionTeller(models.database, ModelVersions(source, cache))

    assert await teller.turn() is False
    assert await teller.turn() is False
    with models.database.write() as session:
        raw(session).execute(
            "UPDATE users SET version = version + 1 WHERE user_id = %s", (str(BEN),)
        )
    await teller.turn()
    await cache.close()

    assert source.asked == [sorted([str(ANNA), str(BEN)]), [str(BEN)]]
