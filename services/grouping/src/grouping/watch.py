"""
`python -m grouping.watch`: scans at start, watches the library, and keeps the work moving.
"""

from grouping.jobs import work
from grouping.wiring import SERVICE, runtime, settings
from mediacore.watch_service import WatchOptions, watch_library

if __name__ == "__main__":
    chosen = settings()
    watch_library(SERVICE, runtime(work.send), WatchOptions.of(chosen))
