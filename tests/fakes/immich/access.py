"""
Who may see and who may change what.
"""

from collections.abc import Iterable

from tests.fakes.immich.accounts import Caller
from tests.fakes.immich.errors import no_access
from tests.fakes.immich.records import Album, Asset, Stack
from tests.fakes.immich.world import World

PARTNERS_SEE = frozenset({"timeline", "hidden"})


def is_seen(world: World, caller: Caller, asset: Asset) -> bool:
    """
    Tell whether a caller may look at an asset: a link's, one's own, a partner's, an album's.
    """
    if caller.link is not None:
        return asset.deleted_at is None and asset.asset_id in linked_ids(world, caller)
    if asset.owner_id == caller.user.user_id:
        return asset.visibility != "locked" or caller.is_elevated(world)
    if asset.deleted_at is not None or asset.visibility == "locked":
        return False
    pair = (asset.owner_id, caller.user.user_id)
    if pair in world.partners and asset.visibility in PARTNERS_SEE:
        return True
    return any(
        asset.asset_id in album.assets and album.is_seen_by(caller.user.user_id)
        for album in world.albums.values()
    )


def linked_ids(world: World, caller: Caller) -> list[str]:
    """
    Give the ids of what a share link shows.
    """
    assert caller.link is not None
    if caller.link.album_id is None:
        return caller.link.asset_ids
    return list(world.albums[caller.link.album_id].assets)


def seen(world: World, caller: Caller, asset_id: str, permission: str) -> Asset:
    """
    Give an asset that the caller may look at, or raise the error of the permission.
    """
    asset = world.assets.get(asset_id)
    if asset is None or not is_seen(world, caller, asset):
        raise no_access(permission)
    return asset


def seen_all(world: World, caller: Caller, ids: Iterable[str], permission: str) -> list[Asset]:
    """
    Give assets, every one of which the caller may look at.
    """
    return [seen(world, caller, asset_id, permission) for asset_id in ids]


def owned(world: World, caller: Caller, ids: Iterable[str], permission: str) -> list[Asset]:
    """
    Give assets, every one of which is the caller's; one that is not fails them all.
    """
    assets = []
    for asset_id in ids:
        asset = world.assets.get(asset_id)
        if asset is None or asset.owner_id != caller.user.user_id or caller.link is not None:
            raise no_access(permission)
        if asset.visibility == "locked" and not caller.is_elevated(world):
            raise no_access(permission)
        assets.append(asset)
    return assets


def owned_stack(world: World, caller: Caller, stack_id: str, permission: str) -> Stack:
    """
    Give a stack of the caller's.
    """
    stack = world.stacks.get(stack_id)
    if stack is None or stack.owner_id != caller.user.user_id:
        raise no_access(permission)
    return stack


def seen_album(world: World, caller: Caller, album_id: str, permission: str) -> Album:
    """
    Give an album that the caller has, shares, or has the link of.
    """
    album = world.albums.get(album_id)
    if album is not None and caller.link is not None:
        album = album if caller.link.album_id == album_id else None
    elif album is not None and not album.is_seen_by(caller.user.user_id):
        album = None
    if album is None:
        raise no_access(permission)
    return album


def changed_album(world: World, caller: Caller, album_id: str, permission: str) -> Album:
    """
    Give an album that the caller has, or is an editor of.
    """
    album = seen_album(world, caller, album_id, permission)
    role = "owner" if album.owner_id == caller.user.user_id else "viewer"
    if album.members.get(caller.user.user_id, role) == "viewer":
        raise no_access(permission)
    return album


def owned_album(world: World, caller: Caller, album_id: str, permission: str) -> Album:
    """
    Give an album of the caller's.
    """
    album = world.albums.get(album_id)
    if album is None or album.owner_id != caller.user.user_id:
        raise no_access(permission)
    return album
