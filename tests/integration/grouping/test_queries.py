"""
Single groups, look-ups of many paths, and counts.
"""

import json
import uuid

import pytest

from grouping import queries
from mediacore.database import raw
from mediacore.errors import NotFoundError
from tests.integration.grouping.desk import ALICE, BOB, Desk, Group, group_id, members


def look_up(desk: Desk, owner: str, *paths: str) -> list[Group]:
    """
    Look paths up in a view.
    """
    with desk.database.read() as session:
        found: list[Group] = json.loads(queries.lookup(session, owner, paths))
    return found


def test_group_is_given_whole(desk: Desk) -> None:
    """
    A group comes with members, evidence, times, and sidecars.
    """
    desk.pair("IMG_0001")
    desk.put("IMG_0001.xmp", b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    desk.scan()
    (listed,) = desk.groups()

    with desk.database.read() as session:
        group = queries.get_group(session, group_id(listed))

    assert group == listed
    assert {name for row in group["members"] for name in row["sidecars"]} == {"IMG_0001.xmp"}
    assert {member["camera"] for member in group["members"]} == {"Canon EOS R6"}
    assert {member["taken_at"] for member in group["members"]} == {"2026-05-16T12:00:00"}


def test_unknown_group_is_not_found(desk: Desk) -> None:
    """
    An id of nothing is told as that.
    """
    with desk.database.read() as session, pytest.raises(NotFoundError):
        queries.get_group(session, uuid.uuid4())


def test_lookup_gives_each_group_once(desk: Desk) -> None:
    """
    Two paths of one group give it once; unknown and single paths give nothing.
    """
    desk.pair("IMG_0001", 0, 1)
    desk.pair("IMG_0002", 100, 2)
    desk.jpeg("IMG_0003.JPG", 200, 3)
    desk.scan()

    found = look_up(desk, "", "IMG_0001.JPG", "IMG_0001.DNG", "IMG_0003.JPG", "gone.JPG")

    assert [members(group) for group in found] == [("IMG_0001.JPG", "IMG_0001.DNG")]
    assert found[0]["primary_path"] == "IMG_0001.JPG"
    assert look_up(desk, "", "IMG_0003.JPG") == []


def test_lookup_shows_what_was_decided(desk: Desk) -> None:
    """
    The prepared card follows a choice: primary first, and the revision that the group has now.
    """
    desk.pair("IMG_0001")
    desk.scan()
    desk.act("set_primary", "", group_id(desk.group()), "IMG_0001.DNG", None)

    (found,) = look_up(desk, "", "IMG_0001.JPG")

    assert (found["primary_path"], found["revision"]) == ("IMG_0001.DNG", 2)
    assert found["group_id"] == desk.group()["group_id"]


def test_lookup_follows_a_rename(desk: Desk) -> None:
    """
    A moved pair is found under its new paths and no more under the old ones, in an own view too.
    """
    desk.pair("IMG_0001")
    desk.scan()
    desk.act("set_primary", ALICE, group_id(desk.group()), "IMG_0001.DNG", None)
    desk.move("IMG_0001.JPG", "new\n/IMG_0001.JPG")
    desk.move("IMG_0001.DNG", "new\n/IMG_0001.DNG")
    desk.scan()

    for owner in ("", ALICE):
        assert look_up(desk, owner, "IMG_0001.JPG") == []
        assert len(look_up(desk, owner, "new\\x0a/IMG_0001.JPG")) == 1


def test_lookup_in_each_view(desk: Desk) -> None:
    """
    Alice, who took the group apart, finds none; Bob finds the common one.
    """
    desk.pair("IMG_0001")
    desk.scan()
    desk.act("dissolve", ALICE, [(group_id(desk.group()), None)])

    assert look_up(desk, ALICE, "IMG_0001.JPG") == []
    assert len(look_up(desk, BOB, "IMG_0001.JPG")) == 1


def test_lookup_of_many_takes_as_many_queries_as_of_one(desk: Desk) -> None:
    """
    10,000 paths, one group or many: the number of statements is the same.
    """
    for number in range(4):
        desk.pair(f"IMG_000{number}", number * 100, number)
    desk.scan()
    names = [f"IMG_000{number}.JPG" for number in range(4)]
    counted = [_statements(desk, names[:1]), _statements(desk, names + ["x"] * 9996)]

    assert counted == [1, 1]


def _statements(desk: Desk, paths: list[str]) -> int:
    """
    Count the statements that the server was sent for a look-up.
    """
    with desk.database.read() as session:
        session.exec_driver_sql("SELECT 1")
        sent: list[str] = []
        cursor_class = raw(session).cursor_factory

        class Counting(cursor_class):  # type: ignore[misc,valid-type]  # a class made at run time
            def execute(self, query: object, *rest: object, **named: object) -> object:
                sent.append(str(query))
                return super().execute(query, *rest, **named)

        connection = raw(session)
        connection.cursor_factory = Counting
        assert queries.lookup(session, "", paths)
        connection.cursor_factory = cursor_class
    return len(sent)


def test_counts_by_type(desk: Desk) -> None:
    """
    Groups, files and bytes of each type, and what stands alone.
    """
    desk.pair("IMG_0001", 0, 1)
    desk.pair("IMG_0002", 100, 2)
    desk.jpeg("IMG_0003.JPG", 200, 3)
    desk.raw("IMG_0004.DNG", 300, 4)
    desk.scan()
    size = sum(path.stat().st_size for path in desk.folder.glob("IMG_000[12].*"))

    with desk.database.read() as session:
        counted = queries.counts(session)

    assert counted == {
        "groups": 2,
        "files": 4,
        "by_type": {"raw_jpeg": {"groups": 2, "files": 4, "bytes": size}},
        "ungrouped": 2,
        "ungrouped_raw": 1,
    }


def test_counts_in_each_view(desk: Desk) -> None:
    """
    A group that an owner took apart, or sees otherwise, is not counted twice.
    """
    desk.pair("IMG_0001", 0, 1)
    desk.pair("IMG_0002", 100, 2)
    desk.scan()
    one, two = desk.groups()
    desk.act("dissolve", ALICE, [(group_id(one), None)])
    desk.act("set_primary", BOB, group_id(two), "IMG_0002.DNG", None)

    with desk.database.read() as session:
        counted = [queries.counts(session, owner)["groups"] for owner in ("", ALICE, BOB)]

    assert counted == [2, 1, 2]


def test_details_are_those_of_the_owners_view(desk: Desk) -> None:
    """
    Alice gets her own group in place of the common one, Bob the common one only.
    """
    desk.pair("IMG_0001", 0, 1)
    desk.pair("IMG_0002", 100, 2)
    desk.scan()
    common = [group_id(group) for group in desk.groups()]
    shown = desk.groups()[0]
    (own,) = desk.act("set_primary", ALICE, common[0], shown["members"][1]["path"], None).groups
    wanted = [*common, group_id(own), uuid.uuid4()]

    with desk.database.read() as session:
        hers = queries.details(session, ALICE, wanted)
        his = queries.details(session, BOB, wanted)
        everybodys = queries.details(session, "", wanted)

    assert {group["group_id"] for group in hers} == {own["group_id"], str(common[1])}
    assert {group["group_id"] for group in his} == {str(one) for one in common}
    assert everybodys == his
    assert shown in his
