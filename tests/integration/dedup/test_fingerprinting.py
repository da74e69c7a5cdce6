"""
Looking at pictures in a scan.
"""

import itertools
import os

import pytest

from dedup.fingerprinting import fingerprint_some
from dedup.picture_store import GIVEN_UP, MAX_TRIES
from mediacore.formats import Kind
from mediacore.scan_store import STALE_SECONDS
from tests.integration.dedup.room import PlainEyes, Room
from tests.samples.media import clip
from tests.samples.scenes import scene

AGED = "UPDATE pictures SET claimed_at = now() - make_interval(secs => %s)"


class KilledError(BaseException):
    """
    The end of a process.
    """


class DeadlyEyes(PlainEyes):
    """
    Eyes that end whoever uses them.
    """

    def fingerprint(self, path: bytes, kind: Kind) -> None:  # type: ignore[override]  # it never returns
        """
        Die.
        """
        raise KilledError


def waiting(room: Room) -> None:
    """
    Have every picture looked at again.
    """
    room.run("UPDATE pictures SET state = 'pending', tries = 0, claimed_at = NULL")


def test_each_content_is_looked_at_once(room: Room) -> None:
    """
    Copies share what was seen of one of them.
    """
    first = room.draw("a.png", scene(1))
    room.put("b.png", first.read_bytes())
    room.draw("c.png", scene(2))

    room.scan()

    assert sorted(room.eyes.seen) == [b"a.png", b"c.png"]
    assert room.value("SELECT count(*) FROM pictures WHERE state = 'ready'") == 2
    assert room.value("SELECT count(*) FROM picture_vectors") == 2


def test_frames_of_clips_are_stored(room: Room) -> None:
    """
    A clip has frames and a length instead of vectors.
    """
    clip(room.folder / "a.mp4")

    room.scan()

    assert room.value("SELECT source FROM pictures") == "frames"
    assert room.value("SELECT duration_s > 0 FROM pictures")
    assert room.value("SELECT count(*) FROM picture_frames") > 0


def test_picture_that_cannot_be_shown_is_told_why(room: Room) -> None:
    """
    It may have copies, and is not asked for again until it changes.
    """
    room.put("odd.jpg")

    room.scan()
    room.scan()

    assert room.value("SELECT problem FROM pictures") == "not a picture"
    assert room.eyes.seen == [b"odd.jpg"]


def test_failed_picture_gets_another_try_when_its_file_is_read_again(room: Room) -> None:
    """
    "Try all failed files again" includes it.
    """
    room.put("odd.jpg", seconds=1_000_000_000)
    room.scan()
    room.put("odd.jpg", seconds=1_000_000_100)

    room.scan()

    assert room.eyes.seen == [b"odd.jpg", b"odd.jpg"]


def test_picture_whose_file_is_away_is_tried_later(room: Room) -> None:
    """
    That is no failed try, however often it happens.
    """
    room.draw("away.png", scene(1))
    room.scan()

    for _ in range(MAX_TRIES + 1):
        room.run(AGED, STALE_SECONDS + 1)
        assert fingerprint_some(room.database, room.root, room.eyes) == 1

    assert room.value("SELECT state FROM pictures") == "pending"
    assert room.value("SELECT tries FROM pictures") == 0


def test_picture_that_ends_its_worker_is_given_up(room: Room) -> None:
    """
    A try is counted before it is made.
    """
    room.draw("a.png", scene(1))
    room.scan()
    waiting(room)

    for _ in range(MAX_TRIES):
        with pytest.raises(KilledError):
            fingerprint_some(room.database, room.root, DeadlyEyes())
        room.run(AGED, STALE_SECONDS + 1)

    assert fingerprint_some(room.database, room.root, DeadlyEyes()) == 0
    assert room.value("SELECT problem FROM pictures") == GIVEN_UP


def test_share_that_takes_long_gives_the_rest_back(room: Room) -> None:
    """
    A new file of somebody need not wait for slow pictures.
    """
    for number in range(3):
        room.draw(f"{number}.png", scene(number))
    room.scan()
    waiting(room)
    clock = itertools.count(0.0, 4.0)

    done = fingerprint_some(room.database, room.root, room.eyes, clock=lambda: next(clock))

    assert done == 2
    assert room.value("SELECT count(*) FROM pictures WHERE state = 'pending' AND tries = 0") == 1


def test_pause_holds_for_pictures(room: Room) -> None:
    """
    While a scan is paused nothing is looked at.
    """
    room.draw("a.png", scene(1))
    room.scan()
    waiting(room)
    room.run("INSERT INTO scan_runs (trigger, state) VALUES ('manual', 'paused')")

    assert fingerprint_some(room.database, room.root, room.eyes) == 0


def test_vanished_file_leaves_its_picture_waiting(room: Room) -> None:
    """
    Nothing is claimed that no file holds.
    """
    path = room.draw("a.png", scene(1))
    room.scan()
    waiting(room)
    os.unlink(path)  # noqa: PTH108 - as a person would
    room.scan()
    room.eyes.seen.clear()

    assert fingerprint_some(room.database, room.root, room.eyes) == 0
    assert room.eyes.seen == []
