"""
Tests of the assets of an answer.
"""

import json
from typing import Any

import pytest

from gateway.asset_fields import Fields
from gateway.asset_places import Places
from gateway.enrichable import Spot, understand
from gateway.json_splice import splice

ONE = "11111111-1111-4111-8111-111111111111"
TWO = "22222222-2222-4222-8222-222222222222"
ANNA = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
LIST = Places((("[]",),))
BUCKET = Places(columns=True)
NAMES = ("groupId", "versionCount")
FIELDS: dict[str, Fields] = {ONE: {"groupId": "g", "versionCount": 2, "unasked": 1}}


def asset(asset_id: str, **more: Any) -> dict[str, Any]:
    """
    Make an asset.
    """
    return {"id": asset_id, "ownerId": ANNA, "hasMetadata": True, **more}


def bucket(*ids: Any, **more: Any) -> dict[str, Any]:
    """
    Make a bucket of the timeline.
    """
    return {"id": ids, "ownerId": [ANNA] * len(ids), **more}


def enriched(body: Any, places: Places = LIST) -> Any:
    """
    Give an answer with the fields written in.
    """
    text = json.dumps(body)
    return json.loads(splice(text, understand(text, places).additions(FIELDS, NAMES)))


def test_asset_gets_its_fields() -> None:
    """
    Those that are asked for; an asset without any stays as it is.
    """
    assert enriched([asset(ONE), asset(TWO)]) == [
        asset(ONE, groupId="g", versionCount=2),
        asset(TWO),
    ]


def test_field_of_immichs_own_stays() -> None:
    """
    Should Immich one day have a `groupId` itself, it is not written again.
    """
    assert enriched([asset(ONE, groupId=7)]) == [asset(ONE, groupId=7, versionCount=2)]
    body = [asset(ONE, groupId=7, versionCount=8)]

    assert enriched(body) == body


@pytest.mark.parametrize(
    "value",
    [
        {"id": ONE},
        {"id": ONE, "hasMetadata": False},
        asset(ONE, hasMetadata=False),
        {"id": "not an id", "ownerId": ANNA},
        {"id": ONE, "ownerId": None},
        {},
    ],
)
def test_sanitised_asset_gets_nothing(value: dict[str, Any]) -> None:
    """
    What a link hides, we do not tell.
    """
    assert list(understand(json.dumps([value]), LIST).spots) == []
    assert enriched([value]) == [value]


@pytest.mark.parametrize(
    ("more", "is_indexed"),
    [
        ({}, True),
        ({"visibility": "archive"}, True),
        ({"visibility": "locked"}, False),
        ({"isTrashed": True}, False),
    ],
)
def test_index_knows_what_is_neither_hidden_nor_trashed(
    more: dict[str, Any], is_indexed: bool
) -> None:
    """
    Only of the others an unknown one means that the index is behind.
    """
    wanted = [Spot(ONE, ANNA, is_indexed)]
    column = bucket(ONE, **{name: [value] for name, value in more.items()})

    assert list(understand(json.dumps([asset(ONE, **more)]), LIST).spots) == wanted
    assert list(understand(json.dumps(column), BUCKET).spots) == wanted


def test_bucket_gets_parallel_arrays() -> None:
    """
    As long as the others, with null where nothing is known.
    """
    made = enriched(bucket(TWO, ONE), BUCKET)

    assert made == bucket(TWO, ONE, groupId=[None, "g"], versionCount=[None, 2]) | {
        "id": [TWO, ONE]
    }


def test_empty_bucket_gets_empty_arrays() -> None:
    """
    No row is added.
    """
    assert enriched(bucket(), BUCKET) == {
        "id": [],
        "ownerId": [],
        "groupId": [],
        "versionCount": [],
    }


def test_column_of_immichs_own_stays() -> None:
    """
    A bucket that has all our names by itself is left alone.
    """
    assert enriched(bucket(ONE, groupId=[5]), BUCKET)["groupId"] == [5]
    body = bucket(groupId=[], versionCount=[])

    assert enriched(body, BUCKET) == json.loads(json.dumps(body))


def test_row_without_an_owner_keeps_its_place() -> None:
    """
    A row that is no asset of anybody's is looked up for nobody.
    """
    body = {"id": [TWO, ONE], "ownerId": [None, ANNA]}

    assert [spot.asset_id for spot in understand(json.dumps(body), BUCKET).spots] == [ONE]
    assert enriched(body, BUCKET)["groupId"] == [None, "g"]


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"id": ONE, "ownerId": [ANNA]},
        {"id": [ONE], "ownerId": ANNA},
        {"id": [ONE], "ownerId": []},
        {"id": [5], "ownerId": [ANNA]},
        {"id": [ONE], "ownerId": [[]]},
    ],
)
def test_bucket_of_another_shape_is_left_alone(body: Any) -> None:
    """
    Where rows cannot be told apart nothing is added.
    """
    assert enriched(body, BUCKET) == body


@pytest.mark.parametrize("places", [LIST, BUCKET])
def test_text_that_is_no_json_is_said(places: Places) -> None:
    """
    Whoever asked falls back to Immich's bytes.
    """
    with pytest.raises(ValueError, match="Expecting value"):
        understand("nope", places)


def test_bucket_is_enriched_however_it_is_written() -> None:
    """
    As Immich writes it, without spaces, or as anybody might.
    """
    compact = json.dumps(bucket(ONE, city=['":[']), separators=(",", ":"))
    plain = json.dumps(bucket(ONE), separators=(",", ":"))
    written = [
        splice(text, understand(text, BUCKET).additions(FIELDS, ["groupId"]))
        for text in (plain, compact, f"{plain} ")
    ]

    assert [text.strip().endswith(',"groupId":["g"]}') for text in written] == [True] * 3


def test_bucket_with_a_column_twice_is_refused() -> None:
    """
    Readers differ in which one counts.
    """
    with pytest.raises(ValueError, match="twice"):
        understand(f'{{"id":["{ONE}"],"ownerId":["{ANNA}"],"id":["{TWO}"]}}', BUCKET)
