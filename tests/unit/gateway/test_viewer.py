"""
Tests of somebody of whom Immich says who they are.
"""

import pytest

from gateway.credentials import Credentials
from gateway.viewer import Viewer


def viewer(*permissions: str, is_session: bool = False) -> Viewer:
    """
    Make a viewer with a key, or a session.
    """
    return Viewer(
        user_id="1",
        name="Anna",
        email="anna@example.org",
        is_admin=False,
        permissions=None if is_session else frozenset(permissions),
        credentials=Credentials(((b"x-api-key", b"hush"),), ()),
    )


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (viewer(is_session=True), True),
        (viewer("all"), True),
        (viewer("asset.read", "asset.update"), True),
        (viewer("asset.read"), False),
        (viewer(), False),
    ],
)
def test_key_reaches_as_far_as_its_permissions(who: Viewer, may: bool) -> None:
    """
    A session may everything, a key what it was given.
    """
    assert who.may("asset.update") is may


def test_viewer_never_shows_the_credential() -> None:
    """
    A log line that holds a viewer holds no key.
    """
    assert "hush" not in repr(viewer())
