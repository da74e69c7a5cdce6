"""
Tests of who looks.
"""

from collections.abc import Iterable, Sequence

import pytest

from gateway.credentials import Credentials
from gateway.forwarding import Headers
from gateway.preferences import Preferences
from gateway.sight import Sight, Sights
from gateway.viewer import Viewer
from mediacore.errors import ForbiddenError, UnauthorizedError, UnavailableError

DEFAULTS = Preferences(level="0.90")
TASTE = Preferences(format_order=("raw",), level="exact", auto_group=False)


class World:
    """
    Knows one user, one partner and one taste; or says what is wrong.
    """

    def __init__(
        self, permissions: frozenset[str] | None = None, error: Exception | None = None
    ) -> None:
        self.viewer = Viewer(
            "anna", "Anna", "a@x", is_admin=False, permissions=permissions, credentials=NOTHING
        )
        self.error = error
        self.came: list[Viewer] = []
        self.looked: list[tuple[str, ...]] = []

    def look(self, viewer: Viewer, owners: Iterable[str]) -> None:
        """
        Note whose photos somebody sees.
        """
        assert viewer is self.viewer
        self.looked.append(tuple(owners))

    async def identify(self, headers: Headers, query: bytes) -> Viewer:
        """
        Give the user.
        """
        assert (headers, query) == ((), b"")
        if self.error is not None:
            raise self.error
        return self.viewer


class Sharing:
    """
    Bert shares with everybody.
    """

    async def of(self, viewer: Viewer) -> Sequence[str]:
        """
        Give Bert.
        """
        assert viewer.user_id == "anna"
        return ("bert",)


class Tastes:
    """
    Everybody has the same taste.
    """

    async def of(self, user_id: str) -> Preferences:
        """
        Give the taste.
        """
        assert user_id == "anna"
        return TASTE


NOTHING = Credentials((), ())


async def seen(world: World, query: bytes = b"") -> Sight:
    """
    Tell who looks.
    """
    sights = Sights(world, Sharing(), Tastes(), DEFAULTS, world.came.append, world.look)
    return await sights.of((), query)


async def test_user_sees_own_and_partners_groups() -> None:
    """
    With a taste of their own.
    """
    world = World()
    sight = await seen(world)

    assert world.came == [world.viewer]
    assert world.looked == [("bert",)]
    assert sight == Sight("anna", frozenset({"anna", "bert"}), TASTE)
    assert (sight.trusts("bert"), sight.trusts("carl")) == (True, False)
    assert (sight.level, sight.format_order, sight.auto_group) == ("exact", ("raw",), False)


async def test_key_that_may_not_read_assets_sees_no_group_whole() -> None:
    """
    It learns only of members that stand in the answer.
    """
    sight = await seen(World(frozenset({"user.read", "timeline.read"})))

    assert sight == Sight("anna", frozenset(), TASTE)


async def test_share_link_is_nobody() -> None:
    """
    Even where a session comes along.
    """
    assert await seen(World(), b"key=abc") == Sight(None, frozenset(), DEFAULTS, by_link=True)


@pytest.mark.parametrize("error", [UnauthorizedError("who?"), ForbiddenError("no user.read")])
async def test_unknown_caller_is_nobody(error: Exception) -> None:
    """
    Who may not say who they are sees what stands in the answer.
    """
    assert await seen(World(error=error)) == Sight(None, frozenset(), DEFAULTS)


async def test_silent_immich_is_said() -> None:
    """
    Nobody is taken for nobody just because Immich is slow.
    """
    with pytest.raises(UnavailableError):
        await seen(World(error=UnavailableError("down")))
