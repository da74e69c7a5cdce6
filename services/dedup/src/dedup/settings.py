"""
The settings of the dedup service.
"""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from dedup.levels import snapped, stored_levels
from dedup.preferences import Preferences
from dedup.records import Level
from mediacore.settings import ServiceSettings

PHASH_THRESHOLD_RANGE = (0.80, 1.0)
DECODER_MEMORY_RANGE = (256, 65536)
DECODER_SECONDS_RANGE = (1.0, 600.0)


class DedupSettings(ServiceSettings):
    """
    What every service knows, and what is looked for here.

    :ivar phash_threshold: the similarity from which two pictures are the same one.
    :ivar enable_exact_match: whether files with the same bytes are found.
    :ivar enable_perceptual_match: whether near duplicates are found.
    :ivar loosest_level: the loosest level whose groups are made.
    :ivar protected_folders: from these nothing is suggested for removal, and nothing let go.
    :ivar preferred_folders: where a copy is best kept, the best first.
    :ivar outside_folders: what Immich does not know of the library.
    :ivar decoder_memory_mb: how much memory the process may take that decodes pictures.
    :ivar decoder_seconds: after which time a picture is given up.
    """

    phash_threshold: Annotated[
        float, Field(ge=PHASH_THRESHOLD_RANGE[0], le=PHASH_THRESHOLD_RANGE[1])
    ] = 0.95
    enable_exact_match: bool = True
    enable_perceptual_match: bool = True
    loosest_level: Level = Level.L80
    protected_folders: tuple[str, ...] = ()
    preferred_folders: tuple[str, ...] = ()
    outside_folders: tuple[str, ...] = ()
    decoder_memory_mb: Annotated[
        int, Field(ge=DECODER_MEMORY_RANGE[0], le=DECODER_MEMORY_RANGE[1])
    ] = 2048
    decoder_seconds: Annotated[
        float, Field(ge=DECODER_SECONDS_RANGE[0], le=DECODER_SECONDS_RANGE[1])
    ] = 60.0

    @field_validator("loosest_level")
    @classmethod
    def _reaches_threshold(cls, loosest: Level, info: ValidationInfo) -> Level:
        """
        Refuse a level without the groups that lists give when no level is named.
        """
        threshold = info.data.get("phash_threshold")  # missing when it is wrong itself
        if threshold is not None and snapped(threshold) not in stored_levels(loosest):
            least = min(loosest.least, PHASH_THRESHOLD_RANGE[1])
            raise ValueError(
                f"lists of phash_threshold {threshold} would be empty; make it {least} or more,"
                f" or loosest_level {snapped(threshold)}"
            )
        return loosest

    def preferences(self) -> Preferences:
        """
        Give where copies are to be kept.
        """
        return Preferences(self.protected_folders, self.preferred_folders)
