"""
Reading whole files: only those whose quick id another file on disk shares.

The reading happens outside of every transaction. Whatever is half done when a worker dies is
claimed again by its age, and reading a file twice gives the same row.
"""

import time
from collections.abc import Callable

import structlog

from dedup import hash_queue
from dedup.hash_queue import Claim, Hashed
from dedup.sha256 import FileChangedError, sha256_of
from mediacore.database import Database
from mediacore.discovery import absolute
from mediacore.paths import display
from mediacore.quick_id import UnreadableFileError

BEAT_SECONDS = 5.0

log = structlog.get_logger()


def hash_some(
    database: Database, root: bytes, *, clock: Callable[[], float] = time.monotonic
) -> int:
    """
    Read a share of the queued files; give how many there were.
    """
    with database.write() as session:
        claims = hash_queue.claim(session)
    if not claims:
        return 0
    said = clock()

    def beat() -> None:
        nonlocal said
        if clock() - said >= BEAT_SECONDS:
            said = clock()
            with database.write() as session:
                hash_queue.beat(session, claims)

    hashed: list[Hashed] = []
    changed: list[Claim] = []
    failed: list[tuple[Claim, str]] = []
    for claim in claims:
        try:
            sha256, stat = sha256_of(absolute(root, claim.path), claim.size, claim.mtime_ns, beat)
            hashed.append(Hashed(claim, sha256, stat.st_dev, stat.st_ino))
        except FileChangedError:
            changed.append(claim)
        except UnreadableFileError as error:
            failed.append((claim, error.message))
            if claim.failures == 0:
                log.warning("file_unreadable", path=display(claim.path), problem=error.message)
    with database.write() as session:
        hash_queue.finish(session, hashed)
        hash_queue.look_again(session, changed)
        for claim, problem in failed:
            hash_queue.fail(session, claim, problem)
    return len(claims)
