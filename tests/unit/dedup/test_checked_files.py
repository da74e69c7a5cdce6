"""
Tests of what can be wrong with a copy.
"""

import pytest

from dedup.checked_files import BadCopyError, Trouble


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_is_told_to_programs_and_to_people(trouble: Trouble) -> None:
    """
    A name and a sentence, and which file it is about.
    """
    error = BadCopyError("a/cat.jpg", trouble)

    assert error.told()["path"] == "a/cat.jpg"
    assert error.told()["reason"] == trouble.value
    assert error.message == f"a/cat.jpg: {error.told()['detail']}"
