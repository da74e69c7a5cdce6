"""
Comparing candidates in a scan.
"""

import itertools

from PIL import ImageOps

from dedup import verifying
from dedup.records import Relation
from dedup.verifying import Verifier
from tests.integration.dedup.room import Room
from tests.samples.media import clip
from tests.samples.scenes import scene


def again(room: Room) -> None:
    """
    Make candidates of all pairs of pictures, as if none was compared.
    """
    room.run("DELETE FROM duplicate_pairs")
    room.run(
        "INSERT INTO candidate_pairs (left_id, right_id) SELECT l.id, r.id FROM pictures l"
        " JOIN pictures r ON l.id < r.id"
    )


def relations(room: Room) -> list[str]:
    """
    Give what was said of all pairs.
    """
    found = room.value("SELECT array_agg(relation ORDER BY left_id, right_id) FROM duplicate_pairs")
    return found or []


def test_edited_copy_becomes_a_group(room: Room) -> None:
    """
    A smaller copy is the same picture; another scene is not.
    """
    room.draw("a.png", scene(1))
    room.draw("b.jpg", scene(1).resize((360, 270)), quality=70)
    room.draw("c.png", scene(2))

    room.scan()

    assert room.paths() == [["a.png", "b.jpg"]]
    assert room.value("SELECT score FROM duplicate_pairs WHERE relation = 'same'") >= 0.95


def test_mirrored_copy_is_found_and_named(room: Room) -> None:
    """
    It is an edit, so it shows at the looser levels.
    """
    room.draw("a.png", scene(1))
    room.draw("b.png", ImageOps.mirror(scene(1)))

    room.scan()

    assert relations(room) == [Relation.MIRRORED]
    assert room.paths() == []


def test_features_are_read_once_for_several_pairs(room: Room) -> None:
    """
    A picture of many candidates is not decoded for each.
    """
    for number in range(3):
        room.draw(f"{number}.png", scene(number))
    room.scan()
    again(room)
    room.eyes.seen.clear()

    assert Verifier(room.database, room.root, room.eyes).verify_some() == 3
    assert sorted(room.eyes.seen) == [b"0.png", b"1.png", b"2.png"]
    assert relations(room) == [Relation.DIFFERENT] * 3


def test_only_the_last_features_are_kept(room: Room) -> None:
    """
    Memory does not grow with the library.
    """
    room.draw("a.png", scene(1))
    room.draw("b.png", scene(2))
    room.scan()
    again(room)
    verifier = Verifier(room.database, room.root, room.eyes, kept=1)
    verifier.verify_some()
    again(room)
    room.eyes.seen.clear()

    verifier.verify_some()

    assert sorted(room.eyes.seen) == [b"a.png", b"b.png"]


def test_picture_that_cannot_be_shown_in_full_is_not_the_same(room: Room) -> None:
    """
    It is remembered, with the name of the file.
    """
    room.draw("a.png", scene(1))
    room.draw("odd.png", scene(2))
    room.scan()
    again(room)

    Verifier(room.database, room.root, room.eyes).verify_some()

    assert relations(room) == [Relation.DIFFERENT]
    assert "odd.png" in room.value("SELECT reasons->0->>'text' FROM duplicate_pairs")


def test_picture_that_took_too_long_is_tried_again_later(room: Room) -> None:
    """
    Nothing is said of its pairs; it is looked at once for all of them, and again when it may.
    """
    for name, size in (("a.png", (480, 360)), ("b.png", (400, 300)), ("slow.png", (360, 270))):
        room.draw(name, scene(1).resize(size))
    room.scan()
    again(room)
    room.eyes.seen.clear()
    room.eyes.is_busy = True
    now = 0.0
    verifier = Verifier(room.database, room.root, room.eyes, clock=lambda: now)

    verifier.verify_some()

    assert room.eyes.seen.count(b"slow.png") == 1
    assert relations(room) == [Relation.SAME]
    assert room.value("SELECT count(*) FROM candidate_pairs WHERE retry_at > now()") == 2

    room.eyes.is_busy = False
    room.run("UPDATE candidate_pairs SET retry_at = now()")
    now = verifying.REST_SECONDS + 1
    verifier.verify_some()

    assert relations(room) == [Relation.SAME] * 3
    assert room.eyes.seen.count(b"slow.png") == 2


def test_pair_whose_file_is_away_waits(room: Room) -> None:
    """
    Nothing is said about it.
    """
    room.draw("a.png", scene(1))
    room.draw("away.png", scene(2))
    room.scan()
    again(room)

    assert Verifier(room.database, room.root, room.eyes).verify_some() == 1
    assert relations(room) == []
    assert room.value("SELECT count(*) FROM candidate_pairs WHERE retry_at > now()") == 1


def test_pair_without_a_file_waits(room: Room) -> None:
    """
    A file may come back with its folder.
    """
    path = room.draw("a.png", scene(1))
    room.draw("b.png", scene(2))
    room.scan()
    path.unlink()
    room.scan()
    again(room)

    Verifier(room.database, room.root, room.eyes).verify_some()

    assert relations(room) == []


def test_clips_are_compared_by_their_frames(room: Room) -> None:
    """
    No file is read for that.
    """
    for name in ("a.mp4", "b.mp4"):
        clip(room.folder / name, tags={"title": name})
    room.scan()
    again(room)
    room.eyes.seen.clear()

    assert Verifier(room.database, room.root, room.eyes).verify_some() == 1
    assert len(relations(room)) == 1
    assert room.eyes.seen == []


def test_share_that_takes_long_gives_the_rest_back(room: Room) -> None:
    """
    Others go on with it at once.
    """
    for number in range(3):
        room.draw(f"{number}.png", scene(number))
    room.scan()
    again(room)
    clock = itertools.count(0.0, verifying.SECONDS_AT_ONCE)
    verifier = Verifier(room.database, room.root, room.eyes, clock=lambda: next(clock))

    assert verifier.verify_some() == 1
    assert room.value("SELECT count(*) FROM candidate_pairs WHERE claimed_at IS NULL") == 2
