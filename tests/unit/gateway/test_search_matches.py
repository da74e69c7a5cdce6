"""
Why a version matches.
"""

import pytest

from gateway.search_matches import matches
from gateway.search_terms import terms
from tests.unit.gateway.seen import asset

PHOTO = asset("1", file_name="IMG_2025.CR3", local_at="2026-05-16T12:00:00")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("img_2025", [("name", "IMG_2025.CR3")]),
        ("cr3", [("extension", "IMG_2025.CR3")]),
        (".cr3", [("extension", "IMG_2025.CR3")]),
        ("canon", [("camera", "Canon EOS R6")]),
        ("2025", [("name", "IMG_2025.CR3")]),
        ("May 2026", [("date", "2026-05-16")]),
        (
            "img 2026 canon",
            [("name", "IMG_2025.CR3"), ("date", "2026-05-16"), ("camera", "Canon EOS R6")],
        ),
        ("img 2025", [("name", "IMG_2025.CR3")]),
        ("img 2024", []),
        ("nikon", []),
    ],
)
def test_every_word_has_its_reason(query: str, found: list[tuple[str, str]]) -> None:
    """
    One word without any, and nothing matches.
    """
    told = matches(PHOTO, terms(query))

    assert [(match["why"], match["text"]) for match in told] == found
    assert {match["assetId"] for match in told} <= {"1"}


def test_photo_of_an_unknown_camera_matches_by_the_rest() -> None:
    """
    Nothing is known of it.
    """
    assert matches(asset("1", camera=None), terms("canon")) == []
