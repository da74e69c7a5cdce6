"""
Tests of who shares with whom.
"""

from gateway.credentials import Credentials
from gateway.partners import Partners
from gateway.viewer import Viewer
from mediacore.errors import ForbiddenError


class Source:
    """
    Knows one partner, and counts how often it is asked.
    """

    def __init__(self, *, refuses: bool = False) -> None:
        self.asked = 0
        self.refuses = refuses

    async def partners(self, credentials: Credentials) -> tuple[str, ...]:
        """
        Give the partner, or refuse.
        """
        self.asked += 1
        if self.refuses:
            raise ForbiddenError("Missing required permission: partner.read")
        return ("2",) if credentials.has_key else ("3",)


def viewer(name: bytes) -> Viewer:
    """
    Make a viewer with a credential in a header.
    """
    credentials = Credentials(((name, b"secret"),), ())
    return Viewer("1", "Anna", "a@b", is_admin=False, permissions=None, credentials=credentials)


async def test_partners_are_asked_once_by_credential() -> None:
    """
    What one credential may know is not what another may.
    """
    source = Source()
    partners = Partners(source, b"s")

    found = [await partners.of(viewer(name)) for name in (b"x-api-key", b"x-api-key", b"cookie")]
    await partners.close()

    assert found == [("2",), ("2",), ("3",)]
    assert source.asked == 2


async def test_partners_are_asked_again_once_forgotten() -> None:
    """
    Somebody may have ceased to share.
    """
    source = Source()
    partners = Partners(source, b"s")
    await partners.of(viewer(b"x-api-key"))
    partners.forget_all()
    await partners.of(viewer(b"x-api-key"))

    assert source.asked == 2


async def test_key_that_may_not_know_has_no_partners() -> None:
    """
    It sees its own user's assets only.
    """
    assert await Partners(Source(refuses=True), b"s").of(viewer(b"x-api-key")) == ()
