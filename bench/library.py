"""
A generated library for the benchmarks: RAW+JPEG pairs, edits and single photos in many folders.
"""

from datetime import datetime, timedelta
from pathlib import Path

from localstack.writers import CANON, NIKON, SONY, Look, write_dng, write_jpeg

FOLDER_SHOTS = 200
LOOK = Look(size=(640, 427))
SMALL = Look(size=(240, 160))
CAMERAS = (CANON, NIKON, SONY)


def make_library(root: Path, files: int, *, small: bool = False) -> int:
    """
    Write about `files` files: of ten shots seven are RAW+JPEG, one has an edit, two stand alone.
    """
    look = SMALL if small else LOOK
    written, shot = 0, 0
    start = datetime(2024, 1, 1, 8)  # noqa: DTZ001 - a camera's clock has no zone
    while written < files:
        folder = root / f"{2015 + shot // 20000}" / f"{shot // FOLDER_SHOTS:05d}"
        if shot % FOLDER_SHOTS == 0:
            folder.mkdir(parents=True, exist_ok=True)
        taken = start + timedelta(seconds=37 * shot)
        camera = CAMERAS[(shot // FOLDER_SHOTS) % len(CAMERAS)]
        name = f"IMG_{shot % 10000:04d}"
        write_jpeg(folder / f"{name}.JPG", taken, camera, look, serial=3 * shot)
        written += 1
        if shot % 10 < 7:
            write_dng(folder / f"{name}.DNG", taken, camera, look, serial=3 * shot + 1)
            written += 1
        if shot % 10 == 9:
            write_jpeg(folder / f"{name}-Edit.jpg", taken, camera, look, serial=3 * shot + 2)
            written += 1
        shot += 1
    return written
