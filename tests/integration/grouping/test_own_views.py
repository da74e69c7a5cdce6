"""
Files that stand alone for one owner.
"""

from grouping import own_views
from grouping.record_store import load_neighbourhood
from tests.integration.grouping.desk import ALICE, Desk


def test_file_without_a_place_stands_alone_in_a_view(desk: Desk) -> None:
    """
    Standing alone is noted for one owner, and cleared again.
    """
    desk.pair("IMG_0001")
    desk.scan()
    with desk.database.write() as session:
        keys = [bytes(row[0]) for row in desk.rows("SELECT DISTINCT match_key FROM files")]
        records = load_neighbourhood(session, keys).records
        own_views.write_alone(session, ALICE, list(records.values()))
        own_views.write_alone(session, ALICE, [])
    assert desk.groups(ALICE) == []

    with desk.database.write() as session:
        own_views.clear_view(session, ALICE, records)

    assert desk.groups(ALICE) == desk.groups()


def test_only_what_an_owner_has_a_view_of_is_shadowed(desk: Desk) -> None:
    """
    And the common groups of such files are told of.
    """
    desk.pair("IMG_0001")
    desk.jpeg("IMG_0002.JPG", 600, 3)
    desk.scan()
    desk.changes()
    group = desk.group()
    files = dict(desk.rows("SELECT display, id FROM files"))
    pair, alone = files["IMG_0001.DNG"], files["IMG_0002.JPG"]
    with desk.database.write() as session:
        keys = [bytes(row[0]) for row in desk.rows("SELECT DISTINCT match_key FROM files")]
        records = load_neighbourhood(session, keys).records
        own_views.write_alone(session, ALICE, [records[pair], records[alone]])

        seen = own_views.shadowed(session, ALICE, files.values())
        own_views.publish_views(session, ALICE, seen)

    assert seen == {pair, alone}
    assert desk.changes() == [("view_changed", group["group_id"])]
