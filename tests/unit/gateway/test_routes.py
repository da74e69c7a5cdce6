"""
Tests of who answers which path.
"""

import pytest

from gateway.routes import Door, Route, route


@pytest.mark.parametrize(
    "path",
    [
        "/api/session",
        "/api/groups",
        "/api/groups/1/primary",
        "/api/duplicates/1",
        "/api/health",
        "/health",
        "/metrics",
    ],
)
def test_our_routes_are_ours(path: str) -> None:
    """
    What the web UI asks of us never reaches Immich.
    """
    assert route("GET", path, has_site=False) == Route(Door.OURS, path)


@pytest.mark.parametrize(
    "path",
    [
        "/api/sessions",
        "/api/groupsx",
        "/api/assets/1",
        "/api//groups",
        "/photos",
        "/api/socket.io/",
    ],
)
def test_everything_else_is_immichs(path: str) -> None:
    """
    A path that only looks like ours is Immich's.
    """
    assert route("GET", path, has_site=False) == Route(Door.IMMICH, path)


def test_prefix_leads_to_immichs_api() -> None:
    """
    The raw path is kept as it was written.
    """
    chosen = route("GET", "/api/immich/assets//a%2Fb", has_site=False)

    assert chosen == Route(Door.ENRICHABLE, "/api/assets//a%2Fb")


def test_api_said_twice_is_said_once() -> None:
    """
    Apps put `/api` behind an address that does not end in it.
    """
    chosen = route("GET", "/api/immich/api/server/ping", has_site=False)

    assert chosen == Route(Door.ENRICHABLE, "/api/server/ping")


def test_prefix_has_a_well_known_address_of_its_own() -> None:
    """
    The one at the root is Immich's.
    """
    assert route("GET", "/api/immich/.well-known/immich", has_site=False).door is Door.OURS
    assert route("GET", "/.well-known/immich", has_site=False).door is Door.IMMICH


def test_search_is_enriched() -> None:
    """
    The one answer that gets fields of ours in this version.
    """
    assert route("POST", "/api/immich/search/metadata", has_site=False).places
    assert not route("POST", "/api/search/metadata", has_site=False).places


def test_pages_are_the_sites_where_there_is_one() -> None:
    """
    With a web UI, what a browser reads outside of `/api` is its own.
    """
    assert route("GET", "/photos", has_site=True).door is Door.SITE


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/api/assets"), ("POST", "/photos"), ("GET", "/.well-known/immich")],
)
def test_site_leaves_the_rest_to_immich(method: str, path: str) -> None:
    """
    The API, the well-known address and anything but reading stay Immich's.
    """
    assert route(method, path, has_site=True).door is Door.IMMICH


def test_what_means_immich_goes_to_immich() -> None:
    """
    Even where it looks like ours.
    """
    chosen = route("GET", "/api/duplicates", has_site=True, is_immichs=True)

    assert chosen == Route(Door.IMMICH, "/api/duplicates")
