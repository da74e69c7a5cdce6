"""
Which folders and files are none of our business, decided by name alone.

Thumbnails that a NAS or Immich makes of the photos are not photos: scanning them would find a
duplicate of everything. Nothing here touches the disk.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from fnmatch import translate

from mediacore.formats import Kind, kind_of_name
from mediacore.paths import name_of

DEFAULT_NAMES = (
    b"@eaDir",
    b"#recycle",
    b"#snapshot",
    b".@__thumb",
    b"@Recycle",
    b"@Recently-Snapshot",
    b".Trash*",
    b"$RECYCLE.BIN",
    b"System Volume Information",
    b"lost+found",
)
IMMICH_GENERATED = frozenset({b"thumbs", b"encoded-video", b"profile", b"backups"})
IMMICH_SIGNS = frozenset({b"upload", b"library"})

_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\[[^\]/]+\]|[^*?\[]+|\[", re.DOTALL)
_WILD = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def is_media_or_sidecar(name: bytes) -> bool:
    """
    Say whether a file's name claims a format that Twinlens knows.
    """
    return kind_of_name(name.decode("latin-1")) is not Kind.OTHER


def _path_regex(pattern: bytes) -> str:
    parts = []
    for piece in _TOKEN.findall(pattern.decode("latin-1")):
        if piece in _WILD:
            parts.append(_WILD[piece])
        elif piece.startswith("[") and piece != "[":
            safe = piece.replace("\\", "\\\\")
            parts.append("[^" + safe[2:] if safe[1] == "!" else safe)
        else:
            parts.append(re.escape(piece))
    return "(?s:" + "".join(parts) + r")\Z"


def _any_of(sources: list[str], flags: int = 0) -> re.Pattern[bytes] | None:
    return re.compile("|".join(sources).encode("latin-1"), flags) if sources else None


@dataclass(frozen=True, slots=True)
class Exclusions:
    """
    The names and paths that discovery and watching pass over.

    :param names: folder names to skip, compared without regard to case, `*` and `?` allowed.
    :param patterns: globs over folders and files: with a slash they match the whole path from the
        root (`**/` is any depth), without one any single name.
    :param hidden: whether names that start with a dot are skipped.
    :param immich: whether the folders that Immich generates are skipped where its upload layout
        is recognised by the siblings `upload` and `library`.
    :param follow_symlinks: whether links to files and folders are followed.
    """

    names: tuple[bytes, ...] = DEFAULT_NAMES
    patterns: tuple[bytes, ...] = ()
    hidden: bool = True
    immich: bool = True
    follow_symlinks: bool = False
    _folder_names: re.Pattern[bytes] | None = field(init=False, repr=False, compare=False)
    _any_names: re.Pattern[bytes] | None = field(init=False, repr=False, compare=False)
    _paths: re.Pattern[bytes] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        def of_names(globs: Collection[bytes]) -> list[str]:
            return [translate(glob.decode("latin-1")) for glob in globs]

        single = [pattern for pattern in self.patterns if b"/" not in pattern]
        whole = [_path_regex(pattern) for pattern in self.patterns if b"/" in pattern]
        object.__setattr__(self, "_folder_names", _any_of(of_names(self.names), re.IGNORECASE))
        object.__setattr__(self, "_any_names", _any_of(of_names(single)))
        object.__setattr__(self, "_paths", _any_of(whole))

    def excludes_folder(self, path: bytes, siblings: Collection[bytes] = ()) -> bool:
        """
        Say whether a folder, and so everything in it, is skipped; the root never is.

        :param path: relative to the root; only its last part is judged, parents are the caller's.
        :param siblings: names of the folders beside it, by which Immich's layout is recognised.
        """
        if not path:
            return False
        name = name_of(path)
        if self._folder_names and self._folder_names.match(name):
            return True
        if self.immich and name in IMMICH_GENERATED and IMMICH_SIGNS.issubset(siblings):
            return True
        return self._excludes(path, name) or bool(self._paths and self._paths.match(path + b"/"))

    def excludes_file(self, path: bytes) -> bool:
        """
        Say whether a file is skipped: no known format, hidden, or matched by a pattern.
        """
        name = name_of(path)
        return not is_media_or_sidecar(name) or self._excludes(path, name)

    def _excludes(self, path: bytes, name: bytes) -> bool:
        return (
            (self.hidden and name.startswith(b"."))
            or bool(self._any_names and self._any_names.match(name))
            or bool(self._paths and self._paths.match(path))
        )
