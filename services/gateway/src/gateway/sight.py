"""
Who looks at an answer, as far as its enrichment cares: what they may see, and what they prefer.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from gateway.credentials import is_shared_link
from gateway.forwarding import Headers
from gateway.preferences import Preferences
from gateway.viewer import Viewer
from mediacore.errors import ForbiddenError, UnauthorizedError

READ = "asset.read"


@dataclass(frozen=True, slots=True)
class Sight:
    """
    A caller's view.

    :ivar user_id: `None` for a share link, and for a key that may not say whose it is.
    :ivar owners: those whose groups the caller sees whole: themselves, and who shares with them.
    :ivar by_link: a share link, whose visitor may be shown pictures without their names.
    """

    user_id: str | None
    owners: frozenset[str]
    preferences: Preferences
    by_link: bool = False

    def trusts(self, owner_id: str) -> bool:
        """
        Tell whether an owner's groups are seen whole.
        """
        return owner_id in self.owners

    @property
    def level(self) -> str:
        """
        How alike duplicates must be.
        """
        return self.preferences.level

    @property
    def format_order(self) -> tuple[str, ...]:
        """
        The kinds of files that are to stand for a group, the most preferred first.
        """
        return self.preferences.format_order

    @property
    def auto_group(self) -> bool:
        """
        Whether versions are told of at all.
        """
        return self.preferences.auto_group


class Identifies(Protocol):
    """
    What knows who is asking; `Identities` does.
    """

    async def identify(self, headers: Headers, query: bytes) -> Viewer:
        """
        Tell who is asking.
        """
        ...


class KnowsPartners(Protocol):
    """
    What knows who shares with whom; `Partners` does.
    """

    async def of(self, viewer: Viewer) -> Sequence[str]:
        """
        Give the ids of the users who share with a viewer.
        """
        ...


class KnowsPreferences(Protocol):
    """
    What knows the preferences; `PreferenceBook` does.
    """

    async def of(self, user_id: str) -> Preferences:
        """
        Give a user's preferences.
        """
        ...


class Sights:
    """
    Finds out who looks.

    :param defaults: what nobody in particular prefers.
    :param seen: told of everybody who comes by.
    :param look: told whose photos somebody sees beside their own.
    """

    def __init__(
        self,
        identities: Identifies,
        partners: KnowsPartners,
        preferences: KnowsPreferences,
        defaults: Preferences,
        seen: Callable[[Viewer], None],
        look: Callable[[Viewer, Iterable[str]], None],
    ) -> None:
        self._identities = identities
        self._partners = partners
        self._preferences = preferences
        self._defaults = defaults
        self._seen = seen
        self._look = look

    async def of(self, headers: Headers, query: bytes) -> Sight:
        """
        Tell who looks, out of headers as Immich is to see them.

        :raises UnavailableError: when Immich does not say.
        """
        if is_shared_link(headers, query):
            return Sight(None, frozenset(), self._defaults, by_link=True)
        try:
            viewer = await self._identities.identify(headers, query)
        except (UnauthorizedError, ForbiddenError):
            return Sight(None, frozenset(), self._defaults)
        self._seen(viewer)
        preferences = await self._preferences.of(viewer.user_id)
        if not viewer.may(READ):
            return Sight(viewer.user_id, frozenset(), preferences)
        partners = await self._partners.of(viewer)
        self._look(viewer, partners)
        return Sight(viewer.user_id, frozenset({viewer.user_id, *partners}), preferences)
