"""
The shapes of suggestions, against what grouping tells and the gateway adds.
"""

from gateway.orphan_listing import _with_assets
from gateway.suggestion_schemas import Candidate, Orphan
from tests.unit.gateway.seen import asset
from tests.unit.gateway.shapes import names

FILE = {"path": "a.cr2", "size": 10, "taken_at": None, "camera": None}
SEEN = {"a.cr2": asset("1")}


def test_raw_is_a_file_with_its_asset_and_candidates() -> None:
    """
    Nothing that is told is left out of the document.
    """
    assert names(Orphan) == {*_with_assets(FILE, "a.cr2", SEEN), "candidates"}


def test_candidate_says_how_likely_it_is_and_why_it_did_not_match() -> None:
    """
    What decides about it is its id.
    """
    of_candidate = {"suggestion_id": "1-2", "type": "jpeg", "confidence": 0.5, "reason": "late"}

    assert names(Candidate) == set(_with_assets(FILE | of_candidate, "a.cr2", SEEN))
