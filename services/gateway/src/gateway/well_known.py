"""
Where apps that were given our enriched address find Immich's API: there.

The mobile app takes an endpoint as it stands when it is absolute, and so does the command line,
which would drop a prefix otherwise.
"""

from typing import Any

from fastapi import APIRouter

from gateway.caller import Asker
from gateway.origin import own_origin
from gateway.routes import PREFIX

router = APIRouter(tags=["operations"])


@router.get("/api/immich/.well-known/immich")
async def endpoint(asker: Asker) -> dict[str, Any]:
    """
    Give the address of the enriched API.
    """
    origin = own_origin(asker.peer.scheme, asker.headers)
    return {"api": {"endpoint": f"{origin}{PREFIX}"}}
