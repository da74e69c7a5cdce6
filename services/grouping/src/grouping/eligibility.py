"""
Which files the rules look at: a name alone proves nothing about a damaged file.
"""

from grouping.records import FileRecord
from mediacore.formats import Kind


def may_group(record: FileRecord, problem: str | None) -> bool:
    """
    Tell whether a readable file can be a version of a shot.

    One that is damaged can, as long as it still tells when it was taken, or carries an id.
    """
    if record.kind is Kind.OTHER or record.size == 0:
        return False
    return (
        problem is None
        or record.proven_us is not None
        or record.content_identifier is not None
        or record.burst_id is not None
        or record.kind is Kind.SIDECAR
    )
