"""
Tests of the stand-in against what a real Immich 2.7.5 answered.

The answers are captures in a reference folder: `TWINLENS_REFERENCE`, or `reference` beside
`TWINLENS_TESTDATA`; without it only the two beside this file are compared.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.unit.fakes.immich.conftest import StandIn

TESTDATA = os.environ.get("TWINLENS_TESTDATA", "")
REFERENCE = Path(os.environ.get("TWINLENS_REFERENCE") or Path(TESTDATA).parent / "reference")
CAPTURES = REFERENCE / "immich" / "captures"
NAMES = [
    "asset-get",
    "asset-original",
    "asset-original-head",
    "asset-original-range",
    "asset-original-range-suffix",
    "asset-original-range-unsat",
    "asset-thumbnail",
    "asset-thumbnail-badsize",
    "asset-thumbnail-fullsize",
    "asset-thumbnail-head",
    "asset-thumbnail-preview",
    "auth-login",
    "auth-login-badbody",
    "auth-login-wrong",
    "auth-logout",
    "auth-validateToken-apikey",
    "auth-validateToken-badbearer",
    "auth-validateToken-badkey",
    "auth-validateToken-bearer",
    "auth-validateToken-none",
    "auth-validateToken-usertoken",
    "err-400-bad-uuid",
    "err-400-unknown-asset",
    "err-401-badkey",
    "err-401-badtoken",
    "err-401-notoken",
    "err-404-route",
    "err-404-route-noauth",
    "search-metadata",
    "search-metadata-originalFileName",
    "search-metadata-size1001",
    "search-metadata-size5-page99",
    "search-metadata-unknown-field",
    "server-about",
    "server-about-noauth",
    "server-config",
    "server-features",
    "server-ping",
    "server-version",
    "users-me",
    "well-known-immich",
]
WRITTEN = sorted((Path(__file__).parent / "captures").glob("*.json"))
PASSING = {
    *("connection", "keep-alive", "date", "content-length", "transfer-encoding", "vary"),
    "x-immich-cid",
}
ASSET = re.compile(r"(?<=/assets/)c7548f80-6cce-45ef-9d87-bebd5aececd5")
NEEDS_CAPTURES = (
    pytest.mark.testdata,
    pytest.mark.skipif(
        not (CAPTURES / "README.md").exists(), reason="no captures: TWINLENS_REFERENCE is not set"
    ),
)


def shape(value: Any) -> Any:
    """
    Give keys and kinds of a body; null may stand for anything, and lists are told by one element.
    """
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value[:1]]
    return "number" if isinstance(value, (int, float)) else type(value).__name__


def agrees(ours: Any, theirs: Any) -> bool:
    """
    Tell whether two shapes are the same where both say something.
    """
    if "NoneType" in (ours, theirs):
        return True
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours.keys() == theirs.keys() and all(agrees(ours[k], theirs[k]) for k in ours)
    if isinstance(ours, list) and isinstance(theirs, list):
        return all(agrees(one, other) for one, other in zip(ours, theirs, strict=False))
    return bool(ours == theirs)


def text_of(path: Path) -> str:
    """
    Read a capture.
    """
    return path.read_text()


async def filled_in(stand_in: StandIn, capture: str) -> dict[str, Any]:
    """
    Read a capture with our user, credentials and asset in place of the masked ones.
    """
    _, token = stand_in.accounts.login("demo@twinlens.local", "demo")
    places = {
        "<admin-apiKey>": stand_in.key["x-api-key"],
        "<admin-accessToken>": token,
        "<token>": token,
        "admin@example.com": "demo@twinlens.local",
        "Adm1n-Pass-immich": "demo",
    }
    for mask, ours in places.items():
        capture = capture.replace(mask, ours)
    filled: dict[str, Any] = json.loads(ASSET.sub(await stand_in.id_of("L1000.JPG"), capture))
    return filled


@pytest.mark.parametrize(
    "path",
    [
        *WRITTEN,
        *(pytest.param(CAPTURES / f"{name}.json", marks=NEEDS_CAPTURES) for name in NAMES),
    ],
    ids=lambda path: path.stem,
)
async def test_stand_in_answers_as_immich_did(stand_in: StandIn, path: Path) -> None:
    """
    The same request has the same status, header names, message, and shape of the body.
    """
    capture = await filled_in(stand_in, text_of(path))
    request, theirs = capture["request"], capture["body"]

    answer = await stand_in.client.request(
        request["method"], request["path"], headers=request["headers"], json=request.get("body")
    )

    assert answer.status_code == capture["status"]
    assert {key.lower() for key in capture["headers"]} - PASSING == set(answer.headers) - PASSING
    if isinstance(theirs, dict) and "_binary" not in theirs:
        assert agrees(shape(answer.json()), shape(theirs))
        assert answer.json().get("message") == theirs.get("message")


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({"a": 1}, {"a": 2.5}, True),
        ({"a": None}, {"a": "x"}, True),
        ({"a": 1}, {"b": 1}, False),
        ({"a": [{"b": 1}]}, {"a": [{"b": "x"}]}, False),
        ([], [1], True),
        ("x", {"a": 1}, False),
    ],
)
def test_shapes_are_compared(ours: Any, theirs: Any, expected: bool) -> None:
    """
    The comparison itself sees what differs.
    """
    assert agrees(shape(ours), shape(theirs)) is expected
