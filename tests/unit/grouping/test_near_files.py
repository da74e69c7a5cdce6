"""
Which files must be read to explain one of them.
"""

import os
from pathlib import Path

import pytest

from grouping.near_files import near_entries, spot_of
from grouping.rules import Rules
from mediacore.exclusions import Exclusions
from tests.samples.tree import put


@pytest.mark.parametrize(
    ("path", "root", "below"),
    [
        (b"/photos/2026/trip/a.jpg", b"/photos/2026", b"trip/a.jpg"),
        (b"/photos/2026/trip/RAW/a.cr2", b"/photos/2026", b"trip/RAW/a.cr2"),
        (b"/photos/a.jpg", b"/", b"photos/a.jpg"),
        (b"/RAW/a.jpg", b"/", b"RAW/a.jpg"),
        (b"/a.jpg", b"/", b"a.jpg"),
    ],
)
def test_root_is_the_folder_around_the_album(path: bytes, root: bytes, below: bytes) -> None:
    """
    Folders that only sort formats do not count on the way up.
    """
    spot = spot_of(path, Rules())

    assert (spot.root, spot.path) == (root, below)


def test_own_folder_is_read_whole_and_others_by_name(tmp_path: Path) -> None:
    """
    Beside a file everything may matter; elsewhere only the same name, or one of the same number.
    """
    put(
        tmp_path,
        "trip/IMG_0042.JPG",
        "trip/other.jpg",
        "trip/RAW/IMG_0042.CR2",
        "trip/RAW/IMG_0043.CR2",
        "trip/deeper/IMG_0042.JPG",
        "sister/_MG_0042.CR2",
        "sister/IMG_0050.CR2",
        "sister/.hidden/IMG_0042.JPG",
    )
    root = os.fsencode(os.path.realpath(tmp_path))
    spot = spot_of(root + b"/trip/IMG_0042.JPG", Rules())

    found = [entry.path for entry in near_entries(spot, Exclusions(), Rules())]

    assert spot.root == root
    assert found == [
        b"sister/_MG_0042.CR2",
        b"trip/IMG_0042.JPG",
        b"trip/RAW/IMG_0042.CR2",
        b"trip/other.jpg",
    ]
