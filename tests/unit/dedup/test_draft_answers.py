"""
Groups of a scan without a database, as answers.
"""

import os
from dataclasses import replace
from pathlib import Path

from dedup.draft_answers import draft_answers
from dedup.memory_scan import Scanning, scan_folder
from dedup.records import Level, Likeness, Reason, Relation
from mediacore.exclusions import Exclusions
from tests.unit.dedup.memory_folder import Heard, put, stages


def cropped(_one: object, _other: object) -> Likeness:
    """
    Find all pictures cropped.
    """
    return Likeness(0.96, Relation.CROPPED, (Reason("aligned", "all of it"),))


def test_groups_are_told_as_the_service_does(tmp_path: Path) -> None:
    """
    The keeper first, and what may be ticked.
    """
    put(tmp_path, "Downloads/a.jpg", "sky 1")
    put(tmp_path, "b.jpg", "sky 1")

    exact = Scanning(Exclusions(), Level.EXACT, workers=1)

    (group,) = draft_answers(scan_folder(os.fsencode(tmp_path), exact, Heard()).groups, {}, {})

    assert (group["duplicate_type"], group["level"], group["similarity"]) == ("exact", "exact", 1.0)
    assert group["reclaimable_bytes"] == (tmp_path / "b.jpg").stat().st_size
    assert [
        (row["path"], row["is_suggested_keeper"], row["preselected"]) for row in group["members"]
    ] == [("b.jpg", True, False), ("Downloads/a.jpg", False, True)]
    assert [row["has_gps"] for row in group["members"]] == [False, False]
    assert group["reasons"][0]["text"] == "not in a Downloads folder"


def test_members_tell_how_they_lie_on_the_cover(tmp_path: Path) -> None:
    """
    Relation, reasons and hash of each picture; the cover's own copies are the same.
    """
    for name, shows in (("a.jpg", "sky 1"), ("b.jpg", "sky 1"), ("c.jpg", "sky 22")):
        put(tmp_path, name, shows)
    near = Scanning(Exclusions(), Level.L95, workers=1, stages=[replace(stages(), compare=cropped)])
    found = scan_folder(os.fsencode(tmp_path), near, Heard())
    (cover, *_) = found.groups[0].members

    (group,) = draft_answers(found.groups, found.pairs, {cover.copy.record.quick_id: -1})

    told = {
        row["path"]: (row["relation"], row["reasons"], row["perceptual_hash"])
        for row in group["members"]
    }
    reasons = [{"rule": "aligned", "text": "all of it"}]
    assert told == {
        "a.jpg": ("cropped", reasons, None),
        "b.jpg": ("cropped", reasons, None),
        "c.jpg": ("same", [], "f" * 16),
    }
