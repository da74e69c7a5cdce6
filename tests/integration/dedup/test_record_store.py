"""
Reading the files that must be compared.
"""

from dedup.record_store import load_records
from dedup.records import FileRecord
from tests.integration.dedup.room import Room
from tests.samples.scenes import scene


def records(room: Room) -> list[FileRecord]:
    """
    Load every file that may be compared.
    """
    keys = [bytes(key) for key in room.value("SELECT array_agg(DISTINCT quick_id) FROM files")]
    with room.database.read() as session:
        found = load_records(session, keys)
    return sorted((row for rows in found.values() for row in rows), key=lambda row: row.path)


def test_files_come_with_what_is_known_of_them(room: Room) -> None:
    """
    A record carries path, place on disk and hashes.
    """
    path = room.put("a.jpg")
    room.put("b.jpg")
    room.scan()

    record = records(room)[0]

    assert (record.path, record.kind, record.size) == ("a.jpg", "jpeg", 4)
    assert (record.device, record.inode) == (path.stat().st_dev, path.stat().st_ino)
    assert record.sha256 is not None
    assert record.unreadable is False


def test_hash_of_an_older_content_is_not_believed(room: Room) -> None:
    """
    After the quick id or the mtime changed, the SHA-256 says nothing.
    """
    room.put("a.jpg")
    room.put("b.jpg")
    room.scan()
    room.run("UPDATE files SET sha_mtime_ns = 1 WHERE display = 'a.jpg'")
    room.run("UPDATE files SET sha_quick_id = 'x' WHERE display = 'b.jpg'")

    assert [record.sha256 for record in records(room)] == [None, None]


def test_damage_is_known(room: Room) -> None:
    """
    What was wrong with a file when it was read stays with its record.
    """
    whole = room.draw("a.jpg", scene(1))
    room.put("b.jpg", whole.read_bytes()[:-300])
    room.scan()

    assert [record.damaged for record in records(room)] == [False, True]


def test_files_that_are_not_ready_are_left_out(room: Room) -> None:
    """
    Missing, failed and pending files are compared with nothing.
    """
    for number, name in enumerate(("a.jpg", "b.jpg", "c.jpg", "d.jpg")):
        room.put(name, b"body%d" % number)
    room.scan()
    for name, state in (("a", "missing"), ("b", "failed"), ("c", "pending")):
        room.run("UPDATE files SET state = %s WHERE display = %s", state, f"{name}.jpg")

    assert [record.path for record in records(room)] == ["d.jpg"]
