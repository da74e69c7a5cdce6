"""
Tests of who is told what: every route of ours and every place that gets fields of ours, asked by
everybody.

A route without rows fails, and so does a row without a route.
"""

import itertools
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
import pytest_asyncio
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from gateway.asset_places import _TABLE
from gateway.main import create_app
from gateway.settings import GatewaySettings
from localstack.postgres import EmbeddedPostgres
from localstack.valkey import EmbeddedValkey
from tests.integration.gateway import visibility_files as files
from tests.integration.gateway.scripted import NOWHERE, TOKEN, until
from tests.integration.gateway.visibility_asks import Ask
from tests.integration.gateway.visibility_places import PLACES, Place
from tests.integration.gateway.visibility_rows import CHANGES, READS
from tests.integration.gateway.visibility_scene import (
    USERS,
    WORD,
    Actor,
    Scene,
    Told,
    running_scene,
)

REFUSED = frozenset({400, 401, 403, 404})
MINUTE = 60
ASKS = (*READS, *CHANGES)

_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def module_database(
    postgres_server: EmbeddedPostgres, _migrated: Callable[[str], str]
) -> Iterator[Callable[[], str]]:
    """
    A function that gives the address of an empty database that lives as long as the module.
    """
    made: list[str] = []

    def fresh() -> str:
        name = f"visibility_{next(_numbers)}"
        postgres_server.ensure_database(name, owner="gateway", template=_migrated("gateway"))
        made.append(name)
        return postgres_server.url("gateway").rsplit("/", 1)[0] + f"/{name}"

    yield fresh
    for name in made:
        postgres_server.drop_database(name)


@pytest.fixture(scope="module")
def cache_of_its_own(redis_server: EmbeddedValkey) -> Callable[[], str]:
    """
    A function that gives the address of an empty Redis.
    """
    return lambda: f"{redis_server.url.rpartition('/')[0]}/{next(_numbers)}"


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=[2, 3])
async def scene(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    module_database: Callable[[], str],
    cache_of_its_own: Callable[[], str],
) -> AsyncIterator[Scene]:
    """
    Everybody, at a gateway over an Immich of either version.
    """
    root = tmp_path_factory.mktemp("visibility")
    async with running_scene(request.param, root, module_database(), cache_of_its_own()) as made:
        yield made


def named(ask: Any) -> str:
    """
    Give a question's name in a report.
    """
    return f"{ask.method} {ask.path} {ask.body or ''}".strip()


async def answers(scene: Scene, ask: Ask) -> tuple[dict[Actor, Any], dict[Actor, Any]]:
    """
    Ask in everybody's name; give statuses and words as they are, and as they should be, where
    these differ; the words that a question names tell nothing.
    """
    found: dict[Actor, Any] = {}
    wanted: dict[Actor, Any] = {}
    asked = scene.told(scene.fill(f"{ask.path} {ask.body}"))
    for actor in Actor:
        before = scene.state() if ask.changes else {}
        status, text = await scene.ask(actor, ask.method, ask.path, ask.body)
        told = scene.told(text)
        words = ask.words.get(actor, frozenset())
        shown = scene.of_owner(ask.by_immich.get(actor, frozenset()))
        beyond = told.beyond(asked, scene.may_see(actor), admins(actor, words), shown)
        changed = status in REFUSED and ask.changes and before != scene.state()
        found[actor] = (status, sorted(told.words - asked.words), beyond, changed)
        wanted[actor] = (ask.status[actor], sorted(words - asked.words), set(), False)
    right = {actor for actor in Actor if found[actor] == wanted[actor]}
    return without(found, right), without(wanted, right)


def admins(actor: Actor, words: frozenset[str]) -> Told:
    """
    Give what a row says that an admin is told, whoever's it is.
    """
    return Told(words if actor is Actor.ADMIN else frozenset(), frozenset(), frozenset())


def without(facts: dict[Actor, Any], others: set[Actor]) -> dict[Actor, Any]:
    """
    Give the facts about everybody but some.
    """
    return {actor: fact for actor, fact in facts.items() if actor not in others}


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("ask", READS, ids=named)
async def test_everybody_is_told_what_is_theirs_to_see(scene: Scene, ask: Ask) -> None:
    """
    Status and files are as the row says, and no path, name or id beyond is in the answer.
    """
    found, wanted = await answers(scene, ask)

    assert found == wanted


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("ask", CHANGES, ids=named)
async def test_only_who_may_changes_anything(scene: Scene, ask: Ask) -> None:
    """
    Whoever is refused has changed nothing, and hears of nothing they do not see.
    """
    found, wanted = await answers(scene, ask)

    assert found == wanted


@pytest.mark.asyncio(loop_scope="module")
async def test_audit_tells_of_deeds_by_ids_alone(scene: Scene) -> None:
    """
    An admin reads everybody's, without learning what a file is called; all others read their own.
    """
    await scene.ask(Actor.OWNER, "POST", "/api/groups/{v:own}/split", {"assetIds": ["{zqamsel}"]})
    texts = {actor: (await scene.ask(actor, "GET", "/api/audit"))[1] for actor in Actor}
    told = {actor: scene.told(text).assets for actor, text in texts.items()}

    assert WORD.findall("".join(texts.values())) == []
    assert ("demo", "zqamsel") in told[Actor.ADMIN] & told[Actor.OWNER]
    assert {actor for actor in Actor if told[actor]} == {Actor.ADMIN, Actor.OWNER, Actor.KEY}


def methods_and_paths(routes: Iterable[BaseRoute]) -> set[tuple[str, str]]:
    """
    Give every method and path that some routes, and the routers among them, answer.
    """
    found = set()
    for route in routes:
        if isinstance(route, APIRoute):
            found |= {(method, route.path) for method in route.methods or ()}
        else:
            found |= methods_and_paths(getattr(route, "original_router").routes)  # noqa: B009 - FastAPI tells its type to nobody
    return found


def test_every_route_has_its_rows() -> None:
    """
    Who adds a route says who may ask it, and what it tells them.
    """
    settings = {"service_token": TOKEN, "database_url": NOWHERE, "media_path": "/mnt"}
    app = create_app(GatewaySettings.model_validate(settings))

    assert {(ask.method, ask.route) for ask in ASKS} == methods_and_paths(app.routes)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("place", PLACES, ids=named)
async def test_enriched_answer_tells_nothing_more_of_what_is_not_seen(
    scene: Scene, place: Place
) -> None:
    """
    Beside what Immich itself has in the answer, only the asker's own groups and their partners'.
    """
    found = {actor: await enriched(scene, actor, place) for actor in Actor}

    assert {actor: (plain, beyond) for actor, (plain, _, beyond) in found.items()} == {
        actor: (status, set()) for actor, (_, status, _) in found.items()
    }


async def enriched(scene: Scene, actor: Actor, place: Place) -> tuple[int, int, set[object]]:
    """
    Ask Immich and the gateway; give both statuses, and what the gateway told beyond.
    """
    way, told = (actor, place.method), place.body
    plain, text = await scene.ask(*way, f"/api{place.path}", told, base=scene.immich)
    status, more = await scene.ask(*way, f"/api/immich{place.path}", told)
    return plain, status, scene.told(more).beyond(scene.may_see(actor), whole(scene.told(text)))


def whole(told: Told) -> Told:
    """
    Give what an answer of Immich's tells, with the groups of which it holds two members.
    """
    groups = frozenset(files.grouped(told.words))
    return Told(told.words, told.assets, told.groups | groups)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("actor", "shown"),
    [
        (Actor.OWNER, files.OWNERS),
        (Actor.KEY, files.OWNERS),
        (Actor.SECOND, files.SECONDS),
        (Actor.OTHER, files.OTHER_USERS),
        (Actor.PARTNER, files.OWNERS),
        (Actor.MEMBER, frozenset()),
    ],
)
async def test_enriched_answer_tells_of_all_groups_that_are_seen(
    scene: Scene, actor: Actor, shown: frozenset[str]
) -> None:
    """
    What is hidden is not hidden by telling nothing at all.
    """
    _, text = await scene.ask(actor, "POST", "/api/immich/search/metadata", {"size": 200})

    assert scene.told(text).groups == files.grouped(shown).keys()


@pytest.mark.parametrize("version", [2, 3])
async def test_what_is_locked_or_archived_is_gone_everywhere_within_a_minute(
    version: int,
    tmp_path: Path,
    database_url: Callable[[str], str],
    cache_of_its_own: Callable[[], str],
) -> None:
    """
    From every answer to everybody, once the index has looked again.
    """
    async with running_scene(
        version, tmp_path, database_url("gateway"), cache_of_its_own()
    ) as scene:
        scene.put_away("zqamsel", "locked")
        scene.put_away("zqpirol", "archive")
        scene.put_away("zqgimpel", "archive")
        rooms = scene.gateway.rooms
        rooms.indexer._clock = lambda: time.monotonic() + MINUTE
        for actor in USERS:
            await scene.ask(actor, "GET", "/api/session")
        await until(lambda: scene.shown("demo") == files.OWNERS - scene.away)
        await scene.settled()
        beyond = {}
        for actor in (Actor.OWNER, Actor.KEY, Actor.PARTNER, Actor.SECOND, Actor.MEMBER):
            for ask in READS:
                _, text = await scene.ask(actor, ask.method, ask.path)
                shown = scene.of_owner(ask.by_immich.get(actor, frozenset()))
                known = (scene.may_see(actor), scene.told(scene.fill(ask.path)), shown)
                beyond[actor, ask.path] = scene.told(text).beyond(*known)
            for place in PLACES:
                _, _, beyond[actor, named(place)] = await enriched(scene, actor, place)

    assert {key: found for key, found in beyond.items() if found} == {}


async def test_partner_is_not_shown_what_was_locked_past_the_gateway(
    tmp_path: Path, database_url: Callable[[str], str], cache_of_its_own: Callable[[], str]
) -> None:
    """
    The owner does not come by again; the partner's own credential tells.
    """
    async with running_scene(3, tmp_path, database_url("gateway"), cache_of_its_own()) as scene:
        scene.put_away("zqamsel", "locked")
        scene.put_away("zqpirol", "archive")
        scene.gateway.rooms.shared._known.forget_all()
        beyond = {}
        for ask in READS:
            _, text = await scene.ask(Actor.PARTNER, ask.method, ask.path)
            shown = scene.of_owner(ask.by_immich.get(Actor.PARTNER, frozenset()))
            known = (scene.may_see(Actor.PARTNER), scene.told(scene.fill(ask.path)), shown)
            beyond[ask.path] = scene.told(text).beyond(*known)
        for place in PLACES:
            _, _, beyond[named(place)] = await enriched(scene, Actor.PARTNER, place)

    assert {path: found for path, found in beyond.items() if found} == {}


async def test_what_goes_to_the_trash_is_gone_and_comes_back(
    tmp_path: Path, database_url: Callable[[str], str], cache_of_its_own: Callable[[], str]
) -> None:
    """
    By the owner's hand only; neither answer tells of anything else.
    """
    async with running_scene(3, tmp_path, database_url("gateway"), cache_of_its_own()) as scene:
        removal = ("DELETE", "/api/duplicates/{d:own}/files")
        body = {"remove": ["{zqamsel}"], "revision": 2}
        status, text = await scene.ask(Actor.OWNER, *removal, body)
        trashed = scene.state()["trash"]
        _, listed = await scene.ask(Actor.OWNER, "GET", "/api/duplicates")
        token = orjson.loads(text.partition("\n")[0])["undoToken"]
        undo = f"/api/duplicates/undo/{token}"
        others = {
            actor: (await scene.ask(actor, "POST", undo))[0]
            for actor in Actor
            if actor is not Actor.OWNER
        }
        undone, back = await scene.ask(Actor.OWNER, "POST", undo)

        assert (status, undone) == (200, 200)
        assert scene.ids["demo", "zqamsel"] in trashed
        assert set(others.values()) <= REFUSED
        assert "own" not in scene.told(listed).groups
        assert scene.ids["demo", "zqamsel"] not in scene.state()["trash"]
        assert scene.told(text + back).beyond(scene.may_see(Actor.OWNER)) == set()


def test_every_enriched_place_has_its_rows() -> None:
    """
    Who has Immich's answers hold more says by what they are asked for.
    """
    told = {(place.method, place.pattern) for place in PLACES}

    assert told == {(one, pattern) for methods, pattern, _ in _TABLE for one in methods.split()}
