"""
What is known of a file that may have to stay, what was read of it, and what can be wrong with it.
"""

from dataclasses import dataclass
from enum import StrEnum

from mediacore.errors import TwinlensError
from mediacore.formats import Kind


class Trouble(StrEnum):
    """
    What is wrong with a file that was thought to be a good copy.
    """

    GONE = "file_gone"
    NOT_A_FILE = "not_a_file"
    CHANGED = "file_changed"
    UNREADABLE = "unreadable"
    OTHER_CONTENT = "other_content"
    NOT_DECODABLE = "not_decodable"
    SAME_FILE = "same_file"
    DAMAGED = "damaged"


_SENTENCES = {
    Trouble.GONE: "it is no longer on disk",
    Trouble.NOT_A_FILE: "it is not a file any more",
    Trouble.CHANGED: "it has changed since it was compared",
    Trouble.UNREADABLE: "it cannot be read to its end",
    Trouble.OTHER_CONTENT: "its content is not that of the group any more",
    Trouble.NOT_DECODABLE: "it cannot be shown as a picture or clip",
    Trouble.SAME_FILE: "it is the same file on disk as one that is to go, under another name",
    Trouble.DAMAGED: "it is damaged, and a copy that is to go is whole",
}


class BadCopyError(TwinlensError):
    """
    Raised when a file is not the good copy that it was thought to be.
    """

    def __init__(self, path: str, trouble: Trouble) -> None:
        super().__init__(f"{path}: {_SENTENCES[trouble]}", path=path, reason=trouble.value)
        self.path = path
        self.trouble = trouble

    def told(self) -> dict[str, str]:
        """
        Give it for an answer: which file, a name for programs, a sentence for people.
        """
        return {
            "path": self.path,
            "reason": self.trouble.value,
            "detail": _SENTENCES[self.trouble],
        }


@dataclass(frozen=True, slots=True)
class KnownFile:
    """
    A file as the inventory knows it.

    :ivar path: relative to the library.
    :ivar shown: its display form.
    """

    file_id: int
    path: bytes
    shown: str
    kind: Kind
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """
    A file that was read whole just now.
    """

    known: KnownFile
    sha256: bytes
    device: int
    inode: int
