"""
Written files, read back by other people's software.
"""

from datetime import UTC, datetime
from pathlib import Path

import av
import pytest
import rawpy
from PIL import Image

from localstack.writers import APPLE, NIKON, Look, write_clip, write_dng, write_jpeg

TAKEN = datetime(2026, 5, 16, 6, 12, 4, 250000)  # noqa: DTZ001 - cameras write local time
SMALL = Look(scene=1, size=(96, 64))
EXIF = 0x8769


def test_a_jpeg_carries_time_and_camera(tmp_path: Path) -> None:
    """
    Pillow reads what was asked for, microseconds included.
    """
    path = write_jpeg(tmp_path / "a.jpg", TAKEN, NIKON, SMALL, serial=42)

    with Image.open(path) as picture:
        main, details = picture.getexif(), picture.getexif().get_ifd(EXIF)
        assert picture.size == (96, 64)
    assert (main[0x010F], main[0x0110]) == ("NIKON CORPORATION", "NIKON Z 6_2")
    assert main[0x010E] == "Twinlens sample 0000000000000042"
    assert (details[0x9003], details[0x9291]) == ("2026:05:16 06:12:04", "250000")


def test_a_file_is_as_old_as_its_shot(tmp_path: Path) -> None:
    """
    The modification time follows the capture time.
    """
    path = write_jpeg(tmp_path / "a.jpg", TAKEN, look=SMALL)

    assert datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None) == TAKEN


def test_files_of_one_look_differ_by_serial(tmp_path: Path) -> None:
    """
    The same picture, other bytes.
    """
    first = write_jpeg(tmp_path / "a.jpg", TAKEN, look=SMALL, serial=1).read_bytes()
    second = write_jpeg(tmp_path / "b.jpg", TAKEN, look=SMALL, serial=2).read_bytes()

    assert first != second
    assert len(first) == len(second)


def test_apples_identifier_stands_in_the_maker_note(tmp_path: Path) -> None:
    """
    A Live Photo's picture names its clip.
    """
    path = write_jpeg(tmp_path / "a.jpg", TAKEN, APPLE, SMALL, content_identifier="ID-1")

    with Image.open(path) as picture:
        note = picture.getexif().get_ifd(EXIF)[0x927C]
    assert note.startswith(b"Apple iOS\0")
    assert note.endswith(b"ID-1\0")


def test_a_dng_can_be_developed_and_has_a_preview(tmp_path: Path) -> None:
    """
    LibRaw reads the mosaic and the embedded JPEG.
    """
    path = write_dng(tmp_path / "a.dng", TAKEN, NIKON, SMALL)

    with rawpy.imread(str(path)) as raw:
        assert raw.extract_thumb().format == rawpy.ThumbFormat.JPEG
        assert raw.postprocess().shape == (32, 48, 3)


def test_a_dng_carries_time_and_camera(tmp_path: Path) -> None:
    """
    A TIFF reader finds them where it finds a JPEG's.
    """
    path = write_dng(tmp_path / "a.dng", TAKEN, NIKON, SMALL)

    with Image.open(path) as picture:
        exif = picture.getexif()
        assert exif[0x0110] == "NIKON Z 6_2"
        assert exif.get_ifd(EXIF)[0x9003] == "2026:05:16 06:12:04"


@pytest.mark.parametrize(("name", "codec"), [("a.mp4", "libx264"), ("a.mov", "mpeg4")])
def test_a_clip_lasts_as_long_as_asked(tmp_path: Path, name: str, codec: str) -> None:
    """
    Two encodings of one view have one length and one time.
    """
    path = write_clip(tmp_path / name, TAKEN, Look(1, (64, 48)), seconds=1, codec=codec)

    with av.open(str(path)) as clip:
        assert clip.duration == 1_000_000
        assert clip.metadata["creation_time"].startswith("2026-05-16T06:12:04")
        assert "com.apple.quicktime.content.identifier" not in clip.metadata


def test_a_live_photos_clip_names_its_picture(tmp_path: Path) -> None:
    """
    The identifier is the container's.
    """
    path = write_clip(
        tmp_path / "a.MOV", TAKEN, Look(1, (64, 48)), seconds=0.2, content_identifier="ID-1"
    )

    with av.open(str(path)) as clip:
        assert clip.metadata["com.apple.quicktime.content.identifier"] == "ID-1"


def test_a_clip_is_always_the_same(tmp_path: Path) -> None:
    """
    Whatever lay in the memory before, the bytes are the same.
    """
    bodies = set()
    for number in range(3):
        scrap = [bytearray([number]) * (1000 * size) for size in range(1, 200)]
        del scrap
        path = write_clip(tmp_path / f"{number}.mp4", TAKEN, Look(1, (160, 90)), seconds=0.4)
        bodies.add(path.read_bytes())

    assert len(bodies) == 1
