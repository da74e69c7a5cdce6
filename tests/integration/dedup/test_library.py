"""
What a scan finds.
"""

import hashlib
import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dedup.library import EMPTY, SETTLE_SECONDS, DedupLibrary, Depth
from dedup.regrouping import Rules
from mediacore.change_set import ChangeSet
from mediacore.discovery import stat_entry
from mediacore.exclusions import Exclusions
from mediacore.paths import undisplay
from mediacore.quick_id import UnreadableFileError
from mediacore.scan_runtime import ScanRuntime
from tests.integration.dedup.room import Room, make_runtime
from tests.samples.scenes import scene


def test_copies_are_found(room: Room) -> None:
    """
    Two files with the same bytes are a group, whatever their names and folders.
    """
    room.put("a/IMG_1.jpg")
    room.put("b/other.png")
    room.put("c.jpg", b"different")

    room.scan()

    assert room.paths() == [["a/IMG_1.jpg", "b/other.png"]]


def test_only_files_with_equal_quick_ids_are_read_whole(room: Room) -> None:
    """
    Files of one size with different contents cost no more than their quick ids.
    """
    room.put("a.jpg", b"1234")
    room.put("b.jpg", b"5678")
    room.put("c.jpg", b"5678")

    room.scan()

    assert room.value(
        "SELECT array_agg(display ORDER BY display) FROM files WHERE sha256 IS NOT NULL"
    ) == [
        "b.jpg",
        "c.jpg",
    ]


def test_equal_ends_are_not_equal_files(room: Room) -> None:
    """
    Files that differ outside of what the quick id reads are told apart by their SHA-256.
    """
    body = bytearray(1024 * 1024)
    room.put("a.jpg", bytes(body))
    body[200_000] = 1
    room.put("b.jpg", bytes(body))

    room.scan()

    assert room.value("SELECT count(DISTINCT quick_id) FROM files") == 1
    assert room.value("SELECT count(DISTINCT sha256) FROM files") == 2
    assert room.paths() == []


def test_hard_links_are_one_file(room: Room) -> None:
    """
    A second name of a file frees nothing; beside a copy it is told with the member.
    """
    path = room.put("a.jpg")
    os.link(path, room.folder / "b.jpg")
    room.scan()
    assert room.paths() == []
    room.put("c.jpg")

    room.scan()

    (group,) = room.groups()
    assert [(row["path"], row["also_at"]) for row in group["members"]] == [
        ("a.jpg", ["b.jpg"]),
        ("c.jpg", []),
    ]
    assert group["reclaimable_bytes"] == 4


def test_empty_files_are_problems_and_no_duplicates(room: Room) -> None:
    """
    Files without a byte are told as problems.
    """
    room.put("a.jpg", b"")
    room.put("b.jpg", b"")

    room.scan()

    assert room.paths() == []
    assert room.value("SELECT array_agg(problem) FROM files") == [EMPTY, EMPTY]


def test_damage_is_a_problem_that_the_file_keeps(room: Room) -> None:
    """
    A picture that is cut off is told as one, while a whole one is not.
    """
    whole = room.draw("a.jpg", scene(1))
    room.put("b.jpg", whole.read_bytes()[:-300])

    room.scan()

    assert room.value("SELECT array_agg(display) FROM files WHERE problem IS NULL") == ["a.jpg"]
    assert "ends in the middle" in room.value("SELECT problem FROM files WHERE display = 'b.jpg'")


def test_sidecars_are_not_compared(room: Room) -> None:
    """
    Two equal sidecars are no duplicates: nobody deletes them on their own.
    """
    room.put("a.xmp")
    room.put("b.xmp")

    room.scan()

    assert room.paths() == []


def test_removed_copy_leaves_its_group(room: Room) -> None:
    """
    With the last but one copy the group goes.
    """
    path = room.put("a.jpg")
    room.put("b.jpg")
    room.scan()
    path.unlink()

    room.runtime.apply(ChangeSet(removed=(b"a.jpg",)))

    assert room.paths() == []
    assert room.changes() == ["duplicate_changed", "duplicate_removed"]


def test_changed_copy_leaves_its_group(room: Room) -> None:
    """
    A copy that was edited in place is none any more.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    room.scan()
    room.put("b.jpg", b"an edited picture")

    room.scan()

    assert room.paths() == []


def test_new_file_is_compared_without_a_scan(room: Room) -> None:
    """
    What the watcher sees is compared with what is there.
    """
    room.put("a.jpg")
    room.scan()
    room.put("b.jpg")
    entry = stat_entry(room.root, b"b.jpg")
    assert entry is not None

    room.runtime.apply(ChangeSet(upserts=(entry,)))
    room.runtime.work()

    assert room.paths() == [["a.jpg", "b.jpg"]]


def test_rename_keeps_the_group(room: Room) -> None:
    """
    A renamed copy is the same member of the same group.
    """
    path = room.put("a.jpg")
    room.put("b.jpg")
    room.scan()
    before = room.groups()[0]["group_id"]
    path.rename(room.folder / "moved.jpg")

    room.scan()

    assert room.groups()[0]["group_id"] == before
    assert room.paths() == [["b.jpg", "moved.jpg"]]


def test_renamed_file_is_not_read_whole_again(room: Room) -> None:
    """
    What is known of a content goes along with its new name.
    """
    path = room.put("a.jpg")
    room.put("b.jpg")
    room.scan()
    room.run("UPDATE files SET sha256 = decode(repeat('ab', 32), 'hex')")
    path.rename(room.folder / "moved.jpg")

    room.scan()

    assert [row["sha256"] for row in room.groups()[0]["members"]] == ["ab" * 32, "ab" * 32]


def test_touched_copy_is_read_again_and_the_group_stays(room: Room) -> None:
    """
    A new mtime makes a file doubtful; while it is read again nothing is taken back.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    room.scan()
    room.put("a.jpg", seconds=1_000_000_001)
    room.put("b.jpg", seconds=1_000_000_001)

    room.scan()

    assert room.paths() == [["a.jpg", "b.jpg"]]
    assert room.changes() == ["duplicate_changed"]


def test_watcher_reads_no_whole_files(room: Room) -> None:
    """
    A process that is not meant to leaves whole files to the workers.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    runtime, _ = make_runtime(room.database, room.folder, Depth(whole_files=False))
    runtime.start_scan("manual")
    runtime.work()
    runtime.work()
    assert room.value("SELECT count(*) FROM hash_queue") == 2

    room.runtime.work()

    assert room.paths() == [["a.jpg", "b.jpg"]]


def test_exact_matching_can_be_switched_off_and_on(room: Room) -> None:
    """
    Switched off, groups disappear; switched on again, they are found anew without a scan.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    room.scan()
    before = room.groups()[0]["group_id"]
    _, off = make_runtime(room.database, room.folder, Depth(Rules(exact=False)))

    off.settle()
    assert room.paths() == []
    room.library.settle()

    assert room.groups()[0]["group_id"] == before


def test_awaited_file_comes_before_whole_files(room: Room) -> None:
    """
    While somebody waits for a new file, reading whole files rests.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    room.runtime.start_scan("manual")
    room.runtime.work()
    room.run("INSERT INTO scan_batches (file_ids, total, urgent) VALUES ('{}', 0, true)")
    room.run("UPDATE files SET state = 'ready', quick_id = '\\x01'")
    room.run("INSERT INTO dirty_keys (quick_id) VALUES ('\\x01')")

    room.library.settle()

    assert room.value("SELECT count(*) FROM hash_queue WHERE claimed_at IS NULL") == 2
    assert room.eyes.seen == []


def test_pictures_are_not_hashed_when_nobody_wants_it(room: Room) -> None:
    """
    With perceptual matching switched off no picture is decoded.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    runtime, _ = make_runtime(room.database, room.folder, Depth())
    runtime.start_scan("manual")
    runtime.work()
    runtime.work()

    assert room.paths() == [["a.jpg", "b.jpg"]]
    assert room.groups()[0]["members"][0]["perceptual_hash"] is None


def test_groups_are_looked_at_while_much_is_compared(room: Room) -> None:
    """
    Long work is done in shares, with the groups brought up to date in between.
    """
    for number in range(3):
        room.draw(f"{number}.png", scene(number))
    ticks = itertools.count(0.0, SETTLE_SECONDS)
    depth = Depth(eyes=room.eyes)
    library = DedupLibrary(room.database, room.root, depth, clock=lambda: next(ticks))
    runtime = ScanRuntime(
        room.database,
        room.root,
        library,
        exclusions=Exclusions(),
        batch_size=100,
        send=lambda: None,
    )

    runtime.start_scan("manual")
    runtime.work()
    runtime.work()

    assert room.value("SELECT count(*) FROM pictures WHERE searched") == 3


def test_file_that_cannot_be_opened_is_unreadable(room: Room, tmp_path: Path) -> None:
    """
    The worker is told the reason.
    """
    path = tmp_path / "loop.jpg"
    path.symlink_to(path)

    with pytest.raises(UnreadableFileError, match="Too many levels"):
        room.library.read(os.fsencode(path), "loop.jpg", tmp_path.stat())


def test_file_that_gives_no_bytes_is_unreadable(room: Room, tmp_path: Path) -> None:
    """
    An error while reading counts like one while opening.
    """
    with pytest.raises(UnreadableFileError, match="not a regular file"):
        room.library.read(os.fsencode(tmp_path), "folder.jpg", tmp_path.stat())


def test_nothing_forgotten_needs_no_mark(room: Room) -> None:
    """
    Without missing files nothing is marked.
    """
    with room.database.write() as session:
        room.library.forget(session, [])

    assert room.value("SELECT count(*) FROM dirty_keys") == 0


def test_scan_changes_no_file(room: Room) -> None:
    """
    No byte, mtime or name changes.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in room.folder.iterdir()}

    room.scan()

    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in room.folder.iterdir()}
    assert after == before


@pytest.mark.testdata
@pytest.mark.skipif("TWINLENS_TESTDATA" not in os.environ, reason="TWINLENS_TESTDATA is unset")
def test_bad_files_are_scanned_whole(room: Room) -> None:  # pragma: no cover - needs real files
    """
    Damaged files, names that are no text, loops and pipes: the scan ends, and only copies match.
    """
    bad = Path(os.environ["TWINLENS_TESTDATA"]) / "bad"
    photo = room.put("photo.jpg", os.urandom(5000))
    shutil.copytree(bad / "files", room.folder / "files")
    script = [sys.executable, *map(str, (bad / "make_weird.py", room.folder / "weird", photo))]
    subprocess.run(script, check=True)
    (room.folder / "weird" / "sparse_8g.jpg").unlink()

    room.scan()

    assert room.value("SELECT state FROM scan_runs") == "done"
    assert room.value("SELECT count(*) FROM files WHERE state = 'pending'") == 0
    unseen = room.value(
        "SELECT coalesce(array_agg(f.display), '{}') FROM files f JOIN pictures p"
        " USING (quick_id) WHERE p.state = 'failed'"
    )
    for group in room.groups():
        if group["duplicate_type"] == "perceptual":
            assert not {member["path"] for member in group["members"]} & set(unseen)
            continue
        names = [os.fsdecode(undisplay(member["path"])) for member in group["members"]]
        bodies = {hashlib.sha256((room.folder / name).read_bytes()).digest() for name in names}
        assert len(bodies) == 1
    sizes = [len(group["members"]) for group in room.groups() if group["total_size"] % 5000 == 0]
    assert max(sizes) > 30
