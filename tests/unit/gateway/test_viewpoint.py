"""
Through whose eyes a list is made.
"""

from gateway.preferences import Preferences
from gateway.stored_groups import NOBODY
from gateway.viewpoint import View


def test_nobodys_view_is_of_what_immich_knows_not() -> None:
    """
    Everybody else's is of their own.
    """
    views = [View((owner,), (0,), Preferences()) for owner in (NOBODY, "anna")]

    assert [view.unmatched for view in views] == [True, False]
