"""
Looking at pictures: each content once, from the cheapest faithful picture that a file of it has.

The looking happens outside of every transaction and in a child process. Whatever is half done when
a worker dies is claimed again by its age, and looking twice gives the same rows.
"""

import time
from collections.abc import Callable

import structlog

from dedup import picture_store
from dedup.eyes import Eyes, UnseenError
from dedup.fingerprint import Fingerprint
from dedup.picture_store import PictureFile
from dedup.records import Medium
from dedup.video_print import VideoPrint
from mediacore.database import Database
from mediacore.discovery import absolute

AT_ONCE = 64
SECONDS_AT_ONCE = 5.0  # after this a share ends, so that somebody's new file need not wait long

log = structlog.get_logger()


def fingerprint_some(
    database: Database, root: bytes, eyes: Eyes, *, clock: Callable[[], float] = time.monotonic
) -> int:
    """
    Look at a share of the pictures that nobody has looked at; give how many were looked at.
    """
    with database.write() as session:
        claims = picture_store.claim(session, AT_ONCE)
    seen: list[tuple[PictureFile, Fingerprint]] = []
    clips: list[tuple[PictureFile, VideoPrint]] = []
    failed: list[tuple[PictureFile, str]] = []
    vanished: list[int] = []
    until = clock() + SECONDS_AT_ONCE
    done = 0
    for file in claims:
        path = absolute(root, file.path)
        done += 1
        try:
            if file.medium is Medium.VIDEO:
                clips.append((file, eyes.clip(path)))
            else:
                seen.append((file, eyes.fingerprint(path, file.kind)))
        except UnseenError as error:
            log.info("picture_not_seen", path=file.shown, problem=error.message)
            failed.append((file, error.message))
        except OSError as error:  # the file or its folder is away, which is not the picture's fault
            log.info("picture_not_read", path=file.shown, problem=error.strerror)
            vanished.append(file.picture_id)
        if clock() >= until:
            break
    with database.write() as session:
        picture_store.store_fingerprints(session, seen)
        picture_store.store_clips(session, clips)
        picture_store.fail(session, failed)
        picture_store.put_off(session, vanished)
        picture_store.release(session, [file.picture_id for file in claims[done:]])
    return done
