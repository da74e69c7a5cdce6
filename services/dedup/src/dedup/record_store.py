"""
Reading the files that must be compared with each other.
"""

from collections import defaultdict
from collections.abc import Sequence

from dedup.records import FileRecord
from mediacore.database import ReadSession, WriteSession, raw

_QUERY = """
SELECT f.id, f.display, f.kind, f.size, f.mtime_ns, f.device, f.inode, f.quick_id,
  CASE WHEN f.sha_quick_id = f.quick_id AND f.sha_mtime_ns = f.mtime_ns THEN f.sha256 END,
  coalesce(q.failures > 0 AND q.quick_id = f.quick_id AND q.mtime_ns = f.mtime_ns, false),
  f.format, f.width, f.height, f.taken_us, coalesce(f.taken_trusted, false), f.camera, f.burst_id,
  coalesce(f.has_gps, false), f.duration_s, f.content_id, f.problem IS NOT NULL
FROM files f LEFT JOIN hash_queue q ON q.file_id = f.id
WHERE f.quick_id = ANY(%s) AND f.state = 'ready' AND f.size > 0
  AND f.kind NOT IN ('sidecar', 'other')
"""


def load_records(
    session: ReadSession | WriteSession, quick_ids: Sequence[bytes]
) -> dict[bytes, list[FileRecord]]:
    """
    Give the files that may be copies, by quick id: media with bytes in them, read without trouble.
    """
    found: dict[bytes, list[FileRecord]] = defaultdict(list)
    for row in raw(session).execute(_QUERY, (list(quick_ids),), binary=True):
        record = FileRecord(*row)
        found[record.quick_id].append(record)
    return found
