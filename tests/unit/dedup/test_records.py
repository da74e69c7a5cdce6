"""
What a file record says of itself.
"""

from tests.unit.dedup.files import file


def test_hard_links_are_one_file_on_disk() -> None:
    """
    Device and inode tell files apart, not names.
    """
    one, other = file("a.jpg", inode=5), file("b.jpg", inode=5)

    assert one.physical == other.physical
    assert one.physical != file("c.jpg", inode=6).physical
