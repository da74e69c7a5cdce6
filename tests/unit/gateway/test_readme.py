"""
Tests of the gateway's README.
"""

import doctest
from pathlib import Path

README = Path(__file__).parents[3] / "services" / "gateway" / "README.md"


def test_example_is_true() -> None:
    """
    What the README shows is what happens.
    """
    result = doctest.testfile(str(README), module_relative=False)

    assert (result.failed, result.attempted) == (0, 6)
