"""
Tests of addresses that apps are given with our prefix.
"""

from tests.integration.gateway.scripted import Gateway, Scripted


async def test_apps_are_told_the_enriched_address(gateway: Gateway, immich: Scripted) -> None:
    """
    Absolute, because some would drop the prefix otherwise; Immich is not asked.
    """
    url = f"{gateway.url}/api/immich/.well-known/immich"
    async with gateway.client.get(url) as answer:
        assert await answer.json() == {"api": {"endpoint": f"{gateway.url}/api/immich"}}
    assert immich.seen == []


async def test_ping_behind_the_prefix_is_answered(gateway: Gateway, immich: Scripted) -> None:
    """
    The mobile app asks for `/api/server/ping` behind whatever does not end in `/api`.
    """
    immich.say("/api/server/ping", {"res": "pong"})
    url = f"{gateway.url}/api/immich/api/server/ping"
    async with gateway.client.get(url) as answer:
        assert await answer.json() == {"res": "pong"}
