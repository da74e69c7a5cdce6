"""
The settings of the dedup service.
"""

from typing import Annotated

from pydantic import Field

from mediacore.settings import ServiceSettings

PHASH_THRESHOLD_RANGE = (0.80, 1.0)


class DedupSettings(ServiceSettings):
    """
    What every service knows, and what is looked for here.

    :ivar phash_threshold: the similarity from which two pictures are the same one.
    :ivar enable_exact_match: whether files with the same bytes are found.
    :ivar enable_perceptual_match: whether picture hashes are computed for the members of groups.
    """

    phash_threshold: Annotated[
        float, Field(ge=PHASH_THRESHOLD_RANGE[0], le=PHASH_THRESHOLD_RANGE[1])
    ] = 0.95
    enable_exact_match: bool = True
    enable_perceptual_match: bool = True
