"""
Learning where Immich's folders lie.
"""

from gateway.path_map import Rule
from gateway.path_votes import Learned, learn


def test_mount_of_the_whole_library_is_found() -> None:
    """
    Namesakes in other folders of the library do not mislead.
    """
    originals = ["/mnt/nas/x/a.jpg", "/mnt/nas/x/b.jpg", "/mnt/nas/y/a.jpg"]
    known = ["x/a.jpg", "x/b.jpg", "y/a.jpg", "z/a.jpg"]

    assert learn(originals, known) == [Learned(Rule("/mnt/nas", ""), 3)]


def test_several_mounts_each_have_their_rule() -> None:
    """
    External libraries and Immich's own uploads may lie in different folders of the library.
    """
    originals = [
        *(f"/mnt/ext/2020/{number}.jpg" for number in range(4)),
        *(f"/data/upload/user/ab/cd/{number}f.jpg" for number in range(3)),
    ]
    known = [
        *(f"Pictures/2020/{number}.jpg" for number in range(4)),
        *(f"immich/upload/user/ab/cd/{number}f.jpg" for number in range(3)),
    ]

    assert learn(originals, known) == [
        Learned(Rule("/mnt/ext", "Pictures"), 4),
        Learned(Rule("/data", "immich"), 3),
    ]


def test_names_as_the_library_shows_them() -> None:
    """
    Control characters and backslashes are escaped in our paths, not in Immich's.
    """
    originals = ["/mnt/a\\b/1.jpg", "/mnt/a\\b/2.jpg"]

    assert learn(originals, ["a\\\\b/1.jpg", "a\\\\b/2.jpg"]) == [Learned(Rule("/mnt", ""), 2)]


def test_one_voice_is_no_vote() -> None:
    """
    A single coincidence of names proves nothing.
    """
    assert learn(["/mnt/a.jpg", "/mnt/b.jpg"], ["a.jpg"]) == []
    assert learn([], []) == []


def test_few_coincidences_among_many_are_no_rule() -> None:
    """
    Where most of a folder leads nowhere, the few that do are namesakes.
    """
    originals = [f"/mnt/far/IMG_{number}.jpg" for number in range(20)]

    assert learn(originals, ["x/IMG_1.jpg", "x/IMG_2.jpg"]) == []
