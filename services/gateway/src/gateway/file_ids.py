"""
The numbers of library paths: paths are long, and every read model joins by number.
"""

from collections.abc import Iterable

from mediacore.database import WriteSession, raw
from mediacore.paths import path_key, undisplay

# In the order of their keys, so that two that add the same paths wait for each other in turn.
ADD = """
INSERT INTO files (path_key, path)
SELECT key, path FROM unnest(%s::bytea[], %s::text[]) AS new (key, path)
WHERE NOT EXISTS (SELECT FROM files WHERE path_key = key)
ORDER BY key
ON CONFLICT (path_key) DO NOTHING
"""
FIND = """
SELECT wanted.path, file_id FROM unnest(%s::bytea[], %s::text[]) AS wanted (key, path)
JOIN files ON path_key = key
"""


def key_of(path: str) -> bytes:
    """
    Give the key under which a library path, in display form, stands in `files`.
    """
    return path_key(undisplay(path))


def file_ids(session: WriteSession, paths: Iterable[str]) -> dict[str, int]:
    """
    Give the number of each library path (relative, display form), numbering those that are new.
    """
    told = list(dict.fromkeys(paths))
    if not told:
        return {}
    keys = [key_of(path) for path in told]
    connection = raw(session)
    connection.execute(ADD, (keys, told))
    rows = connection.execute(FIND, (keys, told))
    return dict(rows.fetchall())
