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
    """

    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """
    One path of the inventory as it is compared.

    :ivar path: the display form, relative to the library.
    :ivar inode: with `device` the physical file: hard links share it.
    :ivar quick_id: equal for equal contents, and almost only for those.
    :ivar sha256: of the content as it is now, or `None` when it has not been read whole.
    :ivar unreadable: reading it whole has failed, and will be tried again at its time.
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
class Keeper:
    """
    The copy worth keeping, and why: a suggestion, never an action.
    """

    file_id: int
    reasons: tuple[Reason, ...]
