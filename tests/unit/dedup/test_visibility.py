"""
What an owner does not see of a group.
"""

from dataclasses import replace

from dedup.visibility import Hidden, Shown, hidden_part, ordered


def member(number: int, content: str, *, cover: bool = False, sha: bytes | None = None) -> Shown:
    """
    A file of ten times its number of bytes.
    """
    return Shown(
        file_id=number,
        quick_id=content.encode(),
        content=content.encode(),
        sha256=sha,
        size=10 * number,
        score=1.0 if cover else 1 - number / 100,
        is_cover=cover,
    )


STAR = [member(1, "a", cover=True), member(2, "b"), member(3, "c")]


def test_nothing_dismissed_hides_nothing() -> None:
    """
    Neither without decisions nor by those about others.
    """
    assert hidden_part(STAR, set()) is None
    assert hidden_part(STAR, {(b"b", b"c")}) is None


def test_dismissed_member_is_taken_out() -> None:
    """
    The numbers are of those that are left.
    """
    assert hidden_part(STAR, {(b"a", b"c")}) == Hidden(
        whole=False, file_ids=(3,), member_count=2, total_size=30, savings=20, similarity=0.98
    )


def test_frames_of_a_burst_free_nothing() -> None:
    """
    They are different pictures: nobody is told what losing them would bring.
    """
    frame = replace(member(2, "b"), burst=True)

    part = hidden_part([STAR[0], frame, member(3, "c"), member(4, "d")], {(b"a", b"c")})

    assert part is not None
    assert (part.total_size, part.savings) == (70, 40)


def test_last_pair_dismissed_hides_all() -> None:
    """
    One file is no group.
    """
    part = hidden_part(STAR, {(b"a", b"c"), (b"a", b"b")})

    assert part is not None
    assert part.whole
    assert part.file_ids == (1, 2, 3)


def test_dismissed_copies_are_not_shown_as_a_group() -> None:
    """
    One content with itself: the exact group is gone.
    """
    copies = [member(1, "a", cover=True, sha=b"s"), member(2, "a", sha=b"s")]
    part = hidden_part(copies, {(b"s", b"s")})

    assert part is not None
    assert part.whole


def test_dismissed_copies_count_once_in_a_star() -> None:
    """
    What was judged of equal files holds where their content is alike to another, too.
    """
    star = [
        member(1, "a", sha=b"s"),
        member(2, "a", cover=True, sha=b"s"),
        member(3, "b", sha=b"t"),
    ]
    part = hidden_part(star, {(b"s", b"s")})

    assert part is not None
    assert part.file_ids == (1,)


def test_same_content_id_in_other_bytes_can_be_dismissed() -> None:
    """
    A rated copy has the content id of its original and is still another member.
    """
    rated = Shown(2, b"other bytes", b"a", None, 5, 0.99, is_cover=False)
    part = hidden_part([member(1, "a", cover=True), rated], {(b"a", b"a")})

    assert part is not None
    assert part.whole


def test_pairs_are_ordered() -> None:
    """
    The smaller content comes first.
    """
    assert ordered(b"b", b"a") == ordered(b"a", b"b") == (b"a", b"b")
