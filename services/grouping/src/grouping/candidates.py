"""
A file with its name read: what the rules compare.
"""

from typing import NamedTuple

from grouping.folders import Place
from grouping.naming import Name, Naming
from grouping.records import FileRecord, Role
from mediacore.formats import Kind


class Candidate(NamedTuple):
    """
    A media file that may be a version.

    :ivar is_video: whether it is a clip rather than a picture.
    :ivar is_raw: whether it is a camera's raw file.
    """

    record: FileRecord
    name: Name
    place: Place
    is_video: bool
    is_raw: bool

    @property
    def file_name(self) -> str:
        """
        Give its file name as people know it.
        """
        return self.record.path.rpartition("/")[2]

    @property
    def is_proxy(self) -> bool:
        """
        Whether it is a camera's small stand-in for another clip.
        """
        return self.name.role is Role.PROXY or self.name.extension in {"lrv", "lrf"}


def candidate_of(record: FileRecord, naming: Naming) -> Candidate:
    """
    Read a record's name.
    """
    place, stem, extension = naming.split(record.path)
    kind, name = record.kind, naming.read(stem, extension)
    return Candidate(record, name, place, kind is Kind.VIDEO, kind is Kind.RAW)


def reference_order(candidate: Candidate) -> tuple[object, ...]:
    """
    Order candidates so that the best reference comes first: originals with a proven time.
    """
    record = candidate.record
    return (
        candidate.is_video,
        candidate.is_proxy,
        candidate.place.edited,
        len(candidate.name.steps),
        record.proven_us is None,
        not candidate.is_raw,
        record.taken_us or 0,
        record.path,
        record.file_id,
    )
