"""
One new photo in a library of a million: the work before verifying.

    python -m bench.increment [PICTURES=1000000]

Fills an embedded Postgres with pictures whose hashes and vectors lie in clusters, as those of one
place or one evening do, builds the indexes, and then lets new photos come, one by one: half of them
edits of one that is there. A picture's work is its row and vector stored, candidates searched in
all turns, candidates stored. Prints medians and 95th percentiles in milliseconds, and how many of
the near ones the graph index misses; the last line is JSON.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pgvector import HalfVector
from sqlalchemy import text

from dedup import migrate, vector_index
from dedup.candidate_rules import DEFAULT_RULES
from dedup.candidate_search import near_hashes, near_vectors, search, store_candidates
from dedup.records import Medium
from dedup.tables import VECTOR_VALUES
from localstack.guardian import Guardian
from localstack.postgres import EmbeddedPostgres
from mediacore.database import Database, WriteSession, raw

Vectors = npt.NDArray[np.float32]

ROUNDS = 50
PORTION = 50_000
CLUSTER = 50  # pictures of one place or evening
AXES = 5  # in each turn; pictures do not fill the space of all vectors
HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
BUILD_MEGABYTES = 2500


def turns(vector: Vectors) -> Vectors:
    """
    Give eight vectors of the same statistics as the turns and mirrors of a picture.
    """
    return np.stack([np.roll(vector, 16 * turn) for turn in range(8)])


def unit(values: Vectors) -> Vectors:
    """
    Give vectors of length 1.
    """
    return (values / np.linalg.norm(values, axis=1, keepdims=True)).astype(np.float32)


def library(pictures: int, rng: np.random.Generator) -> Iterator[tuple[int, Any, Vectors]]:
    """
    Give portions of pictures: the first id, hashes, vectors.
    """
    axes = np.concatenate([turns(axis) for axis in rng.normal(size=(AXES, VECTOR_VALUES))])
    for start in range(0, pictures, PORTION):
        count = min(PORTION, pictures - start)
        places = rng.normal(size=(count // CLUSTER + 1, 8 * AXES)) @ axes
        own = rng.normal(size=(count, 8 * AXES)) @ axes
        vectors = np.abs(places[np.arange(count) // CLUSTER] + 0.5 * own)
        vectors += 1.5 * np.abs(rng.normal(size=vectors.shape))
        hashes = rng.integers(-(2**63), 2**63 - 1, count)
        yield start + 1, hashes, unit(vectors.astype(np.float32))


def fill(database: Database, pictures: int, rng: np.random.Generator) -> Vectors:
    """
    Fill the tables by binary COPY; give all vectors, as the database rounds them.
    """
    halves = np.empty((pictures, VECTOR_VALUES), dtype=np.float16)
    row = np.dtype(
        [
            *(("fields", ">i2"), ("id_size", ">i4"), ("id", ">i8")),
            *(("panel_size", ">i4"), ("panel", ">i2")),
            *(("medium_size", ">i4"), ("medium", "S5")),
            *(("vector_size", ">i4"), ("values", ">i2"), ("unused", ">i2")),
            ("vector", ">f2", (VECTOR_VALUES,)),
        ]
    )
    for first, hashes, vectors in library(pictures, rng):
        ids = np.arange(first, first + len(hashes))
        halves[ids - 1] = vectors
        rows = np.zeros(len(ids), dtype=row)
        rows["fields"], rows["id_size"], rows["id"] = 4, 8, ids
        rows["panel_size"], rows["medium_size"], rows["medium"] = 2, 5, b"image"
        rows["vector_size"] = 4 + 2 * VECTOR_VALUES
        rows["values"], rows["vector"] = VECTOR_VALUES, vectors
        with database.write() as session:
            connection = raw(session)
            connection.execute(
                "INSERT INTO pictures (id, quick_id, medium, state, source, phash, informative,"
                " searched) OVERRIDING SYSTEM VALUE SELECT i, uuid_send(gen_random_uuid()),"
                " 'image', 'ready', CASE WHEN i %% 3 = 0 THEN 'thumbnail' ELSE 'scaled' END, h,"
                " true, true FROM unnest(%s::bigint[], %s::bigint[]) AS d(i, h)",
                (ids.tolist(), hashes.tolist()),
            )
            with (
                connection.cursor() as cursor,
                cursor.copy("COPY picture_vectors FROM STDIN (FORMAT binary)") as copy,
            ):
                copy.write(HEADER + rows.tobytes() + b"\xff\xff")
    with database.write() as session:
        session.execute(
            text("SELECT setval(pg_get_serial_sequence('pictures', 'id'), max(id)) FROM pictures")
        )
    return halves.astype(np.float32)


def add(session: WriteSession, phash: int, source: str, vector: Vectors) -> int:
    """
    Store one new picture as a worker does; give its id.
    """
    connection = raw(session)
    made = connection.execute(
        "INSERT INTO pictures (quick_id, medium, state, source, phash, informative)"
        " VALUES (uuid_send(gen_random_uuid()), 'image', 'ready', %s, %s, true) RETURNING id",
        (source, phash),
    ).fetchone()
    assert made is not None  # noqa: S101 - an insert gives its row
    connection.execute(
        "INSERT INTO picture_vectors VALUES (%s, 0, 'image', %s::halfvec)",
        (made[0], HalfVector(vector).to_text()),
    )
    return int(made[0])


class Stopwatch:
    """
    Times of named steps.
    """

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = {}

    def run(self, name: str, action: Callable[[], Any]) -> Any:
        """
        Do a step and note its milliseconds.
        """
        started = time.perf_counter()
        result = action()
        self.taken.setdefault(name, []).append((time.perf_counter() - started) * 1000)
        return result

    def result(self, name: str) -> dict[str, float]:
        """
        Give the median and the 95th percentile of a step.
        """
        values = sorted(self.taken[name])
        at_95 = values[int(len(values) * 0.95) - 1]
        return {"median_ms": round(statistics.median(values), 1), "p95_ms": round(at_95, 1)}


def newcomers(database: Database, vectors: Vectors, rng: np.random.Generator) -> dict[str, Any]:
    """
    Let new photos come and time them.
    """
    watch = Stopwatch()
    rules = DEFAULT_RULES
    wanted = found = originals = met = 0
    with database.write() as session:
        chosen = rng.choice(len(vectors), 2 * ROUNDS, replace=False) + 1
        rows = raw(session).execute(
            "SELECT id, phash FROM pictures WHERE id = ANY(%s)", (chosen.tolist(),)
        )
        known = rows.fetchall()
    for number, (original, phash) in enumerate(known):
        edit = number % 2 == 0
        vector = vectors[original - 1] if edit else vectors[rng.integers(len(vectors))]
        noise = rng.normal(size=VECTOR_VALUES) * (0.02 if edit else 0.08)
        vector = unit(np.asarray(vector + noise, np.float32)[None])[0]
        bits = phash ^ (1 << int(rng.integers(60))) if edit else int(rng.integers(2**62))

        def whole(bits: int = bits, vector: Vectors = vector) -> tuple[int, Any]:
            def store() -> int:
                with database.write() as session:
                    return add(session, bits, "thumbnail", vector)

            def look() -> Any:
                with database.write() as session:
                    pairs = search(session, [picture_id], rules, turns=turns)
                    store_candidates(session, pairs)
                    return pairs

            picture_id = watch.run("store", store)
            return picture_id, watch.run("search and store candidates", look)

        picture_id, pairs = watch.run("all work", whole)
        with database.write() as session:
            one = [picture_id]
            watch.run("hashes", lambda: near_hashes(session, one, Medium.IMAGE, rules))  # noqa: B023 - called at once
            got = watch.run(
                "vectors",
                lambda: near_vectors(session, one, Medium.IMAGE, turns, rules),  # noqa: B023 - called at once
            )
        nearest: set[int] = set()
        for turned in turns(vector):
            far = np.linalg.norm(vectors - turned, axis=1)
            first = np.argpartition(far, rules.most_vectors)[: rules.most_vectors]
            nearest |= {int(at) + 1 for at in first[far[first] <= rules.vector_distance]}
        wanted += len(nearest)
        found += len(nearest & set(got.ravel().tolist()))
        originals += edit
        met += edit and (original, picture_id) in pairs
    steps = {name: watch.result(name) for name in watch.taken}
    return {
        **steps,
        "vector_recall": round(found / max(1, wanted), 4),
        "near_vectors": wanted,
        "originals_found": round(met / originals, 4),
    }


def measure(database: Database, pictures: int) -> dict[str, Any]:
    """
    Fill, build, ask.
    """
    rng = np.random.default_rng(7)
    watch = Stopwatch()
    with database.write() as session:
        vector_index.leave_out(session)
    vectors = watch.run("fill", lambda: fill(database, pictures, rng))
    print(f"filled {pictures} pictures in {watch.taken['fill'][0] / 1000:.0f} s", flush=True)

    def build() -> None:
        with database.write() as session:
            vector_index.build(session, megabytes=BUILD_MEGABYTES, workers=1)

    watch.run("build", build)
    print(f"built the graph in {watch.taken['build'][0] / 1000:.0f} s", flush=True)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
        size = connection.execute(
            text("SELECT pg_relation_size('ix_picture_vectors_image') / 1048576")
        ).scalar_one()
    result = newcomers(database, vectors, rng)
    seconds = {name: round(watch.taken[name][0] / 1000, 1) for name in ("fill", "build")}
    return {"pictures": pictures, "seconds": seconds, "graph_mib": int(size), **result}


def main() -> None:
    """
    Fill, ask, print.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("pictures", nargs="?", type=int, default=1_000_000)
    pictures = parser.parse_args().pictures
    with tempfile.TemporaryDirectory(prefix="twinlens-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with Guardian(folder) as guardian:
            server = EmbeddedPostgres(folder / "postgres")
            server.start(guardian.env)
            try:
                server.ensure_databases(["dedup"])
                url = server.url("dedup")
                migrate.upgrade(url)
                database = Database(url)
                result = measure(database, pictures)
                database.close()
            finally:
                server.stop()
    for key, value in result.items():
        print(f"{key:28} {value}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
