"""
Tests of the stand-in against what a real Immich answered, 2.7.5 and 3.1.0.

The answers are captures in a reference folder: `TWINLENS_REFERENCE`, or `reference` beside
`TWINLENS_TESTDATA`; without it only the few beside this file are compared.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from httpx import Response

from tests.fakes.immich.settings import V2
from tests.unit.fakes.immich.captured import (
    FOLDERS,
    SPECS,
    WRITTEN,
    Json,
    body_of,
    captures_in,
    scene_of,
)
from tests.unit.fakes.immich.openapi import schema_of, spec_in, violations
from tests.unit.fakes.immich.steps import prepare

PASSING = {
    *("connection", "keep-alive", "date", "content-length", "transfer-encoding", "vary"),
    *("x-immich-cid", "x-correlation-id"),
}
LEFT_OUT = {
    "x-web-system-config": "the stand-in has the switches that can be turned, not every setting",
    "socketio-ws-admin-events": "frames, not an answer: test_sockets.py tells the same story",
    "socketio-ws-bad": "frames, not an answer: in test_sockets.py",
    "socketio-ws-none": "frames, not an answer: in test_sockets.py",
}
Version = tuple[int, int, int]


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


def rows_by_type(body: Any) -> Any:
    """
    Give one line of each type where a body is lines.
    """
    if isinstance(body, list) and body and isinstance(body[0], dict) and "data" in body[0]:
        return {line["type"]: line for line in body}
    return body


def is_alike(ours: Any, theirs: Any) -> bool:
    """
    Tell whether two bodies say the same things, of lines those types that both have.
    """
    ours, theirs = rows_by_type(ours), rows_by_type(theirs)
    if not isinstance(theirs, dict | list) or "_binary" in theirs:
        return True
    if isinstance(theirs, dict) and isinstance(ours, dict) and "SyncCompleteV1" in theirs:
        both = ours.keys() & theirs.keys()
        return all(agrees(shape(ours[one]), shape(theirs[one])) for one in both)
    return agrees(shape(ours), shape(theirs))


def message_of(body: Any) -> Any:
    """
    Give an error's message.
    """
    return body.get("message") if isinstance(body, dict) else None


def cases() -> list[Any]:
    """
    Give the captures of both versions, those beside this file first.
    """
    found = [(V2, WRITTEN)]
    found += [(version, folder) for version, folder in FOLDERS.items() if folder.exists()]
    return [
        pytest.param(
            version,
            folder,
            name,
            id=f"{version[0]}-{name}",
            marks=() if folder == WRITTEN else pytest.mark.testdata,
        )
        for version, folder in found
        for name in captures_in(folder)
        if name not in LEFT_OUT
    ]


def against_spec(version: Version, folder: Path, request: Json, answer: Response) -> set[str]:
    """
    Tell what an answer has against the description of the API, where there is one.
    """
    file = folder.parent / SPECS[version]
    if not file.exists():
        return set()
    spec = spec_in(file)
    schema = schema_of(spec, request["method"], request["path"], answer.status_code)
    return set() if schema is None else set(violations(spec, schema, body_of(answer)))


@pytest.mark.parametrize(("version", "folder", "name"), cases())
async def test_stand_in_answers_as_immich_did(
    version: Version, folder: Path, name: str, tmp_path: Path
) -> None:
    """
    The same request has the same status, header names, message, and shape of the body, which is
    what the description of the API says, too, unless Immich's own answer is not.
    """
    scene = scene_of(version, folder, tmp_path)
    await prepare(scene, name)
    capture = scene.captures[name]

    answer = await scene.replay(name)

    body, theirs = body_of(answer), capture["body"]
    assert answer.status_code == capture["status"], answer.text
    assert {key.lower() for key in capture["headers"]} - PASSING == set(answer.headers) - PASSING
    assert is_alike(body, theirs), json.dumps(body)
    assert message_of(body) == message_of(theirs)
    captured = Response(
        answer.status_code, json=theirs, headers={"content-type": "application/json"}
    )
    immichs_own = against_spec(version, folder, capture["request"], captured)
    assert against_spec(version, folder, capture["request"], answer) <= immichs_own


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({"a": 1}, {"a": 2.5}, True),
        ({"a": None}, {"a": "x"}, True),
        ({"a": 1}, {"b": 1}, False),
        ({"a": [{"b": 1}]}, {"a": [{"b": "x"}]}, False),
        ([], [1], True),
        ("x", {"a": 1}, False),
        ([{"type": "SyncCompleteV1", "data": {}}], [{"type": "SyncCompleteV1", "data": {}}], True),
        (None, {"_binary": True}, True),
    ],
)
def test_shapes_are_compared(ours: Any, theirs: Any, expected: bool) -> None:
    """
    The comparison itself sees what differs.
    """
    assert is_alike(ours, theirs) is expected
