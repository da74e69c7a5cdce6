"""
Comparing candidates for real: their fuller pictures are read, and only these.

The features of the last pictures are kept, since candidates come in the order of their pictures.
What cannot be shown more fully is remembered as not the same, and not tried again until its
content changes. What only took too long, or too much memory, is tried again later.
"""

import time
from collections import OrderedDict
from collections.abc import Callable

import structlog

from dedup import candidate_queue, picture_store
from dedup.candidate_queue import Pair
from dedup.eyes import ExhaustedError, Eyes, UnseenError
from dedup.features import Features
from dedup.picture_store import PictureFile
from dedup.records import Likeness, Medium, Reason, Relation
from dedup.regrouping import mark_dirty_pictures
from dedup.verify import compare
from dedup.video_match import compare_videos
from mediacore.database import Database
from mediacore.discovery import absolute

AT_ONCE = 256
SECONDS_AT_ONCE = 5.0
REST_SECONDS = 60.0  # of a picture that took too much; shorter than any pair waits
KEPT_FEATURES = 512  # of about 160 KiB each

log = structlog.get_logger()


class Verifier:
    """
    Compares pairs for one worker, remembering the features of the last pictures.
    """

    def __init__(
        self,
        database: Database,
        root: bytes,
        eyes: Eyes,
        *,
        clock: Callable[[], float] = time.monotonic,
        kept: int = KEPT_FEATURES,
    ) -> None:
        self._database = database
        self._root = root
        self._eyes = eyes
        self._clock = clock
        self._kept = kept
        self._features: OrderedDict[int, Features | None] = OrderedDict()
        self._exhausting: dict[int, float] = {}  # when a picture may be looked at again

    def verify_some(self) -> int:
        """
        Compare a share of the candidates; give how many pairs there were.
        """
        with self._database.write() as session:
            pairs = candidate_queue.claim(session, AT_ONCE)
            files = picture_store.files_of(session, sorted({one for pair in pairs for one in pair}))
            clips = picture_store.clips_of(
                session, [key for key, file in files.items() if file.medium is Medium.VIDEO]
            )
        done: list[tuple[Pair, Likeness]] = []
        away: list[Pair] = []
        exhausting: list[Pair] = []
        tried = 0
        until = self._clock() + SECONDS_AT_ONCE
        for pair in pairs:
            tried += 1
            left, right = (files.get(key) for key in pair)
            if left is None or right is None:
                away.append(pair)
            elif left.medium is Medium.VIDEO:
                done.append((pair, compare_videos(clips[pair[0]], clips[pair[1]])))
            else:
                try:
                    done.append((pair, self._compare(left, right)))
                except ExhaustedError as error:
                    log.info("pair_not_compared", path=left.shown, problem=error.message)
                    exhausting.append(pair)
                except OSError as error:
                    log.info("pair_not_read", path=left.shown, problem=error.strerror)
                    away.append(pair)
            if self._clock() >= until:
                break
        with self._database.write() as session:
            candidate_queue.finish(session, done)
            candidate_queue.put_off(session, away)
            candidate_queue.try_again(session, exhausting)
            candidate_queue.release(session, pairs[tried:])
            alike = [pair for pair, likeness in done if likeness.relation is not Relation.DIFFERENT]
            mark_dirty_pictures(session, sorted({one for pair in alike for one in pair}))
        return tried

    def _compare(self, left: PictureFile, right: PictureFile) -> Likeness:
        first, second = self._features_of(left), self._features_of(right)
        if first is None or second is None:
            unseen = left if first is None else right
            return Likeness(
                0.0,
                Relation.DIFFERENT,
                (Reason("not_seen", f"{unseen.shown} cannot be shown in full"),),
            )
        return compare(first, second)

    def _features_of(self, file: PictureFile) -> Features | None:
        if file.picture_id in self._features:
            self._features.move_to_end(file.picture_id)
            return self._features[file.picture_id]
        self._refuse_exhausting(file)
        try:
            features = self._eyes.features(absolute(self._root, file.path), file.kind)
        except ExhaustedError:
            self._exhausting[file.picture_id] = self._clock() + REST_SECONDS
            raise
        except UnseenError as error:
            log.info("picture_not_seen", path=file.shown, problem=error.message)
            features = None
        self._features[file.picture_id] = features
        if len(self._features) > self._kept:
            self._features.popitem(last=False)
        return features

    def _refuse_exhausting(self, file: PictureFile) -> None:
        """
        Let a picture rest that took too much of late: each of its pairs would take as much.
        """
        now = self._clock()
        self._exhausting = {key: until for key, until in self._exhausting.items() if until > now}
        if file.picture_id in self._exhausting:
            raise ExhaustedError(f"{file.shown} took too much of late")
