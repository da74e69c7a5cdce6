"""
A file with its name read: what the rules compare.
"""

from dataclasses import dataclass

from grouping.folders import Place
from grouping.naming import Name, Naming
from grouping.records import FileRecord, Role
from mediacore.formats import Kind


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    A media file that may be a version.
    """

    record: FileRecord
    name: Name
    place: Place

    @property
    def is_video(self) -> bool:
        """
        Whether it is a clip rather than a picture.
        """
        return self.record.kind is Kind.VIDEO

    @property
    def is_raw(self) -> bool:
        """
        Whether it is a camera's raw file.
        """
        return self.record.kind is Kind.RAW

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
    return Candidate(record, naming.read(stem, extension), place)


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
        record.taken_us or 0,
        not candidate.is_raw,
        record.path,
        record.file_id,
    )
