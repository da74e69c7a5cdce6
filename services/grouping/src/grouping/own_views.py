"""
Views of owners who decided for themselves: what of them stands beside the groups, as rows.
"""

from collections.abc import Iterable, Sequence

from grouping.records import FileRecord
from mediacore.change_feed import publish
from mediacore.database import WriteSession, raw
from mediacore.paths import path_key, undisplay


def write_alone(session: WriteSession, owner: str, records: Sequence[FileRecord]) -> None:
    """
    Note that in an owner's own view these files stand alone, whatever others see.
    """
    if records:
        raw(session).execute(
            "INSERT INTO group_members (owner, file_id, group_id, path_key, file_path, file_type,"
            " role, is_primary, file_size, evidence, sidecars) SELECT %s, file_id, NULL, path_key,"
            " file_path, file_type, 'alone', false, file_size, '[]', '{}' FROM unnest("
            " %b::bigint[], %b::bytea[], %b::text[], %b::text[], %b::bigint[])"
            " AS m(file_id, path_key, file_path, file_type, file_size)"
            " ON CONFLICT (owner, file_id) DO UPDATE SET group_id = NULL, role = 'alone',"
            " is_primary = false",
            (
                owner,
                [record.file_id for record in records],
                [path_key(undisplay(record.path)) for record in records],
                [record.path for record in records],
                [record.kind.value for record in records],
                [record.size for record in records],
            ),
        )


def clear_view(session: WriteSession, owner: str, file_ids: Iterable[int]) -> None:
    """
    Drop an owner's own view of files, so that the common one shows again.
    """
    raw(session).execute(
        "DELETE FROM group_members WHERE owner = %s AND file_id = ANY(%s)",
        (owner, list(file_ids)),
    )


def shadowed(session: WriteSession, owner: str, file_ids: Iterable[int]) -> set[int]:
    """
    Give those of some files that an owner has a view of their own of.
    """
    rows = raw(session).execute(
        "SELECT file_id FROM group_members WHERE owner = %s AND file_id = ANY(%s)",
        (owner, list(file_ids)),
    )
    return {row[0] for row in rows}


def publish_views(session: WriteSession, owner: str, file_ids: Iterable[int]) -> None:
    """
    Tell of the common groups of which an owner sees more or less than before.
    """
    rows = raw(session).execute(
        "SELECT DISTINCT group_id FROM group_members WHERE owner = '' AND file_id = ANY(%s)"
        " AND group_id IS NOT NULL ORDER BY 1",
        (list(file_ids),),
    )
    publish(session, "view_changed", [(str(row[0]), {"owner": owner}) for row in rows])
