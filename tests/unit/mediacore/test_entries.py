"""
Values that discovery gives to everyone.
"""

from dataclasses import FrozenInstanceError

import pytest

from mediacore import discovery, entries
from mediacore.entries import FolderListing


def test_a_listing_is_whole_and_empty_unless_told_otherwise() -> None:
    """
    A listing without problems needs only its folder's own facts.
    """
    listing = FolderListing(b"a", mtime_ns=1, device=2)

    assert listing.complete
    assert (listing.files, listing.folders, listing.problems) == ((), (), ())


def test_values_do_not_change() -> None:
    """
    A listing can be shared between threads.
    """
    listing = FolderListing(b"a", mtime_ns=1, device=2)

    with pytest.raises(FrozenInstanceError):
        listing.path = b"b"  # type: ignore[misc]  # the very thing that must fail


def test_discovery_gives_them_under_its_own_name() -> None:
    """
    Whoever walks needs one import.
    """
    assert discovery.Entry is entries.Entry
