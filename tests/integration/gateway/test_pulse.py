"""
The pulse of a gateway, over its database.
"""

import asyncio
from contextlib import aclosing

from gateway.cache import make_cache
from gateway.model_versions import ModelVersions, StoredVersions
from gateway.pulse import make_pulse
from tests.integration.gateway.model_shelf import ANNA, Models

DEADLINE = 60.0


async def test_who_hears_of_a_version_gets_no_answer_of_the_one_before(
    models: Models, redis_url: str
) -> None:
    """
    The cached answers end with the version before anybody hears of the next.
    """
    cache = make_cache(redis_url)
    told = ModelVersions(StoredVersions(models.database), cache)
    pulse = make_pulse([], models.database, told)
    pulse_of_anna = pulse.listen(str(ANNA), is_admin=False)
    before = await told.versions([str(ANNA)])
    models.run("UPDATE users SET version = version + 1")

    async with asyncio.timeout(DEADLINE), aclosing(pulse_of_anna) as events:
        heard: dict[str, int] = {}
        while "version" not in heard:
            _, heard = await anext(events)

    now = await told.versions([str(ANNA)])
    await pulse.close()
    await cache.close()
    assert (before[str(ANNA)] + 1, now[str(ANNA)]) == (heard["version"], heard["version"])
