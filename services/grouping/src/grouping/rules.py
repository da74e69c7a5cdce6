"""
What an owner may configure about grouping, each value beside its allowed range.
"""

from dataclasses import dataclass

from grouping.vocabulary import (
    EDIT_FOLDERS,
    EDIT_WORDS,
    FORMAT_FOLDERS,
    PROXY_FOLDERS,
    RENDER_WORDS,
)

TIMESTAMP_TOLERANCE_RANGE = (0.0, 60.0)
STAMP_TOLERANCE_RANGE = (0.0, 600.0)
DURATION_TOLERANCE_RANGE = (0.0, 5.0)
LIVE_CLIP_RANGE = (1.0, 15.0)
BURST_WINDOW_RANGE = (1.0, 300.0)
SERIES_RANGE = (2, 100)


@dataclass(frozen=True, slots=True)
class Rules:
    """
    The rules of grouping. The defaults cover every naming habit there is evidence for.

    :ivar timestamp_tolerance_seconds: how far apart the capture times of one shot may be.
    :ivar filename_patterns: shapes of names; `{suffix}` is a word that nobody foresaw.
    :ivar auto_primary_preference: extensions or kinds, the best first.
    :ivar sibling_folders: folders that count as one with the folder around them.
    :ivar format_folders: words for formats, which count for nothing in names such as `Trip RAW`.
    :ivar edit_folders: those of the sibling folders that hold edits.
    :ivar edit_words: what editors append to a name.
    :ivar render_words: what makes a lesser rendition of a picture or clip.
    :ivar neighbour_folders: whether a RAW and a JPEG of one name and second that lie in two
        folders beside each other, both alone, are one shot.
    :ivar stamp_tolerance_seconds: the tolerance where the name holds the moment in milliseconds.
    :ivar duration_tolerance_seconds: how far the lengths of one clip's encodings may differ.
    :ivar live_clip_max_seconds: how long the clip of a Live Photo may be, if no id ties them.
    :ivar burst_window_seconds: how long a burst may last whose names carry one stamp.
    :ivar series_from: as many numbered names with different times are a series, not copies.
    """

    timestamp_tolerance_seconds: float = 2.0
    filename_patterns: tuple[str, ...] = ("{base}.{ext}", "{base}_{suffix}.{ext}")
    auto_primary_preference: tuple[str, ...] = ("jpg", "jpeg", "png", "raw")
    sibling_folders: tuple[str, ...] = (*FORMAT_FOLDERS, *EDIT_FOLDERS, *PROXY_FOLDERS)
    format_folders: tuple[str, ...] = FORMAT_FOLDERS
    edit_folders: tuple[str, ...] = EDIT_FOLDERS
    edit_words: tuple[str, ...] = EDIT_WORDS
    render_words: tuple[str, ...] = RENDER_WORDS
    neighbour_folders: bool = True
    stamp_tolerance_seconds: float = 60.0
    duration_tolerance_seconds: float = 0.5
    live_clip_max_seconds: float = 4.0
    burst_window_seconds: float = 30.0
    series_from: int = 3
