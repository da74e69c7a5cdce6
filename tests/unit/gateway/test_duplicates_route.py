"""
Tests of telling whose duplicates a request means.
"""

import pytest

from gateway.duplicates_route import (
    is_about_duplicates,
    is_immich_shaped,
    may_be_immichs_body,
    means_immich,
)

ORIGIN = "http://photos.example:3000"
PAGE = f"{ORIGIN}/utilities/duplicates"


@pytest.mark.parametrize(
    ("referer", "owns_origin", "expected"),
    [
        (f"{PAGE}?index=2", False, True),
        (f"{PAGE}/1", True, True),
        (f"{ORIGIN.upper()}/photos", False, True),
        (f"{ORIGIN}/photos", True, False),
        ("http://photos.example:8080/utilities/duplicates", False, False),
        ("http://evil.example/utilities/duplicates", False, False),
        ("", False, False),
    ],
)
def test_page_of_immichs_own_web_means_immich(
    referer: str, owns_origin: bool, expected: bool
) -> None:
    """
    It stands at this very origin; a page that may be ours does so only at the address of Immich's.
    """
    path = "/api/duplicates"

    assert means_immich("GET", path, referer, ORIGIN, owns_origin=owns_origin) is expected


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("DELETE", "/api/duplicates", True),
        ("DELETE", "/api/duplicates/1", True),
        ("DELETE", "/api/duplicates/1/files", False),
        ("GET", "/api/duplicates/1", False),
    ],
)
def test_dismissing_by_delete_is_immichs(method: str, path: str, expected: bool) -> None:
    """
    We have no such route: ours ends in `/files`, and deletes pictures.
    """
    assert means_immich(method, path, "", ORIGIN, owns_origin=False) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"groups":[{"duplicateId":"1","keepAssetIds":[]}]}', True),
        (b'{"groups":[{"groupId":"1"}]}', False),
        (b'{"groups":[]}', False),
        (b'{"groups":["duplicateId"]}', False),
        (b'{"groups":{"duplicateId":1}}', False),
        (b"[1]", False),
        (b"", False),
        (b"\xff", False),
    ],
)
def test_groups_by_duplicate_id_are_immichs(body: bytes, expected: bool) -> None:
    """
    Ours have a `groupId`.
    """
    assert is_immich_shaped(body) is expected


def test_only_resolving_is_told_by_its_body() -> None:
    """
    All else is told by its head.
    """
    assert may_be_immichs_body("POST", "/api/duplicates/resolve")
    assert not may_be_immichs_body("POST", "/api/duplicates/1/keep")


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/api/duplicates", True), ("/api/duplicates/1", True), ("/api/duplicatesx", False)],
)
def test_both_know_these_paths(path: str, expected: bool) -> None:
    """
    And no others.
    """
    assert is_about_duplicates(path) is expected
