"""
A file as the command line knows it: what the rules see, and what people want to be told besides.
"""

import os
from dataclasses import dataclass

from grouping.eligibility import may_group
from grouping.records import FileRecord, TimeSource
from mediacore.discovery import Entry, absolute
from mediacore.facts import Reading, read_file
from mediacore.formats import kind_of_name
from mediacore.paths import display
from mediacore.quick_id import UnreadableFileError

WENT_AWAY = "the file went away during the scan"
ENDED_ITS_READER = "reading this file ended the process that read it"


@dataclass(frozen=True, slots=True)
class SeenFile:
    """
    One file that was looked at.

    :ivar path: relative to the library's root.
    :ivar format: the format's name, "" where it is unknown.
    :ivar time_source: where the capture time was read, whether or not it can be trusted.
    :ivar offset_minutes: the time zone, where the file tells it.
    :ivar mismatch: a sentence when name and content disagree.
    :ivar problem: a sentence when the file is damaged or could not be read.
    :ivar readable: whether its bytes could be read at all.
    """

    record: FileRecord
    path: bytes
    format: str = ""
    time_source: TimeSource | None = None
    time_trusted: bool = False
    offset_minutes: int | None = None
    mismatch: str | None = None
    problem: str | None = None
    readable: bool = True

    @property
    def may_group(self) -> bool:
        """
        Whether the rules look at the file at all.
        """
        return self.readable and may_group(self.record, self.problem)


def look_at(root: bytes, file_id: int, entry: Entry) -> SeenFile:
    """
    Read one file; whatever goes wrong becomes its problem.
    """
    shown = display(entry.path)
    full = absolute(root, entry.path)
    try:
        return _described(file_id, entry, read_file(full, shown, os.stat(full)))  # noqa: PTH116 - paths are bytes here
    except FileNotFoundError:
        return unread(file_id, entry, WENT_AWAY)
    except UnreadableFileError as error:
        return unread(file_id, entry, error.reason)
    except OSError as error:
        return unread(file_id, entry, error.strerror or str(error))
    except Exception as error:  # noqa: BLE001 - a file nobody foresaw must not stop the scan
        return unread(file_id, entry, f"{type(error).__name__}: {error}")


def unread(file_id: int, entry: Entry, problem: str) -> SeenFile:
    """
    Give a file of which only the name is known.
    """
    shown = display(entry.path)
    record = FileRecord(file_id, shown, kind_of_name(shown), entry.size)
    return SeenFile(record, entry.path, problem=problem, readable=False)


def _described(file_id: int, entry: Entry, reading: Reading) -> SeenFile:
    facts = reading.facts
    source = TimeSource(facts.taken_source) if facts.taken_source else None
    # A time that cannot be trusted may order, and never prove.
    weighed = source if source is None or facts.taken_trusted else TimeSource.MTIME
    record = FileRecord(
        file_id=file_id,
        path=display(entry.path),
        kind=facts.kind,
        size=entry.size,
        taken_us=facts.taken_us,
        taken_source=weighed,
        taken_exact=facts.taken_exact,
        camera=facts.camera,
        content_identifier=facts.content_identifier,
        burst_id=facts.burst_id,
        unique_id=facts.unique_id,
        duration_s=facts.duration_s,
        width=facts.width,
        height=facts.height,
        motion=facts.motion,
        content=reading.content_id,
    )
    return SeenFile(
        record=record,
        path=entry.path,
        format=facts.format,
        time_source=source,
        time_trusted=facts.taken_trusted,
        offset_minutes=facts.offset_minutes,
        mismatch=facts.mismatch,
        problem=facts.problem,
    )
