"""
Which rows a sync request type stands for.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from tests.fakes.immich.records import Album, Asset, User
from tests.fakes.immich.sync_rows import (
    album_row,
    asset_row,
    auth_user_row,
    exif_row,
    face_row,
    memory_row,
    person_row,
    stack_row,
    user_row,
)
from tests.fakes.immich.world import World

Data = dict[str, Any] | Callable[[], dict[str, Any]]
Row = tuple[int, str, Data]

DEPRECATED = {
    "AssetsV1": "AssetsV2",
    "PartnerAssetsV1": "PartnerAssetsV2",
    "AlbumAssetsV1": "AlbumAssetsV2",
    "AssetFacesV1": "AssetFacesV2",
}
DELETES = {
    "AssetsV1": ("AssetDeleteV1",),
    "AssetsV2": ("AssetDeleteV1",),
    "StacksV1": ("StackDeleteV1",),
    "AlbumsV1": ("AlbumDeleteV1",),
    "AlbumsV2": ("AlbumDeleteV1",),
    "AlbumUsersV1": ("AlbumUserDeleteV1",),
    "AlbumToAssetsV1": ("AlbumToAssetDeleteV1",),
    "PartnersV1": ("PartnerDeleteV1",),
    "PartnerAssetsV1": ("AssetDeleteV1",),
    "PartnerAssetsV2": ("AssetDeleteV1",),
    "PartnerStacksV1": ("StackDeleteV1",),
    "MemoriesV1": ("MemoryDeleteV1",),
    "MemoryToAssetsV1": ("MemoryToAssetDeleteV1",),
    "PeopleV1": ("PersonDeleteV1",),
}


def gone_rows(world: World, user_id: str, request: str) -> Iterator[Row]:
    """
    Give what a request type tells of things that are no more.
    """
    is_of_partner = request.startswith("Partner") and request != "PartnersV1"
    concerned = set(world.shares_with(user_id)) if is_of_partner else {user_id}
    for gone in world.gone:
        if gone.entity in DELETES.get(request, ()) and gone.user_ids & concerned:
            entity = f"Partner{gone.entity}" if is_of_partner else gone.entity
            yield gone.seq, entity, gone.data


def rows_of(world: World, user: User, request: str) -> Iterable[Row]:
    """
    Give the rows of a request type, as they are now.
    """
    source = SOURCES.get(request)
    return () if source is None else source(world, user)


def _users(world: World, _user: User) -> Iterator[Row]:
    for one in world.users.values():
        yield one.seq, "UserV1", user_row(one)


def _auth_users(_world: World, user: User) -> Iterator[Row]:
    yield user.seq, "AuthUserV1", auth_user_row(user)


def _partners(world: World, user: User) -> Iterator[Row]:
    for pair, (seq, shown) in world.partners.items():
        if user.user_id in pair:
            owner, other = pair
            row = {"sharedById": owner, "sharedWithId": other, "inTimeline": shown}
            yield seq, "PartnerV1", row


def _asset_rows(
    world: World, assets: Iterable[Asset], entity: str, since: int = 0, *, exif: bool = False
) -> Iterator[Row]:
    v3 = entity.endswith("V2")
    for asset in assets:
        if exif:
            yield max(asset.exif_seq, since), entity, partial(exif_row, asset)
        else:
            yield max(asset.seq, since), entity, partial(asset_row, asset, v3=v3)
    del world


def _own(entity: str, *, exif: bool = False) -> Callable[[World, User], Iterator[Row]]:
    def rows(world: World, user: User) -> Iterator[Row]:
        return _asset_rows(world, world.owned(user.user_id), entity, exif=exif)

    return rows


def _partners_own(entity: str, *, exif: bool = False) -> Callable[[World, User], Iterator[Row]]:
    def rows(world: World, user: User) -> Iterator[Row]:
        for owner in world.shares_with(user.user_id):
            since, _ = world.partners[owner, user.user_id]
            yield from _asset_rows(world, world.owned(owner), entity, since, exif=exif)

    return rows


def _stacks(world: World, owners: Iterable[str], entity: str) -> Iterator[Row]:
    wanted = set(owners)
    for stack in world.stacks.values():
        if stack.owner_id in wanted:
            yield stack.seq, entity, stack_row(stack)


def _seen_albums(world: World, user: User) -> Iterator[Album]:
    return (one for one in world.albums.values() if one.is_seen_by(user.user_id))


def _albums(version: int) -> Callable[[World, User], Iterator[Row]]:
    def rows(world: World, user: User) -> Iterator[Row]:
        for album in _seen_albums(world, user):
            since = max(album.seq, album.member_seq.get(user.user_id, 0))
            yield since, f"AlbumV{version}", album_row(album, version=version)

    return rows


def _album_users(world: World, user: User) -> Iterator[Row]:
    for album in _seen_albums(world, user):
        members = album.members
        if world.v3:
            members = {album.owner_id: "owner", **members}
        for user_id, role in members.items():
            row = {"albumId": album.album_id, "userId": user_id, "role": role}
            yield album.member_seq.get(user_id, album.seq), "AlbumUserV1", row


def _album_to_assets(world: World, user: User) -> Iterator[Row]:
    for album in _seen_albums(world, user):
        since = album.member_seq.get(user.user_id, 0)
        for asset_id, seq in album.assets.items():
            row = {"assetId": asset_id, "albumId": album.album_id}
            yield max(seq, since), "AlbumToAssetV1", row


def _album_assets(entity: str, *, exif: bool = False) -> Callable[[World, User], Iterator[Row]]:
    def rows(world: World, user: User) -> Iterator[Row]:
        for album in _seen_albums(world, user):
            since = album.member_seq.get(user.user_id, 0)
            for asset_id, seq in album.assets.items():
                asset = world.assets[asset_id]
                yield from _asset_rows(world, [asset], entity, max(seq, since), exif=exif)

    return rows


def _memories(world: World, user: User) -> Iterator[Row]:
    for memory in world.memories.values():
        if memory.owner_id == user.user_id:
            yield memory.seq, "MemoryV1", memory_row(memory)


def _memory_to_assets(world: World, user: User) -> Iterator[Row]:
    for memory in world.memories.values():
        for asset_id, seq in memory.assets.items() if memory.owner_id == user.user_id else ():
            row = {"memoryId": memory.memory_id, "assetId": asset_id}
            yield seq, "MemoryToAssetV1", row


def _people(world: World, user: User) -> Iterator[Row]:
    for person in world.people.values():
        if person.owner_id == user.user_id:
            yield person.seq, "PersonV1", person_row(person)


def _faces(version: int) -> Callable[[World, User], Iterator[Row]]:
    def rows(world: World, user: User) -> Iterator[Row]:
        for person in world.people.values():
            for asset_id, face_id in (
                person.faces.items() if person.owner_id == user.user_id else ()
            ):
                asset = world.assets[asset_id]
                row = face_row(person, asset, face_id, version=version)
                yield person.seq, f"AssetFaceV{version}", row

    return rows


def _preferences(_world: World, user: User) -> Iterator[Row]:
    row = {"userId": user.user_id, "key": "preferences", "value": user.preferences}
    yield user.seq, "UserMetadataV1", row


SOURCES: dict[str, Callable[[World, User], Iterator[Row]]] = {
    "AuthUsersV1": _auth_users,
    "UsersV1": _users,
    "PartnersV1": _partners,
    "AssetsV1": _own("AssetV1"),
    "AssetsV2": _own("AssetV2"),
    "StacksV1": lambda world, user: _stacks(world, [user.user_id], "StackV1"),
    "PartnerAssetsV1": _partners_own("PartnerAssetV1"),
    "PartnerAssetsV2": _partners_own("PartnerAssetV2"),
    "PartnerStacksV1": lambda world, user: _stacks(
        world, world.shares_with(user.user_id), "PartnerStackV1"
    ),
    "AlbumAssetsV1": _album_assets("AlbumAssetCreateV1"),
    "AlbumAssetsV2": _album_assets("AlbumAssetCreateV2"),
    "AlbumsV1": _albums(1),
    "AlbumsV2": _albums(2),
    "AlbumUsersV1": _album_users,
    "AlbumToAssetsV1": _album_to_assets,
    "AssetExifsV1": _own("AssetExifV1", exif=True),
    "AlbumAssetExifsV1": _album_assets("AlbumAssetExifCreateV1", exif=True),
    "PartnerAssetExifsV1": _partners_own("PartnerAssetExifV1", exif=True),
    "MemoriesV1": _memories,
    "MemoryToAssetsV1": _memory_to_assets,
    "PeopleV1": _people,
    "AssetFacesV1": _faces(1),
    "AssetFacesV2": _faces(2),
    "UserMetadataV1": _preferences,
}
SILENT = ("AssetEditsV1", "AssetMetadataV1", "AssetOcrV1")
REQUESTS = (*SOURCES, *SILENT)
ENTITIES = frozenset(
    {
        *("SyncAckV1", "SyncResetV1", "SyncCompleteV1", "UserV1", "AuthUserV1", "PartnerV1"),
        *("AssetV1", "AssetV2", "AssetExifV1", "StackV1", "AlbumV1", "AlbumV2", "AlbumUserV1"),
        *("AlbumToAssetV1", "AlbumAssetCreateV1", "AlbumAssetCreateV2", "MemoryV1"),
        *("AlbumAssetExifCreateV1", "PartnerAssetV1", "PartnerAssetV2", "PartnerAssetExifV1"),
        *("PartnerStackV1", "MemoryToAssetV1", "PersonV1", "AssetFaceV1", "AssetFaceV2"),
        *("UserMetadataV1", "PartnerAssetDeleteV1", "PartnerStackDeleteV1", "UserDeleteV1"),
        *(entity for entities in DELETES.values() for entity in entities),
    }
)
