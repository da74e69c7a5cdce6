"""
What a request must show before a route of ours acts on it.
"""

from typing import Annotated

from fastapi import Depends, Request

from gateway.caller import Asker
from gateway.immich_client import Identity
from gateway.origin import may_change
from gateway.rooms import Parts
from mediacore.errors import ForbiddenError

FOREIGN = "This changes something: send it from our own page, or with X-Requested-With: twinlens"


def changing(request: Request, asker: Asker) -> None:
    """
    Let a changing request pass only from our exact origin or with our header.

    :raises ForbiddenError: else.
    """
    if not may_change(request.method, asker.peer.scheme, asker.headers):
        raise ForbiddenError(FOREIGN)


async def signed_in(asker: Asker, parts: Parts) -> Identity:
    """
    Give who is asking.

    :raises UnauthorizedError: when nobody is.
    """
    return await parts.identities.identify(asker.for_immich().headers, asker.query)


Who = Annotated[Identity, Depends(signed_in)]


def admin(who: Who) -> Identity:
    """
    Let only admins pass, as long as answers are not yet limited to what each caller may see.

    :raises ForbiddenError: for everybody else.
    """
    if not who.is_admin:
        raise ForbiddenError("For admins only, not yet limited to what each caller may see")
    return who
