"""
Groups as they are to be stored.
"""

from collections.abc import Sequence
from typing import Any

from dedup.clusters import Edge
from dedup.drafts import Draft, Node, drafts_of, exact_group_id, node_of
from dedup.exact import compare
from dedup.levels import stored_levels
from dedup.preferences import Preferences
from dedup.records import CopySet, DuplicateType, FileRecord, Level
from tests.unit.dedup.files import file

ALL = stored_levels(Level.L80)
NOON = 1_700_000_000_000_000


def picture(content: str, *paths: str, **facts: Any) -> list[FileRecord]:
    """
    Files with one content, one by its name when no paths are given.
    """
    known = {"quick_id": content.encode(), "sha256": f"sha of {content}".encode()}
    return [file(path, **known | facts) for path in paths or (content,)]


def node(number: int, records: Sequence[FileRecord], *, exact: bool = True) -> Node:
    """
    A picture that can be read.
    """
    made = node_of(number, records, exact=exact)
    assert made is not None
    return made


def drafts(
    pictures: Sequence[Sequence[FileRecord]], edges: Sequence[Edge], levels: Sequence[Level] = ALL
) -> list[Draft]:
    """
    Give the groups of pictures that are numbered from 1.
    """
    sets: list[CopySet] = [found for records in pictures for found in compare(records).sets]
    nodes = [node(number, records) for number, records in enumerate(pictures, 1)]
    return drafts_of(sets, nodes, edges, levels)


def paths(draft: Draft) -> list[str]:
    """
    Give the paths of a group, the cover first.
    """
    return [member.copy.record.path for member in draft.members]


def preselected(draft: Draft) -> list[str]:
    """
    Give the paths that are suggested for removal.
    """
    return [member.copy.record.path for member in draft.members if member.preselected]


def test_copies_alone_stand_at_every_level() -> None:
    """
    Equal files are alike at any level; all but the keeper are suggested for removal.
    """
    (draft,) = drafts([picture("a", "1", "2")], [])

    assert draft.duplicate_type is DuplicateType.EXACT
    assert draft.levels == ALL
    assert draft.group_id == exact_group_id(b"sha of a")
    assert draft.similarity == 1.0
    assert preselected(draft) == ["2"]


def test_star_takes_the_copies_of_its_pictures_in() -> None:
    """
    At the levels of the star all files are its members; the exact group is left at the others.
    """
    star, copies = drafts([picture("a", "1", "2"), picture("b", "3")], [(1, 2, 0.96)])

    assert star.levels == (Level.L95, Level.L90, Level.L85, Level.L80)
    assert copies.levels == (Level.EXACT, Level.L98)
    assert paths(star) == ["1", "2", "3"]
    assert [member.score for member in star.members] == [1.0, 1.0, 0.96]
    assert star.similarity == 0.96
    assert star.group_id is None
    assert star.lineage.contents == {b"a", b"b"}


def test_same_star_is_drafted_once() -> None:
    """
    A group that is equal at several levels is one; where more join it is another.
    """
    pictures = [picture(name) for name in "abc"]
    near, wide = drafts(pictures, [(1, 2, 0.99), (1, 3, 0.82)])

    assert (near.levels, paths(near)) == (
        (Level.L98, Level.L95, Level.L90, Level.L85),
        ["a", "b"],
    )
    assert (wide.levels, paths(wide)) == ((Level.L80,), ["a", "b", "c"])


def test_most_pixels_make_the_cover() -> None:
    """
    Of two pictures the larger one is compared with; then the larger file.
    """
    (by_pixels,) = drafts(
        [picture("a", size=99), picture("b", width=60, height=40)], [(1, 2, 0.96)]
    )
    (by_bytes,) = drafts([picture("a"), picture("b", size=99)], [(1, 2, 0.96)])

    assert by_pixels.cover.copy.record.path == "b"
    assert by_bytes.cover.copy.record.path == "b"


def test_damaged_picture_is_cover_and_keeper_last() -> None:
    """
    A whole copy stays, and the damaged one may go, though it has more pixels.
    """
    cut_off = picture("a", width=90, height=90, damaged=True)
    (draft,) = drafts([cut_off, picture("b", width=60, height=40)], [(1, 2, 0.96)])

    assert draft.cover.copy.record.path == "b"
    assert preselected(draft) == ["a"]


def test_no_whole_copy_is_preselected_for_a_damaged_one() -> None:
    """
    Though the damaged one lies in a protected folder, a whole one stays, too.
    """
    pictures = [picture("a", "Archive/a", damaged=True), picture("b"), picture("c")]
    sets: list[CopySet] = []
    nodes = [node(number, records) for number, records in enumerate(pictures, 1)]
    wishes = Preferences(protected=("Archive",))
    (draft,) = drafts_of(sets, nodes, [(1, 2, 0.99), (2, 3, 0.99)], (Level.L95,), wishes)

    assert preselected(draft) == ["c"]


def test_decisions_speak_of_the_content_id() -> None:
    """
    Where it is known; else of the quick id.
    """
    (draft,) = drafts([picture("a", content_id=b"id"), picture("b")], [(1, 2, 0.96)])

    assert [member.content for member in draft.members] == [b"id", b"b"]


def test_loose_member_is_never_preselected() -> None:
    """
    Under 0.95 a picture may tell what the other does not.
    """
    (draft,) = drafts([picture("a"), picture("b")], [(1, 2, 0.94)])

    assert preselected(draft) == []


def test_nothing_is_preselected_beside_a_loose_keeper() -> None:
    """
    What is like the cover may be unlike the copy that would stay.
    """
    keeper = picture("k", "k", width=90, height=90)
    others = [picture("a", "Downloads/a"), picture("b", "Downloads/b")]
    (draft,) = drafts([*others, keeper], [(1, 2, 0.97), (1, 3, 0.9)], (Level.L90,))

    assert draft.keeper.file_id == keeper[0].file_id
    assert preselected(draft) == []


def test_frames_of_a_burst_are_labelled_and_never_preselected() -> None:
    """
    However alike, another shot is not a copy.
    """
    facts = {"taken_trusted": True, "camera": "x", "format": "jpeg"}
    shots = [picture(name, taken_us=NOON + at, **facts) for name, at in (("a", 0), ("b", 9))]
    (draft,) = drafts([*shots, picture("c")], [(1, 2, 0.99), (1, 3, 0.99)], (Level.L95,))

    assert [member.burst for member in draft.members] == [True, True, False]
    assert set(preselected(draft)) <= {"c"}


def test_copy_of_one_second_is_preselected_where_it_agrees_wholly() -> None:
    """
    Cameras without sub-seconds have copies, too; two shots do not agree like that.
    """
    facts = {"taken_trusted": True, "camera": "x", "format": "jpeg", "taken_us": NOON}
    pictures = [picture(name, **facts) for name in "ab"]
    lone = (3, 4, 0.99)
    (copies,) = drafts(pictures, [(1, 2, 0.995), lone], (Level.L95,))
    (frames,) = drafts(pictures, [(1, 2, 0.985), lone], (Level.L95,))

    assert preselected(copies) == ["b"]
    assert [member.burst for member in frames.members] == [True, True]
    assert preselected(frames) == []
    assert (copies.savings, frames.savings) == (copies.members[1].copy.record.size, 0)


def test_unreadable_files_are_no_node() -> None:
    """
    What cannot be read is alike to nothing.
    """
    assert node_of(1, picture("a", unreadable=True), exact=True) is None
    assert node_of(1, [], exact=True) is None


def test_files_with_other_bytes_are_left_out() -> None:
    """
    A quick id only proposes: the larger set of equal files stands for the picture.
    """
    records = [*picture("a", "1", "2"), *picture("a", "3", sha256=b"other")]

    assert [copy.record.path for copy in node(1, records).copies] == ["1", "2"]
    assert len(node(1, records, exact=False).copies) == 3


def test_set_outside_of_its_pictures_star_stays_at_all_levels() -> None:
    """
    Equal files whose quick id is another content's are not in that content's star.
    """
    records = [
        *picture("a", "1", "2", "3"),
        *picture("a", "4", "5", sha256=b"other"),
    ]
    star, *exact = drafts([records, picture("b", "6")], [(1, 2, 0.99)])

    assert paths(star) == ["1", "2", "3", "6"]
    assert {draft.levels for draft in exact} == {(Level.EXACT,), ALL}
