"""
Names that are lost on disk and told by an index: what the rules read instead of the path.

Immich stores an upload as `upload/<user>/ab/cd/<uuid>.jpg`. Its file is matched by the name that it
had, in a folder of its owner's that is nowhere on disk, so that no two owners' uploads ever meet.
"""

import hashlib
import re

NOWHERE = "\0"  # no name on disk can hold it
MAX_NAME = 255

_DROPPED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SEPARATORS = str.maketrans("/\\", "__")

# The capture time of a file's row, in SQL: what was told counts where the file says nothing itself.
_OWN = "told_us IS NULL OR taken_source IN ('exif', 'xmp', 'container')"
TAKEN_US = f"CASE WHEN {_OWN} THEN taken_us ELSE told_us END"
TAKEN_SOURCE = f"CASE WHEN {_OWN} THEN taken_source ELSE 'told' END"
TAKEN_EXACT = f"CASE WHEN {_OWN} THEN taken_exact ELSE mod(told_us, 1000000) <> 0 END"
TAKEN_TRUSTED = f"CASE WHEN {_OWN} THEN taken_trusted ELSE true END"


def clean_name(name: str) -> str | None:
    """
    Give a told name as one that a file may have, or None where nothing is left of it.

    Separators become underscores, characters that no text shows go, and what is too long loses the
    end of its stem, never its extension.
    """
    shown = _DROPPED.sub("", name).translate(_SEPARATORS).strip()
    if len(shown) > MAX_NAME:
        stem, dot, extension = shown.rpartition(".")
        end = f"{dot}{extension}" if dot and len(extension) < MAX_NAME // 2 else ""
        shown = f"{(stem if end else shown)[: MAX_NAME - len(end)]}{end}"
    return shown if shown.strip(". ") else None


def told_path(folder: str, name: str) -> str:
    """
    Give the path by which a file with a told name is matched.

    The folder above, within which neighbours may meet, is the owner's alone too. It stands as a
    digest: no rule about folders' names applies to it.
    """
    owner = hashlib.blake2b(folder.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return f"{NOWHERE}/{owner}/{NOWHERE}/{name}"
