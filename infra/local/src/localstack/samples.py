"""
The sample library: a year of small photos with every kind of version in it.
"""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from localstack.edits import (
    as_it_is,
    copy_clip,
    copy_picture,
    cropped,
    for_a_messenger,
    framed,
    halved,
    mirrored,
)
from localstack.scenery import Style
from localstack.writers import (
    APPLE,
    CANON,
    GOOGLE,
    NIKON,
    SONY,
    Look,
    write_clip,
    write_dng,
    write_jpeg,
)

FINISHED: Final = ".twinlens-sample"
VERSION: Final = "2"
LIVE_ID: Final = "5B2C7F3E-1D4A-4E7B-9C61-0F8A2D3B4C5E"
SMALL: Final = (900, 600)


def make_sample_library(folder: Path) -> Path:
    """
    Fill a folder with the sample library, unless it holds it already; returns the folder.

    The same files, byte for byte, wherever and whenever it is made.
    """
    mark = folder / FINISHED
    if mark.exists() and mark.read_text() == VERSION:
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    chapters: tuple[Callable[[Path], None], ...] = (
        _single_photos,
        _raw_and_jpeg,
        _raw_folder,
        _edits,
        _burst,
        _clips,
        _live_photo,
        _duplicates,
        _orphan,
        _near_duplicates,
        _two_moments,
    )
    for chapter in chapters:
        chapter(folder)
    mark.write_text(VERSION)
    return folder


def _at(month: int, day: int, hour: int, minute: int, second: int = 0, micros: int = 0) -> datetime:
    """
    A moment of the library's year on the camera's own clock, which knows no time zone.
    """
    return datetime(2026, month, day, hour, minute, second, micros)  # noqa: DTZ001 - cameras write local time


def _album(folder: Path, name: str) -> Path:
    """
    A sub-folder of the library.
    """
    album = folder / name
    album.mkdir(parents=True, exist_ok=True)
    return album


def _single_photos(folder: Path) -> None:
    """
    Single shots over several months.
    """
    for number in range(14):
        taken = _at(1, 4, 9, 30) + timedelta(days=19 * number, hours=number % 7)
        album = _album(folder, f"{taken:%Y}/{taken:%Y-%m}")
        path = album / f"PXL_{taken:%Y%m%d_%H%M%S}{number:03}.jpg"
        write_jpeg(path, taken, GOOGLE, Look(scene=100 + number, size=SMALL))


def _raw_and_jpeg(folder: Path) -> None:
    """
    RAW+JPEG pairs side by side.
    """
    album = _album(folder, "2026/2026-05 Dolomites")
    for number in range(5):
        taken = _at(5, 16, 6, 12, 4) + timedelta(minutes=11 * number)
        look = Look(scene=200 + number, size=SMALL)
        write_jpeg(album / f"IMG_{4210 + number}.JPG", taken, CANON, look)
        write_dng(album / f"IMG_{4210 + number}.DNG", taken, CANON, look)


def _raw_folder(folder: Path) -> None:
    """
    Pairs whose RAW files lie in a folder of their own.
    """
    album = _album(folder, "2026/2026-06 Wedding")
    raws = _album(album, "RAW")
    for number in range(4):
        taken = _at(6, 20, 14, 2, 30) + timedelta(minutes=6 * number)
        look = Look(scene=300 + number, size=SMALL)
        write_jpeg(album / f"DSC_{811 + number:04}.JPG", taken, NIKON, look)
        write_dng(raws / f"DSC_{811 + number:04}.DNG", taken, NIKON, look)


def _edits(folder: Path) -> None:
    """
    Shots with edited versions, one of them beside its RAW.
    """
    album = _album(folder, "2026/2026-07 Coast")
    for number in range(3):
        taken = _at(7, 8, 20, 41, 12) + timedelta(minutes=9 * number)
        scene = 400 + number
        base = f"DSC0{5120 + number}"
        write_jpeg(album / f"{base}.JPG", taken, SONY, Look(scene, SMALL))
        write_jpeg(album / f"{base}_edit.jpg", taken, SONY, Look(scene, SMALL, Style.WARM))
    write_jpeg(
        album / "DSC05120_bw.jpg",
        _at(7, 8, 20, 41, 12),
        SONY,
        Look(400, SMALL, Style.MONO),
    )
    write_dng(album / "DSC05120.DNG", _at(7, 8, 20, 41, 12), SONY, Look(400, SMALL))


def _burst(folder: Path) -> None:
    """
    Six frames within a second.
    """
    album = _album(folder, "2026/2026-08 Beach")
    first = _at(8, 2, 17, 3, 21)
    for number in range(6):
        taken = first + timedelta(milliseconds=140 * number)
        look = Look(500, SMALL, drift=0.006 * number)
        write_jpeg(album / f"{first:%Y%m%d_%H%M%S}_{number + 1:03}.jpg", taken, GOOGLE, look)


def _clips(folder: Path) -> None:
    """
    Clips in two encodings, and one alone.
    """
    album = _album(folder, "2026/2026-08 Beach")
    for number in range(2):
        taken = _at(8, 2, 17, 20) + timedelta(minutes=5 * number)
        look = Look(520 + number, (480, 270))
        write_clip(album / f"MVI_{620 + number}.MOV", taken, look, codec="mpeg4")
        write_clip(album / f"MVI_{620 + number}.mp4", taken, look)
    write_clip(album / "C0007.MP4", _at(8, 3, 9, 0), Look(530, (480, 270)))


def _live_photo(folder: Path) -> None:
    """
    A Live Photo: a picture and the clip around it.
    """
    album = _album(folder, "2026/2026-09")
    taken = _at(9, 5, 11, 15, 42, 310000)
    look = Look(600, SMALL)
    write_jpeg(album / "IMG_3589.JPG", taken, APPLE, look, content_identifier=LIVE_ID)
    clip = Look(600, (480, 320))
    write_clip(album / "IMG_3589.MOV", taken, clip, content_identifier=LIVE_ID)


def _duplicates(folder: Path) -> None:
    """
    The same files twice: a phone's backup, and a card copied again.
    """
    backup = _album(folder, "Backup of phone")
    for original in sorted((folder / "2026").glob("*/PXL_*.jpg"))[:5]:
        shutil.copy2(original, backup / original.name)
    card = _album(folder, "Unsorted card")
    for number in (4210, 4211):
        source = folder / "2026/2026-05 Dolomites" / f"IMG_{number}.JPG"
        shutil.copy2(source, card / f"copy {source.name}")


def _orphan(folder: Path) -> None:
    """
    A RAW whose JPEG was given another name.
    """
    album = _album(folder, "2026/2026-09")
    taken = _at(9, 12, 7, 50, 3)
    look = Look(700, SMALL)
    write_dng(album / "_MG_0042.DNG", taken, CANON, look)
    write_jpeg(album / "sunrise over the lake.jpg", taken, CANON, look)


def _near_duplicates(folder: Path) -> None:
    """
    Edited and sent copies of photos, and a clip encoded anew.
    """
    downloads, shared = _album(folder, "Downloads"), _album(folder, "Shared album")
    originals = sorted((folder / "2026").glob("*/PXL_*.jpg"))[5:]
    sent = _at(11, 1, 18, 20)
    copies = (
        (downloads / "IMG-20261101-WA0001.jpg", for_a_messenger, 60),
        (downloads / "IMG-20261101-WA0002.jpg", as_it_is, 40),
        (shared / "winter small.jpg", halved, 85),
        (shared / "cut.jpg", cropped, 90),
        (shared / "for the wall.jpg", framed, 90),
        (shared / "other way round.jpg", mirrored, 90),
    )
    for number, (target, edit, quality) in enumerate(copies):
        when = sent + timedelta(days=number)
        copy_picture(originals[number], target, edit, quality, when)
    clip = folder / "2026/2026-08 Beach/C0007.MP4"
    copy_clip(clip, downloads / "VID-20261101-WA0003.mp4", (320, 180), sent)


def _two_moments(folder: Path) -> None:
    """
    Two shots of one place, where all that moves has moved: no duplicates.
    """
    album = _album(folder, "2026/2026-10 Harbour")
    for moment in range(2):
        taken = _at(10, 4, 10, 30) + timedelta(minutes=25 * moment)
        look = Look(800, SMALL, drift=0.04 * moment, moment=moment)
        write_jpeg(album / f"DSCF{7301 + 8 * moment}.JPG", taken, CANON, look)
