"""
The nouns of dedup: a file as it is compared, a set of copies, and what a person is told of them.
"""

from dataclasses import dataclass
from enum import StrEnum


class DuplicateType(StrEnum):
    """
    How the members of a group are the same.
    """

    EXACT = "exact"
    PERCEPTUAL = "perceptual"


class Level(StrEnum):
    """
    How alike the members of a group must be; each level has groups of its own.

    A level's groups hold pairs whose score is at least its number.
    """

    EXACT = "exact"
    L98 = "0.98"
    L95 = "0.95"
    L90 = "0.90"
    L85 = "0.85"
    L80 = "0.80"

    @property
    def least(self) -> float:
        """
        The least score of a pair: above every score of different bytes for `EXACT`.
        """
        return float("inf") if self is Level.EXACT else float(self.value)


class Medium(StrEnum):
    """
    What is compared with what: a RAW file never with a developed picture, nor either with a clip.
    """

    IMAGE = "image"
    RAW = "raw"
    VIDEO = "video"


class PictureSource(StrEnum):
    """
    What a fingerprint was made from, the cheapest first. A thumbnail may propose, never decide.
    """

    THUMBNAIL = "thumbnail"
    PREVIEW = "preview"
    SCALED = "scaled"
    FULL = "full"
    FRAMES = "frames"


class Relation(StrEnum):
    """
    How one picture of a pair lies in the other.
    """

    SAME = "same"
    CROPPED = "cropped"
    FRAMED = "framed"
    MIRRORED = "mirrored"
    TURNED = "turned"
    INSIDE = "inside"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """
    One path of the inventory as it is compared.

    :ivar path: the display form, relative to the library.
    :ivar inode: with `device` the physical file: hard links share it.
    :ivar quick_id: equal for equal contents, and almost only for those.
    :ivar sha256: of the content as it is now, or `None` when it has not been read whole.
    :ivar unreadable: reading it whole has failed, and will be tried again at its time.
    :ivar taken_trusted: whether the time of capture may prove something.
    :ivar content_id: what its decisions are remembered by; rating a picture leaves it as it is.
    :ivar damaged: it says of itself that it is not whole, though it may show a picture still.
    """

    file_id: int
    path: str
    kind: str
    size: int
    mtime_ns: int
    device: int
    inode: int
    quick_id: bytes
    sha256: bytes | None
    unreadable: bool = False
    format: str | None = None
    width: int | None = None
    height: int | None = None
    taken_us: int | None = None
    taken_trusted: bool = False
    camera: str | None = None
    burst_id: str | None = None
    has_gps: bool = False
    duration_s: float | None = None
    content_id: bytes | None = None
    damaged: bool = False

    @property
    def physical(self) -> tuple[int, int]:
        """
        What tells this file on disk from every other.
        """
        return self.device, self.inode


@dataclass(frozen=True, slots=True)
class Copy:
    """
    One physical file of a set: the path that stands for it, and its other paths (hard links).
    """

    record: FileRecord
    also_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CopySet:
    """
    Two or more physical files with the same bytes.
    """

    sha256: bytes
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """
    One reason: a name for programs, a sentence for people.
    """

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """
    What verifying says of two pictures or clips.

    :ivar score: 0 to 1. At least 0.95: the same picture. 0.80 to 0.95: the same picture after a
        strong edit. Less: not shown to be the same one.
    :ivar relation: how one lies in the other; `DIFFERENT` when the score is under 0.80.
    """

    score: float
    relation: Relation
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Keeper:
    """
    The copy worth keeping, and why: a suggestion, never an action.
    """

    file_id: int
    reasons: tuple[Reason, ...]
