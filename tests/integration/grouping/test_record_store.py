"""
Which files are loaded to be looked at together.
"""

from grouping.keys import key_bytes
from grouping.record_store import load_neighbourhood, records_by_path
from grouping.records import TimeSource
from mediacore.paths import path_key
from tests.integration.grouping.desk import Desk


def near(desk: Desk, path: str) -> list[str]:
    """
    Give the paths that are loaded for one path's name.
    """
    with desk.database.write() as session:
        found = load_neighbourhood(session, [key_bytes(path, desk.rules)])
    return sorted(record.path for record in found.records.values())


def test_files_of_one_name_are_loaded(desk: Desk) -> None:
    """
    The name's own files, and no others.
    """
    desk.pair("IMG_0001", 0, 1)
    desk.pair("IMG_0002", 60, 2)
    desk.scan()

    assert near(desk, "IMG_0001.JPG") == ["IMG_0001.DNG", "IMG_0001.JPG"]


def test_partners_by_id_are_loaded_along(desk: Desk) -> None:
    """
    Files of other names that carry the same burst id or content identifier come too.
    """
    for number, name in enumerate("abc"):
        desk.jpeg(f"{name}.JPG", number, number)
    desk.scan()
    desk.run("UPDATE files SET burst_id = 'B' WHERE display IN ('a.JPG', 'b.JPG')")
    desk.run("UPDATE files SET content_identifier = 'C' WHERE display IN ('b.JPG', 'c.JPG')")

    assert near(desk, "a.JPG") == ["a.JPG", "b.JPG", "c.JPG"]


def test_what_cannot_be_grouped_is_met_but_not_loaded(desk: Desk) -> None:
    """
    Empty and missing files are no records, and yet their old groups are looked at.
    """
    desk.pair("IMG_0001")
    desk.put("IMG_0001.PNG", b"")
    desk.scan()
    desk.run("UPDATE files SET state = 'missing' WHERE kind = 'raw'")

    with desk.database.write() as session:
        found = load_neighbourhood(session, [key_bytes("IMG_0001.JPG", desk.rules)])

    assert [record.path for record in found.records.values()] == ["IMG_0001.JPG"]
    assert len(found.file_ids) == 3


def test_time_that_cannot_be_trusted_proves_nothing(desk: Desk) -> None:
    """
    It is handed on as a mtime, which may order only.
    """
    desk.jpeg("IMG_0001.JPG")
    desk.scan()
    desk.run("UPDATE files SET taken_trusted = false")

    with desk.database.write() as session:
        (record,) = records_by_path(session, [path_key(b"IMG_0001.JPG")])

    assert record.taken_source is TimeSource.MTIME
    assert record.proven_us is None
