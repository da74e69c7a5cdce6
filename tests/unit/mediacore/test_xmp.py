"""
XMP packets.
"""

from mediacore.xmp import XmpFacts, read_xmp


def test_no_packet_says_nothing() -> None:
    """
    An empty packet gives empty facts.
    """
    assert read_xmp(b"") == XmpFacts()


def test_attributes_are_read() -> None:
    """
    Properties stand as attributes, dates come in order of preference.
    """
    facts = read_xmp(
        b'<rdf:Description xmp:CreateDate="2020-01-02T03:04:05" tiff:Make="A" tiff:Model=\'B\''
        b' photoshop:DateCreated = "2019-01-02" GCamera:MotionPhoto="1">'
    )

    assert facts == XmpFacts(("2019-01-02", "2020-01-02T03:04:05"), "A", "B", motion=True)


def test_elements_are_read() -> None:
    """
    Properties stand as elements too.
    """
    facts = read_xmp(
        b"<exif:DateTimeOriginal>\n2020-01-02T03:04:05+01:00</exif:DateTimeOriginal>"
        b"<Camera:MicroVideo>1</Camera:MicroVideo>"
    )

    assert facts == XmpFacts(("2020-01-02T03:04:05+01:00",), motion=True)


def test_a_picture_without_its_clip_has_no_motion() -> None:
    """
    The flag is 0 where the clip was left out.
    """
    assert not read_xmp(b'GCamera:MotionPhoto="0"').motion


def test_position_is_seen() -> None:
    """
    Both coordinates stand in the packet.
    """
    assert read_xmp(b'exif:GPSLatitude="48,51.5N" exif:GPSLongitude="2,21.1E"').has_gps


def test_half_a_position_is_none() -> None:
    """
    A latitude alone is no place, nor is zero by zero.
    """
    assert not read_xmp(b'exif:GPSLatitude="48,51.5N"').has_gps
    assert not read_xmp(b'exif:GPSLatitude="0,0.0N" exif:GPSLongitude="0,0.0E"').has_gps
