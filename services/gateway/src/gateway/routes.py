"""
Who answers a path: us, Immich, or Immich with something added; pure.
"""

from dataclasses import dataclass
from enum import StrEnum

from gateway.asset_places import Places, places_of

PREFIX = "/api/immich"
OURS = (
    "/api/session",
    "/api/groups",
    "/api/duplicates",
    "/api/suggestions",
    "/api/scan",
    "/api/events",
    "/api/preferences",
    "/api/audit",
    "/api/health",
    "/health",
    "/metrics",
)
# What is under the first is Immich's; the second is where apps that are told the prefix look first.
OURS_ALONE = ("/api/search", "/api/immich/.well-known/immich")


class Door(StrEnum):
    """
    The rooms of the gateway.
    """

    OURS = "ours"
    IMMICH = "immich"
    ENRICHABLE = "enrichable"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Route:
    """
    Where a request goes.

    :ivar target: the raw path that Immich is asked for.
    :ivar places: where assets stand in the answer, if they get fields of ours.
    """

    door: Door
    target: str
    places: Places | None = None


def _is_under(path: str, root: str) -> bool:
    return path == root or path.startswith(f"{root}/")


def route(method: str, raw_path: str, *, has_site: bool, is_immichs: bool = False) -> Route:
    """
    Decide by the raw path, as the caller wrote it.

    :param is_immichs: it looks like ours, and means Immich's own of the same name.
    """
    if is_immichs:
        return Route(Door.IMMICH, raw_path)
    if raw_path in OURS_ALONE or any(_is_under(raw_path, root) for root in OURS):
        return Route(Door.OURS, raw_path)
    if _is_under(raw_path, PREFIX):
        rest = raw_path.removeprefix(PREFIX)
        # Apps put /api behind an address that does not end in it, and Immich has no /api/api.
        target = rest if _is_under(rest, "/api") else f"/api{rest}"
        return Route(Door.ENRICHABLE, target, places_of(method, target))
    page = method in {"GET", "HEAD"} and not _is_under(raw_path, "/api")
    if has_site and page and not _is_under(raw_path, "/.well-known"):
        return Route(Door.SITE, raw_path)
    return Route(Door.IMMICH, raw_path)
