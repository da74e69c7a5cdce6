"""
Finding shots by any version's name, camera or date, in an index that is walked newest first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gateway.search_terms import Term
from mediacore.database import ReadSession, raw
from mediacore.errors import InvalidRequestError
from mediacore.pagination import decode_cursor, encode_cursor


@dataclass(frozen=True, slots=True)
class Hit:
    """
    The newest matching version of a shot.
    """

    owner_id: str
    asset_id: str
    at: str

    @property
    def cursor(self) -> str:
        """
        Where a list goes on behind this hit.
        """
        return encode_cursor("index", self.at, self.asset_id)


def position(cursor: str) -> tuple[str, str]:
    """
    Give the time and the asset of a hit's cursor.

    :raises InvalidRequestError: when it is not one.
    """
    named, at, asset_id = decode_cursor(cursor, (str, str, str))
    if named != "index":
        raise InvalidRequestError("That cursor belongs to another list")
    return at, asset_id


def _condition(terms: Sequence[Term], table: str) -> str:
    parts = []
    for number, term in enumerate(terms):
        part = f"strpos({table}.search_text, lower(%(t{number})s)) > 0"
        if term.start is not None:
            part += (
                f" OR ({table}.local_at >= %(a{number})s::timestamp"
                f" AND {table}.local_at < %(b{number})s::timestamp)"
            )
        parts.append(f"({part})")
    return " AND ".join(parts)


def _values(terms: Sequence[Term]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for number, term in enumerate(terms):
        values |= {f"t{number}": term.text, f"a{number}": term.start, f"b{number}": term.end}
    return values


def hits(
    session: ReadSession,
    owners: Sequence[str],
    terms: Sequence[Term],
    after: tuple[str, str] | None,
    limit: int,
    *,
    grouped: bool,
) -> list[Hit]:
    """
    Give the shots that match all terms, each by its newest matching version, the newest first.
    """
    values = _values(terms) | {"owners": list(owners), "limit": limit}
    where = f"a.owner_id = o.id AND a.shown AND {_condition(terms, 'a')}"
    if after is not None:
        values |= {"at": after[0], "id": after[1]}
        where += " AND (a.local_at, a.asset_id) < (%(at)s::timestamp, %(id)s::uuid)"
    if grouped:
        where += _NEWEST + f" AND {_condition(terms, 'b')})"
    query = (
        "SELECT p.owner_id::text, p.asset_id::text, p.local_at"  # noqa: S608 - parts are constants of this module
        " FROM unnest(%(owners)s::uuid[]) o(id) CROSS JOIN LATERAL ("
        f"SELECT a.owner_id, a.asset_id, a.local_at FROM assets a WHERE {where}"
        " ORDER BY a.local_at DESC, a.asset_id DESC LIMIT %(limit)s) p"
        " ORDER BY p.local_at DESC, p.asset_id DESC LIMIT %(limit)s"
    )
    rows = raw(session).execute(query.encode(), values, prepare=False)
    return [Hit(row[0], row[1], row[2].isoformat()) for row in rows]


_NEWEST = (
    " AND NOT EXISTS (SELECT 1 FROM asset_groups v JOIN asset_groups w"
    " ON w.group_id = v.group_id AND w.owner_id = v.owner_id AND w.kind = 'version'"
    " JOIN assets b ON b.asset_id = w.asset_id AND b.shown"
    " WHERE v.asset_id = a.asset_id AND v.kind = 'version'"
    " AND (b.local_at, b.asset_id) > (a.local_at, a.asset_id)"
)
