"""
Tests of gathering progress.
"""

import httpx
import respx

from gateway.engine_client import EngineClient
from gateway.progress import scan_progress, without_paths

GROUPING = "http://grouping.test"
DEDUP = "http://dedup.test"


@respx.mock
async def test_service_that_is_away_does_not_hide_the_other() -> None:
    """
    Each stands under its name, in the web's spelling.
    """
    respx.get(f"{GROUPING}/scan/status").respond(json={"state": "running", "files_failed": 1})
    respx.get(f"{DEDUP}/scan/status").mock(side_effect=httpx.ConnectError("no"))
    async with (
        httpx.AsyncClient(base_url=GROUPING) as grouping,
        httpx.AsyncClient(base_url=DEDUP) as dedup,
    ):
        told = await scan_progress(
            [EngineClient("grouping", grouping, "t"), EngineClient("dedup", dedup, "t")]
        )

    assert told["grouping"] == {"state": "running", "filesFailed": 1}
    assert told["dedup"]["state"] == "unavailable"


def test_names_of_files_can_be_left_out() -> None:
    """
    Counts stay.
    """
    told = {"dedup": {"failed": 1, "recentErrors": [{"path": "secret.jpg"}]}}

    assert without_paths(told) == {"dedup": {"failed": 1}}
