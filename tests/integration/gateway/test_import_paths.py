"""
Tests of what an admin told of everybody's libraries.
"""

from gateway.import_paths import known, remember
from gateway.path_map import PathMap, Rule
from gateway.removal_rules import ImportPath
from tests.integration.gateway.acting_room import ActingRoom

PATHS = PathMap((Rule("/mnt/photos", ""), Rule("/mnt/more", "more"))).to_library


def test_folders_are_known_in_both_words(one_room: ActingRoom) -> None:
    """
    As Immich writes them, and as the library does where a rule of the path map fits.
    """
    told = (("a", "/mnt/photos/"), ("b", "/mnt/more/2026"), ("c", "/elsewhere"))
    with one_room.database.write() as session:
        remember(session, told)
        found = known(session, PATHS)

    assert found == (
        ImportPath("a", "/mnt/photos/", ""),
        ImportPath("b", "/mnt/more/2026", "more/2026"),
        ImportPath("c", "/elsewhere", None),
    )


def test_no_library_is_an_answer(one_room: ActingRoom) -> None:
    """
    Nobody having one is not the same as nobody having told.
    """
    with one_room.database.write() as session:
        remember(session, ())

        assert known(session, PATHS) == ()


def test_old_words_are_forgotten(one_room: ActingRoom) -> None:
    """
    After a day a library may have come that nobody told of.
    """
    one_room.run("UPDATE import_paths SET told_at = now() - interval '25 hours'")
    with one_room.database.read() as session:
        assert known(session, PATHS) is None
