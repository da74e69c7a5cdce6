"""
Tests of putting files together by match key.
"""

from grouping.buckets import buckets_of
from grouping.naming import naming_for
from grouping.records import FileRecord
from mediacore.formats import Kind
from tests.unit.grouping.shots import RULES, shot


def buckets(*files: FileRecord) -> list[tuple[list[str], list[str]]]:
    """
    Give the paths of the media and the sidecars of each bucket.
    """
    return [
        ([filed[0].path for filed in media], [record.path for record in sidecars])
        for media, sidecars in buckets_of(files, naming_for(RULES))
    ]


def test_media_of_one_key_share_a_bucket() -> None:
    """
    Versions, copies and siblings wait together, in the order in which they came.
    """
    paths = ["T/IMG_1234.CR2", "T/IMG_1234 (1).JPG", "T/RAW/IMG_1234.DNG"]

    assert buckets(*map(shot, paths)) == [(paths, [])]


def test_lone_medium_has_its_own_bucket() -> None:
    """
    A file without company is a bucket of one.
    """
    files = [shot("IMG_1234.JPG"), shot("IMG_1235.JPG")]

    assert buckets(*files) == [(["IMG_1234.JPG"], []), (["IMG_1235.JPG"], [])]


def test_sidecars_come_with_their_media() -> None:
    """
    Sidecars wait beside the media of their key; those without media have no bucket.
    """
    files = [shot("IMG_1.xmp"), shot("IMG_1.CR2"), shot("IMG_1.JPG.xmp"), shot("IMG_2.xmp")]

    assert buckets(*files) == [(["IMG_1.CR2"], ["IMG_1.xmp", "IMG_1.JPG.xmp"])]


def test_unknown_files_have_no_bucket() -> None:
    """
    What is neither a medium nor a sidecar is no concern of grouping.
    """
    assert buckets(shot("IMG_1.txt"), shot("IMG_1.bin", kind=Kind.OTHER)) == []
