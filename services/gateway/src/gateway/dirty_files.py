"""
What the read models must be brought up to date for: whoever changes an asset notes it here. Files
whose names are lost on disk are noted for grouping too, see `name_teller.py`.

A note is written in the transaction of the change, and never waits for another. A log, not a set:
a note that finds its file noted already must not be lost to whoever works on that file just then.
"""

import uuid
from collections.abc import Iterable

from mediacore.database import WriteSession, raw

# The end of a path whose name is not the user's own: Immich stores uploads so.
LOST_NAME = "/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}([.][^/.]*)?$"

_NAMES = f"""
INSERT INTO dirty_names (file_id)
SELECT file_id FROM files WHERE file_id = ANY(%s::bigint[]) AND path ~* '{LOST_NAME}'
"""  # noqa: S608 - made of a constant
_AGAIN = """
WITH told AS (
    UPDATE files SET told_name = NULL, told_owner = NULL, told_at = NULL
    WHERE told_name IS NOT NULL RETURNING file_id
)
INSERT INTO dirty_names (file_id) SELECT file_id FROM told
"""


def mark_names(session: WriteSession) -> None:
    """
    Note all names that grouping was told: it may have lost them.
    """
    raw(session).execute(_AGAIN)


def mark_files(
    session: WriteSession,
    file_ids: Iterable[int | None],
    asset_ids: Iterable[uuid.UUID | str] = (),
) -> None:
    """
    Note that assets changed in any way: their files, those they lay at before included.

    :param file_ids: `None` among them is passed over.
    :param asset_ids: the assets themselves; needed of those that lie at no file, or are gone.
    """
    files = sorted({file_id for file_id in file_ids if file_id is not None})
    assets = sorted({str(asset_id) for asset_id in asset_ids})
    if files or assets:
        raw(session).execute(
            "INSERT INTO dirty_files (file_id, asset_id)"
            " SELECT f, NULL FROM unnest(%s::bigint[]) AS f"
            " UNION ALL SELECT NULL, a FROM unnest(%s::uuid[]) AS a",
            (files, assets),
        )
    if files:
        raw(session).execute(_NAMES.encode(), (files,))
