"""
Fingerprints of 24-megapixel JPEGs a second, beside `difPy` and `findimagedupes`.

    python -m bench.speed [PHOTOS=30] [--rounds 2] [--difpy PYTHON]

Writes the photos twice, with and without EXIF thumbnails, of what is in `TWINLENS_TESTDATA` or of
generated scenes. In each round everybody runs over the same files, first read from the disk, then
from memory; medians are printed, the last line is JSON. Ours is the function of the worker in the
worker's child processes, which run already: two of them, on two cores. The others are whole runs of
the programs, their comparison of so few photos included; difPy uses both cores itself. It is
installed into a folder that goes away again, unless a Python is named that has it;
`findimagedupes` comes from Debian (`apt-get install findimagedupes`). Bytes are those that our
children ask of the system.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self

import numpy as np
from PIL import Image, ImageChops, ImageOps

from bench.copies import forget_pages, recall_pages
from dedup.fingerprint import read_fingerprint
from mediacore.formats import Kind
from mediacore.sandbox import Sandbox
from tests.samples.media import encoded, segment, tiff
from tests.samples.scenes import scene

SIZE = (6000, 4000)
THUMBNAIL = (160, 120)
GRAIN = 8
WORKERS = 2
MEMORY = 2 << 30
SECONDS = 60
OURS = "twinlens"
DIFPY = """
import sys, difPy
if __name__ == "__main__":
    found = difPy.build(sys.argv[1], show_progress=False)
    difPy.search(found, show_progress=False)
"""


def main() -> None:
    """
    Make the photos, let everybody run, print.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photos", nargs="?", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--difpy", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="twinlens-speed-") as folder:
        root = Path(folder)
        difpy = chosen.difpy or _installed_difpy(root / "difpy")
        sets = _write(root, chosen.photos)
        print(f"{chosen.photos} photos of 24 megapixels, {_mean_size(sets[0]) / 1e6:.1f} MB each")
        with _Ours() as ours:
            print(json.dumps(_measure(sets, ours, _others(difpy), chosen.rounds)))


class _Ours:
    """
    The worker's child processes, a thread of its own for each.
    """

    def __init__(self) -> None:
        self._sandboxes = [Sandbox(MEMORY, SECONDS) for _ in range(WORKERS)]
        self._threads = [ThreadPoolExecutor(1) for _ in range(WORKERS)]

    def __enter__(self) -> Self:
        with tempfile.TemporaryDirectory() as folder:
            first = Path(folder) / "first.jpg"
            scene(0).save(first)
            self.run([first] * WORKERS)
        return self

    def __exit__(self, *_: object) -> None:
        for thread, sandbox in zip(self._threads, self._sandboxes, strict=True):
            thread.submit(sandbox.close).result()
            thread.shutdown()

    def run(self, photos: Sequence[Path]) -> float:
        """
        Look at all photos; give the bytes that were read for each, on average.
        """
        shares = [photos[worker::WORKERS] for worker in range(WORKERS)]
        waiting = [
            thread.submit(_look, sandbox, share)
            for thread, sandbox, share in zip(self._threads, self._sandboxes, shares, strict=True)
        ]
        return sum(one.result() for one in waiting) / len(photos)


def _look(sandbox: Sandbox, photos: Sequence[Path]) -> int:
    before = _bytes_read(sandbox)
    for photo in photos:
        sandbox.call(read_fingerprint, os.fsencode(photo), Kind.JPEG)
    return _bytes_read(sandbox) - before


def _bytes_read(sandbox: Sandbox) -> int:
    status = sandbox.call(Path.read_text, Path("/proc/self/io"))
    return int(status.split("rchar:")[1].split()[0])


def _others(difpy: Path) -> dict[str, Callable[[Path], object]]:
    """
    Give what runs the other programs over a folder.
    """
    if shutil.which("findimagedupes") is None:
        sys.exit("findimagedupes is missing: apt-get install findimagedupes")
    return {
        "difPy": lambda folder: _call([str(difpy), "-c", DIFPY, str(folder)]),
        "findimagedupes": lambda folder: _call(["findimagedupes", "-R", str(folder)]),
    }


def _call(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _measure(
    sets: Sequence[Path], ours: _Ours, others: dict[str, Callable[[Path], object]], rounds: int
) -> dict[str, dict[str, float]]:
    """
    Let everybody take turns; give images a second, ratios and bytes for each set of photos.
    """
    rates: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    asked: dict[str, float] = {}
    for _ in range(rounds):
        for folder in sets:
            photos = sorted(folder.iterdir())
            for state, prepare in (("cold", forget_pages), ("warm", recall_pages)):
                for name in (OURS, *others):
                    prepare(folder)
                    start = time.perf_counter()
                    if name == OURS:
                        asked[folder.name] = ours.run(photos)
                    else:
                        others[name](folder)
                    seconds = time.perf_counter() - start
                    rates[folder.name, state, name].append(len(photos) / seconds)
    return {folder.name: _report(folder.name, rates, asked, others) for folder in sets}


def _report(
    kind: str,
    rates: dict[tuple[str, str, str], list[float]],
    asked: dict[str, float],
    others: dict[str, Callable[[Path], object]],
) -> dict[str, float]:
    found: dict[str, float] = {"bytes read for a photo": round(asked[kind])}
    print(f"{kind}: {asked[kind] / 1024:.1f} KiB read for a photo")
    for state in ("cold", "warm"):
        own = statistics.median(rates[kind, state, OURS])
        print(f"  {state:5} {OURS:15} {own:8.1f} images/s")
        found[f"{state} {OURS}"] = round(own, 1)
        for name in others:
            rate = statistics.median(rates[kind, state, name])
            print(f"  {state:5} {name:15} {rate:8.2f} images/s, ours {own / rate:6.1f} times")
            found[f"{state} {name}"] = round(rate, 2)
            found[f"{state} times {name}"] = round(own / rate, 1)
    return found


def _write(root: Path, count: int) -> list[Path]:
    """
    Write the photos with and without thumbnails.
    """
    with_small, without = root / "with thumbnail", root / "without thumbnail"
    with_small.mkdir()
    without.mkdir()
    noise = np.random.default_rng(1).integers(0, 2 * GRAIN, (SIZE[1], SIZE[0], 3), dtype=np.uint8)
    grain = Image.fromarray(noise)
    for number, picture in enumerate(_pictures(count)):
        large = ImageOps.fit(picture, SIZE, Image.Resampling.BICUBIC)
        large = ImageChops.add(large, ImageChops.offset(grain, 37 * number), 1, -GRAIN)
        body = encoded("JPEG", large, quality=90)
        small = ImageOps.pad(large.reduce(20), THUMBNAIL, color="black")
        exif = tiff({0x0112: 1}, thumbnail=encoded("JPEG", small, quality=85))
        name = f"{number:03}.jpg"
        (without / name).write_bytes(body)
        (with_small / name).write_bytes(body[:2] + segment(0xE1, b"Exif\0\0" + exif) + body[2:])
    return [with_small, without]


def _pictures(count: int) -> list[Image.Image]:
    """
    Give real photos as far as there are, then generated ones.
    """
    data = os.environ.get("TWINLENS_TESTDATA")
    folder = Path(data) / "near" / "photos" / "base" if data else Path()
    paths = sorted(folder.glob("*.jpg"))[:count] if data else []
    real = [ImageOps.exif_transpose(Image.open(path)).convert("RGB") for path in paths]
    return real + [scene(number, 1200, 800) for number in range(count - len(real))]


def _mean_size(folder: Path) -> float:
    return statistics.mean(photo.stat().st_size for photo in folder.iterdir())


def _installed_difpy(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    _call([str(python), "-m", "pip", "install", "-q", "difPy"])
    return python


if __name__ == "__main__":
    main()
