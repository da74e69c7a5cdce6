"""
One new photo in a library of a million: the work before verifying.

    python -m bench.increment [PICTURES=1000000]

Fills an embedded Postgres with pictures whose vectors lie in clusters, as those of one place or
evening do, builds the graph index, and then lets new photos come, one by one: edits of one that is
there, at several distances, every second one turned or mirrored, whose hashes say nothing. The
work is: row and vector stored, candidates searched in all turns, candidates stored. Prints medians
and 95th percentiles in milliseconds, and in how many cases the original was among the candidates;
the last line is JSON.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pgvector import HalfVector
from sqlalchemy import text

from dedup import migrate, vector_index
from dedup.candidate_rules import DEFAULT_RULES
from dedup.candidate_search import (
    near_hashes,
    near_vectors,
    search,
    store_candidates,
)
from dedup.descriptor import turned
from dedup.records import Medium
from dedup.tables import VECTOR_VALUES
from localstack.guardian import Guardian
from localstack.postgres import EmbeddedPostgres
from mediacore.database import Database, WriteSession, raw

Vectors = npt.NDArray[np.float32]

ROUNDS = 100  # for each distance
EFFORTS = (40, 64, 100, 160, 250)  # what the graph index looks at for one question
DISTANCES = (0.3, 0.6, 0.8, 0.9)  # of edits, see candidate_rules
PORTION = 50_000
CLUSTER = 50  # pictures of one place or evening
HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
BUILD_MEGABYTES = 2500


def unit(values: npt.NDArray[np.float64]) -> Vectors:
    """
    Give vectors of length 1.
    """
    made: Vectors = (values / np.linalg.norm(values, axis=1, keepdims=True)).astype(np.float32)
    return made


def library(pictures: int, rng: np.random.Generator) -> Iterator[tuple[int, Any, Vectors]]:
    """
    Give portions of pictures: the first id, hashes, vectors.

    Vectors of photos are whitened, so these fill all axes alike; half of what a picture looks like
    is what its place looks like.
    """
    for start in range(0, pictures, PORTION):
        count = min(PORTION, pictures - start)
        places = rng.normal(size=(count // CLUSTER + 1, VECTOR_VALUES))
        own = rng.normal(size=(count, VECTOR_VALUES))
        vectors = places[np.arange(count) // CLUSTER] + own
        hashes = rng.integers(-(2**63), 2**63 - 1, count)
        yield start + 1, hashes, unit(vectors)


def edited(vector: Vectors, distance: float, rng: np.random.Generator, *, turn: bool) -> Vectors:
    """
    Give a vector at a distance from another, as it stands or turned or mirrored.
    """
    change = rng.normal(size=VECTOR_VALUES)
    change -= vector * (change @ vector)
    cosine = 1 - distance**2 / 2
    across = np.sqrt(1 - cosine**2) / np.linalg.norm(change)
    turns = turned((cosine * vector + across * change).astype(np.float32))
    return np.asarray(turns[rng.integers(1, len(turns)) if turn else 0])


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


def add(session: WriteSession, phash: int, vector: Vectors) -> int:
    """
    Store one new picture as a worker does; give its id.
    """
    connection = raw(session)
    made = connection.execute(
        "INSERT INTO pictures (quick_id, medium, state, source, phash, informative)"
        " VALUES (uuid_send(gen_random_uuid()), 'image', 'ready', 'thumbnail', %s, true)"
        " RETURNING id",
        (phash,),
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
        self.note(name, time.perf_counter() - started)
        return result

    def note(self, name: str, seconds: float) -> None:
        """
        Note what a step took.
        """
        self.taken.setdefault(name, []).append(seconds * 1000)

    def result(self, name: str) -> dict[str, float]:
        """
        Give the median and the 95th percentile of a step.
        """
        values = sorted(self.taken[name])
        at_95 = values[int(len(values) * 0.95) - 1]
        return {"median_ms": round(statistics.median(values), 1), "p95_ms": round(at_95, 1)}


def newcomers(database: Database, vectors: Vectors, rng: np.random.Generator) -> dict[str, Any]:
    """
    Let new photos come, each an edit of one that is there with a far hash, and time them.
    """
    watch = Stopwatch()
    met: dict[str, list[bool]] = {}
    for number in range(ROUNDS * len(DISTANCES)):
        distance = DISTANCES[number % len(DISTANCES)]
        original = int(rng.integers(len(vectors)))
        turn = number // len(DISTANCES) % 2 == 1
        vector = edited(vectors[original], distance, rng, turn=turn)
        phash = int(rng.integers(-(2**63), 2**63 - 1))
        started = time.perf_counter()
        with database.write() as session:
            worked = processor_seconds(session)
            picture_id = watch.run("store", partial(add, session, phash, vector))
        with database.write() as session:
            pairs = watch.run("search", partial(search, session, [picture_id]))
            watch.run("store candidates", partial(store_candidates, session, pairs))
            worked = processor_seconds(session) - worked
        watch.note("all work", time.perf_counter() - started)
        watch.note("all work, processor", worked)
        found_it = (original + 1, picture_id) in pairs
        met.setdefault(f"{distance}{' turned' * turn}", []).append(found_it)
        watch.run("hashes", partial(ask, database, near_hashes, picture_id))
        watch.run("vectors", partial(ask, database, near_vectors, picture_id))
    steps = {name: watch.result(name) for name in watch.taken}
    found = {case: sum(row) / len(row) for case, row in sorted(met.items())}
    return {**steps, "found_at_distance": found}


def effort_of(database: Database, vectors: Vectors, effort: int) -> dict[str, float]:
    """
    Give how many of the farthest edits are found, and the milliseconds of work of each, when the
    graph index looks at so many in every turn.
    """
    rng = np.random.default_rng(9)
    rules = replace(DEFAULT_RULES, vector_effort=effort, turned_effort=effort)
    met = 0
    spent = 0.0
    for _ in range(ROUNDS):
        original = int(rng.integers(len(vectors)))
        with database.write() as session:
            changed = edited(vectors[original], DISTANCES[-1], rng, turn=True)
            picture_id = add(session, 0, changed)
            started = processor_seconds(session)
            pairs = near_vectors(session, [picture_id], Medium.IMAGE, rules).tolist()
            spent += processor_seconds(session) - started
            met += [original + 1, picture_id] in pairs
    return {"found": met / ROUNDS, "work_ms": round(spent / ROUNDS * 1000, 1)}


def ask(database: Database, question: Callable[..., Any], picture_id: int) -> None:
    """
    Ask one of the indexes alone.
    """
    with database.write() as session:
        question(session, [picture_id], Medium.IMAGE, rules=DEFAULT_RULES)


def processor_seconds(session: WriteSession) -> float:
    """
    Give what this process and its database process have worked, free of waiting for others.
    """
    server = raw(session).info.backend_pid
    spent = Path(f"/proc/{server}/schedstat").read_text().split()[0]
    return time.process_time() + int(spent) / 1e9


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
    for effort in EFFORTS:
        result[f"effort {effort}"] = effort_of(database, vectors, effort)
        print(effort, result[f"effort {effort}"], flush=True)
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
                database = Database(url, pool_size=1)
                result = measure(database, pictures)
                database.close()
            finally:
                server.stop()
    for key, value in result.items():
        print(f"{key:28} {value}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
