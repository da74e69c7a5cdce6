"""
External libraries: folders that are looked at again and again, each file an asset of the owner.
"""

import base64
import hashlib
import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from fnmatch import fnmatch
from pathlib import Path

from mediacore.facts import MediaFacts, read_file
from mediacore.formats import NOT_MEDIA, Kind, kind_of_name
from mediacore.quick_id import UnreadableFileError
from tests.fakes.immich.arrivals import announce
from tests.fakes.immich.records import EPOCH, Asset, Exif, Library, User
from tests.fakes.immich.stamps import made_id
from tests.fakes.immich.world import World

RESCAN_SECONDS = 0.5
REST_FOR_WORK = 10
PASSED_OVER = frozenset({"@eaDir", "#recycle", ".@__thumb"})
EXCLUSIONS = ("**/@eaDir/**", "**/._*", "**/#recycle/**", "**/#snapshot/**")

Found = dict[bytes, tuple[Kind, os.stat_result]]


class Watcher:
    """
    Looks at the libraries when it is asked and some time has gone by, longer where it takes long.

    A look reads new files for `seconds` at most, and the next one goes on, so that a large folder
    does not keep anybody waiting.
    """

    def __init__(
        self,
        world: World,
        clock: Callable[[], float] = time.monotonic,
        seconds: float = math.inf,
    ) -> None:
        self._world = world
        self._clock = clock
        self._seconds = seconds
        self._next: float | None = None

    def __call__(self) -> None:
        """
        Look again, if it is time.
        """
        began = self._clock()
        if self._next is not None and began < self._next:
            return
        until = began + self._seconds
        libraries = list(self._world.libraries.values())
        is_done = all(scan(self._world, one, lambda: self._clock() > until) for one in libraries)
        ended = self._clock()
        rest = REST_FOR_WORK * (ended - began) if is_done else 0
        self._next = ended + max(RESCAN_SECONDS, rest)


def add_library(
    world: World,
    owner: User,
    folders: Sequence[Path | str],
    *,
    name: str = "Library",
    exclusion_patterns: Sequence[str] = EXCLUSIONS,
) -> Library:
    """
    Make a library; its files become assets at the next look.
    """
    now = world.stamps.now()
    library = Library(
        library_id=made_id("library", owner.user_id, str(len(world.libraries))),
        owner_id=owner.user_id,
        name=name,
        import_paths=[str(folder) for folder in folders],
        exclusion_patterns=list(exclusion_patterns),
        created_at=now,
        updated_at=now,
    )
    world.libraries[library.library_id] = library
    return library


def scan(world: World, library: Library, is_over: Callable[[], bool] = lambda: False) -> bool:
    """
    Make the library's assets agree with its folders, and tell whether all new files were read.
    """
    found: Found = {}
    for folder in library.import_paths:
        found.update(_files(os.fsencode(folder), library.exclusion_patterns))
    known = {
        asset.path: asset
        for asset in world.owned(library.owner_id)
        if asset.library_id == library.library_id and asset.blob is None
    }
    for path, asset in known.items():
        _compare(world, asset, found.get(path))
    for path, (kind, stat) in found.items():
        if path not in known and is_over():
            return False
        if path not in known:
            _import(world, library, path, kind, stat)
    library.refreshed_at = world.stamps.now()
    return True


def _compare(world: World, asset: Asset, found: tuple[Kind, os.stat_result] | None) -> None:
    if found is None:
        if not asset.is_offline:
            asset.is_offline = True
            asset.deleted_at = world.stamps.now()
            world.touch([asset])
        return
    if asset.is_offline:
        asset.is_offline = False
        asset.deleted_at = None
        world.touch([asset])
    _, stat = found
    if (asset.size, asset.mtime_ns) != (stat.st_size, stat.st_mtime_ns):
        take_facts(asset, stat)
        world.touch([asset], exif=True)


def _import(world: World, library: Library, path: bytes, kind: Kind, stat: os.stat_result) -> None:
    shown = path.decode("utf-8", "replace")
    count = world.imports[library.library_id, shown]
    now = world.stamps.now()
    asset = Asset(
        asset_id=made_id("asset", library.owner_id, shown, str(count)),
        owner_id=library.owner_id,
        library_id=library.library_id,
        path=path,
        original_path=shown,
        name=shown.rpartition("/")[2],
        kind=kind,
        checksum=path_checksum(path),
        size=0,
        mtime_ns=0,
        created_at=now,
        updated_at=now,
        taken=now,
        local=now,
        device_asset_id=shown.rpartition("/")[2],
    )
    try:
        take_facts(asset, stat)
    except UnreadableFileError:
        return
    world.add(asset)
    announce(world, asset)


def path_checksum(path: bytes) -> str:
    """
    Give what Immich has for files of external libraries: a hash of the path, not of the bytes.
    """
    digest = hashlib.sha1(b"path:" + path, usedforsecurity=False).digest()
    return base64.b64encode(digest).decode()


def take_facts(asset: Asset, stat: os.stat_result) -> None:
    """
    Read the file behind an asset.
    """
    facts = read_file(asset.path, asset.name, stat).facts
    asset.size, asset.mtime_ns = stat.st_size, stat.st_mtime_ns
    asset.width, asset.height = facts.width, facts.height
    asset.duration_ms = round((facts.duration_s or 0) * 1000)
    asset.local = _local(facts, stat)
    asset.taken = asset.local - timedelta(minutes=facts.offset_minutes or 0)
    make, _, model = (facts.camera or "").partition(" ")
    asset.exif = Exif(
        make=make or None,
        model=model or None,
        orientation=str(facts.orientation),
        description=asset.exif.description,
        rating=asset.exif.rating,
    )


def _local(facts: MediaFacts, stat: os.stat_result) -> datetime:
    microseconds = stat.st_mtime_ns // 1000 if facts.taken_us is None else facts.taken_us
    return EPOCH + timedelta(microseconds=microseconds)


def _files(
    root: bytes, exclusions: Sequence[str]
) -> Iterator[tuple[bytes, tuple[Kind, os.stat_result]]]:
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if not _is_hidden(os.fsdecode(name)))
        for name in sorted(files):
            kind = kind_of_name(os.fsdecode(name))
            path = os.path.join(folder, name)  # noqa: PTH118 - paths are bytes
            if kind in NOT_MEDIA or _is_hidden(os.fsdecode(name)):
                continue
            if not any(fnmatch(os.fsdecode(path), pattern) for pattern in exclusions):
                yield from _look(path, kind)


def _look(path: bytes, kind: Kind) -> Iterator[tuple[bytes, tuple[Kind, os.stat_result]]]:
    try:
        yield path, (kind, os.stat(path))  # noqa: PTH116 - paths are bytes
    except OSError:
        return


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name in PASSED_OVER
