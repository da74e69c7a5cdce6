"""
What is told when an asset has come in, or was changed.
"""

from tests.fakes.immich.records import Asset
from tests.fakes.immich.shapes import asset_body
from tests.fakes.immich.sync_rows import asset_row, exif_row
from tests.fakes.immich.world import World


def announce(world: World, asset: Asset) -> None:
    """
    Tell the owner of a new asset; hidden and locked ones come in silence.
    """
    if not world.listeners or asset.visibility in ("hidden", "locked"):
        return
    body = asset_body(world, asset, asset.owner_id, exif=True, tags=True, unassignedFaces=[])
    world.tell(asset.owner_id, "on_upload_success", body)
    ready = {"asset": asset_row(asset, v3=world.v3), "exif": exif_row(asset)}
    world.tell(asset.owner_id, f"AssetUploadReadyV{2 if world.v3 else 1}", ready)


def announce_update(world: World, asset: Asset) -> None:
    """
    Tell the owner that an asset's metadata was written and read again.
    """
    if world.listeners:
        body = asset_body(world, asset, asset.owner_id, exif=True, tags=True, unassignedFaces=[])
        world.tell(asset.owner_id, "on_asset_update", body)
