"""
Which kinds of files are compared with each other.
"""

from dedup.media import MEDIUM_OF_KIND
from dedup.records import Medium
from mediacore.formats import Kind


def test_every_kind_of_picture_and_clip_has_a_medium() -> None:
    """
    Only sidecars and unknown files are compared with nothing.
    """
    assert set(Kind) - set(MEDIUM_OF_KIND) == {Kind.SIDECAR, Kind.OTHER}


def test_raw_files_stand_apart() -> None:
    """
    A RAW file and a picture of it are versions.
    """
    assert [kind for kind, medium in MEDIUM_OF_KIND.items() if medium is Medium.RAW] == [Kind.RAW]
