"""
Tests of how the gateway says that it is doing.
"""

from collections.abc import Callable

import gateway as package
from tests.integration.gateway.scripted import TOKEN, Gateway, Scripted, running_gateway

NOBODY = "http://127.0.0.1:9"


async def test_process_is_up_whatever_is_behind_it() -> None:
    """
    A gateway without Immich must not be restarted for it.
    """
    async with (
        running_gateway(NOBODY) as running,
        running.client.get(f"{running.url}/health") as answer,
    ):
        assert (answer.status, await answer.json()) == (
            200,
            {"status": "up", "service": "gateway", "version": package.__version__},
        )


async def test_people_are_told_that_immich_is_down() -> None:
    """
    What cannot be reached at all is as down as what fails, and the answer tells no address.
    """
    async with (
        running_gateway(NOBODY) as running,
        running.client.get(f"{running.url}/api/health") as answer,
    ):
        assert (answer.status, await answer.json()) == (503, {"status": "down"})


async def test_public_health_carries_nobodys_credential(gateway: Gateway, immich: Scripted) -> None:
    """
    Immich is asked by us, not in the name of whoever wants to know.
    """
    immich.say("/api/server/ping", {"res": "pong"})
    headers = {"x-api-key": "k", "cookie": "twinlens=tok"}
    async with gateway.client.get(f"{gateway.url}/api/health", headers=headers) as answer:
        assert answer.status == 200

    (ping,) = [seen for seen in immich.seen if seen.raw_path == "/api/server/ping"]
    assert (ping.header("x-api-key"), ping.header("cookie")) == ([], [])


async def test_metrics_without_a_token_are_refused(gateway: Gateway, immich: Scripted) -> None:
    """
    The refusal is ours, and says what is missing; Immich is not asked.
    """
    async with gateway.client.get(f"{gateway.url}/metrics") as answer:
        body = await answer.json(content_type="application/problem+json")

    assert (answer.status, body["detail"]) == (
        403,
        "Metrics are for those with the service token",
    )
    assert immich.seen == []


async def test_metrics_tell_what_was_answered(gateway: Gateway) -> None:
    """
    Prometheus reads how often each route answered, and with which status.
    """
    async with gateway.client.get(f"{gateway.url}/health") as answer:
        assert answer.status == 200
    headers = {"authorization": f"Bearer {TOKEN}"}
    async with gateway.client.get(f"{gateway.url}/metrics", headers=headers) as answer:
        text = await answer.text()

    labels = 'method="GET",route="/health",service="gateway",status="200"'
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert f"twinlens_http_request_seconds_count{{{labels}}} 1.0" in text


async def test_admins_are_told_of_every_part(
    immich: Scripted, services: Scripted, database_url: Callable[[str], str]
) -> None:
    """
    A service that is down shows as such, and the whole as degraded; the gateway still serves.
    """
    immich.say("/api/users/me", {"id": "u", "name": "A", "email": "a@b.c", "isAdmin": True})
    immich.say("/api/api-keys/me", {"message": "no key"}, status=403)
    immich.say("/api/server/version", {"major": 3, "minor": 1, "patch": 0})
    services.say("/health", {"status": "down", "service": "grouping"}, status=503)
    url = database_url("gateway")
    async with (
        running_gateway(immich.url, services=services.url, database_url=url) as running,
        running.client.get(
            f"{running.url}/api/health", headers={"x-immich-user-token": "t"}
        ) as answer,
    ):
        told = await answer.json()

    assert (answer.status, told["status"]) == (200, "degraded")
    parts = told["components"]
    assert parts["immich"]["version"] == "3.1.0"
    assert parts["database"]["detail"].startswith("PostgreSQL")
    assert {parts["grouping"]["status"], parts["dedup"]["status"]} == {"down"}
    assert told["index"]["users"] == []
    assert (told["coverage"]["matched"], told["coverage"]["total"]) == (0, 0)


async def test_service_token_opens_the_report_when_immich_is_down() -> None:
    """
    Nobody can be identified then, and that is when people look.
    """
    headers = {"authorization": f"Bearer {TOKEN}"}
    async with (
        running_gateway(NOBODY) as running,
        running.client.get(f"{running.url}/api/health", headers=headers) as answer,
    ):
        told = await answer.json()

    assert (answer.status, told["status"]) == (503, "down")
    assert told["components"]["immich"]["status"] == "down"
