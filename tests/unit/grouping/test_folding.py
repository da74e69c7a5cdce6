"""
Tests of folding names.
"""

import pytest

from grouping.folding import fold


@pytest.mark.parametrize(
    ("one", "two"),
    [("IMG_1", "img_1"), ("modifié", "MODIFIE\u0301"), ("STRASSE", "straße")],
)
def test_case_and_composition_make_no_difference(one: str, two: str) -> None:
    """
    File systems disagree about both.
    """
    assert fold(one) == fold(two)
