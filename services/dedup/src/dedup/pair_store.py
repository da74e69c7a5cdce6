"""
Reading verified pairs: what hangs together with some contents, and what is said of single pairs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dedup.clusters import Edge
from mediacore.database import ReadSession, WriteSession, raw

Session = ReadSession | WriteSession

# Each picture is expanded once, in both directions, whatever the length of a chain.
_REACHED = """
WITH RECURSIVE reached(id) AS (
  SELECT id FROM pictures WHERE quick_id = ANY(%(keys)s)
  UNION
  SELECT n.id FROM reached r CROSS JOIN LATERAL (
    SELECT p.right_id AS id FROM duplicate_pairs p WHERE p.left_id = r.id AND p.score >= %(least)s
    UNION ALL
    SELECT p.left_id FROM duplicate_pairs p WHERE p.right_id = r.id AND p.score >= %(least)s) n
)
SELECT p.id, p.quick_id FROM reached r JOIN pictures p ON p.id = r.id
"""
_EDGES = (
    "SELECT left_id, right_id, score FROM duplicate_pairs WHERE left_id = ANY(%s) AND score >= %s"
)
_DETAILS = """
SELECT p.left_id, p.right_id, p.relation, p.reasons
FROM unnest(%s::bigint[], %s::bigint[]) AS w(left_id, right_id)
JOIN duplicate_pairs p ON (p.left_id, p.right_id) = (w.left_id, w.right_id)
"""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Graph:
    """
    Pictures and the pairs between them.

    :ivar pictures: quick ids, by picture id.
    """

    pictures: dict[int, bytes]
    edges: list[Edge]


def load_graph(session: Session, quick_ids: Sequence[bytes], least: float) -> Graph:
    """
    Give the pictures of these contents, and all that can be reached from them over pairs.

    :param least: the least score of a pair that counts.
    """
    connection = raw(session)
    reached = connection.execute(_REACHED, {"keys": list(quick_ids), "least": least}, binary=True)
    pictures: dict[int, bytes] = dict(reached.fetchall())
    edges = connection.execute(_EDGES, (list(pictures), least), binary=True).fetchall()
    return Graph(pictures, edges)


def pair_details(session: Session, pairs: Sequence[Pair]) -> dict[Pair, tuple[str, Any]]:
    """
    Give the relation and the reasons of pairs, each named with the smaller id first.
    """
    rows = raw(session).execute(
        _DETAILS, ([left for left, _ in pairs], [right for _, right in pairs])
    )
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}
