"""
Pictures in a database, as the fingerprinting stage leaves them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dedup.memory_search import Vector
from dedup.records import Medium, PictureSource
from mediacore.database import Database, raw


def turns(vector: Vector) -> Vector:
    """
    Give a vector upright and mirrored, its halves swapped.
    """
    return np.stack([vector, np.roll(vector, 64)])


def axis(number: int, other: int = 0, share: float = 0.0) -> Vector:
    """
    Give a vector along one axis, leaning to another.
    """
    made = np.zeros(128, dtype=np.float32)
    made[number] = 1
    made[other] += share
    return made / np.float32(np.linalg.norm(made))


@dataclass
class PictureShelf:
    """
    Where a test puts its pictures.
    """

    database: Database

    def put(
        self,
        phash: int,
        vectors: Sequence[Vector] = (),
        *,
        medium: Medium = Medium.IMAGE,
        source: PictureSource = PictureSource.SCALED,
        informative: bool = True,
    ) -> int:
        """
        Store one picture and commit; give its id.
        """
        with self.database.write() as session:
            connection = raw(session)
            row = connection.execute(
                "INSERT INTO pictures (quick_id, medium, state, source, phash, informative) VALUES"
                " (uuid_send(gen_random_uuid()), %s, 'ready', %s, %s, %s) RETURNING id",
                (medium, source, phash, informative),
            ).fetchone()
            assert row is not None
            for panel, vector in enumerate(vectors):
                connection.execute(
                    "INSERT INTO picture_vectors VALUES (%s, %s, %s, %s::halfvec)",
                    (row[0], panel, medium, str(vector.tolist())),
                )
        return int(row[0])

    def run(self, statement: str) -> None:
        """
        Execute and commit.
        """
        with self.database.engine.begin() as connection:
            connection.exec_driver_sql(statement)

    def rows(self, query: str) -> list[tuple[int, ...]]:
        """
        Give the rows of a query.
        """
        with self.database.engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]
