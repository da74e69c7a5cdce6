"""
Which media file a sidecar belongs to, by its name.
"""

import re

from mediacore.formats import NOT_MEDIA, Kind, kind_of_name

_TAKEOUT_CUT = 46  # Google Takeout cuts the names of its JSON files to this length
_SUPPLEMENT = "supplemental-metadata"
_COUNTER = re.compile(r"^(?P<stem>.+?)\.(?P<extension>\w+)(?P<counter>\(\d+\))$")


def is_sidecar(name: str, kind: Kind) -> bool:
    """
    Whether a file is a sidecar: not media, and named as sidecars are.
    """
    return kind in NOT_MEDIA and kind_of_name(name) is Kind.SIDECAR


def media_name(name: str) -> str:
    """
    Give the name of the media file that a sidecar's name speaks of.

    Its extension is whatever the sidecar's name kept of it, the sidecar's own if nothing.
    """
    stem, _, extension = name.rpartition(".")
    inner = _without_supplement(stem) if extension.lower() == "json" else stem
    counted = _COUNTER.match(inner)
    if counted is not None and kind_of_name(f"x.{counted['extension']}") not in NOT_MEDIA:
        return f"{counted['stem']}{counted['counter']}.{counted['extension']}"
    if kind_of_name(inner) not in NOT_MEDIA:
        return inner
    if extension.lower() == "json" and len(stem) == _TAKEOUT_CUT:
        cut, _, part = inner.rpartition(".")
        if cut and any(whole.startswith(part.lower()) for whole in ("jpg", "heic", "mp4", "png")):
            return f"{cut}.{part}"
    return f"{inner}.{extension}" if inner else name


def names_whole_file(name: str) -> bool:
    """
    Whether a sidecar names one file with its extension (`x.CR3.xmp`), not all of a stem (`x.xmp`).
    """
    return kind_of_name(media_name(name)) not in NOT_MEDIA


def _without_supplement(stem: str) -> str:
    head, dot, tail = stem.rpartition(".")
    counter = re.search(r"\(\d+\)$", tail)
    word = tail[: counter.start()] if counter else tail
    if dot and head and word and _SUPPLEMENT.startswith(word.lower()):
        return head + (counter[0] if counter else "")
    return stem
