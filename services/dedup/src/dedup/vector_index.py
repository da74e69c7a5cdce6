"""
The graph indexes over vectors: left out while very many pictures come at once, and built after.

One row put into a graph of a million costs some milliseconds; building the graph over all rows
costs a fraction of that a row, because it happens in memory.
"""

from sqlalchemy import Index, inspect, text

from dedup.tables import picture_vectors
from mediacore.database import Database, ReadSession, WriteSession, raw

LOCK = 0x6772617068  # "graph"
BUILD_MEGABYTES = 1024
MANY = 200_000  # pictures to be looked at, from which on the indexes are left out of a first scan
FEW = 1_000  # pictures still to be looked at, under which the indexes are built again
INDEXES = tuple(sorted(picture_vectors.indexes, key=lambda index: str(index.name)))


def keep_up(database: Database, *, many: int = MANY, few: int = FEW) -> bool:
    """
    Leave the indexes out where a first scan of many pictures begins, and build them at its end.

    Gives whether searching makes sense now: not while they are left out, or somebody builds them.
    """
    with database.write() as session:
        connection = raw(session)
        row = connection.execute(
            "SELECT pg_try_advisory_xact_lock(%s),"
            " (SELECT count(*) FROM (SELECT FROM pictures WHERE state = 'pending' LIMIT %s) p),"
            " (SELECT count(*) FROM (SELECT FROM picture_vectors LIMIT %s) v)",
            (LOCK, many, many),
        ).fetchone()
        assert row is not None  # noqa: S101 - count(*) always gives a row
        alone, waiting, there = row
        if not alone:
            return False
        if missing(session):
            if waiting >= few:
                return False
            build(session)
        elif waiting >= many and there < many:
            leave_out(session)
            return False
        return True


def missing(session: ReadSession | WriteSession) -> list[Index]:
    """
    Give the indexes that are not there.
    """
    there = {row["name"] for row in inspect(session).get_indexes(picture_vectors.name)}
    return [index for index in INDEXES if index.name not in there]


def leave_out(session: WriteSession) -> None:
    """
    Drop the indexes. Until they are built again, every search reads all vectors.
    """
    for index in INDEXES:
        index.drop(session, checkfirst=True)


def build(session: WriteSession, *, megabytes: int = BUILD_MEGABYTES, workers: int = 0) -> int:
    """
    Build the indexes that are missing; give how many. Nobody can store vectors meanwhile.

    :param megabytes: memory for the graph, about 0.6 KiB a vector: with less it takes far longer.
    :param workers: processes that help; their memory is the server's `/dev/shm`, which is small in
        a container unless it is told otherwise.
    """
    wanted = missing(session)
    session.execute(text(f"SET LOCAL maintenance_work_mem = '{megabytes:d}MB'"))
    session.execute(text(f"SET LOCAL max_parallel_maintenance_workers = {workers:d}"))
    for index in wanted:
        index.create(session)
    return len(wanted)
