"""
Groups as they are to be stored: who is in them, how alike, and which copy to keep.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dedup.bursts import Score, burst_files
from dedup.clusters import Edge, Star, stars
from dedup.exact import physical_files
from dedup.keeper import suggest_keeper
from dedup.levels import in_order
from dedup.preferences import NO_PREFERENCES, Preferences
from dedup.records import Copy, CopySet, DuplicateType, FileRecord, Keeper, Level
from dedup.succession import NAMESPACE, Lineage

SAME = 1.0  # the similarity of equal bytes
PRESELECT_LEAST = Level.L95.least  # under this, one picture may tell what the other does not


@dataclass(frozen=True, slots=True)
class Node:
    """
    A picture as it is clustered: a content, and the files on disk that hold it.
    """

    picture_id: int
    copies: tuple[Copy, ...]

    @property
    def quick_id(self) -> bytes:
        """
        What its files share.
        """
        return self.copies[0].record.quick_id


@dataclass(frozen=True, slots=True)
class DraftMember:
    """
    One physical file of a group.

    :ivar picture_id: the picture it shows, or `None` in an exact group.
    :ivar content: what decisions about it are remembered by.
    :ivar score: of its content against the cover's.
    :ivar preselected: whether it may be ticked for removal before anybody has looked.
    """

    copy: Copy
    picture_id: int | None
    content: bytes
    score: float
    burst: bool
    preselected: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """
    A group to be stored; the cover is the first member.

    :ivar group_id: its id, where that follows from the content: of exact copies.
    """

    duplicate_type: DuplicateType
    levels: tuple[Level, ...]
    members: tuple[DraftMember, ...]
    keeper: Keeper
    group_id: uuid.UUID | None

    @property
    def cover(self) -> DraftMember:
        """
        The member that all others were compared with.
        """
        return self.members[0]

    def pair_of(self, member: DraftMember) -> tuple[int, int] | None:
        """
        Name the verified pair that makes a member one, or nothing for the cover's own copies.
        """
        cover = self.cover.picture_id
        if cover is None or member.picture_id is None or member.picture_id == cover:
            return None
        return min(cover, member.picture_id), max(cover, member.picture_id)

    @property
    def similarity(self) -> float:
        """
        The least score of a member.
        """
        return min(member.score for member in self.members)

    @property
    def savings(self) -> int:
        """
        The bytes that would be free if only the suggested copy stayed, and all frames of a burst.
        """
        going = (one for one in self.members if not (one.burst or _is(one.copy, self.keeper)))
        return sum(member.copy.record.size for member in going)

    @property
    def lineage(self) -> Lineage:
        """
        What it is recognised by.
        """
        contents = frozenset(member.copy.record.quick_id for member in self.members)
        return Lineage(contents, frozenset(self.levels))


def node_of(picture_id: int, records: Iterable[FileRecord], *, exact: bool) -> Node | None:
    """
    Make a node of the files with a picture's quick id, or nothing when none can be read.

    :param exact: whether whole files were compared: then files with other bytes are left out.
    """
    copies = [copy for copy in physical_files(records) if not copy.record.unreadable]
    if exact:
        sizes = Counter(copy.record.sha256 for copy in copies)
        largest = max(sizes, key=lambda sha256: (sizes[sha256], sha256 or b""), default=None)
        copies = [copy for copy in copies if copy.record.sha256 == largest]
    return Node(picture_id, tuple(copies)) if copies else None


def preference(node: Node) -> tuple[bool, int, int, int]:
    """
    Give the place of a picture among those that could be a cover: whole, then the most pixels.
    """
    record = node.copies[0].record
    return (
        record.damaged,
        -(record.width or 0) * (record.height or 0),
        -record.size,
        node.picture_id,
    )


def drafts_of(
    sets: Sequence[CopySet],
    nodes: Iterable[Node],
    edges: Sequence[Edge],
    levels: Sequence[Level],
    preferences: Preferences = NO_PREFERENCES,
) -> list[Draft]:
    """
    Give the groups of some files at some levels: stars of alike pictures, and sets of equal files.

    Where a set's picture is in a star, all of the set's files are members there instead.
    """
    known = {node.picture_id: node for node in sorted(nodes, key=preference)}
    standing: dict[Star, list[Level]] = defaultdict(list)
    swallowed: dict[bytes, set[Level]] = defaultdict(set)
    for level in levels:
        if level is not Level.EXACT:
            for star in stars(list(known), edges, level.least):
                standing[star].append(level)
                for picture_id in star.nodes:
                    swallowed[known[picture_id].quick_id].add(level)
    hashes = {node.quick_id: node.copies[0].record.sha256 for node in known.values()}
    score = _scores(known, edges)
    drafts = [_perceptual(star, at, known, score, preferences) for star, at in standing.items()]
    for copies in sets:
        quick_id = copies.copies[0].record.quick_id
        hidden = swallowed[quick_id] if hashes.get(quick_id) == copies.sha256 else set()
        standing_at = [level for level in levels if level not in hidden]
        drafts.append(_exact(copies, standing_at, preferences))
    return drafts


def _scores(known: Mapping[int, Node], edges: Iterable[Edge]) -> Score:
    """
    Give how alike the contents of pictures are, where they were compared.
    """
    found = {
        frozenset((known[left].quick_id, known[right].quick_id)): score
        for left, right, score in edges
        if left in known and right in known
    }
    return lambda one, other: found.get(frozenset((one, other)), 0.0)


def exact_group_id(sha256: bytes) -> uuid.UUID:
    """
    Give the id of the exact copies of a content: the same again after every loss.
    """
    return uuid.uuid5(NAMESPACE, f"{Level.EXACT}:{sha256.hex()}")


def _exact(copies: CopySet, levels: Iterable[Level], preferences: Preferences) -> Draft:
    keeper = suggest_keeper(copies.copies, preferences)
    members = tuple(
        DraftMember(
            copy,
            None,
            copies.sha256,
            SAME,
            burst=False,
            preselected=_may_go(copy, keeper, preferences),
        )
        for copy in copies.copies
    )
    return Draft(
        DuplicateType.EXACT, in_order(levels), members, keeper, exact_group_id(copies.sha256)
    )


def _perceptual(
    star: Star,
    levels: Iterable[Level],
    known: Mapping[int, Node],
    score_of: Score,
    preferences: Preferences,
) -> Draft:
    scored = [
        (known[picture_id], score, copy)
        for picture_id, score in ((star.cover, SAME), *star.scores)
        for copy in known[picture_id].copies
    ]
    copies = [copy for _, _, copy in scored]
    keeper = suggest_keeper(copies, preferences)
    bursts = burst_files((copy.record for copy in copies), score_of)
    (kept,) = [score for _, score, copy in scored if _is(copy, keeper)]
    members = tuple(
        DraftMember(
            copy,
            node.picture_id,
            copy.record.content_id or copy.record.quick_id,
            score,
            burst=copy.record.file_id in bursts,
            preselected=min(score, kept) >= PRESELECT_LEAST
            and copy.record.file_id not in bursts
            and _may_go(copy, keeper, preferences),
        )
        for node, score, copy in scored
    )
    return Draft(DuplicateType.PERCEPTUAL, in_order(levels), members, keeper, None)


def _may_go(copy: Copy, keeper: Keeper, preferences: Preferences) -> bool:
    return not _is(copy, keeper) and not preferences.protects(copy.record.path)


def _is(copy: Copy, keeper: Keeper) -> bool:
    return copy.record.file_id == keeper.file_id
