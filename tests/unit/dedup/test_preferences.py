"""
Folders that copies are kept in.
"""

import pytest

from dedup.preferences import NO_PREFERENCES, Preferences, lies_in


@pytest.mark.parametrize("folder", ["Best", "/Best/", "Best/2020"])
def test_file_lies_in_a_folder_at_any_depth(folder: str) -> None:
    """
    The folder itself, whichever way it is written, or one around it.
    """
    assert lies_in("Best/2020/a.jpg", [folder])


@pytest.mark.parametrize("folder", ["Be", "2020", "Best/2020/a.jpg"])
def test_file_lies_in_no_folder_of_another_name(folder: str) -> None:
    """
    A beginning of a name is no folder, and neither is a folder elsewhere.
    """
    assert not lies_in("Best/2020/a.jpg", [folder])


def test_nothing_is_protected_by_default() -> None:
    """
    Without settings every place is as good.
    """
    assert not NO_PREFERENCES.protects("a.jpg")
    assert NO_PREFERENCES.place("a.jpg") == 0


def test_preferred_folders_stand_in_their_order() -> None:
    """
    The first is the best; outside of all comes last.
    """
    wanted = Preferences(preferred=("Best", "Good"))

    assert [wanted.place(path) for path in ("Best/a", "Good/a", "a")] == [0, 1, 2]
