"""
Under what a file's name is stored.
"""

from grouping.keys import key_bytes, stem_of
from grouping.rules import Rules


def test_versions_of_a_shot_share_a_key() -> None:
    """
    A RAW and its JPEG have one key, another shot another.
    """
    rules = Rules()

    assert key_bytes("a/IMG_0001.CR2", rules) == key_bytes("a/IMG_0001.JPG", rules)
    assert key_bytes("a/IMG_0001.CR2", rules) != key_bytes("a/IMG_0002.CR2", rules)


def test_key_has_one_length() -> None:
    """
    16 bytes, however long or strange the name.
    """
    assert len(key_bytes("x" * 4000 + "\udcff", Rules())) == 16


def test_stem_has_neither_folder_nor_ending_nor_case() -> None:
    """
    What remains is what suggestions look for.
    """
    assert stem_of("a/Straße.JPG") == "strasse"
