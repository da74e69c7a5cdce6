"""
Perceptual hashes for the members of groups.
"""

import imagehash
from PIL import Image

from dedup.fingerprinting import MAX_TRIES, fingerprint_one
from mediacore.scan_store import STALE_SECONDS
from tests.integration.dedup.room import Room

AGED = "UPDATE phash_queue SET claimed_at = now() - make_interval(secs => %s)"
EXPECTED = str(imagehash.phash(Image.linear_gradient("L")))


def hashes(room: Room) -> list[str | None]:
    """
    Give the perceptual hashes of all members.
    """
    return [row["perceptual_hash"] for group in room.groups() for row in group["members"]]


def test_one_picture_is_decoded_for_a_group(room: Room) -> None:
    """
    Equal bytes look equal: one decoding gives all members their hash.
    """
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        room.put(name)

    room.scan()

    assert hashes(room) == [EXPECTED] * 3
    assert room.pictures.seen == [b"a.jpg"]


def test_file_without_a_copy_is_not_decoded(room: Room) -> None:
    """
    Only members of groups are looked at.
    """
    room.put("a.jpg")

    room.scan()

    assert room.pictures.seen == []


def test_new_member_gets_the_known_hash(room: Room) -> None:
    """
    A third copy needs no decoding.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    room.scan()
    room.put("c.jpg")

    room.scan()

    assert hashes(room) == [EXPECTED] * 3
    assert room.pictures.seen == [b"a.jpg"]


def test_picture_that_cannot_be_decoded_leaves_no_hash(room: Room) -> None:
    """
    A failure is the end of it, and no problem of the group.
    """
    room.put("odd1.jpg")
    room.put("odd2.jpg")

    room.scan()

    assert hashes(room) == [None, None]
    assert room.value("SELECT count(*) FROM phash_queue") == 0


def test_picture_that_ends_its_worker_is_given_up(room: Room) -> None:
    """
    A try is counted before it is made; after the last one the group goes without.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    room.scan()
    room.run(
        "INSERT INTO phash_queue (group_id, tries, claimed_at) SELECT group_id, 0,"
        " now() - make_interval(secs => %s) FROM duplicate_groups",
        STALE_SECONDS + 1,
    )
    room.run("UPDATE duplicate_members SET perceptual_hash = NULL")

    class KilledError(BaseException):
        """
        The end of a process.
        """

    def kill(*_: object) -> Image.Image:
        raise KilledError

    for _ in range(MAX_TRIES):
        try:
            fingerprint_one(room.database, room.root, kill)
        except KilledError:
            room.run(AGED, STALE_SECONDS + 1)

    assert room.value("SELECT tries FROM phash_queue") == MAX_TRIES
    assert fingerprint_one(room.database, room.root, kill) is False
    assert room.value("SELECT count(*) FROM phash_queue") == 0


def test_pause_holds_for_pictures(room: Room) -> None:
    """
    While a scan is paused no picture is decoded.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    room.scan()
    room.run("INSERT INTO phash_queue (group_id) SELECT group_id FROM duplicate_groups")
    room.run("INSERT INTO scan_runs (trigger, state) VALUES ('manual', 'paused')")

    assert fingerprint_one(room.database, room.root, room.pictures) is False
