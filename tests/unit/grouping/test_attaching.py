"""
Tests of which file a sidecar is attached to.
"""

import pytest

from grouping.attaching import attach
from grouping.candidates import candidate_of
from grouping.naming import naming_for
from tests.unit.grouping.shots import RULES, shot


@pytest.mark.parametrize(
    ("sidecar", "owner"),
    [
        ("T/IMG_1.xmp", "T/IMG_1.CR2"),
        ("T/IMG_1.JPG.xmp", "T/IMG_1.JPG"),
        ("T/IMG_1_01.CR2.xmp", "T/IMG_1.CR2"),
        ("T/IMG_O1.AAE", None),
        ("T/IMG_1-Edit.xmp", "T/IMG_1-Edit.JPG"),
        ("T/IMG_1.NEF.xmp", None),
        ("T/RAW/IMG_1.xmp", "T/IMG_1.CR2"),
        ("U/IMG_1.xmp", None),
    ],
)
def test_sidecar_goes_to_the_file_it_names(sidecar: str, owner: str | None) -> None:
    """
    The nearest name, then the folder, then the RAW.
    """
    naming = naming_for(RULES)
    media = [shot(f"T/{name}") for name in ("IMG_1.JPG", "IMG_1.CR2", "IMG_1-Edit.JPG")]

    found = attach(shot(sidecar), [candidate_of(one, naming) for one in media], naming)

    assert found == (None if owner is None else shot(owner).file_id)
