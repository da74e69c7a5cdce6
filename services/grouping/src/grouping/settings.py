"""
The grouping service's settings: the shared ones, and the rules.
"""

from typing import Annotated

from pydantic import Field

from grouping import rules as r
from grouping.rules import Rules
from mediacore.settings import ServiceSettings

DEFAULTS = Rules()


def _within(limits: tuple[float, float]) -> object:
    return Field(ge=limits[0], le=limits[1])


Tolerance = Annotated[float, _within(r.TIMESTAMP_TOLERANCE_RANGE)]
StampTolerance = Annotated[float, _within(r.STAMP_TOLERANCE_RANGE)]
DurationTolerance = Annotated[float, _within(r.DURATION_TOLERANCE_RANGE)]
LiveClip = Annotated[float, _within(r.LIVE_CLIP_RANGE)]
BurstWindow = Annotated[float, _within(r.BURST_WINDOW_RANGE)]
Series = Annotated[int, _within(r.SERIES_RANGE)]
Patterns = Annotated[tuple[str, ...], Field(min_length=1)]
Preference = Annotated[tuple[str, ...], Field(min_length=1)]


class GroupingSettings(ServiceSettings):
    """
    What the grouping service is told.
    """

    timestamp_tolerance_seconds: Tolerance = DEFAULTS.timestamp_tolerance_seconds
    filename_patterns: Patterns = DEFAULTS.filename_patterns
    auto_primary_preference: Preference = DEFAULTS.auto_primary_preference
    neighbour_folders: bool = DEFAULTS.neighbour_folders
    stamp_tolerance_seconds: StampTolerance = DEFAULTS.stamp_tolerance_seconds
    duration_tolerance_seconds: DurationTolerance = DEFAULTS.duration_tolerance_seconds
    live_clip_max_seconds: LiveClip = DEFAULTS.live_clip_max_seconds
    burst_window_seconds: BurstWindow = DEFAULTS.burst_window_seconds
    series_from: Series = DEFAULTS.series_from
    extra_sibling_folders: tuple[str, ...] = ()
    extra_edit_folders: tuple[str, ...] = ()
    extra_edit_words: tuple[str, ...] = ()
    extra_render_words: tuple[str, ...] = ()

    def rules(self) -> Rules:
        """
        Give the rules these settings make.
        """
        return Rules(
            timestamp_tolerance_seconds=self.timestamp_tolerance_seconds,
            filename_patterns=self.filename_patterns,
            auto_primary_preference=self.auto_primary_preference,
            sibling_folders=(
                *DEFAULTS.sibling_folders,
                *self.extra_sibling_folders,
                *self.extra_edit_folders,
            ),
            format_folders=DEFAULTS.format_folders,
            edit_folders=(*DEFAULTS.edit_folders, *self.extra_edit_folders),
            edit_words=(*DEFAULTS.edit_words, *self.extra_edit_words),
            render_words=(*DEFAULTS.render_words, *self.extra_render_words),
            neighbour_folders=self.neighbour_folders,
            stamp_tolerance_seconds=self.stamp_tolerance_seconds,
            duration_tolerance_seconds=self.duration_tolerance_seconds,
            live_clip_max_seconds=self.live_clip_max_seconds,
            burst_window_seconds=self.burst_window_seconds,
            series_from=self.series_from,
        )
