"""
The routes: what callers send, what they get, and how they are refused.
"""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.integration.grouping.desk import (
    ALICE,
    Desk,
    Group,
    make_application,
    make_client,
)


@pytest.fixture
def client(desk: Desk, redis_url: str) -> Iterator[TestClient]:
    """
    The API over a desk with one pair and one RAW that stands alone.
    """
    desk.pair("IMG_0001", 0, 1)
    desk.raw("IMG_0002.DNG", 100, 2)
    desk.jpeg("IMG_0002.JPG", 200, 3)
    desk.scan()
    with make_client(make_application(desk, redis_url)) as made:
        yield made


OWNED = {"X-Twinlens-Owner": ALICE}


def only(client: TestClient) -> Group:
    """
    Give the only group of the common view.
    """
    (group,) = client.get("/groups").json()["items"]
    assert isinstance(group, dict)
    return group


def test_groups_are_listed(client: TestClient) -> None:
    """
    A page has items and the cursor of the next, or none.
    """
    body = client.get("/groups", params={"type": "raw_jpeg", "prefix": "IMG", "limit": 1}).json()

    assert [group["primary_path"] for group in body["items"]] == ["IMG_0001.JPG"]
    assert body["next_cursor"] is None


def test_single_files_are_listed(client: TestClient) -> None:
    """
    With `ungrouped` the same route lists what stands alone.
    """
    body = client.get("/groups", params={"ungrouped": True}).json()

    assert sorted(row["path"] for row in body["items"]) == ["IMG_0002.DNG", "IMG_0002.JPG"]


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"cursor": "nonsense"}, 400),
        ({"cursor": "WzVd", "ungrouped": True, "prefix": "x"}, 200),
        ({"cursor": "WyJhIl0", "ungrouped": True}, 400),
        ({"type": "nonsense"}, 422),
        ({"limit": 101}, 422),
    ],
)
def test_wrong_questions_are_refused(
    client: TestClient, params: dict[str, Any], status: int
) -> None:
    """
    Foreign cursors are 400, values outside their range 422.
    """
    assert client.get("/groups", params=params).status_code == status


def test_one_group(client: TestClient) -> None:
    """
    A group is found by its id, and an unknown id is 404.
    """
    group = only(client)

    assert client.get(f"/groups/{group['group_id']}").json() == group
    assert client.get(f"/groups/{uuid.uuid4()}").status_code == 404


def test_counts(client: TestClient) -> None:
    """
    Counts are those of the owner's view.
    """
    assert client.get("/groups/counts", headers=OWNED).json()["groups"] == 1


def test_lookup_takes_ten_thousand_paths(client: TestClient) -> None:
    """
    10,000 paths are answered, one more is refused.
    """
    paths = ["IMG_0001.JPG"] * 10_000

    answer = client.post("/groups/lookup", json={"paths": paths, "owner": ALICE})

    assert [group["primary_path"] for group in answer.json()["groups"]] == ["IMG_0001.JPG"]
    assert client.post("/groups/lookup", json={"paths": [*paths, "x"]}).status_code == 422


def test_primary_is_set_and_undone(client: TestClient) -> None:
    """
    A decision gives the groups as they are now, and a token that takes it back.
    """
    group = only(client)

    made = client.post(
        f"/groups/{group['group_id']}/primary",
        json={"path": "IMG_0001.DNG", "revision": group["revision"]},
        headers=OWNED,
    ).json()

    assert made["groups"][0]["primary_path"] == "IMG_0001.DNG"
    undone = client.post(f"/groups/undo/{made['undo_token']}", headers=OWNED)
    assert undone.json()["groups"] == [group]
    again = client.post(f"/groups/undo/{made['undo_token']}", headers=OWNED)
    assert again.status_code == 404


def test_stale_revision_is_a_conflict(client: TestClient) -> None:
    """
    409 carries the fresh state as `current`.
    """
    group = only(client)

    answer = client.post(
        f"/groups/{group['group_id']}/split", json={"paths": ["IMG_0001.DNG"], "revision": 77}
    )

    assert answer.status_code == 409
    assert answer.json()["current"] == group


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("{id}/split", {"paths": ["IMG_0001.DNG", "IMG_0001.JPG"]}, 400),
        ("{id}/split", {"paths": ["other.JPG"]}, 400),
        ("{id}/split", {"paths": []}, 422),
        ("{id}/primary", {"path": "other.JPG"}, 400),
        ("{id}/primary", {"path": "IMG_0001.JPG", "more": 1}, 422),
        ("merge", {"paths": ["IMG_0001.JPG"]}, 400),
        ("merge", {"paths": ["IMG_0001.JPG", "gone.JPG"]}, 404),
        ("dissolve", {"groups": []}, 422),
        (str(uuid.UUID(int=1)) + "/primary", {"path": "IMG_0001.JPG"}, 404),
    ],
)
def test_senseless_decisions_are_refused(
    client: TestClient, path: str, body: dict[str, Any], status: int
) -> None:
    """
    Each refusal has its status, and changes nothing.
    """
    before = only(client)

    answer = client.post(f"/groups/{path.format(id=before['group_id'])}", json=body)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert only(client) == before


def test_split_merge_and_dissolve(client: TestClient) -> None:
    """
    A pair is put apart, put together again, and dissolved.
    """
    key = only(client)["group_id"]
    client.post(f"/groups/{key}/split", json={"paths": ["IMG_0001.DNG"]})
    assert client.get("/groups").json()["items"] == []
    client.post("/groups/merge", json={"paths": ["IMG_0001.DNG", "IMG_0001.JPG"]})
    key = only(client)["group_id"]

    answer = client.post(
        "/groups/dissolve",
        json={"groups": [{"group_id": key, "revision": None}, {"group_id": str(uuid.uuid4())}]},
    ).json()

    assert [row["ok"] for row in answer["results"]] == [True, False]
    assert uuid.UUID(answer["undo_token"])
    assert client.get("/groups").json()["items"] == []


def test_dissolving_only_unknown_groups_gives_no_token(client: TestClient) -> None:
    """
    There is nothing to undo.
    """
    answer = client.post("/groups/dissolve", json={"groups": [{"group_id": str(uuid.uuid4())}]})

    assert answer.json()["undo_token"] is None


def test_suggestions_are_judged(client: TestClient) -> None:
    """
    A suggestion is rejected, the rejection undone, and the pair accepted.
    """
    (orphan,) = client.get("/suggestions/orphan-raws").json()["items"]
    chosen = orphan["candidates"][0]["suggestion_id"]

    rejected = client.post(f"/suggestions/{chosen}/reject").json()

    (left,) = client.get("/suggestions/orphan-raws").json()["items"]
    assert chosen not in [row["suggestion_id"] for row in left["candidates"]]
    client.post(f"/groups/undo/{rejected['undo_token']}")
    accepted = client.post(f"/suggestions/{chosen}/accept").json()
    assert [len(group["members"]) for group in accepted["groups"]] == [2]
    assert client.get("/suggestions/orphan-raws").json()["items"] == []


@pytest.mark.parametrize(
    ("suggestion", "status"),
    [("nonsense", 400), ("1000001-1000002", 404), ("1-1", 404), (f"{10**30}-1", 404)],
)
def test_unknown_suggestions_are_refused(client: TestClient, suggestion: str, status: int) -> None:
    """
    A bad id is 400, one about files that are gone or the same is 404.
    """
    assert client.post(f"/suggestions/{suggestion}/accept").status_code == status


def test_groups_are_given_in_full(client: TestClient) -> None:
    """
    Groups asked for by their ids are as in the list, at most 200 at once.
    """
    group = only(client)
    body = {"ids": [group["group_id"]], "owner": ALICE}

    assert client.post("/groups/details", json=body).json() == {"groups": [group]}
    many = {"ids": [str(uuid.uuid4())] * 201}
    assert client.post("/groups/details", json=many).status_code == 422


def test_orphans_are_given_by_path(client: TestClient) -> None:
    """
    What is suggested for some paths is what the list of orphans says.
    """
    listed = client.get("/suggestions/orphan-raws").json()["items"]
    body = {"paths": ["IMG_0002.DNG", "IMG_0001.DNG"]}

    assert client.post("/suggestions/lookup", json=body).json() == {"items": listed}
