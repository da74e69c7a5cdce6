"""
What a request must show before a route of ours acts on it.
"""

from typing import Annotated

from fastapi import Depends, Request

from gateway.caller import Asker
from gateway.forwarding import get
from gateway.origin import SAFE_METHODS, may_change
from gateway.preferences import Preferences
from gateway.rooms import Parts
from gateway.viewer import Viewer
from mediacore.errors import ForbiddenError, UnauthorizedError, UnavailableError
from mediacore.service_auth import bearer_matches

FOREIGN = "This changes something: send it from our own page, or with X-Requested-With: twinlens"
READ = "asset.read"
UPDATE = "asset.update"
DELETE = "asset.delete"
ADMIN_READ = "job.read"
ADMIN_CHANGE = "job.create"


def own_page(request: Request, asker: Asker) -> None:
    """
    Let a changing request pass only from our exact origin or with our header.

    :raises ForbiddenError: else.
    """
    if not may_change(request.method, asker.peer.scheme, asker.headers):
        raise ForbiddenError(FOREIGN)


def changing(request: Request, asker: Asker) -> None:
    """
    Demand the same where a cookie vouches; what a caller names by itself no foreign page can send.

    :raises ForbiddenError: when a foreign page may be asking.
    """
    if not asker.proves_itself:
        own_page(request, asker)


async def signed_in(asker: Asker, parts: Parts) -> Viewer:
    """
    Give who is asking; their index is kept true, and what they left open ended, beside it.

    :raises UnauthorizedError: when nobody is.
    :raises TooManyError: when they asked too often.
    """
    if bearer_matches(get(asker.headers, b"authorization"), parts.service_token):
        raise UnauthorizedError("The service token is nobody's; sign in.")
    viewer = await parts.identities.identify(asker.for_immich().headers, asker.query)
    parts.limits.user(viewer.user_id)
    parts.indexer.seen(viewer)
    parts.leftovers.seen(viewer)
    return viewer


async def perhaps_signed_in(asker: Asker, parts: Parts) -> Viewer | None:
    """
    Give who is asking, or nobody: where a route is for everybody and tells some more.
    """
    try:
        return await signed_in(asker, parts)
    except (UnauthorizedError, ForbiddenError, UnavailableError):
        return None


Who = Annotated[Viewer, Depends(signed_in)]
Visitor = Annotated[Viewer | None, Depends(perhaps_signed_in)]
OwnPage = Annotated[None, Depends(changing)]


def allowed(viewer: Viewer, permission: str) -> Viewer:
    """
    Give a viewer whose credential has a permission.

    :raises ForbiddenError: in Immich's words, when it has not.
    """
    if not viewer.may(permission):
        raise ForbiddenError(f"Missing required permission: {permission}")
    return viewer


def reader(who: Who) -> Viewer:
    """
    Give who may see assets.
    """
    return allowed(who, READ)


def decider(who: Who, _own_page: OwnPage) -> Viewer:
    """
    Give who may decide about assets, and means it.
    """
    return allowed(who, UPDATE)


def remover(who: Who, _own_page: OwnPage) -> Viewer:
    """
    Give who may move assets to the trash, and means it.
    """
    return allowed(who, DELETE)


def admin(request: Request, who: Who, _own_page: OwnPage) -> Viewer:
    """
    Give an admin, whose key, if it is one, may look after Immich's jobs.

    :raises ForbiddenError: for everybody else.
    """
    if not who.is_admin:
        raise ForbiddenError("This is for admins only")
    return allowed(who, ADMIN_READ if request.method in SAFE_METHODS else ADMIN_CHANGE)


Reader = Annotated[Viewer, Depends(reader)]
Decider = Annotated[Viewer, Depends(decider)]
Remover = Annotated[Viewer, Depends(remover)]
Admin = Annotated[Viewer, Depends(admin)]


async def partners_of(who: Who, parts: Parts) -> tuple[str, ...]:
    """
    Give the ids of the users who share with who asks, and of whom our lists are true.
    """
    return await parts.shared.of(who)


async def preferences_of(who: Who, parts: Parts) -> Preferences:
    """
    Give what who asks prefers.
    """
    return await parts.preferences.of(who.user_id)


PartnerIds = Annotated[tuple[str, ...], Depends(partners_of)]
Taste = Annotated[Preferences, Depends(preferences_of)]
