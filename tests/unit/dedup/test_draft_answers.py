"""
Groups of a scan without a database, as answers.
"""

import os
from pathlib import Path

from dedup.draft_answers import draft_answers
from dedup.memory_scan import Scanning, scan_folder
from dedup.records import Level
from mediacore.exclusions import Exclusions
from tests.unit.dedup.memory_folder import Heard, put


def test_groups_are_told_as_the_service_does(tmp_path: Path) -> None:
    """
    The keeper first, and what may be ticked.
    """
    put(tmp_path, "Downloads/a.jpg", "sky 1")
    put(tmp_path, "b.jpg", "sky 1")

    exact = Scanning(Exclusions(), Level.EXACT, workers=1)

    (group,) = draft_answers(scan_folder(os.fsencode(tmp_path), exact, Heard()).groups)

    assert (group["duplicate_type"], group["level"], group["similarity"]) == ("exact", "exact", 1.0)
    assert group["reclaimable_bytes"] == (tmp_path / "b.jpg").stat().st_size
    assert [
        (row["path"], row["is_suggested_keeper"], row["preselected"]) for row in group["members"]
    ] == [("b.jpg", True, False), ("Downloads/a.jpg", False, True)]
    assert group["reasons"][0]["text"] == "not in a Downloads folder"
