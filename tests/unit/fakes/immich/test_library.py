"""
Tests of the folder as a library.
"""

import os
from pathlib import Path

from mediacore.formats import Kind
from tests.fakes.immich.library import Library
from tests.samples.media import jpeg


class Clock:
    """
    A clock that stands until it is moved.
    """

    now = 0.0

    def __call__(self) -> float:
        """
        Give the time.
        """
        return self.now


def test_every_media_file_is_an_asset(photos: Path) -> None:
    """
    Sidecars, hidden files, thumbnails of the NAS and dangling links are none.
    """
    assets = Library(photos).assets()

    assert {asset.name for asset in assets} == {"L1000.JPG", "L1000.DNG", "bad.png", "clip.mp4"}


def test_capture_time_orders_assets(photos: Path) -> None:
    """
    A picture with an EXIF time stands there, others where their file was written.
    """
    last = Library(photos).assets()[-1]

    assert (last.name, last.taken.isoformat()) == ("L1000.JPG", "2023-05-10T12:00:00+00:00")
    assert (last.kind, last.width, last.height) == (Kind.JPEG, 400, 300)


def test_ids_are_the_same_in_every_run(photos: Path) -> None:
    """
    An id is made of the path, and leads back to the asset.
    """
    first, second = Library(photos), Library(photos)
    asset = first.assets()[0]

    assert second.by_id(asset.asset_id) == asset
    assert first.by_id("unknown") is None


def test_new_file_appears_after_a_moment(photos: Path) -> None:
    """
    The folder is looked at again once half a second is over.
    """
    clock = Clock()
    library = Library(photos, clock)
    before = len(library.assets())
    (photos / "new.jpg").write_bytes(jpeg())
    at_once = len(library.assets())
    clock.now = 0.5

    assert (at_once, len(library.assets())) == (before, before + 1)


def test_unchanged_file_is_read_once(photos: Path) -> None:
    """
    What is known about a file stays as long as it does not change.
    """
    clock = Clock()
    library = Library(photos, clock)
    first = library.by_id(library.assets()[0].asset_id)
    clock.now = 1.0

    assert first is not None
    assert library.by_id(first.asset_id) is first


def test_name_that_is_no_text_is_shown_with_marks(tmp_path: Path) -> None:
    """
    Immich shows bytes that are no UTF-8 as replacement characters.
    """
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.jpg")).write_bytes(jpeg())

    assert Library(tmp_path).assets()[0].name == "a\ufffd.jpg"


def test_checksum_is_that_of_the_path(tmp_path: Path) -> None:
    """
    Files of external libraries carry a hash of `path:` and their path.
    """
    (tmp_path / "a.jpg").write_bytes(jpeg())
    (asset,) = Library(tmp_path).assets()

    assert len(asset.checksum) == 28
    assert asset.path == os.fsencode(tmp_path / "a.jpg")
