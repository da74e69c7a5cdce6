"""
Tests of where assets stand in Immich's answers.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from gateway.asset_places import Places, places_of

AN_ID = "97623730-3f9a-4bfa-8d33-f6ccc6ac5949"
TESTDATA = os.environ.get("TWINLENS_TESTDATA", "")
REFERENCE = Path(os.environ.get("TWINLENS_REFERENCE") or Path(TESTDATA).parent / "reference")
LIST = REFERENCE / "immich" / "asset-paths.json"

# A few rows of that list, for where the reference is not at hand.
SOME: dict[str, Any] = {
    "2.7.5": [
        {"method": "GET", "path": "/api/albums", "assets": ["$[].assets[]"]},
        {"method": "PUT", "path": "/api/stacks/{id}", "assets": ["$.assets[]"]},
    ],
    "3.1.0": [
        {"method": "GET", "path": "/api/albums", "assets": []},
        {"method": "GET", "path": "/api/stacks/{id}", "assets": ["$.assets[]"]},
        {"method": "GET", "path": "/api/timeline/bucket", "assets": [], "columnar": True},
        {"method": "POST", "path": "/api/albums", "assets": ["$.assets[]"]},
        {"method": "GET", "path": "/api/users/me", "assets": []},
    ],
}
WHOLE = [json.loads(LIST.read_text())] if LIST.exists() else []
Told = dict[tuple[str, str], set[str]]


@pytest.fixture(params=[SOME, *WHOLE], ids=["some", "whole"][: 1 + len(WHOLE)])
def told(request: pytest.FixtureRequest) -> Told:
    """
    The places that a list names for each request, "columns" for a bucket.
    """
    found: Told = {}
    for row in (*request.param["2.7.5"], *request.param["3.1.0"]):
        key = (row["method"], row["path"].replace("{id}", AN_ID))
        columns = {"columns"} if row.get("columnar") else set()
        found[key] = found.get(key, set()) | set(row["assets"]) | columns
    return found


def written(places: Places | None) -> set[str]:
    """
    Write places as the list does.
    """
    if places is None:
        return set()
    if places.columns:
        return {"columns"}
    return {"$" + "".join(s if s == "[]" else f".{s}" for s in path) for path in places.whole}


def test_every_told_place_is_known_and_no_other(told: Told) -> None:
    """
    Each route of the list has the places of all versions, and a route without assets has none.
    """
    assert {key: written(places_of(*key)) for key in told} == told


def test_no_request_that_the_list_does_not_name_is_touched(told: Told) -> None:
    """
    By any other method a path passes through, but for the PATCH that Immich 3 answers as it does
    PUT, without telling.
    """
    methods = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    asked = {(method, path) for method in methods for _, path in told}
    touched = {key for key in asked if places_of(*key) is not None}
    twins = {("PATCH", path) for method, path in told if method == "PUT" and path.endswith(AN_ID)}

    assert touched - twins == {key for key, places in told.items() if places} - twins


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", f"/api/assets/{AN_ID}", {"$"}),
        ("POST", "/api/search/metadata", {"$.assets.items[]", "$.albums.items[].assets[]"}),
        ("GET", "/api/search/explore", {"$[].items[].data"}),
        ("GET", "/api/duplicates", {"$[].assets[]"}),
        ("PATCH", f"/api/stacks/{AN_ID}", {"$.assets[]"}),
        ("GET", "/api/timeline/bucket", {"columns"}),
        ("GET", "/api/timeline/buckets", set()),
        ("GET", "/api/assets/statistics", set()),
        ("GET", f"/api/assets/{AN_ID}/thumbnail", set()),
        ("GET", f"/api/assets/{AN_ID.replace('-', '%2d')}", set()),
        ("POST", "/api/sync/stream", set()),
        ("GET", "/api//duplicates", set()),
        ("DELETE", f"/api/stacks/{AN_ID}", set()),
        ("GET", "/api/something/new", set()),
    ],
)
def test_place_is_found_by_method_and_path(method: str, path: str, expected: set[str]) -> None:
    """
    Some of the table, and what lies beside it.
    """
    assert written(places_of(method, path)) == expected


def test_head_is_asked_as_get() -> None:
    """
    The headers of HEAD are those of GET.
    """
    path = f"/api/assets/{AN_ID}"

    assert places_of("HEAD", path) == places_of("GET", path)


def test_case_and_last_slash_do_not_matter() -> None:
    """
    Immich's server takes them for the same, so an answer has the same places.
    """
    assert places_of("GET", "/API/Duplicates/") == places_of("GET", "/api/duplicates")
