"""
What Prometheus is told of the gateway's own knowledge: how complete it is, and how old.
"""

import time
from collections.abc import Callable, Iterator

from gateway.coverage import Coverage, coverage
from mediacore.database import Database, ReadSession, raw
from mediacore.metrics import Sample

COVERAGE_SECONDS = 300.0  # counting millions of assets for every scrape would be too much

_USERS = "SELECT index_state, count(*) FROM users GROUP BY 1"
_OLDEST = (
    "SELECT extract(epoch FROM now() - min(indexed_at))::float8 FROM users"
    " WHERE index_state = 'complete'"
)
_BEHIND = "SELECT count(*) FROM (SELECT 1 FROM dirty_files LIMIT 100000) AS counted"


class Measures:
    """
    Reads the gauges of one gateway.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._coverage: tuple[float, Coverage] | None = None

    def samples(self) -> Iterator[Sample]:
        """
        Give the gauges as they are now; coverage as it was some minutes ago.
        """
        with self._database.read() as session:
            states = raw(session).execute(_USERS).fetchall()
            (oldest,) = raw(session).execute(_OLDEST).fetchone() or (None,)
            (behind,) = raw(session).execute(_BEHIND).fetchone() or (0,)
            known = self._known_coverage(session)
        for state, count in states:
            yield ("twinlens_index_users", "Users by their index", {"state": state}, float(count))
        if oldest is not None:
            yield ("twinlens_index_age_seconds", "Age of the oldest whole index", {}, oldest)
        text = "Changes that lists do not show yet; counted up to 100,000"
        yield ("twinlens_models_behind", text, {}, float(behind))
        lost = known.total - known.matched - known.unknown
        by_state = {"matched": known.matched, "unmatched": lost, "unknown": known.unknown}
        for state, count in by_state.items():
            text = "Immich's assets by whether they lead to a file"
            yield ("twinlens_assets", text, {"state": state}, float(count))

    def _known_coverage(self, session: ReadSession) -> Coverage:
        now = self._clock()
        if self._coverage is None or now - self._coverage[0] >= COVERAGE_SECONDS:
            self._coverage = (now, coverage(session))
        return self._coverage[1]
