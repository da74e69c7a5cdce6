"""
Walking a database with data in it through every revision, from the first release to the newest.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import psycopg
from psycopg import sql

from mediacore import migrating

FIRST = "0001"

_COLUMNS = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
    AND NOT a.attisdropped AND a.attidentity = '' AND a.attgenerated = ''
    AND c.relname <> 'alembic_version'
ORDER BY c.relname, a.attnum
"""
_HEX = "lpad(to_hex({n}), 32, '0')"
# How a value of each type is made of a number.
VALUES = {
    **dict.fromkeys(("bigint", "integer", "smallint", "double precision", "real"), "{n}"),
    "text": "'text ' || {n}",
    "bytea": f"decode({_HEX}, 'hex')",
    "uuid": f"{_HEX}::uuid",
    "boolean": "{n} = 1",
    "date": "current_date + {n}",
    "jsonb": "'{{}}'",
    "timestamp with time zone": "now()",
    "timestamp without time zone": "now()",
}

Counts = dict[str, int]


def value(kind: str, number: int) -> str:
    """
    Give a value of a type as SQL.

    :raises KeyError: for a type that nobody told how to make.
    """
    if kind.endswith("[]"):
        return "'{}'"
    name, _, size = kind.partition("(")
    if name in ("vector", "halfvec", "bit"):
        length = int(size.rstrip(")"))
        return f"{number}::bit({length})" if name == "bit" else f"'{[number] * length}'"
    return VALUES[name].format(n=number)


def fill(url: str) -> None:
    """
    Put two rows into every table: one with everything, and one with no more than it must have.
    """
    with psycopg.connect(_plain(url)) as opened:
        tables: dict[str, list[tuple[str, str, bool]]] = {}
        for table, column, kind, is_needed in opened.execute(_COLUMNS):
            tables.setdefault(table, []).append((column, kind, is_needed))
        for table, columns in tables.items():
            for number in (1, 2):
                told = [(name, kind) for name, kind, needed in columns if needed or number == 1]
                opened.execute(_insert(table, told, number))


def _insert(table: str, columns: Sequence[tuple[str, str]], number: int) -> sql.Composed:
    if not columns:
        return sql.SQL("INSERT INTO {} DEFAULT VALUES").format(sql.Identifier(table))
    return sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(sql.Identifier(name) for name, _ in columns),
        sql.SQL(", ").join(sql.SQL(value(kind, number)) for _, kind in columns),
    )


def counts(url: str) -> Counts:
    """
    Count the rows of every table.
    """
    with psycopg.connect(_plain(url)) as opened:
        names = [row[0] for row in opened.execute(f"SELECT DISTINCT relname FROM ({_COLUMNS}) c")]  # noqa: S608 - a constant of this file
        found = {}
        for name in names:
            question = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))
            row = opened.execute(question).fetchone()
            found[name] = int(row[0]) if row else 0
        return found


def walk(migrations: Path, url: str, may_change: Iterable[tuple[str, str]] = ()) -> list[str]:
    """
    Fill a database at the first revision, and go through all others; name what got lost on the way.

    :param may_change: revision and table, where rows may come and go on purpose.
    """
    revisions = list(reversed(migrating.known_revisions(migrations)))
    migrating.upgrade(migrations, url, revisions[0])
    fill(url)
    lost = []
    before = counts(url)
    for revision in revisions[1:]:
        migrating.upgrade(migrations, url, revision)
        after = counts(url)
        lost += [
            f"{revision}: {table} had {rows} rows and has {after.get(table, 'gone')}"
            for table, rows in before.items()
            if after.get(table) != rows and (revision, table) not in may_change
        ]
        before = after
    return lost


def _plain(url: str) -> str:
    return url.replace("+psycopg", "")
