"""
A library of pictures that each lie there twice, for benchmarks of the web UI's duplicates.

The pictures are patches of random colours, so that none is like another one.
"""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from PIL import Image

SIZE = (300, 200)
PATCHES = (8, 12, 3)
FOLDER_PAIRS = 250
RECOMPRESSED = 5  # one copy of so many is not byte for byte the same
QUALITY = 90
LESS = 70
START = datetime(2024, 1, 1, 8)  # noqa: DTZ001 - a camera's clock has no zone
EXIF_IFD, TAKEN, MAKER, MODEL = 0x8769, 0x9003, 0x010F, 0x0110


def make_pairs(root: Path, pairs: int) -> None:
    """
    Write that many pictures, each with a copy in another folder: four of five equal, the fifth
    recompressed.
    """
    for number in range(pairs):
        folder = root / "photos" / f"{number // FOLDER_PAIRS:03d}"
        backup = root / "backup" / folder.name
        for each in (folder, backup):
            each.mkdir(parents=True, exist_ok=True)
        name = f"IMG_{number:05d}.jpg"
        picture, exif = patches(number), taken(START + timedelta(minutes=7 * number))
        picture.save(folder / name, quality=QUALITY, exif=exif)
        if number % RECOMPRESSED:
            shutil.copy2(folder / name, backup / name)
        else:
            picture.save(backup / name, quality=LESS, exif=exif)


def patches(number: int) -> Image.Image:
    """
    Make a picture of a number.
    """
    colours = np.random.default_rng(number).integers(0, 256, PATCHES, dtype=np.uint8)
    return Image.fromarray(colours).resize(SIZE, Image.Resampling.BICUBIC)


def taken(moment: datetime) -> Image.Exif:
    """
    Say that a camera took a picture at a moment.
    """
    exif = Image.Exif()
    exif[MAKER], exif[MODEL] = "Canon", "Canon EOS R6"
    exif.get_ifd(EXIF_IFD)[TAKEN] = moment.strftime("%Y:%m:%d %H:%M:%S")
    return exif
