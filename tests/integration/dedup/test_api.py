"""
The routes of the dedup service.
"""

import uuid
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dedup.api import make_router
from dedup.records import Level
from mediacore import api_errors
from tests.integration.dedup.shelf import Shelf


@pytest.fixture
def client(shelf: Shelf) -> Iterator[TestClient]:
    """
    The routes over a shelf with one group of two.
    """
    shelf.file("a.jpg", "a")
    shelf.file("b.jpg", "a")
    shelf.settle()
    app = FastAPI()
    api_errors.install(app)
    app.include_router(make_router(shelf.database))
    with TestClient(app) as opened:
        yield opened


def test_groups_are_listed(client: TestClient) -> None:
    """
    A list has items and a cursor; filters and orders come as a query.
    """
    answer = client.get("/duplicates", params={"type": "exact", "prefix": "a", "sort": "space"})

    assert answer.json()["next_cursor"] is None
    assert [row["duplicate_type"] for row in answer.json()["items"]] == ["exact"]


def test_group_is_given(client: TestClient) -> None:
    """
    One group by its id, the same as in the list.
    """
    (listed,) = client.get("/duplicates").json()["items"]

    assert client.get(f"/duplicates/{listed['group_id']}").json() == listed
    assert client.get(f"/duplicates/{uuid.uuid4()}").status_code == 404


def test_totals_are_given(client: TestClient) -> None:
    """
    Counts stand beside the list.
    """
    answer = client.get("/duplicates/counts").json()

    assert (answer["groups"], answer["files"], answer["reclaimable_bytes"]) == (1, 2, 10)


@pytest.mark.parametrize("owner", [None, "anna"])
def test_paths_are_looked_up(client: TestClient, owner: str | None) -> None:
    """
    Paths in, cards out.
    """
    answer = client.post("/duplicates/lookup", json={"paths": ["b.jpg"], "owner": owner})

    (card,) = answer.json()["groups"]
    assert [row["path"] for row in card["members"]] == ["a.jpg", "b.jpg"]


def test_level_is_chosen_by_the_caller(shelf: Shelf) -> None:
    """
    Lists, counts and look-ups are of the setting's level unless a caller names another.
    """
    for name in "ab":
        shelf.file(name, name)
    shelf.pair("a", "b", 0.91)
    shelf.settle()
    app = FastAPI()
    app.include_router(make_router(shelf.database, Level.L98))
    with TestClient(app) as client:
        assert client.get("/duplicates").json()["items"] == []
        assert client.get("/duplicates/counts").json()["groups"] == 0
        assert client.post("/duplicates/lookup", json={"paths": ["a"]}).json()["groups"] == []
        query = {"level": "0.90"}
        (group,) = client.get("/duplicates", params=query).json()["items"]
        assert client.get("/duplicates/counts", params=query).json()["groups"] == 1
        body = {"paths": ["a"], "level": "0.85"}
        (card,) = client.post("/duplicates/lookup", json=body).json()["groups"]

    assert card["group_id"] == group["group_id"]


@pytest.mark.parametrize("query", [{"level": "0.97"}, {"prefix": "a\x00"}, {"prefix": "a" * 5000}])
def test_list_that_cannot_be_meant_is_refused(shelf: Shelf, query: dict[str, str]) -> None:
    """
    Unknown levels and impossible prefixes are mistakes.
    """
    app = FastAPI()
    app.include_router(make_router(shelf.database))
    with TestClient(app) as client:
        assert client.get("/duplicates", params=query).status_code == 422


def test_groups_are_given_in_full(client: TestClient) -> None:
    """
    Groups asked for by their ids are as in the list, at most 200 at once.
    """
    (group,) = client.get("/duplicates").json()["items"]
    body = {"ids": [group["group_id"]], "owner": "anna"}

    assert client.post("/duplicates/details", json=body).json() == {"groups": [group]}
    many = {"ids": [str(uuid.uuid4())] * 201}
    assert client.post("/duplicates/details", json=many).status_code == 422
