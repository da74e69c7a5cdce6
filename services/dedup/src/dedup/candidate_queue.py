"""
Pairs of pictures to be verified, as rows: claimed with SKIP LOCKED.

Each function runs in the caller's transaction. A pair that was verified leaves the queue with its
result; one whose files are away waits for its next try, and so does one that could not be compared
this time. That happens later and later, until the pair is given up: it stays, and is not tried.
"""

from collections.abc import Sequence
from dataclasses import asdict

from psycopg.types.json import Jsonb

from dedup.records import Likeness
from mediacore.database import WriteSession, raw
from mediacore.scan_store import STALE_SECONDS

MAX_TRIES = 5
AWAY_SECONDS = 300.0  # before pictures whose files are away are looked for again
RETRY_SECONDS = 120.0  # before the second try of a pair; before each other one, twice as many

Pair = tuple[int, int]

SEEDS = 12  # pairs whose pictures, with all their candidates, make a share of the work

_FREE = (
    "retry_at <= now()"
    " AND (claimed_at IS NULL OR claimed_at < now() - make_interval(secs => %(stale)s))"
    " AND NOT EXISTS (SELECT 1 FROM scan_runs WHERE state = 'paused')"
)
_CLAIM = f"""
WITH seeds AS MATERIALIZED (SELECT left_id, right_id FROM candidate_pairs WHERE {_FREE}
  ORDER BY left_id, right_id LIMIT {SEEDS} FOR UPDATE SKIP LOCKED),
hood AS MATERIALIZED (SELECT left_id AS id FROM seeds UNION SELECT c.right_id
  FROM candidate_pairs c WHERE c.left_id IN (SELECT left_id FROM seeds)),
free AS (SELECT left_id, right_id FROM candidate_pairs WHERE {_FREE}
  AND left_id IN (SELECT id FROM hood) AND right_id IN (SELECT id FROM hood)
  ORDER BY left_id, right_id LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
UPDATE candidate_pairs c SET claimed_at = now(), tries = tries + 1 FROM free
WHERE (c.left_id, c.right_id) = (free.left_id, free.right_id)
RETURNING c.left_id, c.right_id, c.tries
"""  # noqa: S608 - constants of this module


def claim(session: WriteSession, limit: int) -> list[Pair]:
    """
    Take the next pairs, those among a few pictures together; none while a scan is paused.

    Copies of one picture are all candidates of each other, so a picture that is read for one pair
    serves for its others.
    """
    rows = raw(session).execute(_CLAIM.encode(), {"stale": STALE_SECONDS, "limit": limit})
    found = sorted((row[0], row[1], row[2]) for row in rows)
    _give_up(session, [(left, right) for left, right, tries in found if tries > MAX_TRIES])
    return [(left, right) for left, right, tries in found if tries <= MAX_TRIES]


def finish(session: WriteSession, verified: Sequence[tuple[Pair, Likeness]]) -> None:
    """
    Store what verifying said, and take the pairs off the queue.
    """
    if not verified:
        return
    connection = raw(session)
    connection.execute(
        "INSERT INTO duplicate_pairs (left_id, right_id, score, relation, reasons)"
        " SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::float8[], %s::text[], %s::jsonb[])"
        " ON CONFLICT (left_id, right_id) DO UPDATE SET score = excluded.score,"
        " relation = excluded.relation, reasons = excluded.reasons, verified_at = now()",
        (
            [pair[0] for pair, _ in verified],
            [pair[1] for pair, _ in verified],
            [likeness.score for _, likeness in verified],
            [likeness.relation.value for _, likeness in verified],
            [Jsonb([asdict(reason) for reason in likeness.reasons]) for _, likeness in verified],
        ),
    )
    _drop(session, [pair for pair, _ in verified])


def put_off(session: WriteSession, pairs: Sequence[Pair]) -> None:
    """
    Try pairs whose files are away again later, as if they had not been tried.
    """
    if pairs:
        raw(session).execute(
            "UPDATE candidate_pairs c SET claimed_at = NULL, tries = tries - 1,"
            " retry_at = now() + make_interval(secs => %s)"
            " FROM unnest(%s::bigint[], %s::bigint[]) AS d(l, r)"
            " WHERE (c.left_id, c.right_id) = (d.l, d.r)",
            (AWAY_SECONDS, [left for left, _ in pairs], [right for _, right in pairs]),
        )


def try_again(session: WriteSession, pairs: Sequence[Pair]) -> None:
    """
    Try pairs again later that could not be compared, as a busy disk or a lack of memory has it.
    """
    if pairs:
        raw(session).execute(
            "UPDATE candidate_pairs c SET claimed_at = NULL, retry_at = CASE WHEN tries < %s"
            " THEN now() + make_interval(secs => %s * 2 ^ (tries - 1)) ELSE 'infinity' END"
            " FROM unnest(%s::bigint[], %s::bigint[]) AS d(l, r)"
            " WHERE (c.left_id, c.right_id) = (d.l, d.r)",
            (
                MAX_TRIES,
                RETRY_SECONDS,
                [left for left, _ in pairs],
                [right for _, right in pairs],
            ),
        )


def _give_up(session: WriteSession, pairs: Sequence[Pair]) -> None:
    raw(session).execute(
        "UPDATE candidate_pairs c SET claimed_at = NULL, tries = %s, retry_at = 'infinity'"
        " FROM unnest(%s::bigint[], %s::bigint[]) AS d(l, r)"
        " WHERE (c.left_id, c.right_id) = (d.l, d.r)",
        (MAX_TRIES, [left for left, _ in pairs], [right for _, right in pairs]),
    )


def release(session: WriteSession, pairs: Sequence[Pair]) -> None:
    """
    Give claimed pairs back, as if they had not been tried.
    """
    if pairs:
        raw(session).execute(
            "UPDATE candidate_pairs c SET claimed_at = NULL, tries = tries - 1"
            " FROM unnest(%s::bigint[], %s::bigint[]) AS d(l, r)"
            " WHERE (c.left_id, c.right_id) = (d.l, d.r)",
            ([left for left, _ in pairs], [right for _, right in pairs]),
        )


def _drop(session: WriteSession, pairs: Sequence[Pair]) -> None:
    raw(session).execute(
        "DELETE FROM candidate_pairs c USING unnest(%s::bigint[], %s::bigint[]) AS d(l, r)"
        " WHERE (c.left_id, c.right_id) = (d.l, d.r)",
        ([left for left, _ in pairs], [right for _, right in pairs]),
    )
