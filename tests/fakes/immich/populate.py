"""
Many assets without files, for measuring what works on a whole library.
"""

from datetime import UTC, datetime, timedelta

from mediacore.formats import Kind
from tests.fakes.immich.library import path_checksum
from tests.fakes.immich.media import PIXEL
from tests.fakes.immich.records import Asset, Exif, Library, User
from tests.fakes.immich.stamps import made_id
from tests.fakes.immich.world import World

FIRST_SHOT = datetime(2015, 1, 1, tzinfo=UTC)
BETWEEN_SHOTS = timedelta(minutes=47)
PER_FOLDER = 500
EXIF = Exif(make="Canon", model="EOS R5", f_number=2.8, iso=200, exposure_time="1/250")


def populate(
    world: World, owner: User, count: int, *, folder: str, library: Library | None = None
) -> list[str]:
    """
    Give a user that many pictures under a folder, every second one the RAW file of the one before.

    Their paths are given back; the files need not exist, and no look at the library takes them
    for lost.
    """
    library_id = None if library is None else library.library_id
    paths = [path_of(folder, number) for number in range(count)]
    now = world.stamps.now()
    mtime_ns = round(now.timestamp()) * 1_000_000_000
    for number, path in enumerate(paths):
        raw_path = path.encode()
        taken = FIRST_SHOT + number // 2 * BETWEEN_SHOTS
        name = path.rpartition("/")[2]
        asset = Asset(
            asset_id=made_id("populated", owner.user_id, path),
            owner_id=owner.user_id,
            library_id=library_id,
            path=raw_path,
            original_path=path,
            name=name,
            kind=Kind.RAW if number % 2 else Kind.JPEG,
            checksum=path_checksum(raw_path),
            size=len(PIXEL),
            mtime_ns=mtime_ns,
            created_at=now,
            updated_at=now,
            taken=taken,
            local=taken,
            width=6000,
            height=4000,
            exif=EXIF,
            device_asset_id=name,
            blob=PIXEL,
        )
        world.add(asset)
    return paths


def path_of(folder: str, number: int) -> str:
    """
    Give the path of a populated asset: folders of some hundred pictures, in pairs.
    """
    extension = "CR3" if number % 2 else "JPG"
    return f"{folder}/{number // PER_FOLDER:04d}/IMG_{number // 2:06d}.{extension}"
