"""
Answers from a folder that is read in memory.
"""

import os
from pathlib import Path

import pytest

from grouping.cli_memory import Wanted, list_memory, more, near_on_disk
from grouping.cli_settings import CliSettings, cli_settings
from grouping.records import GroupType
from tests.samples.shots import clean_environment, pair
from tests.unit.grouping.test_memory_scan import Heard


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> CliSettings:
    """
    The default settings.
    """
    clean_environment(monkeypatch)
    return cli_settings()


def test_list_notes_problems_and_what_is_left_out(tmp_path: Path, settings: CliSettings) -> None:
    """
    Whoever lists groups also learns that files could not be read, and that there are more groups.
    """
    pair(tmp_path, "IMG_1")
    pair(tmp_path, "IMG_2")
    (tmp_path / "bad.jpg").write_bytes(b"nothing of a picture")
    wanted = Wanted(GroupType.RAW_JPEG, "IMG", 1)

    found = list_memory(settings, os.fsencode(tmp_path), wanted, Heard(), 1)

    assert [group["primary_path"] for group in found.groups] == ["IMG_1.JPG"]
    assert found.note.splitlines() == [
        "Files with problems: 1 (`grouping scan` shows them).",
        "There are more: --limit shows more of them.",
    ]


def test_nothing_is_noted_when_everything_is_shown() -> None:
    """
    No rest, no word.
    """
    assert more(0) == ""


def test_file_is_chosen_among_those_near_it(tmp_path: Path, settings: CliSettings) -> None:
    """
    The file asked for, and all that were read around it.
    """
    pair(tmp_path / "trip", "IMG_1")
    path = os.fsencode(os.path.realpath(tmp_path)) + b"/trip/IMG_1.JPG"

    near = near_on_disk(settings, path, Heard(), 1)

    assert near.file.path == b"trip/IMG_1.JPG"
    assert [file.path for file in near.others] == [b"trip/IMG_1.DNG", b"trip/IMG_1.JPG"]
