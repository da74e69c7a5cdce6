"""
Pictures as rows.
"""

from dedup import picture_store
from dedup.library import Depth
from dedup.regrouping import Rules
from tests.integration.dedup.room import Room, make_runtime
from tests.samples.media import clip
from tests.samples.scenes import scene


def forget(room: Room) -> int:
    """
    Drop the pictures that nothing holds.
    """
    with room.database.write() as session:
        return picture_store.forget_orphans(session)


def test_sidecars_and_empty_files_have_no_picture(room: Room) -> None:
    """
    There is nothing to see in them.
    """
    room.put("a.xmp")
    room.put("b.jpg", b"")

    room.scan()

    assert room.value("SELECT count(*) FROM pictures") == 0


def test_raw_files_and_pictures_are_kept_apart(room: Room) -> None:
    """
    The medium says what is compared with what.
    """
    room.put("odd.dng", b"odd raw")
    room.draw("a.png", scene(1))

    room.scan()

    assert room.value("SELECT array_agg(medium ORDER BY medium) FROM pictures") == ["image", "raw"]


def test_picture_without_files_is_forgotten_with_all_that_was_found(room: Room) -> None:
    """
    Its vectors, frames and pairs go with it; those of others stay.
    """
    room.draw("a.png", scene(1))
    room.draw("b.png", scene(1).resize((300, 225)))
    room.scan()
    assert room.value("SELECT count(*) FROM duplicate_pairs") == 1
    room.run("INSERT INTO candidate_pairs SELECT left_id, right_id FROM duplicate_pairs")
    room.run("DELETE FROM files WHERE display = 'a.png'")

    assert forget(room) == 1
    assert forget(room) == 0
    assert room.value("SELECT count(*) FROM pictures") == 1
    assert room.value("SELECT count(*) FROM picture_vectors") == 1
    assert room.value("SELECT count(*) FROM duplicate_pairs") == 0
    assert room.value("SELECT count(*) FROM candidate_pairs") == 0


def test_missing_files_still_hold_their_pictures(room: Room) -> None:
    """
    A library that is not mounted loses nothing.
    """
    path = room.draw("a.png", scene(1))
    room.scan()
    path.unlink()
    room.scan()

    assert forget(room) == 0


def test_clean_up_forgets_pictures(room: Room) -> None:
    """
    What belongs to files that were forgotten goes with them, once a day.
    """
    path = room.draw("a.png", scene(1))
    room.draw("b.png", scene(2))
    room.scan()
    path.unlink()
    room.scan()

    room.runtime.tick(reconcile_hours=24, forget_days=0)

    assert room.value("SELECT count(*) FROM pictures") == 1


def test_frames_of_a_clip_are_given_back(room: Room) -> None:
    """
    What was stored is what is compared.
    """
    clip(room.folder / "a.mp4")
    room.scan()
    number = room.value("SELECT id FROM pictures")

    with room.database.read() as session:
        found = picture_store.clips_of(session, [number])

    seen = room.eyes.clip(str(room.folder / "a.mp4").encode())
    assert found[number].frames == seen.frames
    assert found[number].duration_s == seen.duration_s


def test_near_duplicates_are_found_once_they_are_wanted(room: Room) -> None:
    """
    Switched on, pictures of files that were read before are looked at without a scan.
    """
    room.draw("a.png", scene(1, 1440, 1080))
    room.draw("b.jpg", scene(1, 1440, 1080).resize((720, 540)))
    runtime, _ = make_runtime(room.database, room.folder, Depth(Rules(perceptual=False)))
    runtime.start_scan("manual")
    runtime.work()
    runtime.work()
    assert room.value("SELECT count(*) FROM pictures") == 0

    room.library.settle()

    assert room.paths() == [["a.png", "b.jpg"]]
