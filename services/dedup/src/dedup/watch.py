"""
`python -m dedup.watch`: scans at start, watches the library, and keeps the work moving.
"""

from dedup.jobs import work
from dedup.wiring import SERVICE, runtime, settings
from mediacore.logs import configure_logging
from mediacore.watch_service import WatchOptions, watch_library

if __name__ == "__main__":
    chosen = settings()
    configure_logging(level=chosen.log_level)
    watch_library(SERVICE, runtime(work.send), WatchOptions.of(chosen))
