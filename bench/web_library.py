"""
A library of pictures that each lie there twice, for benchmarks of the web UI's duplicates.
"""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image

from localstack.writers import CANON, Look, write_jpeg

SIZE = (300, 200)
FOLDER_PAIRS = 250
RECOMPRESSED = 5  # one copy of so many is not byte for byte the same
QUALITY = 70
START = datetime(2024, 1, 1, 8)  # noqa: DTZ001 - a camera's clock has no zone


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
        taken = START + timedelta(minutes=7 * number)
        name = f"IMG_{number:05d}.jpg"
        picture = write_jpeg(folder / name, taken, CANON, Look(number, SIZE), serial=number)
        if number % RECOMPRESSED:
            shutil.copy2(picture, backup / name)
        else:
            with Image.open(picture) as image:
                image.save(backup / name, quality=QUALITY, exif=image.getexif())
