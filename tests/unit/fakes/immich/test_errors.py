"""
Tests of errors in Immich's shape.
"""

from tests.unit.fakes.immich.conftest import StandIn


async def test_error_body_has_the_shape_of_version_2(stand_in: StandIn) -> None:
    """
    Message, phrase, status, and an id that also stands in a header.
    """
    answer = await stand_in.get("/api/nope")

    assert answer.json() == {
        "message": "Cannot GET /api/nope",
        "error": "Not Found",
        "statusCode": 404,
        "correlationId": answer.headers["x-immich-cid"],
    }
