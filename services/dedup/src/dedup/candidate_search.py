"""
The search for candidates in the database: by hashes, and by vectors.

Hashes are compared exactly. Vectors of many pictures at a time are, too, all with all in memory, as
long as there is room for them; else a graph index is asked, which misses some.

Whoever calls commits a picture's hash and vectors first, and searches for it after that, in a
transaction that sees what others have committed: so of two pictures that come at the same time, the
one that was committed last finds the other, whichever is searched for first.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import psycopg
from pgvector import HalfVector

from dedup.candidate_rules import DEFAULT_RULES, CandidateRules
from dedup.descriptor import turned
from dedup.hamming import BAND_BITS, BANDS, Indices, Pairs, masks
from dedup.hash_links import Found, Hashed, all_links, links
from dedup.id_pairs import nearest_pairs
from dedup.memory_search import Turns, vector_links
from dedup.records import Medium, PictureSource
from dedup.tables import VECTOR_VALUES
from mediacore.database import WriteSession, raw

IdPairs: TypeAlias = list[tuple[int, int]]

STILLS = (Medium.IMAGE, Medium.RAW)
MANY = 4000  # pictures of one search, from which on all hashes are compared in memory
MANY_VECTORS = 64  # pictures of one search, from which on all vectors are compared in memory
MEMORY_VECTORS = 400_000  # vectors that are compared in memory, some half a GiB; more never are
BAND_MASK = (1 << BAND_BITS) - 1
COPY_HEADER = 19  # signature, flags and the length of no extension
COPY_TRAILER = 2
COPY_ROW = np.dtype(
    [
        ("fields", ">i2"),
        *(("id_size", ">i4"), ("id", ">i8")),
        *(("hash_size", ">i4"), ("hash", ">u8")),
        *(("thumbnail_size", ">i4"), ("thumbnail", "u1")),
    ]
)
VECTOR_ROW = np.dtype(
    [
        ("fields", ">i2"),
        *(("id_size", ">i4"), ("id", ">i8")),
        *(("vector_size", ">i4"), ("values", ">i2"), ("unused", ">i2")),
        ("vector", ">f2", (VECTOR_VALUES,)),
    ]
)
THUMBNAIL = PictureSource.THUMBNAIL.value

_ASKED = (
    "SELECT id, phash, source FROM pictures WHERE id = ANY(%s) AND medium = %s"
    " AND state = 'ready' AND informative"
)
_BAND = f"""
SELECT a.number, p.phash, p.source, p.id FROM asked a
CROSS JOIN LATERAL (SELECT array_agg(((a.phash >> {{shift}}) & {BAND_MASK}) # mask) AS bands
  FROM unnest(%(masks)s::bigint[]) AS mask) b
CROSS JOIN LATERAL (SELECT * FROM pictures
  WHERE ((phash >> {{shift}}) & {BAND_MASK}) = ANY(b.bands) AND state = 'ready' AND informative
  AND medium = %(medium)s AND bit_count((phash # a.phash)::bit(64)) <= %(bits)s) p
"""  # noqa: S608 - numbers of this module
_NEAR_HASHES = f"""
WITH asked AS MATERIALIZED (
  SELECT number - 1 AS number, phash FROM unnest(%(hashes)s::bigint[])
  WITH ORDINALITY AS given(phash, number)),
near AS ({" UNION ALL ".join(_BAND.format(shift=BAND_BITS * band) for band in range(BANDS))})
SELECT number, phash, source = '{THUMBNAIL}', min(id), max(id) FROM near GROUP BY 1, 2, 3
"""  # noqa: S608 - constants of this module
_VECTORS = (
    "SELECT v.picture_id, v.vector::real[] FROM picture_vectors v JOIN pictures p"
    " ON p.id = v.picture_id WHERE v.picture_id = ANY(%s) AND v.medium = %s"
    " AND p.state = 'ready' AND p.informative ORDER BY 1, v.panel"
)
_NEAR_VECTORS = """
SELECT a.picture_id, n.picture_id, n.distance FROM unnest(%(ids)s::bigint[], %(vectors)s::halfvec[])
AS a(picture_id, vector) CROSS JOIN LATERAL (
  SELECT v.picture_id, v.vector <-> a.vector AS distance FROM picture_vectors v
  WHERE v.medium = '{medium}' AND v.picture_id <> a.picture_id
  ORDER BY v.vector <-> a.vector LIMIT {most}) n
WHERE n.distance <= %(distance)s
"""


def search(
    session: WriteSession,
    picture_ids: Sequence[int],
    rules: CandidateRules = DEFAULT_RULES,
    turns: Turns = turned,
) -> IdPairs:
    """
    Give the pairs worth comparing of these pictures, the smaller id on the left, each once.

    Those of them that are no stills, or tell nothing, have none.
    """
    ids = list(picture_ids)
    found = [np.empty((0, 2), dtype=np.int64)]
    if ids:
        for medium in STILLS:
            found.append(near_hashes(session, ids, medium, rules))
            found.append(near_vectors(session, ids, medium, rules, turns))
    pairs = np.unique(np.concatenate(found), axis=0).tolist()
    return [(left, right) for left, right in pairs]


def store_candidates(session: WriteSession, pairs: Sequence[tuple[int, int]]) -> None:
    """
    Have pairs verified, unless that was done or waits already.
    """
    raw(session).execute(
        "INSERT INTO candidate_pairs (left_id, right_id)"
        " SELECT l, r FROM (SELECT DISTINCT least(one, other) AS l, greatest(one, other) AS r"
        " FROM unnest(%s::bigint[], %s::bigint[]) AS given(one, other) WHERE one <> other) wanted"
        " WHERE NOT EXISTS (SELECT 1 FROM duplicate_pairs d WHERE d.left_id = l AND d.right_id = r)"
        " ORDER BY l, r ON CONFLICT DO NOTHING",
        ([pair[0] for pair in pairs], [pair[1] for pair in pairs]),
    )


def near_hashes(
    session: WriteSession,
    ids: Sequence[int],
    medium: Medium,
    rules: CandidateRules,
    *,
    many: int = MANY,
) -> Pairs:
    """
    Give the pairs of these pictures by their hashes; for many at once, by comparing all in memory.
    """
    connection = raw(session)
    asked = _hashed(connection.execute(_ASKED, (list(ids), medium)).fetchall())
    if len(asked.ids) >= many:
        pairs = all_links(_stream(connection, medium), rules)
        return pairs[np.isin(pairs, asked.ids).any(axis=1)]
    distinct, place = np.unique(asked.hashes, return_inverse=True)
    bits = max(rules.near_bits, rules.thumbnail_bits)
    given = {
        "hashes": distinct.view(np.int64).tolist(),
        "masks": masks(bits),
        "bits": bits,
        "medium": medium,
    }
    rows = connection.execute(_NEAR_HASHES.encode(), given).fetchall()
    columns = np.array(rows, dtype=np.int64).reshape(-1, 5).T
    number, hashes, thumbnail, first, last = columns
    distance = np.bitwise_count(distinct[number] ^ hashes.view(np.uint64)).astype(np.int64)
    return links(asked, place, Found(number, distance, thumbnail == 1, first, last), rules)


def near_vectors(
    session: WriteSession,
    ids: Sequence[int],
    medium: Medium,
    rules: CandidateRules,
    turns: Turns = turned,
    *,
    many: int = MANY_VECTORS,
) -> Pairs:
    """
    Give the pairs of these pictures by their vectors, asked in every turn and mirror.

    For many at once all vectors are compared in memory, which overlooks no near one (save what the
    rules cap) and costs less, unless the library is too large for that.
    """
    connection = raw(session)
    if len(ids) >= many and _fits(connection, medium):
        streamed = _stream_vectors(connection, medium)
        return vector_links(*streamed, turns, rules, np.array(ids, dtype=np.int64))
    rows: list[tuple[int, int, float]] = []
    asking = connection.execute(_VECTORS, (list(ids), medium)).fetchall()
    questions = [turns(np.array(values, dtype=np.float32)) for _, values in asking]
    for effort, turning in ((rules.vector_effort, slice(1)), (rules.turned_effort, slice(1, None))):
        asked_now = [
            (owner, HalfVector(vector).to_text())
            for (owner, _), vectors in zip(asking, questions, strict=True)
            for vector in vectors[turning]
        ]
        rows += _graph(connection, medium, rules, effort, asked_now)
    asked, found, distance = np.array(rows, dtype=np.float64).reshape(-1, 3).T
    ids_asked, ids_found = asked.astype(np.int64), found.astype(np.int64)
    return nearest_pairs(ids_asked, ids_found, distance, rules.most_alike)


def _graph(
    connection: psycopg.Connection[Any],
    medium: Medium,
    rules: CandidateRules,
    effort: int,
    asked: Sequence[tuple[int, str]],
) -> list[tuple[int, int, float]]:
    """
    Ask the graph index; give who asked, whom it found, and how far away.
    """
    connection.execute(f"SET LOCAL hnsw.ef_search = {effort:d}".encode())
    query = _NEAR_VECTORS.format(medium=medium.value, most=int(rules.most_vectors))
    given = {
        "ids": [owner for owner, _ in asked],
        "vectors": [vector for _, vector in asked],
        "distance": rules.vector_distance,
    }
    return connection.execute(query.encode(), given).fetchall()


def _hashed(rows: Sequence[tuple[Any, ...]]) -> Hashed:
    return Hashed(
        np.array([row[0] for row in rows], dtype=np.int64),
        np.array([row[1] for row in rows], dtype=np.int64).view(np.uint64),
        np.array([row[2] == THUMBNAIL for row in rows], dtype=np.bool_),
    )


def _stream(connection: psycopg.Connection[Any], medium: Medium) -> Hashed:
    """
    Give all hashes of a medium: some thirty bytes a picture come over the wire.
    """
    query = (
        f"COPY (SELECT id, phash, source = '{THUMBNAIL}' FROM pictures"  # noqa: S608 - constants of this package
        f" WHERE state = 'ready' AND informative AND medium = '{medium.value}')"
        " TO STDOUT (FORMAT binary)"
    )
    rows = np.frombuffer(_copied(connection, query), dtype=COPY_ROW)
    return Hashed(
        rows["id"].astype(np.int64), rows["hash"].astype(np.uint64), rows["thumbnail"] != 0
    )


def _fits(connection: psycopg.Connection[Any], medium: Medium) -> bool:
    row = connection.execute(
        "SELECT count(*) FROM (SELECT FROM picture_vectors WHERE medium = %s LIMIT %s) v",
        (medium, MEMORY_VECTORS + 1),
    ).fetchone()
    return row is not None and row[0] <= MEMORY_VECTORS


def _stream_vectors(
    connection: psycopg.Connection[Any], medium: Medium
) -> tuple[Indices, npt.NDArray[np.float32]]:
    """
    Give all vectors of a medium and whose they are.
    """
    query = (
        f"COPY (SELECT picture_id, vector FROM picture_vectors WHERE medium = '{medium.value}')"  # noqa: S608 - constants of this package
        " TO STDOUT (FORMAT binary)"
    )
    rows = np.frombuffer(_copied(connection, query), dtype=VECTOR_ROW)
    return rows["id"].astype(np.int64), rows["vector"].astype(np.float32)


def _copied(connection: psycopg.Connection[Any], query: str) -> memoryview:
    """
    Give the rows of a binary COPY.
    """
    with connection.cursor() as cursor, cursor.copy(query.encode()) as copy:
        stream = b"".join(copy)
    return memoryview(stream)[COPY_HEADER:-COPY_TRAILER]
