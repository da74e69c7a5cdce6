"""
The settings of the dedup service.
"""

from typing import Annotated

from pydantic import Field

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
    :ivar decoder_memory_mb: how much memory the process may take that decodes pictures.
    :ivar decoder_seconds: after which time a picture is given up.
    """

    phash_threshold: Annotated[
        float, Field(ge=PHASH_THRESHOLD_RANGE[0], le=PHASH_THRESHOLD_RANGE[1])
    ] = 0.95
    enable_exact_match: bool = True
    enable_perceptual_match: bool = True
    loosest_level: Level = Level.L80
    decoder_memory_mb: Annotated[
        int, Field(ge=DECODER_MEMORY_RANGE[0], le=DECODER_MEMORY_RANGE[1])
    ] = 2048
    decoder_seconds: Annotated[
        float, Field(ge=DECODER_SECONDS_RANGE[0], le=DECODER_SECONDS_RANGE[1])
    ] = 30.0
