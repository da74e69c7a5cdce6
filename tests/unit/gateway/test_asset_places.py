"""
Tests of where assets stand in Immich's answers.
"""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gateway.asset_places import Places, places_of

AN_ID = "97623730-3f9a-4bfa-8d33-f6ccc6ac5949"
TESTDATA = os.environ.get("TWINLENS_TESTDATA", "")
REFERENCE = Path(os.environ.get("TWINLENS_REFERENCE") or Path(TESTDATA).parent / "reference")
LIST = REFERENCE / "immich" / "asset-paths.json"
needs_reference = pytest.mark.skipif(not LIST.exists(), reason="without the reference folder")

# What Immich 3 answers without telling: PATCH beside PUT, as the list's own note says.
UNTOLD = {("PATCH", f"/api/{noun}/{AN_ID}") for noun in ("assets", "stacks", "memories")}


@cache
def told() -> dict[tuple[str, str], set[str]]:
    """
    Give the places that the list names for each request, "columns" for a bucket.
    """
    found: dict[tuple[str, str], set[str]] = {}
    versions: dict[str, Any] = json.loads(LIST.read_text())
    for row in (*versions["2.7.5"], *versions["3.1.0"]):
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


@pytest.mark.testdata
@needs_reference
def test_every_told_place_is_known_and_no_other() -> None:
    """
    Each route of the list has the places of all versions, and a route without assets has none.
    """
    wrong = {
        key: (written(places_of(*key)), places)
        for key, places in told().items()
        if written(places_of(*key)) != places
    }

    assert wrong == {}


@pytest.mark.testdata
@needs_reference
def test_no_request_that_the_list_does_not_name_is_touched() -> None:
    """
    The same paths by any other method pass through, but for PATCH where PUT is.
    """
    methods = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    paths = {path for _, path in told()}
    asked = {(method, path) for method in methods for path in paths}
    touched = {key for key in asked if places_of(*key) is not None}

    assert touched - {key for key, places in told().items() if places} == UNTOLD


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
