"""
Reading groups as the services feed them.
"""

import copy
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest

from gateway.fed_groups import FedGroup, FedMember, read_groups
from mediacore.errors import UnavailableError

KEY = "6d0c4d0e-9a55-5c6e-8a7e-74776c6e7373"
BODY: dict[str, Any] = {
    "group_id": KEY,
    "view": "",
    "type": "exact",
    "switchable": False,
    "burst": True,
    "revision": 4,
    "levels": ["exact", "0.98"],
    "similarity": 0.97,
    "created_at": "2026-05-16T08:00:00+00:00",
    "members": [
        {
            "path": "a.jpg",
            "also_at": ["link.jpg", "a.jpg"],
            "filename": "a.jpg",
            "type": "jpeg",
            "size": 10,
            "score": 1.0,
            "preselected": False,
            "taken_at": "2026-05-16T12:00:00",
        },
        {
            "path": "b.jpg",
            "also_at": [],
            "filename": "b.jpg",
            "type": "jpeg",
            "size": 10,
            "score": 0.97,
            "preselected": True,
            "taken_at": None,
        },
    ],
    "hidden": [],
}
NOON = datetime(2026, 5, 16, 12, 0, 0)  # noqa: DTZ001 - a camera's clock has no zone


def read(**columns: Any) -> FedGroup:
    """
    Read a group that differs in some columns.
    """
    (group,) = read_groups([copy.deepcopy(BODY) | columns])
    return group


def test_group_is_read_whole() -> None:
    """
    With a row for each path, of which a file's own is the main one.
    """
    first: dict[str, Any] = {"size": 10, "score": 1.0, "preselected": False, "taken_at": NOON}

    group = read()

    assert group == FedGroup(
        group_id=uuid.UUID(KEY),
        view="",
        type="exact",
        switchable=False,
        burst=True,
        decided=False,
        revision=4,
        levels=("exact", "0.98"),
        similarity=0.97,
        created_at=datetime(2026, 5, 16, 8, tzinfo=UTC),
        members=(
            FedMember("a.jpg", 0, file_type="jpeg", main=True, **first),
            FedMember("link.jpg", 0, file_type="jpeg", main=False, **first),
            FedMember(
                "b.jpg",
                1,
                main=True,
                file_type="jpeg",
                size=10,
                score=0.97,
                preselected=True,
                taken_at=None,
            ),
        ),
        hidden=(),
        digest=group.digest,
    )


def test_hidden_file_is_out_with_all_its_names() -> None:
    """
    A path that is in the group no more hides nothing.
    """
    group = read(hidden=[{"view": "anna", "paths": ["a.jpg", "gone.jpg"]}])

    assert group.hidden == (("anna", "a.jpg"), ("anna", "link.jpg"))


def test_digest_tells_groups_apart() -> None:
    """
    Equal groups have equal ones, whatever differs otherwise changes it.
    """
    assert read().digest == read().digest
    assert len({read().digest, read(revision=5).digest, read(total_size=1).digest}) == 3


@pytest.mark.parametrize(
    "columns", [{"group_id": "x"}, {"members": [{}]}, {"levels": None}, {"created_at": 7}]
)
def test_other_shape_is_refused(columns: dict[str, Any]) -> None:
    """
    What is not as agreed is as if the service did not answer.
    """
    with pytest.raises(UnavailableError, match="another shape"):
        read(**columns)
