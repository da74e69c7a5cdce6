"""
Groups over a real database, without files: rows of the inventory and of pairs, put there by hand.
"""

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from psycopg import sql

from dedup.answers import Group
from dedup.queries import Filter, list_groups
from dedup.records import Level
from dedup.regrouping import Rules, mark_dirty_pictures, settle
from mediacore.change_feed import Change, read_changes
from mediacore.database import Database, raw
from mediacore.paths import parent_of, path_key, undisplay


def quick_id(content: str) -> bytes:
    """
    Give the quick id of a content.
    """
    return hashlib.blake2b(content.encode(), digest_size=16).digest()


def content_id(content: str) -> bytes:
    """
    Give what decisions about a content are remembered by.
    """
    return quick_id(f"id of {content}")


def sha256(content: str) -> bytes:
    """
    Give the SHA-256 of a content.
    """
    return hashlib.sha256(content.encode()).digest()


@dataclass
class Shelf:
    """
    Everything that a test touches.
    """

    database: Database
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def file(self, path: str, content: str, **columns: Any) -> int:
        """
        Put a file that was read whole, and mark it; give its id.
        """
        name = undisplay(path)
        row: dict[str, Any] = {
            "path": name,
            "path_key": path_key(name),
            "folder_key": path_key(parent_of(name)),
            "display": path,
            "size": 10,
            "mtime_ns": 1_000_000_000_000_000_000,
            "ctime_ns": 1,
            "inode": next(self.numbers),
            "device": 1,
            "kind": "jpeg",
            "quick_id": quick_id(content),
            "content_id": content_id(content),
            "state": "ready",
            "sha256": sha256(content),
            "sha_quick_id": quick_id(content),
            "sha_mtime_ns": 1_000_000_000_000_000_000,
        } | columns
        query = sql.SQL("INSERT INTO files ({}) VALUES ({}) RETURNING id").format(
            sql.SQL(", ").join(map(sql.Identifier, row)),
            sql.SQL(", ").join(sql.Placeholder() * len(row)),
        )
        with self.database.write() as session:
            found = raw(session).execute(query, list(row.values())).fetchone()
            assert found is not None
            raw(session).execute(
                "INSERT INTO dirty_keys (quick_id) VALUES (%s)", (row["quick_id"],)
            )
        return int(found[0])

    def remove(self, path: str) -> None:
        """
        Let a file be missing, and mark it.
        """
        self.run("UPDATE files SET state = 'missing' WHERE display = %s", path)
        self.run(
            "INSERT INTO dirty_keys (quick_id) SELECT quick_id FROM files WHERE display = %s", path
        )

    def picture(self, content: str) -> int:
        """
        Give the id of a content's picture.
        """
        self.run(
            "INSERT INTO pictures (quick_id, medium, state, phash)"
            " VALUES (%s, 'image', 'ready', 255)"
            " ON CONFLICT DO NOTHING",
            quick_id(content),
        )
        return int(self.value("SELECT id FROM pictures WHERE quick_id = %s", quick_id(content)))

    def pair(self, left: str, right: str, score: float = 0.96, relation: str = "same") -> None:
        """
        Let two contents be verified, and mark them.
        """
        ids = sorted((self.picture(left), self.picture(right)))
        self.run(
            "INSERT INTO duplicate_pairs (left_id, right_id, score, relation, reasons)"
            ' VALUES (%s, %s, %s, %s, \'[{"rule": "aligned", "text": "all of it"}]\')'
            " ON CONFLICT (left_id, right_id) DO UPDATE SET score = excluded.score",
            *ids,
            score,
            relation,
        )
        with self.database.write() as session:
            mark_dirty_pictures(session, ids)

    def settle(self, rules: Rules = Rules()) -> int:  # noqa: B008 - its instances are frozen
        """
        Bring the groups up to date.
        """
        return settle(self.database, rules)

    def groups(self, level: Level = Level.L95, **wanted: Any) -> list[Group]:
        """
        Give the first page of groups at a level.
        """
        with self.database.read() as session:
            return list(list_groups(session, Filter(level=level, **wanted)).items)

    def paths(self, level: Level = Level.L95, **wanted: Any) -> list[list[str]]:
        """
        Give the paths of each group at a level, in the order of their names.
        """
        return sorted(
            sorted(member["path"] for member in group["members"])
            for group in self.groups(level, **wanted)
        )

    def group(self, level: Level = Level.L95) -> Group:
        """
        Give the only group of a level.
        """
        (found,) = self.groups(level)
        return found

    def news(self) -> list[Change]:
        """
        Give all that was published.
        """
        with self.database.read() as session:
            return read_changes(session, 0)

    def value(self, query: str, *values: object) -> Any:
        """
        Give the single value of a query.
        """
        with self.database.engine.connect() as connection:
            return connection.exec_driver_sql(query, values).scalar_one()

    def run(self, statement: str, *values: object) -> None:
        """
        Execute and commit.
        """
        with self.database.engine.begin() as connection:
            connection.exec_driver_sql(statement, values)


def make_shelf(url: str) -> Shelf:
    """
    Put groups over an empty database.
    """
    return Shelf(Database(url, pool_size=2, name="shelf"))
