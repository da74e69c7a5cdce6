"""
The port between the scan machinery and a service.
"""

from mediacore.discovery import Entry
from mediacore.library import FileRead


def test_file_that_is_gone_has_no_entry() -> None:
    """
    A read of a file that vanished differs from one that could not be opened.
    """
    entry = Entry(b"a.jpg", 1, 2, 3, 4, 5)
    gone: FileRead[int] = FileRead(1, b"a.jpg", 0, None, None, None)
    locked: FileRead[int] = FileRead(1, b"a.jpg", 0, entry, None, "permission denied")

    assert gone != locked
    assert (gone.entry, locked.entry) == (None, entry)
