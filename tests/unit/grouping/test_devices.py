"""
Tests of what devices put into names.
"""

from tests.unit.grouping.shots import grouped, only_group, shot, twins

PXL = "PXL_20240615_100000000"


def test_pixel_pair_may_differ_by_seconds() -> None:
    """
    The name holds the moment in milliseconds, so a long development does not part the pair.
    """
    files = [
        shot(f"{PXL}.RAW-01.COVER.jpg"),
        shot(f"{PXL}.RAW-02.ORIGINAL.dng", "10:00:07"),
    ]

    assert only_group(*files).confidence < 0.98


def test_iphone_edit_is_primary() -> None:
    """
    `IMG_E` is the edit of `IMG_`.
    """
    assert grouped(*twins("IMG_1234.HEIC", "IMG_E1234.HEIC")) == [
        ("edited_versions", "IMG_E1234.HEIC", ("IMG_1234.HEIC",))
    ]


def test_fastfoto_enhanced_scan_is_primary() -> None:
    """
    Of original, enhanced and back of a scan any two are versions; the enhanced goes first.
    """
    names = ["trip_0001_a.jpg", "trip_0001.jpg", "trip_0001_b.jpg"]

    assert grouped(*(shot(name, None) for name in names)) == [
        ("edited_versions", names[0], (names[1], names[2]))
    ]
    assert len(grouped(shot(names[0], None), shot(names[2], None))) == 1


def test_insta_photo_and_its_raw_are_a_pair() -> None:
    """
    Pictures of the camera pair by moment and serial.
    """
    names = ["IMG_20240615_100000_00_657.insp", "IMG_20240615_100000_00_657.dng"]

    assert grouped(*twins(*names)) == [("raw_jpeg", names[0], (names[1],))]
