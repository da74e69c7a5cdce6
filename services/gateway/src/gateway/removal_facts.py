"""
What is known just now of a group's files that somebody wants to let go: from the index, and from
Immich itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gateway import import_paths, own_assets, removal_rules
from gateway.acting import Acting
from gateway.immich_hand import Hand
from gateway.removal_rules import Facts, Holder, ImportPath, OwnAsset
from gateway.viewer import Viewer
from mediacore.database import ReadSession
from mediacore.errors import ForbiddenError, NotFoundError

KIND = "duplicate"


@dataclass(frozen=True, slots=True)
class Wish:
    """
    What somebody wants of a group of duplicates, by asset ids.

    :ivar keep: the copies that stay; without any, all others of theirs.
    """

    group_id: str
    revision: int
    remove: tuple[str, ...]
    keep: tuple[str, ...] = ()
    carry_over: bool = False


@dataclass(frozen=True, slots=True)
class _Index:
    own: dict[str, OwnAsset]
    holders: dict[int, tuple[Holder, ...]]
    import_paths: tuple[ImportPath, ...] | None
    indexed: frozenset[str]
    others_have_libraries: bool
    members: Sequence[str]


async def gather(acting: Acting, viewer: Viewer, wish: Wish) -> Facts:
    """
    Look everything up; nothing is changed.

    :raises NotFoundError: when the group does not show in the viewer's lists.
    """
    hand = acting.hand(viewer)
    await listen_to_admin(acting, viewer, hand)
    found = await acting.read(lambda session: _index(session, acting, viewer, wish))
    remove = removal_rules.with_twins(found.own, wish.remove)
    keep = wish.keep or tuple(one for one in found.members if one not in remove)
    facts = Facts(
        viewer_id=viewer.user_id,
        has_trash=await hand.has_trash(),
        remove=remove,
        keep=keep,
        own=found.own,
        holders=found.holders,
        immich=await hand.assets((*remove, *keep)),
        import_paths=found.import_paths,
        alone_with_libraries=await _is_alone(found, viewer, hand),
    )
    return facts if wish.keep else replace(facts, keep=removal_rules.good_of(facts, keep))


def _index(session: ReadSession, acting: Acting, viewer: Viewer, wish: Wish) -> _Index:
    if not own_assets.sees_group(session, viewer.user_id, KIND, wish.group_id):
        raise NotFoundError("There is no such group", group_id=wish.group_id)
    members = own_assets.own_in_group(session, viewer.user_id, KIND, wish.group_id)
    named = (*wish.remove, *(wish.keep or members))
    own = own_assets.own_by_id(session, viewer.user_id, named)
    return _Index(
        own,
        own_assets.holders(session, sorted({asset.file_id for asset in own.values()})),
        import_paths.known(session, acting.to_library),
        own_assets.indexed_users(session),
        own_assets.others_have_libraries(session, viewer.user_id),
        members,
    )


async def listen_to_admin(acting: Acting, viewer: Viewer, hand: Hand) -> None:
    """
    Learn from an admin which folders belong to whom; nothing from anybody else.
    """
    if not viewer.is_admin or not viewer.may("library.read"):
        return
    paths = await hand.import_paths()
    await acting.write(lambda session: import_paths.remember(session, paths))


async def _is_alone(found: _Index, viewer: Viewer, hand: Hand) -> bool:
    """
    Tell whether everybody else's index is complete and holds no external library; looked up only
    where no admin has told whose libraries there are.
    """
    if found.import_paths is not None or found.others_have_libraries:
        return False
    try:
        users = await hand.everybody()
    except ForbiddenError:
        return False
    return users is not None and users - {viewer.user_id} <= found.indexed
