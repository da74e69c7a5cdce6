"""
The id of the picture alone.
"""

import os
from pathlib import Path

from mediacore.exif import open_tiff
from mediacore.payload import image_id, stretch_id
from mediacore.source import Source
from tests.samples.media import Value, dng, tiff


def _image_id(folder: Path, data: bytes) -> bytes | None:
    path = folder / "file"
    path.write_bytes(data)
    fd = os.open(path, os.O_RDONLY)
    source = Source.of_file(fd, len(data))
    structure = open_tiff(source)
    assert structure is not None
    found = image_id(source, structure)
    os.close(fd)
    return found


def test_the_largest_image_counts(tmp_path: Path) -> None:
    """
    Another thumbnail or another camera name keeps the id, other pixels change it.
    """
    one = _image_id(tmp_path, dng("jpeg"))

    assert one is not None
    assert one == _image_id(tmp_path, dng("bitmap")) == _image_id(tmp_path, dng("none"))
    assert one != _image_id(tmp_path, dng("jpeg", value=7))


def test_an_image_outside_the_file_has_no_id(tmp_path: Path) -> None:
    """
    Strips that are not there cannot identify anything.
    """
    tags: dict[int, Value] = {0x0111: (8, 90_000), 0x0117: (4, 4)}

    assert _image_id(tmp_path, tiff(tags)) is None
    assert _image_id(tmp_path, tiff({0x0110: "no strips"})) is None
    assert _image_id(tmp_path, b"II*\0\0\0\0\0") is None


def test_a_stretch_has_an_id(tmp_path: Path) -> None:
    """
    A JPEG's picture is one stretch.
    """
    path = tmp_path / "file"
    path.write_bytes(b"headpicture")
    fd = os.open(path, os.O_RDONLY)
    source = Source.of_file(fd, 11)
    ids = {stretch_id(source, 4, 7), stretch_id(source, 4, 6)}
    os.close(fd)

    assert len(ids) == 2
