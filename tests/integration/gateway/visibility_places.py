"""
Questions to Immich whose answers get fields of ours: at least one for each place.
"""

from dataclasses import dataclass
from typing import Any

MONTH = "2026-05-01T00:00:00.000Z"


@dataclass(frozen=True, slots=True)
class Place:
    """
    A question that Immich answers with assets.

    :ivar pattern: the place, as the gateway's table writes it.
    """

    method: str
    pattern: str
    path: str
    body: Any = None


def each(methods: str, pattern: str, *paths: str, body: Any = None) -> list[Place]:
    """
    Ask in several ways.
    """
    return [
        Place(method, pattern, path, None if method == "GET" else body)
        for method in methods.split()
        for path in paths
    ]


PLACES = [
    *(
        one
        for word in ("zqamsel", "zqbuchfink", "zqspecht", "zqmerlin", "zqnandu", "zqkiebitz")
        for one in each("GET", "/assets/{id}", f"/assets/{{{word}}}")
    ),
    *each("PUT PATCH", "/assets/{id}", "/assets/{zqamsel}", body={"isFavorite": False}),
    *each("GET", "/assets/random", "/assets/random?count=50"),
    *each(
        "POST",
        "/search/(metadata|smart)",
        "/search/metadata",
        body={"withDeleted": True, "withExif": True, "size": 200},
    ),
    *each("POST", "/search/(metadata|smart)", "/search/smart", body={"query": "bird"}),
    *each("POST", "/search/(metadata|smart)", "/search/metadata", body={"visibility": "archive"}),
    *each("POST", "/search/(random|large-assets)", "/search/random", body={"size": 100}),
    *each("POST", "/search/(random|large-assets)", "/search/large-assets", body={}),
    *each("GET", "/search/cities", "/search/cities"),
    *each("GET", "/search/explore", "/search/explore"),
    *each("GET", "/view/folder", "/view/folder?path={own}", "/view/folder?path={common}"),
    *each(
        "GET",
        "/timeline/bucket",
        f"/timeline/bucket?timeBucket={MONTH}",
        f"/timeline/bucket?timeBucket={MONTH}&visibility=timeline&withPartners=true",
        f"/timeline/bucket?timeBucket={MONTH}&visibility=archive",
        f"/timeline/bucket?timeBucket={MONTH}&isTrashed=true",
        f"/timeline/bucket?timeBucket={MONTH}&albumId={{album}}",
    ),
    *each(
        "GET",
        "/(duplicates|stacks|memories|albums)",
        *("/duplicates", "/stacks", "/memories", "/albums", "/albums?shared=true"),
    ),
    *each(
        "POST",
        "/(stacks|memories|albums)",
        "/albums",
        body={"albumName": "more", "assetIds": ["{zqamsel}", "{zqbuchfink}"]},
    ),
    *each(
        "POST",
        "/(stacks|memories|albums)",
        "/stacks",
        body={"assetIds": ["{zqamsel}", "{zqbuchfink}"]},
    ),
    *each("GET PUT PATCH", "/(stacks|memories)/{id}", "/stacks/{stack}", body={}),
    *each("GET PATCH", "/albums/{id}", "/albums/{album}", body={"description": "x"}),
    *each("PUT", "/albums/{id}/users", "/albums/{album}/users", body={"albumUsers": []}),
    *each("GET", "/shared-links", "/shared-links"),
    *each(
        "POST",
        "/shared-links(/login)?",
        "/shared-links",
        body={"type": "INDIVIDUAL", "assetIds": ["{zqamsel}", "{zqbuchfink}"]},
    ),
    *each("GET", "/shared-links/me", "/shared-links/me"),
    *each("GET PATCH", "/shared-links/{id}", "/shared-links/{link}", body={"description": "x"}),
    *each("POST", "/sync/full-sync", "/sync/full-sync", body={"limit": 100, "updatedUntil": MONTH}),
    *each("POST", "/sync/delta-sync", "/sync/delta-sync", body={"updatedAfter": MONTH}),
]
