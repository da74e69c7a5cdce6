"""
Keeping what decisions hide beside the groups, so that a list need not ask for it.

Whoever writes a group or a decision calls `take_over` first, and `refresh_hidden` for the groups
that it concerns, in the same transaction. So it sees the decisions and the groups of all others.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from dedup.decision_store import EVERYBODY
from dedup.visibility import ContentPair, Shown, hidden_part, ordered
from mediacore.database import ReadSession, WriteSession, raw

LOCK = 0x68696464656E  # "hidden"

_DISMISSED = """
SELECT g.group_id, d.owner, d.left_content, d.right_content
FROM duplicate_groups g JOIN duplicate_members m ON m.group_id = g.group_id
CROSS JOIN LATERAL (VALUES (least(g.content, m.content), greatest(g.content, m.content)),
  (m.file_hash, m.file_hash)) AS pair(a, b)
JOIN duplicate_decisions d ON d.left_content = pair.a AND d.right_content = pair.b
  AND d.kind = 'dismiss' AND d.undone_at IS NULL
WHERE g.group_id = ANY(%s)
"""
_GOING = """
SELECT m.group_id, m.file_id FROM duplicate_members m JOIN duplicate_removals r
  ON r.file_id = m.file_id AND r.state = 'open' AND r.file_size = m.file_size
  AND (m.file_hash IS NULL OR m.file_hash = r.sha256)
WHERE m.group_id = ANY(%s)
"""
_MEMBERS = """
SELECT group_id, file_id, quick_id, content, file_hash, file_size, similarity_score, is_cover,
  burst
FROM duplicate_members WHERE group_id = ANY(%s)
ORDER BY group_id, is_suggested_keeper DESC, similarity_score DESC, file_path
"""
_STORE = """
INSERT INTO duplicate_hidden (group_id, owner, whole, file_ids, member_count, total_size, savings,
  similarity) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""


def take_over(session: WriteSession) -> None:
    """
    Wait until nobody else writes groups or decisions, and keep others waiting until the end.

    A new group that one transaction makes, and a dismissal of its contents in another, would not
    see each other. It comes before every lock of a row, and after all that takes long.
    """
    raw(session).execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))


def refresh_hidden(session: WriteSession, group_ids: Collection[uuid.UUID]) -> None:
    """
    Work out anew what decisions hide of some groups.
    """
    connection = raw(session)
    connection.execute("DELETE FROM duplicate_hidden WHERE group_id = ANY(%s)", (list(group_ids),))
    dismissed: dict[uuid.UUID, dict[str, set[ContentPair]]] = defaultdict(lambda: defaultdict(set))
    for row in connection.execute(_DISMISSED, (list(group_ids),), binary=True):
        dismissed[row[0]][row[1]].add((row[2], row[3]))
    going: dict[uuid.UUID, set[int]] = defaultdict(set)
    for row in connection.execute(_GOING, (list(group_ids),), binary=True):
        going[row[0]].add(row[1])
        dismissed[row[0]].setdefault(EVERYBODY, set())
    if not dismissed:
        return
    members: dict[uuid.UUID, list[Shown]] = defaultdict(list)
    for row in connection.execute(_MEMBERS, (list(dismissed),), binary=True):
        members[row[0]].append(Shown(*row[1:]))
    rows = [
        line
        for group_id, by_owner in dismissed.items()
        for line in _lines(group_id, members[group_id], by_owner, going[group_id])
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_STORE, rows)


def _lines(
    group_id: uuid.UUID,
    members: Sequence[Shown],
    by_owner: dict[str, set[ContentPair]],
    going: Collection[int],
) -> list[tuple[Any, ...]]:
    common = by_owner.get(EVERYBODY, set())
    lines = []
    for owner, own in by_owner.items():
        part = hidden_part(members, own | common, going)
        if part is not None:
            lines.append(
                (
                    group_id,
                    owner,
                    part.whole,
                    list(part.file_ids),
                    part.member_count,
                    part.total_size,
                    part.savings,
                    part.similarity,
                )
            )
    return lines


def groups_of_pairs(
    session: ReadSession | WriteSession, pairs: Collection[ContentPair]
) -> list[uuid.UUID]:
    """
    Give the groups that decisions about these pairs of contents may concern.
    """
    sorted_pairs = [ordered(*pair) for pair in pairs]
    rows = raw(session).execute(
        "SELECT DISTINCT m.group_id FROM unnest(%s::bytea[], %s::bytea[]) AS pair(a, b)"
        " JOIN duplicate_members m ON m.content IN (pair.a, pair.b) JOIN duplicate_groups g"
        " ON g.group_id = m.group_id AND (least(g.content, m.content),"
        " greatest(g.content, m.content)) = (pair.a, pair.b)"
        " UNION SELECT m.group_id FROM unnest(%s::bytea[]) AS same(h)"
        " JOIN duplicate_members m ON m.file_hash = same.h ORDER BY 1",
        (
            [left for left, _ in sorted_pairs],
            [right for _, right in sorted_pairs],
            [left for left, right in sorted_pairs if left == right],
        ),
    )
    return [row[0] for row in rows]
