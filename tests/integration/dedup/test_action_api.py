"""
The routes by which people decide.
"""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dedup.action_api import make_action_router
from dedup.action_schemas import MAX_ITEMS
from dedup.api import make_router
from mediacore import api_errors
from tests.integration.dedup.cupboard import Cupboard

ANNA = {"X-Twinlens-Owner": "anna"}


@pytest.fixture
def client(cupboard: Cupboard) -> Iterator[TestClient]:
    """
    All routes over a cupboard with one group of two.
    """
    cupboard.exact("a.jpg", "b.jpg")
    app = FastAPI()
    api_errors.install(app)
    app.include_router(make_router(cupboard.shelf.database))
    app.include_router(make_action_router(cupboard.shelf.database, cupboard.desk))
    with TestClient(app) as opened:
        yield opened


def the_group(client: TestClient, owner: str = "anna") -> dict[str, Any]:
    """
    Give the only group that an owner sees.
    """
    answer = client.get("/duplicates", headers={"X-Twinlens-Owner": owner})
    (group,) = answer.json()["items"]
    assert isinstance(group, dict)
    return group


def remove(client: TestClient, group: dict[str, Any], **body: object) -> Any:
    """
    Ask for files to go.
    """
    return client.request(
        "DELETE",
        f"/duplicates/{group['group_id']}/files",
        json={"revision": group["revision"], **body},
        headers=ANNA,
    )


def test_dismissing_and_undoing(client: TestClient) -> None:
    """
    An owner dismisses a group and takes it back; the list follows.
    """
    group = the_group(client)
    path = f"/duplicates/{group['group_id']}/dismiss"
    token = client.post(path, headers=ANNA).json()["undo_token"]
    assert client.get("/duplicates", headers=ANNA).json()["items"] == []
    assert the_group(client, "bert") == group

    answer = client.post(f"/duplicates/undo/{token}", headers=ANNA)

    assert answer.json() == {"undo_token": token, "groups": [group], "files": []}
    assert the_group(client) == group


def test_pair_is_dismissed(client: TestClient) -> None:
    """
    Paths in the body narrow what is dismissed.
    """
    group = the_group(client)
    body = {"paths": ["a.jpg", "b.jpg"], "revision": group["revision"]}

    answer = client.post(f"/duplicates/{group['group_id']}/dismiss", json=body, headers=ANNA)

    assert answer.status_code == 200
    assert client.get("/duplicates", headers=ANNA).json()["items"] == []


def test_stale_revision_is_a_conflict_with_the_fresh_state(client: TestClient) -> None:
    """
    The answer carries the group as it is now.
    """
    group = the_group(client)
    path = f"/duplicates/{group['group_id']}/dismiss"
    answer = client.post(path, json={"revision": 9}, headers=ANNA)

    assert answer.status_code == 409
    assert answer.json()["reason"] == "stale_revision"
    assert answer.json()["current"] == group


def test_keeping(client: TestClient) -> None:
    """
    What is kept stands first from then on, in lists and alone, for its owner.
    """
    group = the_group(client)
    path = f"/duplicates/{group['group_id']}"
    answer = client.post(f"{path}/keep", json={"paths": ["b.jpg"]}, headers=ANNA)

    (kept,) = answer.json()["groups"]
    assert kept["members"][0]["path"] == "b.jpg"
    assert the_group(client) == kept
    assert client.get(path, headers=ANNA).json() == kept
    assert client.get(path).json() == group


def test_letting_go_and_taking_back(client: TestClient) -> None:
    """
    The answer is an order for somebody else, with a token.
    """
    group = the_group(client)
    answer = remove(client, group, paths=["b.jpg"], keep=["a.jpg"])

    body = answer.json()
    assert answer.status_code == 200
    assert body["keeper"]["path"] == "a.jpg"
    assert [(row["path"], row["carry_out"]) for row in body["files"]] == [("b.jpg", "immich_trash")]
    assert body["group"]["members"][1]["is_going"]

    answer = client.post(f"/duplicates/undo/{body['undo_token']}", headers=ANNA)

    assert [row["state"] for row in answer.json()["files"]] == ["restored"]


def test_removal_is_taken_back_by_the_callers_own_token(client: TestClient) -> None:
    """
    A caller who may not live to see the answer names a token beforehand.
    """
    batch = str(uuid.uuid4())
    done = remove(client, the_group(client), paths=["a.jpg"], batch=batch)
    assert done.json()["undo_token"] != batch

    undone = client.post(f"/duplicates/undo/{batch}", headers=ANNA)

    assert [file["path"] for file in undone.json()["files"]] == ["a.jpg"]
    assert not any(member["is_going"] for member in the_group(client)["members"])


def test_refusal_is_a_problem_with_a_reason(client: TestClient) -> None:
    """
    For programs a word, for people a sentence, and the fresh group.
    """
    group = the_group(client)
    answer = remove(client, group, paths=["a.jpg", "b.jpg"])

    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["reason"], body["detail"]) == (
        "nothing_kept",
        "Every copy of the group would go; one has to stay.",
    )
    assert body["current"] == group


def test_many_are_resolved(client: TestClient) -> None:
    """
    A result for each item, and a token for all.
    """
    group = the_group(client)
    item = {
        "group_id": group["group_id"],
        "revision": group["revision"],
        "keep": ["a.jpg"],
        "remove": ["b.jpg"],
    }
    unknown = item | {"group_id": str(uuid.uuid4())}

    answer = client.post("/duplicates/resolve", json={"items": [item, unknown]}, headers=ANNA)

    assert [row["ok"] for row in answer.json()["results"]] == [True, False]
    token = answer.json()["undo_token"]
    assert client.post(f"/duplicates/undo/{token}", headers=ANNA).status_code == 200


def test_too_many_at_once_are_refused(client: TestClient) -> None:
    """
    A call is bounded.
    """
    item = {"group_id": str(uuid.uuid4()), "revision": 1}

    answer = client.post("/duplicates/resolve", json={"items": [item] * (MAX_ITEMS + 1)})

    assert answer.status_code == 422
