"""
The gateway's read models: filled from nothing, followed, and read.

    python -m bench.read_models [GROUPS=100000] [FILES=1000000]

Fills an embedded Postgres with the assets of two owners (the second has a hundredth of the files;
three files are in each group, the others stand alone), then lets a follower store groups as
grouping and dedup feed them, a thousand at a time, and make the read models of them. Afterwards
one asset, and 1,000 at a time, change and are followed; a page of groups, all totals and a month
of cards are read. Prints medians in milliseconds of work, ours and the database's, free of waiting
for others; the last line is JSON.
"""

import argparse
import json
import random
import statistics
import tempfile
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench.increment import processor_seconds
from gateway import feed_store, migrate, read_models
from gateway.dirty_files import mark_files
from gateway.fed_groups import DUPLICATE, VERSION, FedGroup, FedMember
from gateway.file_ids import file_ids
from gateway.settling import settle_some
from localstack.guardian import Guardian
from localstack.postgres import EmbeddedPostgres
from mediacore.database import Database, raw

ALL, FEW = uuid.UUID(int=1), uuid.UUID(int=2)
LEVELS = ("0.95", "0.90", "0.85", "0.80")
NEAR_SHARE = 10  # one group of duplicates to so many of versions
AT_ONCE = 1000
SIZE = 3
CHANGED = (1, 1000)
ROUNDS = 20
START = datetime(2016, 1, 1)  # noqa: DTZ001 - Immich's local times have no zone
MADE = datetime.fromisoformat("2026-05-16T08:00:00+00:00")

PAGE = """
SELECT * FROM owner_groups WHERE owner_id = %s AND kind = 'version' AND level = ''
ORDER BY newest DESC, group_id DESC LIMIT 100
"""
TOTALS = """
SELECT kind, level, type, count(*), sum(count), sum(savings) FROM owner_groups
WHERE owner_id = %s GROUP BY 1, 2, 3
"""
MONTH = """
SELECT * FROM owner_cards WHERE owner_id = %s AND month = '2020-05-01'
ORDER BY at DESC, card_id DESC
"""


def path_of(file: int) -> str:
    """
    Give the path of a file by its number.
    """
    return f"{2016 + file % 10}/{file % 365:03}/IMG_{file:07}.JPG"


def put_assets(database: Database, files: int) -> None:
    """
    Let both owners have their assets, over ten years.
    """
    for first in range(0, files, 50_000):
        numbers = range(first, min(first + 50_000, files))
        with database.write() as session:
            ids = file_ids(session, map(path_of, numbers))
            for owner, step in ((ALL, 1), (FEW, 100)):
                mine = [number for number in numbers if number // SIZE % step == 0]
                raw(session).execute(
                    "INSERT INTO assets (asset_id, owner_id, file_id, original_path,"
                    " original_file_name, kind, visibility, view, is_trashed, is_offline,"
                    " is_favorite, shown, local_at, month, updated_at)"
                    " SELECT gen_random_uuid(), %s, f, 'x', n, 'image', 'timeline', 'timeline',"
                    " false, false, false, true, at, date_trunc('month', at)::date, now()"
                    " FROM unnest(%s::bigint[], %s::text[], %s::timestamp[]) AS a(f, n, at)",
                    (
                        owner,
                        [ids[path_of(number)] for number in mine],
                        [path_of(number).rpartition("/")[2] for number in mine],
                        [START + timedelta(minutes=number * 5_000_000 / files) for number in mine],
                    ),
                )


def group_of(kind: str, number: int) -> FedGroup:
    """
    Give a group of files that lie side by side.
    """
    members = tuple(
        FedMember(
            path_of(number * SIZE + place),
            place,
            main=True,
            file_type="jpeg",
            size=1_000_000 + place,
            score=1 - place / 100,
            preselected=place > 0,
            taken_at=None,
        )
        for place in range(SIZE)
    )
    return FedGroup(
        group_id=uuid.uuid5(ALL, f"{kind} {number}"),
        view="",
        type="raw_jpeg" if kind == VERSION else "perceptual",
        switchable=kind == VERSION,
        burst=False,
        revision=1,
        decided=False,
        levels=("",) if kind == VERSION else LEVELS,
        similarity=0.9,
        created_at=MADE,
        members=members,
        hidden=(),
        digest=number.to_bytes(16),
    )


def pages(groups: int) -> Iterator[tuple[str, list[FedGroup]]]:
    """
    Give the pages of both feeds.
    """
    for kind, step in ((VERSION, 1), (DUPLICATE, NEAR_SHARE)):
        numbers = range(0, groups, step)
        for first in range(0, len(numbers), AT_ONCE):
            yield kind, [group_of(kind, at) for at in numbers[first : first + AT_ONCE]]


def fill(database: Database, groups: int) -> dict[str, Any]:
    """
    Follow both feeds to their end; give what a second brings, per kind.
    """
    taken: dict[str, list[float]] = {VERSION: [], DUPLICATE: []}
    counts = dict.fromkeys(taken, 0)
    for kind, page in pages(groups):
        with database.write() as session:
            started = processor_seconds(session)
            read_models.take_turn(session)
            touched = feed_store.store(session, kind, page)
            read_models.refresh(session, touched)
            taken[kind].append(processor_seconds(session) - started)
        counts[kind] += len(page)
    return {kind: round(counts[kind] / sum(taken[kind])) for kind in taken}


def milliseconds(database: Database, action: Callable[[], object]) -> float:
    """
    Give the work of an action, which has the only connection.
    """
    with database.write() as session:
        started = processor_seconds(session)
    action()
    with database.write() as session:
        return (processor_seconds(session) - started) * 1000


def follow(database: Database, files: int, changed: int) -> float:
    """
    Let some assets be hidden and others shown again, and give the median of following them.
    """
    chance = random.Random(1)
    taken = []
    for shown in [False, True] * (ROUNDS // 2):
        ids = [chance.randint(1, files) for _ in range(changed)]
        with database.write() as session:
            raw(session).execute(
                "UPDATE assets SET shown = %s WHERE owner_id = %s AND file_id = ANY(%s)",
                (shown, ALL, ids),
            )
            mark_files(session, ids)
        taken.append(milliseconds(database, lambda: settle_some(database)))
    return statistics.median(taken)


def read(database: Database, query: str, owner: uuid.UUID) -> float:
    """
    Give the median of a reading query.
    """

    def once() -> None:
        with database.read() as session:
            raw(session).execute(query, (owner,)).fetchall()

    return statistics.median(milliseconds(database, once) for _ in range(ROUNDS))


def measure(database: Database, groups: int, files: int) -> dict[str, Any]:
    """
    Give all figures.
    """
    with database.write() as session:
        for owner in (ALL, FEW):
            raw(session).execute(
                "INSERT INTO users (user_id, name, email, is_admin, index_state)"
                " VALUES (%s, '', '', false, 'complete')",
                (owner,),
            )
    put_assets(database, files)
    figures: dict[str, Any] = {"groups": groups, "files": files}
    figures["filled_per_second"] = fill(database, groups)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as plain:
        plain.exec_driver_sql("VACUUM ANALYZE")
    for changed in CHANGED:
        figures[f"follow_{changed}_ms"] = round(follow(database, files, changed), 1)
    for name, query in (("page", PAGE), ("totals", TOTALS), ("month", MONTH)):
        for whose, owner in (("all", ALL), ("few", FEW)):
            figures[f"{name}_{whose}_ms"] = round(read(database, query, owner), 2)
    return figures


def main() -> None:
    """
    Run it over an embedded server.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n", maxsplit=1)[0])
    parser.add_argument("groups", nargs="?", type=int, default=100_000)
    parser.add_argument("files", nargs="?", type=int, default=1_000_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="twinlens-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with Guardian(folder) as guardian:
            server = EmbeddedPostgres(folder / "postgres", durable=False)
            server.start(guardian.env)
            try:
                server.ensure_databases(["gateway"])
                migrate.upgrade(server.url("gateway"))
                database = Database(server.url("gateway"), pool_size=1)
                figures = measure(database, chosen.groups, chosen.files)
                database.close()
            finally:
                server.stop()
    for key, value in figures.items():
        print(f"{key:>20}  {value}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
