"""
What an owner does not see of a group, by what was dismissed, and by what is to go.

A dismissal speaks of two contents. In a group it takes out the files whose content was judged not
to be the cover's; for one content with itself, all files of it but one.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

MIN_VISIBLE = 2

ContentPair = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Shown:
    """
    A member, as far as it matters here.

    :ivar quick_id: of its content now; the cover's copies share the cover's.
    :ivar content: what decisions about it are remembered by.
    :ivar sha256: where it is known, what decisions about equal bytes are remembered by.
    """

    file_id: int
    quick_id: bytes
    content: bytes
    sha256: bytes | None
    size: int
    score: float
    is_cover: bool
    burst: bool = False


@dataclass(frozen=True, slots=True)
class Hidden:
    """
    What is taken out, and the numbers of what is left.

    :ivar whole: whether less than two files are left, so that there is no group.
    """

    whole: bool
    file_ids: tuple[int, ...]
    member_count: int
    total_size: int
    savings: int
    similarity: float


def ordered(left: bytes, right: bytes) -> ContentPair:
    """
    Give two contents as decisions store them: the smaller one first.
    """
    return (left, right) if left <= right else (right, left)


def hidden_part(
    members: Sequence[Shown], dismissed: Collection[ContentPair], going: Collection[int] = ()
) -> Hidden | None:
    """
    Give what is taken out of a group of at least one member, or `None` when all is shown.

    :param members: the cover among them; the first that is left is the one to keep, and of equal
        files the first is the one that stays.
    :param going: ids of files that an open decision lets go.
    """
    out = _hidden_files(members, dismissed)
    out.update(member.file_id for member in members if member.file_id in going)
    if not out:
        return None
    left = [member for member in members if member.file_id not in out]
    if len(left) < MIN_VISIBLE:
        return Hidden(
            whole=True,
            file_ids=_ids(members),
            member_count=0,
            total_size=0,
            savings=0,
            similarity=0,
        )
    sizes = [member.size for member in left]
    return Hidden(
        whole=False,
        file_ids=tuple(sorted(out)),
        member_count=len(left),
        total_size=sum(sizes),
        savings=sum(member.size for member in left[1:] if not member.burst),
        similarity=min(member.score for member in left),
    )


def _ids(members: Iterable[Shown]) -> tuple[int, ...]:
    return tuple(sorted(member.file_id for member in members))


def _hidden_files(members: Sequence[Shown], dismissed: Collection[ContentPair]) -> set[int]:
    (cover,) = [member for member in members if member.is_cover]
    out: set[int] = set()
    seen: set[bytes] = set()
    for member in sorted(members, key=lambda member: not member.is_cover):
        stranger = member.quick_id != cover.quick_id
        if stranger and ordered(cover.content, member.content) in dismissed:
            out.add(member.file_id)
        elif member.sha256 is not None and (member.sha256, member.sha256) in dismissed:
            if member.sha256 in seen:
                out.add(member.file_id)
            seen.add(member.sha256)
    return out
