"""
Tests of whose sidecar a name says it is.
"""

import pytest

from grouping.sidecars import is_sidecar, media_name, names_whole_file
from mediacore.formats import Kind


@pytest.mark.parametrize(
    ("sidecar", "media"),
    [
        ("IMG_1.xmp", "IMG_1.xmp"),
        ("IMG_1.CR3.xmp", "IMG_1.CR3"),
        ("IMG_1.JPG.json", "IMG_1.JPG"),
        ("IMG_1.JPG.supplemental-metadata.json", "IMG_1.JPG"),
        ("IMG_1.JPG.suppl.json", "IMG_1.JPG"),
        ("IMG_1.JPG.supplemental-metadata(2).json", "IMG_1(2).JPG"),
        ("IMG_1.JPG(2).json", "IMG_1(2).JPG"),
        ("notes.x(2).json", "notes.x(2).json"),
        ("PXL_20240615_100000000.LONG_EXPOSURE-01.COVE.j.json", None),
        ("PXL_20240615_100000000.NIGHT-RAW-01.MP.COVER.j.json", None),
        ("a_name_so_long_that_takeout_cut_it_just_here.j.json", "a_name"),
        ("a_name_so_long_that_takeout_cut_it_just_here.q.json", None),
        ("a name so long that takeout cut it, but no dot.json", None),
        (".xmp", ".xmp"),
    ],
)
def test_sidecar_names_its_media(sidecar: str, media: str | None) -> None:
    """
    With or without the medium's extension, counted or cut by Takeout.
    """
    found = media_name(sidecar)

    if media is None:
        assert found == sidecar or found.endswith(".j")
    else:
        assert found.startswith(media)


def test_only_what_is_named_as_one_is_a_sidecar() -> None:
    """
    A text file is none, nor is a proxy clip that was read as a clip.
    """
    assert is_sidecar("a/IMG_1.xmp", Kind.SIDECAR)
    assert is_sidecar("a/IMG_1.THM", Kind.OTHER)
    assert not is_sidecar("a/notes.txt", Kind.OTHER)
    assert not is_sidecar("a/GL010042.LRV", Kind.VIDEO)


def test_whole_names_are_told_from_stems() -> None:
    """
    `x.CR3.xmp` speaks of one file, `x.xmp` of all that share the stem.
    """
    assert names_whole_file("IMG_1.CR3.xmp")
    assert not names_whole_file("IMG_1.xmp")
