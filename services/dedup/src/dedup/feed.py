"""
Groups as whoever follows this service needs them: each complete, with what is hidden of it.

A follower joins files with their owners by itself. What decisions take out of a group is told for
everybody (view '') and for each owner, whose part holds everybody's.
"""

import uuid
from collections.abc import Sequence

from mediacore.database import ReadSession, raw
from mediacore.feed_api import Fed
from mediacore.wall_time import wall_time

_HEADS = """
SELECT group_id, duplicate_type, burst, revision, levels, similarity, total_size, savings,
  created_at
FROM duplicate_groups WHERE group_id = ANY(%s) ORDER BY group_id
"""
_MEMBERS = """
SELECT m.group_id, m.file_path, m.also_at, m.file_type, m.file_size, m.similarity_score,
  m.is_suggested_keeper, m.preselected, CASE WHEN f.taken_trusted THEN f.taken_us END
FROM duplicate_members m LEFT JOIN files f ON f.id = m.file_id
WHERE m.group_id = ANY(%s)
ORDER BY m.group_id, m.is_suggested_keeper DESC, m.similarity_score DESC, m.file_path
"""
_HIDDEN = """
SELECT h.group_id, h.owner, array_agg(m.file_path ORDER BY m.file_path)
FROM duplicate_hidden h
JOIN duplicate_members m ON m.group_id = h.group_id AND m.file_id = ANY(h.file_ids)
WHERE h.group_id = ANY(%s) GROUP BY h.group_id, h.owner ORDER BY 1, 2
"""


class DuplicateFeed:
    """
    Dedup's part of its feed.
    """

    def ids_after(
        self, session: ReadSession, after: uuid.UUID | None, limit: int
    ) -> list[uuid.UUID]:
        """
        Give the ids of the groups behind one, in their order.
        """
        behind = "WHERE group_id > %(after)s" if after else ""
        query = f"SELECT group_id FROM duplicate_groups {behind} ORDER BY group_id LIMIT %(limit)s"  # noqa: S608 - constant parts
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
                "view": "",
                "type": row[1],
                "switchable": False,
                "burst": row[2],
                "revision": row[3],
                "levels": row[4],
                "similarity": row[5],
                "total_size": row[6],
                "savings": row[7],
                "created_at": row[8].isoformat(),
                "members": [],
                "hidden": [],
            }
        for row in connection.execute(_MEMBERS, (list(groups),), binary=True):
            groups[row[0]]["members"].append(
                {
                    "path": row[1],
                    "also_at": row[2],
                    "filename": row[1].rpartition("/")[2],
                    "type": row[3],
                    "size": row[4],
                    "score": row[5],
                    "is_suggested_keeper": row[6],
                    "preselected": row[7],
                    "taken_at": wall_time(row[8]),
                }
            )
        for group_id, view, paths in connection.execute(_HIDDEN, (list(groups),), binary=True):
            groups[group_id]["hidden"].append({"view": view, "paths": paths})
        return list(groups.values())
