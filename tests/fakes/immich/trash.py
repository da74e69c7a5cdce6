"""
The trash, and what becomes of stacks and files when something leaves for good.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.fakes.immich.records import Asset, Stack
from tests.fakes.immich.world import World


def put_in_trash(world: World, assets: Sequence[Asset]) -> None:
    """
    Trash assets; a stack keeps its primary, as in Immich.
    """
    for asset in assets:
        asset.deleted_at = asset.deleted_at or world.stamps.now()
    world.touch(assets)
    if assets:
        ids = [asset.asset_id for asset in assets]
        world.tell(assets[0].owner_id, "on_asset_trash", ids)


def restore(world: World, assets: Sequence[Asset]) -> int:
    """
    Take assets out of the trash, all but those whose file is gone, and count what was asked for.
    """
    back = [asset for asset in assets if not asset.is_offline]
    for asset in back:
        asset.deleted_at = None
    world.touch(back)
    if assets:
        ids = [asset.asset_id for asset in assets]
        world.tell(assets[0].owner_id, "on_asset_restore", ids)
    return len(assets)


def trashed(world: World, user_id: str) -> list[Asset]:
    """
    Give what a user has in the trash.
    """
    return [asset for asset in world.owned(user_id) if asset.deleted_at is not None]


def delete_for_good(world: World, assets: Iterable[Asset]) -> int:
    """
    Delete assets and their files, where the disk may be written, and count them.
    """
    count = 0
    for asset in list(assets):
        count += 1
        stack = world.stacks.get(asset.stack_id or "")
        members = [] if stack is None else world.members_of(stack.stack_id)
        world.remove(asset)
        if stack is not None:
            _close_ranks(world, stack, asset, [one for one in members if one is not asset])
        _unlink(world, asset)
        if asset.library_id is not None:
            world.imports[asset.library_id, asset.original_path] += 1
        world.tell(asset.owner_id, "on_asset_delete", asset.asset_id)
    return count


def _close_ranks(world: World, stack: Stack, lost: Asset, left: list[Asset]) -> None:
    """
    Dissolve or re-point a stack; version 2 minds only the loss of a primary.
    """
    was_primary = lost.asset_id == stack.primary_id
    if len(left) <= 1 and (world.v3 or was_primary):
        dissolve(world, stack)
    elif was_primary:
        stack.primary_id = left[0].asset_id
        stack.updated_at = world.stamps.now()
        stack.seq = world.changed()


def dissolve(world: World, stack: Stack) -> None:
    """
    End a stack; its members stay.
    """
    members = world.members_of(stack.stack_id)
    for asset in members:
        asset.stack_id = None
    world.touch(members)
    del world.stacks[stack.stack_id]
    world.bury("StackDeleteV1", {stack.owner_id}, {"stackId": stack.stack_id})
    world.tell(stack.owner_id, "on_asset_stack_update")


def _unlink(world: World, asset: Asset) -> None:
    """
    Remove the file; a library's only where that was allowed, and not when it is gone already.
    """
    is_ours = asset.library_id is None
    if asset.blob is not None or asset.is_offline or not (is_ours or world.settings.writable):
        return
    path = asset.path.decode("utf-8", "surrogateescape")
    for name in (path, f"{path}.xmp"):
        Path(name).unlink(missing_ok=True)
