"""
Everything the stand-in knows, and the order in which it came to change.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, TypeVar

from tests.fakes.immich.records import (
    Album,
    ApiKey,
    Asset,
    Gone,
    Library,
    Memory,
    Person,
    Session,
    SharedLink,
    Stack,
    Tag,
    User,
)
from tests.fakes.immich.settings import Settings
from tests.fakes.immich.stamps import Stamps

MAX_MEMOS = 64

Made = TypeVar("Made")
Listener = Callable[[str, str, list[Any]], None]


class World:
    """
    The tables of a stand-in; whoever changes a row says so by `touch` or `changed`.
    """

    def __init__(self, settings: Settings | None = None, stamps: Stamps | None = None) -> None:
        self.settings = Settings() if settings is None else settings
        self.stamps = Stamps() if stamps is None else stamps
        self.started_at = self.stamps.now()
        self.users: dict[str, User] = {}
        self.sessions: dict[str, Session] = {}
        self.keys: dict[str, ApiKey] = {}
        self.libraries: dict[str, Library] = {}
        self.assets: dict[str, Asset] = {}
        self.stacks: dict[str, Stack] = {}
        self.albums: dict[str, Album] = {}
        self.links: dict[str, SharedLink] = {}
        self.people: dict[str, Person] = {}
        self.tags: dict[str, Tag] = {}
        self.memories: dict[str, Memory] = {}
        self.partners: dict[tuple[str, str], tuple[int, bool]] = {}
        self.notifications: dict[str, dict[str, Any]] = {}
        self.activities: dict[str, dict[str, Any]] = {}
        self.metadata: dict[tuple[str, str], dict[str, Any]] = {}
        self.edits: dict[str, list[dict[str, Any]]] = {}
        self.gone: list[Gone] = []
        self.imports: Counter[tuple[str, str]] = Counter()
        self.listeners: list[Listener] = []
        self.look_again: Callable[[], None] = lambda: None
        self.seq = 0
        self._owned: dict[str, dict[str, Asset]] = {}
        self._memos: dict[object, Any] = {}

    @property
    def v3(self) -> bool:
        """
        Whether this is version 3.
        """
        return self.settings.v3

    def changed(self) -> int:
        """
        Note a change of anything, and give its number.
        """
        self._memos.clear()
        self.seq += 1
        return self.seq

    def touch(self, assets: Iterable[Asset], *, exif: bool = False) -> None:
        """
        Note that assets have changed, and what was read from them with `exif`.
        """
        for asset in assets:
            asset.updated_at = self.stamps.now()
            asset.seq = self.changed()
            if exif:
                asset.exif_seq = asset.seq

    def add(self, asset: Asset) -> None:
        """
        Take a new asset in.
        """
        self.assets[asset.asset_id] = asset
        self._owned.setdefault(asset.owner_id, {})[asset.asset_id] = asset
        asset.seq = asset.exif_seq = self.changed()

    def remove(self, asset: Asset) -> None:
        """
        Forget an asset and every mention of it.
        """
        del self.assets[asset.asset_id]
        del self._owned[asset.owner_id][asset.asset_id]
        for album in self.albums.values():
            if album.assets.pop(asset.asset_id, None) is not None:
                row: dict[str, object] = {"assetId": asset.asset_id, "albumId": album.album_id}
                self.bury("AlbumToAssetDeleteV1", {album.owner_id, *album.members}, row)
            if album.thumbnail_id == asset.asset_id:
                album.thumbnail_id = next(iter(album.assets), None)
        for tag in self.tags.values():
            tag.assets.discard(asset.asset_id)
        for person in self.people.values():
            person.faces.pop(asset.asset_id, None)
        self.bury("AssetDeleteV1", {asset.owner_id}, {"assetId": asset.asset_id})

    def bury(self, entity: str, user_ids: Iterable[str], data: dict[str, object]) -> None:
        """
        Keep for syncs that something is gone.
        """
        self.gone.append(Gone(self.changed(), entity, frozenset(user_ids), data))

    def owned(self, user_id: str) -> list[Asset]:
        """
        Give a user's assets, the newest first.
        """

        def ordered() -> list[Asset]:
            mine = self._owned.get(user_id, {}).values()
            return sorted(mine, key=lambda a: (a.taken, a.original_path), reverse=True)

        return self.memo(("owned", user_id), ordered)

    def memo(self, key: object, make: Callable[[], Made]) -> Made:
        """
        Give what was made of the world as it is, and make it if it was not.
        """
        if key not in self._memos:
            if len(self._memos) >= MAX_MEMOS:
                self._memos.clear()
            self._memos[key] = make()
        made: Made = self._memos[key]
        return made

    def members_of(self, stack_id: str) -> list[Asset]:
        """
        Give a stack's assets, its primary first.
        """
        stack = self.stacks[stack_id]
        owner_id = stack.owner_id
        members = self.memo(("stacked", owner_id), lambda: self._stacked(owner_id))[stack_id]
        return sorted(members, key=lambda a: (a.asset_id != stack.primary_id, a.taken, a.name))

    def _stacked(self, owner_id: str) -> dict[str, list[Asset]]:
        members: dict[str, list[Asset]] = defaultdict(list)
        for asset in self._owned.get(owner_id, {}).values():
            if asset.stack_id is not None:
                members[asset.stack_id].append(asset)
        return members

    def shares_with(self, user_id: str, *, in_timeline: bool = False) -> list[str]:
        """
        Name those whose assets a user sees as their partner.
        """
        return [
            owner
            for (owner, other), (_, shown) in self.partners.items()
            if other == user_id and (shown or not in_timeline)
        ]

    def tell(self, user_id: str, event: str, *payload: Any) -> None:
        """
        Tell a user's open sockets.
        """
        for listener in list(self.listeners):
            listener(user_id, event, list(payload))

    def in_time(self, seconds: float) -> Any:
        """
        Give the moment that is so far from now.
        """
        return self.stamps.now() + timedelta(seconds=seconds)
