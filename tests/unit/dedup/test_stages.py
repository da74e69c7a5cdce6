"""
The stages of a scan without a database.
"""

from dataclasses import FrozenInstanceError

import pytest

from tests.unit.dedup.memory_folder import stages


def test_stages_stay_as_they_were_chosen() -> None:
    """
    Several threads use them.
    """
    with pytest.raises(FrozenInstanceError):
        stages().compare = stages().compare_clips  # type: ignore[misc]  # the fact to be proved
