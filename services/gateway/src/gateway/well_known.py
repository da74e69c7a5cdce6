"""
Where apps that were given our enriched address find Immich's API: there.

The mobile app takes an endpoint as it stands when it is absolute, and so does the command line,
which would drop a prefix otherwise.
"""

from fastapi import APIRouter

from gateway.caller import Asker
from gateway.health_schemas import EnrichedApi, WellKnown
from gateway.origin import own_origin
from gateway.routes import PREFIX

router = APIRouter(tags=["operations"])


@router.get("/api/immich/.well-known/immich")
async def enriched_endpoint(asker: Asker) -> WellKnown:
    """
    Give the address of the enriched API.
    """
    origin = own_origin(asker.peer.scheme, asker.headers)
    return WellKnown(api=EnrichedApi(endpoint=f"{origin}{PREFIX}"))
