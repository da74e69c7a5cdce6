"""
A generated library in which one byte in ten is a copy, with files that only look like copies.
"""

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

SHARE = 0.10
MB = 1_000_000
JPEG_MB = (2, 12)
RAW_BYTES = 25_165_824  # a camera's uncompressed files all have one size
CLIP_MB = (20, 60)
SPAN = 64 * 1024
LINKS = 20
HEAD = b"\xff\xd8\xff\xda\x00\x02"
TAIL = b"\xff\xd9"


@dataclass(frozen=True, slots=True)
class Truth:
    """
    What was written: how many files and bytes, and how many sets of copies that hold how much.
    """

    files: int
    size: int
    sets: int
    copied: int


class CopiesLibrary:
    """
    Writes the library, always the same for a size.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._random = np.random.Generator(np.random.SFC64(20))
        self._files = 0
        self._size = 0

    def make(self, size: int) -> Truth:
        """
        Write about `size` bytes.
        """
        sets = copied = 0
        owed: dict[str, float] = defaultdict(float)
        for one in self._originals(round(size * (1 - SHARE))):
            length = one.stat().st_size
            owed[one.suffix] += length * SHARE / (1 - SHARE)
            if length <= owed[one.suffix]:
                owed[one.suffix] -= length
                self._place(self._copy_of(one), one.read_bytes())
                sets += 1
                copied += length
        for index, one in enumerate(sorted(self._root.rglob("IMG_*.JPG"))[:LINKS]):
            folder = self._root / "Linked"
            folder.mkdir(exist_ok=True)
            os.link(one, folder / f"{index}.JPG")
            self._files += 1
        os.sync()
        return Truth(self._files, self._size, sets, copied)

    def _originals(self, size: int) -> Iterator[Path]:
        """
        Write files that differ: of twenty shots two are RAW, one is a clip, two are false twins.
        """
        shot, written = 0, 0
        while written < size:
            content = self._content(shot)
            for name, one in self._variants(shot, content):
                path = self._root / f"{2020 + shot // 200}" / f"{shot // 50:03d}" / name
                self._place(path, one)
                written += len(one)
                yield path
            shot += 1

    def _content(self, shot: int) -> bytearray:
        if shot % 20 in (3, 13):
            return self._noise(RAW_BYTES)
        low, high = CLIP_MB if shot % 20 == 7 else JPEG_MB
        return self._noise(int(self._random.integers(low * MB, high * MB)))

    def _variants(self, shot: int, content: bytearray) -> Iterator[tuple[str, bytes]]:
        """
        Give a shot's file; for some a second one with its size, head and tail, but other insides.
        """
        ending = {3: "NEF", 13: "NEF", 7: "MP4"}.get(shot % 20, "JPG")
        name = f"IMG_{shot:05d}.{ending}"
        yield name, bytes(content)
        if shot % 20 in (5, 15):
            at = len(content) // (2 if shot % 20 == 5 else 4)
            other = bytearray(content)
            other[at : at + SPAN // 4] = self._noise(SPAN // 4)
            yield f"{name[:-4]}-2.{ending}", bytes(other)

    def _noise(self, length: int) -> bytearray:
        """
        Give bytes that no compression helps, framed as a JPEG's are.
        """
        noise = np.frombuffer(self._random.bytes(length), np.uint8) & 0xFE
        content = bytearray(noise.tobytes())
        content[: len(HEAD)] = HEAD
        content[-len(TAIL) :] = TAIL
        return content

    def _copy_of(self, original: Path) -> Path:
        folder = self._root / "Backup" / original.parent.name
        return folder / f"copy of {original.name}"

    def _place(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self._files += 1
        self._size += len(content)


def forget_pages(root: Path) -> None:
    """
    Have the system forget the content of the files, so that it comes from the disk again.
    """
    for path in root.rglob("*"):
        if path.is_file():
            fd = os.open(path, os.O_RDONLY)
            try:
                os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(fd)


def recall_pages(root: Path) -> None:
    """
    Read everything once, so that it all comes from memory.
    """
    with Path(os.devnull).open("wb") as nowhere:
        for path in root.rglob("*"):
            if path.is_file():
                with path.open("rb") as file:
                    shutil.copyfileobj(file, nowhere, 1 << 20)
