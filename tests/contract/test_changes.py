"""
Stacks, trash, albums and partners: what acting on an Immich rests on.
"""

import uuid

import pytest

from tests.contract.immich import Immich
from tests.contract.made import Made


def test_first_of_a_stack_is_primary(immich: Immich, made: Made) -> None:
    """
    Only an asset asked for by itself tells its stack; a search does not.
    """
    first, second = made.picture(), made.picture()
    stack = made.stack([first.asset_id, second.asset_id])
    by_itself = immich.asset(second.asset_id)["stack"]
    [in_search] = immich.found(originalFileName=second.name)

    assert stack["primaryAssetId"] == first.asset_id
    assert (by_itself["id"], by_itself["primaryAssetId"]) == (stack["id"], first.asset_id)
    assert in_search.get("stack") is None


def test_stack_gets_another_primary(immich: Immich, made: Made) -> None:
    """
    Re-pointed before the first goes to the trash.
    """
    first, second = made.picture(), made.picture()
    stack = made.stack([first.asset_id, second.asset_id])
    told = immich.json("PUT", f"/stacks/{stack['id']}", {"primaryAssetId": second.asset_id})

    assert told["primaryAssetId"] == second.asset_id


def test_stack_needs_two(immich: Immich, made: Made) -> None:
    """
    One asset is none.
    """
    answer = immich.ask("POST", "/stacks", {"assetIds": [made.picture().asset_id]})

    assert answer.status_code == 400


def test_trash_gives_back(immich: Immich, made: Made) -> None:
    """
    Without `force` an asset is kept, under its id.
    """
    if not immich.json("GET", "/server/features")["trash"]:  # pragma: no cover - stand-ins have one
        pytest.skip("the trash of this server is off")
    picture = made.picture()
    immich.json("DELETE", "/assets", {"ids": [picture.asset_id]})
    trashed = immich.asset(picture.asset_id)["isTrashed"]
    restored = immich.json("POST", "/trash/restore/assets", {"ids": [picture.asset_id]})

    assert (trashed, restored["count"]) == (True, 1)
    assert not immich.asset(picture.asset_id)["isTrashed"]


def test_one_unknown_id_fails_all(immich: Immich, made: Made) -> None:
    """
    Nothing of a bulk request is done then.
    """
    picture = made.picture()
    answer = immich.ask("DELETE", "/assets", {"ids": [picture.asset_id, str(uuid.uuid4())]})

    assert answer.status_code == 400
    assert not immich.asset(picture.asset_id)["isTrashed"]


def test_albums_tell_of_each_asset(immich: Immich, made: Made) -> None:
    """
    What is in already is told, and is no error.
    """
    first, second = made.picture(), made.picture()
    album = made.album([first.asset_id])
    ids = {"ids": [first.asset_id, second.asset_id]}
    told = immich.json("PUT", f"/albums/{album['id']}/assets", ids)
    of_second = immich.json("GET", f"/albums?assetId={second.asset_id}")

    assert [(one["id"], one["success"]) for one in told] == [
        (first.asset_id, False),
        (second.asset_id, True),
    ]
    assert told[0]["error"] == "duplicate"
    assert [one["id"] for one in of_second] == [album["id"]]


def test_partners_are_told_in_both_directions(immich: Immich, made: Made) -> None:
    """
    Who shares is asked for by `shared-with`, whom one shares with by `shared-by`.
    """
    if not immich.me["isAdmin"]:  # pragma: no cover - who signs in at the stand-ins is an admin
        pytest.skip("only an admin can make another user")
    other = made.user()
    made.partner(other["id"])
    given = immich.json("GET", "/partners?direction=shared-by")
    taken = immich.json("GET", "/partners?direction=shared-with")

    assert other["id"] in [one["id"] for one in given]
    assert other["id"] not in [one["id"] for one in taken]
