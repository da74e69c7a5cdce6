"""
A component of thousands of alike pictures, each like its next ones only: a burst, a time lapse.
"""

import hashlib
import random
import time

from dedup.regrouping import Rules, mark_dirty_pictures, settle
from mediacore.database import Database, raw
from mediacore.paths import path_key

PICTURES = 5_000
NEIGHBOURS = 10


def regroup_chain(url: str, pictures: int = PICTURES) -> dict[str, float]:
    """
    Give the seconds of making its groups, and of one more picture at its end.
    """
    database = Database(url)
    names = [f"chain/{number:06d}.jpg" for number in range(pictures + 1)]
    with database.write() as session:
        connection = raw(session)
        keys = [hashlib.blake2b(name.encode(), digest_size=16).digest() for name in names]
        connection.execute(
            "INSERT INTO files (path, path_key, folder_key, display, size, mtime_ns, ctime_ns,"
            " inode, device, kind, quick_id, content_id, state)"
            " SELECT convert_to(name, 'UTF8'), key, key, name, 9000000, 1, 1, place, 2, 'jpeg', id,"
            " id, 'ready' FROM unnest(%s::text[], %s::bytea[], %s::bytea[])"
            " WITH ORDINALITY AS n(name, key, id, place)",
            (names, [path_key(name.encode()) for name in names], keys),
        )
        rows = connection.execute(
            "INSERT INTO pictures (quick_id, medium, state) SELECT unnest(%s::bytea[]), 'image',"
            " 'ready' RETURNING id",
            (keys,),
        )
        ids = sorted(row[0] for row in rows)
        rng = random.Random(4)
        edges = [
            (ids[left], ids[right], rng.uniform(0.8, 1))
            for left in range(pictures)
            for right in range(left + 1, min(left + NEIGHBOURS + 1, pictures))
        ]
        _add(database, edges)
        mark_dirty_pictures(session, ids[:pictures])
    started = time.perf_counter()
    settle(database, Rules())
    made = time.perf_counter() - started
    _add(database, [(ids[pictures - 1], ids[pictures], 0.96)])
    with database.write() as session:
        mark_dirty_pictures(session, ids[pictures:])
    started = time.perf_counter()
    settle(database, Rules())
    more = time.perf_counter() - started
    database.close()
    return {"edges": len(edges), "made_s": round(made, 2), "one_more_s": round(more, 2)}


def _add(database: Database, edges: list[tuple[int, int, float]]) -> None:
    with database.write() as session:
        raw(session).execute(
            "INSERT INTO duplicate_pairs (left_id, right_id, score, relation, reasons)"
            " SELECT a, b, score, 'same', '[]' FROM unnest(%s::bigint[], %s::bigint[],"
            " %s::float8[]) AS e(a, b, score)",
            [list(column) for column in zip(*edges, strict=True)],
        )
