"""
Tests of what acting needs.
"""

import httpx

from gateway.acting import Acting, nudge_nobody
from gateway.credentials import Credentials
from gateway.service_calls import Service
from gateway.turns import Turns
from gateway.viewer import Viewer
from mediacore.database import Database


async def test_a_hand_is_its_viewers() -> None:
    """
    Immich is only ever asked with the credential of who acts; nobody need listen.
    """
    database = Database("postgresql://nobody@127.0.0.1:9/none")
    async with httpx.AsyncClient() as client:
        service = Service(client, "t")
        acting = Acting(database, Turns(database), client, service, service, lambda _path: None)
        credentials = Credentials(((b"x-api-key", b"k"),), ())
        viewer = Viewer(
            user_id="u",
            name="Anna",
            email="a@b",
            is_admin=False,
            permissions=None,
            credentials=credentials,
        )

        assert acting.hand(viewer).credentials is credentials
    assert acting.nudge is nudge_nobody
    nudge_nobody("u")
    database.close()
