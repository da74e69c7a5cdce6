"""
A file with its name read: what the rules compare.
"""

from typing import NamedTuple, TypeAlias

from grouping.folders import Place
from grouping.naming import Name, Naming, plain_name
from grouping.records import FileRecord, Role
from mediacore.formats import Kind

# A medium as it waits for company: its record, place, stem, extension, and its name unless that
# is plain. A bare tuple, because most files of a library get no further.
Filed: TypeAlias = tuple[FileRecord, Place, str, str, Name | None]

PROXY_EXTENSIONS = frozenset({"lrv", "lrf"})

# Members of enums, looked up once: Python 3.11 takes longer over that than over the comparison.
_RAW, _VIDEO, _PROXY = Kind.RAW, Kind.VIDEO, Role.PROXY


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
        return self.record.file_name

    @property
    def is_proxy(self) -> bool:
        """
        Whether it is a camera's small stand-in for another clip.
        """
        return self.name.role is _PROXY or self.name.extension in PROXY_EXTENSIONS


def candidate_of(record: FileRecord, naming: Naming) -> Candidate:
    """
    Read a record's name.
    """
    place, stem, extension = naming.split(record.known_path)
    return candidate_from((record, place, stem, extension, naming.marked(stem, extension)))


def candidate_from(filed: Filed) -> Candidate:
    """
    Make a candidate of a medium that found company.
    """
    record, place, stem, extension, name = filed
    kind = record.kind
    name = name or plain_name(stem, extension)
    return Candidate(record, name, place, kind is _VIDEO, kind is _RAW)


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
