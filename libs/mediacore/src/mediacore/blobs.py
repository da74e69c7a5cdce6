"""
What a container gives up about its picture, before anything is interpreted.
"""

from dataclasses import dataclass, field

from mediacore.source import Source


@dataclass(slots=True)
class Blobs:
    """
    The metadata found in one file; parsers fill in what their container has.

    `tiffs` are TIFF structures with EXIF tags, best first; `gps` is one whose first directory has
    the GPS tags. `taken` is a time that stands in the
    container itself, in EXIF's own form, `taken_utc` says it is in UTC. `rotation` is an EXIF
    orientation that overrides the EXIF tag. `payload` is start and length of the coded picture.
    """

    tiffs: list[Source] = field(default_factory=list)
    gps: Source | None = None
    xmp: bytes = b""
    width: int | None = None
    height: int | None = None
    rotation: int | None = None
    make: str = ""
    model: str = ""
    taken: str = ""
    taken_utc: bool = False
    payload: tuple[int, int] | None = None
    motion: bool = False
    problem: str | None = None
