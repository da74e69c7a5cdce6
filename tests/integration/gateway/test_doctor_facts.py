"""
Tests of what the gateway sees of Immich, of identity providers, and of its own stores.
"""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from gateway import doctor_facts, import_paths
from gateway.doctor_facts import ImmichLook, cache_problem, shared_folders
from gateway.doctor_rules import CallbackFacts, Owned
from gateway.immich_client import ImmichClient
from gateway.json_client import make_client
from gateway.oauth_round import Rounds
from mediacore.database import raw
from tests.integration.gateway.model_shelf import ANNA, Models
from tests.integration.gateway.scripted import Scripted

NOBODY = "http://127.0.0.1:9"
ORIGIN = "https://photos.example"


@pytest.fixture
async def look(immich: Scripted) -> AsyncIterator[ImmichLook]:
    """
    A look at a scripted Immich.
    """
    async with make_client(immich.url) as client:
        made = ImmichLook(ImmichClient(client), Rounds("secret"))
        yield made
        await made.close()


def says_features(immich: Scripted, **features: bool) -> None:
    """
    Let Immich tell a version and features.
    """
    immich.say("/api/server/version", {"major": 3, "minor": 1, "patch": 0})
    immich.say("/api/server/features", features)


async def test_immich_tells_version_trash_and_clock(look: ImmichLook, immich: Scripted) -> None:
    """
    Its clock is this machine's, within a second.
    """
    says_features(immich, trash=True, oauth=True)

    facts = await look.immich()

    assert (facts.version, facts.has_trash, facts.has_oauth) == ((3, 1, 0), True, True)
    assert facts.ahead is not None
    assert abs(facts.ahead) < 3


async def test_version_is_asked_again_hourly_only(look: ImmichLook, immich: Scripted) -> None:
    """
    Whether it answers is asked each time.
    """
    says_features(immich, trash=True)
    await look.immich()
    await look.immich()

    paths = [seen.raw_path for seen in immich.seen]
    assert paths.count("/api/server/version") == 1
    assert paths.count("/api/server/ping") == 2
    assert doctor_facts.HOUR == 3600


async def test_clock_is_unknown_without_a_date(look: ImmichLook, immich: Scripted) -> None:
    """
    A proxy may take the date away, or write nonsense.
    """
    says_features(immich, trash=True)
    immich.say("/api/server/ping", {"res": "pong"}, Date="soon")

    assert (await look.immich()).ahead is None


async def test_immich_away_is_a_fact() -> None:
    """
    In words for people.
    """
    async with make_client(NOBODY) as client:
        facts = await ImmichLook(ImmichClient(client), Rounds("secret")).immich()

    assert facts.problem == "Immich does not answer for now; try again soon."


async def test_callback_is_unknown_without_an_address(look: ImmichLook, immich: Scripted) -> None:
    """
    Immich is not asked for it.
    """
    assert await look.callback("") == CallbackFacts()
    assert immich.seen == []


@pytest.mark.parametrize("status", [200, 400])
async def test_identity_provider_is_asked_as_a_browser_would(
    look: ImmichLook, immich: Scripted, services: Scripted, status: int
) -> None:
    """
    Its answer to our callback is remembered for an hour.
    """
    services.say("/login", {}, status=status)
    immich.say("/api/oauth/authorize", {"url": f"{services.url}/login?x=1"})

    first = await look.callback(ORIGIN)
    await look.callback(ORIGIN)

    assert first == CallbackFacts(f"{ORIGIN}/auth/callback", status=status)
    assert [seen.raw_path for seen in services.seen] == ["/login?x=1"]
    assert immich.seen[0].json()["redirectUri"] == f"{ORIGIN}/auth/callback"


async def test_identity_provider_that_cannot_be_reached_is_a_fact(
    look: ImmichLook, immich: Scripted
) -> None:
    """
    A browser may reach it nevertheless.
    """
    immich.say("/api/oauth/authorize", {"url": NOBODY})

    assert (await look.callback(ORIGIN)).problem == "ConnectError"


async def test_immich_that_offers_no_page_is_a_fact(look: ImmichLook, immich: Scripted) -> None:
    """
    Its own words are told.
    """

    async def refuse(_request: web.Request) -> web.StreamResponse:
        return web.json_response({"message": "OAuth is not enabled"}, status=400)

    immich.answers["/api/oauth/authorize"] = refuse

    assert (await look.callback(ORIGIN)).problem == "OAuth is not enabled"


def test_folders_are_told_with_their_owners_names(models: Models) -> None:
    """
    Nothing before an admin told them; an owner who never came by goes by their id.
    """
    other = "99999999-0000-4000-8000-000000000000"
    with models.database.read() as session:
        assert shared_folders(session, lambda _path: None) is None
    with models.database.write() as session:
        raw(session).execute("UPDATE users SET name = 'Anna' WHERE user_id = %s", (ANNA,))
        import_paths.remember(session, ((str(ANNA), "/mnt/a"), (other, "/mnt/b")))
    with models.database.read() as session:
        found = shared_folders(session, lambda path: path.removeprefix("/mnt/"))

    assert found == (
        Owned(str(ANNA), "Anna", "/mnt/a", "a"),
        Owned(other, other, "/mnt/b", "b"),
    )


def test_cache_that_answers_has_no_problem(redis_url: str) -> None:
    """
    Where none is set there is nothing to say.
    """
    assert cache_problem(redis_url) == ""
    assert cache_problem("") is None


def test_cache_away_is_told() -> None:
    """
    Nobody waits for it.
    """
    assert "refused" in (cache_problem("redis://127.0.0.1:1/0") or "")
