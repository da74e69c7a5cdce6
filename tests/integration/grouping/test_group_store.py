"""
Writing groups: only differences, with ids that last.
"""

import uuid
from dataclasses import replace

from grouping import group_store
from grouping.matching import match
from grouping.record_store import load_neighbourhood
from grouping.records import FileRecord, Group
from mediacore.database import WriteSession
from tests.integration.grouping.desk import Desk


def read(desk: Desk, session: WriteSession) -> tuple[dict[int, FileRecord], list[Group]]:
    """
    Give the files of the desk, and the groups that the rules make of them.
    """
    keys = [bytes(row[0]) for row in desk.rows("SELECT DISTINCT match_key FROM files")]
    records = load_neighbourhood(session, keys).records
    return records, match(list(records.values()), desk.rules)


def test_equal_groups_are_left_alone(desk: Desk) -> None:
    """
    What is stored already is not written again.
    """
    desk.pair("IMG_0001")
    desk.scan()

    with desk.database.write() as session:
        records, groups = read(desk, session)
        old = group_store.stored_groups(session, "", records)
        written = group_store.write_groups(session, "", old, groups, records)

    assert (written.changed, written.removed) == (0, 0)


def test_fingerprint_changes_with_what_is_stored(desk: Desk) -> None:
    """
    A member's size and the confidence are part of it.
    """
    desk.pair("IMG_0001")
    desk.scan()

    with desk.database.write() as session:
        records, (group,) = read(desk, session)
    other = {key: replace(record, size=1) for key, record in records.items()}
    prints = {
        group_store.fingerprint(group, records),
        group_store.fingerprint(group, other),
        group_store.fingerprint(replace(group, confidence=0.1), records),
    }

    assert len(prints) == 3


def test_third_group_of_the_same_names_gets_any_id(desk: Desk) -> None:
    """
    When the ids by content and by paths are both taken, a fresh one is given.
    """
    desk.pair("IMG_0001")
    desk.scan()
    with desk.database.write() as session:
        records, (group,) = read(desk, session)
        taken = [group_store._name_id("", group, records, paths=paths) for paths in (False, True)]
        ids = group_store._assign(session, "", [group] * 3, [None] * 3, records)

    assert desk.group()["group_id"] == str(taken[0])
    assert ids[0] == taken[1]
    assert len({*ids, taken[0]}) == 4
    assert all(isinstance(key, uuid.UUID) for key in ids)


def test_backup_tree_has_groups_of_its_own(desk: Desk) -> None:
    """
    Two groups of equal contents have different ids, even when a third copy comes.
    """
    for folder in ("2026", "backup/2026"):
        desk.pair(f"{folder}/IMG_0001", scene=7)
    desk.scan()
    desk.pair("third/IMG_0001", scene=7)
    desk.scan()

    groups = desk.groups()
    assert len({group["group_id"] for group in groups}) == 3
    assert [len(group["members"]) for group in groups] == [2, 2, 2]


def test_group_whose_names_are_taken_still_gets_an_id(desk: Desk) -> None:
    """
    When even the id by paths is in use, a random one is given.
    """
    desk.pair("IMG_0001")
    desk.scan()
    first = desk.group()["group_id"]
    desk.move("IMG_0001.JPG", "a/IMG_0002.JPG")
    desk.move("IMG_0001.DNG", "a/IMG_0002.DNG")
    desk.scan()
    desk.pair("IMG_0001")
    desk.scan()
    second = next(row for row in desk.groups() if row["primary_path"] == "IMG_0001.JPG")
    for kind in ("JPG", "DNG"):
        desk.move(f"IMG_0001.{kind}", f"b/IMG_0003.{kind}")
        desk.scan()
    desk.pair("IMG_0001")
    desk.scan()

    found = {group["group_id"] for group in desk.groups()}
    assert {first, second["group_id"]} < found
    assert len(found) == 3
