"""
The reader of each family.
"""

from mediacore.headers import read_headers
from mediacore.source import Source
from tests.samples.media import encoded, picture


def test_a_family_has_its_reader() -> None:
    """
    A GIF is read as a GIF.
    """
    assert read_headers("gif", Source.of_bytes(encoded("GIF", picture(40, 30)))).width == 40


def test_a_tiff_family_file_is_one_structure() -> None:
    """
    The whole file is the TIFF structure.
    """
    source = Source.of_bytes(b"II*\0")

    assert read_headers("tiff", source).tiffs == [source]


def test_an_unknown_family_has_no_headers() -> None:
    """
    Nothing is found where nobody knows where to look.
    """
    assert read_headers("", Source.of_bytes(b"abc")).tiffs == []
