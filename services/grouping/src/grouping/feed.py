"""
Groups as whoever follows this service needs them: each complete, with who sees it otherwise.

A follower joins files with their owners by itself, so groups of all views are given, and of a
common group the files that some owner has a view of their own of: for that owner they are not in
it, whether they are in another group or stand alone.
"""

import uuid
from collections.abc import Sequence

from mediacore.database import ReadSession, raw
from mediacore.feed_api import Fed
from mediacore.wall_time import wall_time

_HEADS = """
SELECT group_id, owner, group_type, switchable, revision, confidence, created_at
FROM file_groups WHERE group_id = ANY(%s) ORDER BY group_id
"""
_MEMBERS = """
SELECT m.group_id, m.file_path, m.file_type, m.file_size, m.is_primary, f.taken_us,
  m.evidence @> '[{"rule": "chosen"}]'
FROM group_members m LEFT JOIN files f ON f.id = m.file_id
WHERE m.group_id = ANY(%s) ORDER BY m.group_id, m.is_primary DESC, m.file_path
"""
_HIDDEN = """
SELECT c.group_id, v.owner, array_agg(c.file_path ORDER BY c.file_path)
FROM group_members c JOIN group_members v ON v.file_id = c.file_id AND v.owner <> ''
WHERE c.group_id = ANY(%s) AND c.owner = '' GROUP BY c.group_id, v.owner ORDER BY 1, 2
"""


class GroupFeed:
    """
    Grouping's part of its feed.
    """

    def ids_after(
        self, session: ReadSession, after: uuid.UUID | None, limit: int
    ) -> list[uuid.UUID]:
        """
        Give the ids of the groups of all views behind one, in their order.
        """
        behind = "WHERE group_id > %(after)s" if after else ""
        query = f"SELECT group_id FROM file_groups {behind} ORDER BY group_id LIMIT %(limit)s"  # noqa: S608 - constant parts
        rows = raw(session).execute(query.encode(), {"after": after, "limit": limit})
        return [row[0] for row in rows]

    def groups(self, session: ReadSession, ids: Sequence[uuid.UUID]) -> list[Fed]:
        """
        Give those of some groups that are there, in the order of their ids.
        """
        connection = raw(session)
        groups: dict[uuid.UUID, Fed] = {}
        for row in connection.execute(_HEADS, (list(ids),), binary=True):
            groups[row[0]] = {
                "group_id": str(row[0]),
                "view": row[1],
                "type": row[2],
                "switchable": row[3],
                "burst": row[2] == "burst",
                "revision": row[4],
                "levels": [""],
                "similarity": row[5],
                "created_at": row[6].isoformat(),
                "decided": False,
                "members": [],
                "hidden": [],
            }
        for row in connection.execute(_MEMBERS, (list(groups),), binary=True):
            groups[row[0]]["decided"] |= row[6]
            groups[row[0]]["members"].append(
                {
                    "path": row[1],
                    "also_at": [],
                    "filename": row[1].rpartition("/")[2],
                    "type": row[2],
                    "size": row[3],
                    "score": 1.0,
                    "is_primary": row[4],
                    "preselected": False,
                    "taken_at": wall_time(row[5]),
                }
            )
        for group_id, view, paths in connection.execute(_HIDDEN, (list(groups),), binary=True):
            groups[group_id]["hidden"].append({"view": view, "paths": paths})
        return list(groups.values())
